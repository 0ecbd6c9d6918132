"""Data is the whole return in long form: adding up a measure gives the Summary's figure."""

from dataclasses import replace

import pytest

from tests.returns.contents.cells import rows
from wardenlog.returns.contents import data, engagement
from wardenlog.returns.figures import Figures

ADD_UP = [
    "claimable", "claimable_patrol", "amount_claimed", "visits", "qualifying_visits",
    "place_days_listed", "place_days_visited", "patrol_minutes", "person_minutes",
    "outside_hotspot_minutes", "partner_presences", "partner_minutes", "engagement",
    "premises_visit", "incidents", "powers_informal", "cpw_issued", "cpn_issued", "pspo_actions",
    "fpn_issued", "powers_other", "powers_assisted", "powers_cancelled", "referrals", "seizures",
    "intelligence",
]  # fmt: skip


@pytest.mark.parametrize("code", ADD_UP)
def test_adding_up_a_measure_gives_the_summary(figures: Figures, code: str) -> None:
    added = sum(row.value for row in data.rows(figures) if row.measure == code)
    if code == "amount_claimed":
        assert added == figures.claim.amount
    else:
        assert added == figures.spans.this.get(code, 0)


def test_every_row_carries_its_origin(figures: Figures) -> None:
    origins = {
        (each["Council"], each["ONS code"], each["Agreement"], each["Version"])
        for each in rows(data.sheet(figures))
    }
    assert origins == {("Thornmere District Council", "E07999999", "HA-2024-01", 1)}


def test_no_figure_stands_twice_and_rows_are_sorted(figures: Figures) -> None:
    keys = [row[:4] for row in data.rows(figures)]
    assert len(set(keys)) == len(keys)
    whole = [month for month, *_ in keys]
    assert whole == sorted(whole, key=lambda month: (month is None, month or ""))


def test_what_has_no_figure_has_no_row(figures: Figures) -> None:
    unplanned = tuple(each._replace(required=None) for each in figures.delivery)
    codes = {row.measure for row in data.rows(replace(figures, delivery=unplanned))}
    assert not {"required_visits", "qualifying_visits"} & codes


def test_a_tally_the_rules_do_not_know_is_never_taken_for_a_measure(figures: Figures) -> None:
    before = [row for row in data.rows(replace(figures, tallies=())) if row.measure == "claimable"]
    odd = [figures.tallies[0]._replace(measure=code) for code in ("leaflets", "claimable")]
    changed = replace(figures, tallies=tuple(odd))
    for sheet in (data.sheet(changed), engagement.sheet(changed)):
        for code in ("unknown_leaflets", "unknown_claimable"):
            (row,) = [each for each in rows(sheet) if each["Measure code"] == code]
            assert row["Measure"] == "A tally without a definition"
    assert [row for row in data.rows(changed) if row.measure == "claimable"] == before

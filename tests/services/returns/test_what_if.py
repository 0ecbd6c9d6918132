"""Another rule is counted beside the agreed one, and leaves the record as it is."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.returns.worked import QUARTER, import_example
from wardenlog.counting.scope import Period
from wardenlog.model import Agreement, Term, Variation
from wardenlog.model.vocabulary import TermItem, VariationStatus
from wardenlog.returns.figures import Assumed, Wanted, take_figures
from wardenlog.services.record import Record
from wardenlog.services.returns.what_if import (
    AS_AGREED,
    HoursCounted,
    PatrolMeans,
    Rule,
    WhatIf,
    WhatIfLine,
    unsigned,
    what_if,
)

ASK = Wanted("GA-1", QUARTER)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with import_example(tmp_path) as store:
        yield Record(store, "Sam")


def line(found: WhatIf, code: str) -> WhatIfLine:
    return next(each for each in found.lines if each.code == code)


def head(record: Record) -> int:
    with record.store.read() as session:
        ((newest,),) = session.rows("SELECT max(seq) FROM revision")
        return int(newest)


def test_the_agreed_rule_changes_nothing(record: Record) -> None:
    assert what_if(record, ASK, AS_AGREED).changed == 0


def test_nothing_is_written(record: Record) -> None:
    before = head(record)
    everything = Rule(30, HoursCounted.PATROL, PatrolMeans.SHIFTS, 0)
    assert what_if(record, ASK, everything).changed > 0
    assert head(record) == before
    assert what_if(record, ASK, AS_AGREED).changed == 0


@pytest.mark.parametrize("minimum", [0, 1, 20, 721])
def test_a_minimum_excludes_what_is_shorter(record: Record, minimum: int) -> None:
    with record.store.read() as session:
        assumed = Assumed(terms=(("minimum_minutes", str(minimum)),))
        figures = take_figures(session, ASK, assumed)
        short = session.rows(
            "SELECT count(*) FROM scoped_visit WHERE claimable_minutes > 0 AND patrol_minutes < ?",
            (minimum,),
        )
        assert short == [(0,)]
        under = {step.code: step for step in figures.bridge}["under_minimum"]
        assert (under.visits == 0) == (minimum <= 1)
    if minimum == 721:
        found = what_if(record, ASK, Rule(minimum_minutes=minimum))
        assert line(found, "claimable").then == "0.00"
        assert line(found, "visits").difference == ""


def test_hours_counted_by_patrol_are_those_of_the_other_unit(record: Record) -> None:
    found = what_if(record, ASK, Rule(hours_counted=HoursCounted.PATROL))
    hours, patrol = line(found, "hours_claimed"), line(found, "claimable_patrol")
    assert hours.then == patrol.now
    assert line(found, "claimable").difference == ""


def test_patrols_are_visits_or_the_shifts_with_a_counted_visit(record: Record) -> None:
    visits = what_if(record, ASK, Rule(patrol_means=PatrolMeans.VISITS))
    assert line(visits, "patrols").then == line(visits, "visits").now
    shifts = line(what_if(record, ASK, Rule(patrol_means=PatrolMeans.SHIFTS)), "patrols")
    with record.store.read() as session:
        take_figures(session, ASK)
        sheets = {row[0] for row in session.rows("SELECT sheet FROM scoped_visit WHERE counted")}
    assert shifts.then == str(len(sheets))


@pytest.mark.parametrize("status", [VariationStatus.DRAFT, VariationStatus.AT_RISK])
def test_an_unsigned_variation_is_offered_and_counted_as_if_signed(
    record: Record, status: VariationStatus
) -> None:
    with record.store.write("Sam") as session:
        agreement = next(
            each
            for each in session.load_all(Agreement.kind)
            if isinstance(each, Agreement) and each.reference == "GA-1"
        )
        varied = Variation(
            number=99,
            effective_from=date(2025, 4, 1),
            status=status,
            terms=(Term(item=TermItem.MINIMUM_MINUTES, value="721"),),
        )
        changed = agreement.model_copy(update={"variations": (*agreement.variations, varied)})
        session.save(changed)
    with record.store.read() as session:
        figures = take_figures(session, ASK)
    offered = {each.number: each for each in unsigned(figures)}
    assert offered[99].status == status
    found = line(what_if(record, ASK, Rule(signed=99)), "claimable")
    assert float(found.then) < float(found.now)
    assert line(what_if(record, ASK, AS_AGREED), "claimable").difference == ""


def test_an_assumed_term_holds_on_every_date(record: Record) -> None:
    long = Wanted("GA-1", Period(date(2025, 3, 20), date(2026, 4, 1)))
    found = what_if(record, long, Rule(minimum_minutes=721))
    assert line(found, "claimable").then == "0.00"

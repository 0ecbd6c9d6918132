"""The demo council: repeatable, of realistic size, and no more flawed than it means to be."""

import hashlib
import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from itertools import islice, pairwise
from typing import Any, TypeVar
from uuid import UUID

import pytest

from wardenlog import clock
from wardenlog.catalogue.measures import load_measures
from wardenlog.catalogue.powers import load_powers
from wardenlog.model import (
    AGGREGATES,
    Aggregate,
    Agreement,
    LineMonth,
    NilDay,
    Organisation,
    Person,
    PowerUse,
    Pspo,
    Shift,
    Visit,
)
from wardenlog.model.vocabulary import Mode, TermItem, Use, VariationStatus
from wardenlog.services.demo import Size, build, describe
from wardenlog.services.demo.chance import dice
from wardenlog.services.demo.rota import Rota
from wardenlog.services.demo.scale import LAST_DAY, SCALES

A = TypeVar("A", bound=Aggregate)
DIGEST = """
import hashlib
from wardenlog.services.demo import build
digest = hashlib.sha256()
for aggregate in build(1):
    digest.update(aggregate.model_dump_json().encode())
print(digest.hexdigest())
"""


@cache
def demo() -> tuple[Aggregate, ...]:
    return tuple(build())


def all_of(kind: type[A]) -> list[A]:
    return [each for each in demo() if isinstance(each, kind)]


def only(kind: type[A]) -> A:
    [found] = all_of(kind)
    return found


def visits() -> Iterator[tuple[Shift, Visit]]:
    return ((sheet, visit) for sheet in all_of(Shift) for visit in sheet.visits)


def uses() -> Iterator[tuple[Shift, PowerUse]]:
    return ((sheet, use) for sheet in all_of(Shift) for use in sheet.powers)


def digest(seed: int) -> str:
    made = hashlib.sha256()
    for aggregate in build(seed):
        made.update(aggregate.model_dump_json().encode())
    return made.hexdigest()


def ids_in(value: Any) -> Iterator[str]:
    """Every identifier of a dumped record that names another."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key.endswith("_id") and each is not None:
                yield each
            else:
                yield from ids_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from ids_in(each)


# ----------------------------------------------------------------------------- the same every time


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_the_same_seed_gives_the_same_bytes_in_every_process(hash_seed: str) -> None:
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    done = subprocess.run(
        [sys.executable, "-c", DIGEST], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == digest(1)


def test_another_seed_gives_another_record() -> None:
    assert digest(2) != digest(1)


def test_identifiers_are_unique_version_7_and_sort_with_their_dates() -> None:
    inner = [visit.id for _, visit in visits()] + [use.id for _, use in uses()]
    ids = [aggregate.id for aggregate in demo()] + inner
    assert len(ids) == len(set(ids))
    assert {UUID(each).version for each in ids} == {7}
    by_start = sorted(all_of(Shift), key=lambda sheet: sheet.start_at)
    assert [sheet.id for sheet in by_start] == sorted(sheet.id for sheet in by_start)


# ------------------------------------------------------------------------------ a record that holds


def test_every_record_refers_only_to_earlier_ones() -> None:
    known: set[str] = set()
    for aggregate in demo():
        named = set(ids_in(aggregate.model_dump(mode="json"))) - {aggregate.id}
        assert named <= known, aggregate.kind
        known.add(aggregate.id)


def test_every_record_can_be_read_back() -> None:
    for aggregate in demo():
        text = aggregate.model_dump_json(exclude_defaults=True)
        assert AGGREGATES[aggregate.kind].model_validate_json(text) == aggregate


def test_every_time_survives_the_reading_rules_of_the_standard_log() -> None:
    for sheet in all_of(Shift):
        start, end = wall(sheet.start_at), wall(sheet.end_at)
        assert clock.shift_times(sheet.day, start, end) == (sheet.start_at, sheet.end_at)
        for visit in sheet.visits:
            survives(visit.in_at, lambda w, s=sheet: clock.visit_in(s.start_at, w))
            if visit.out_at is not None:
                survives(visit.out_at, lambda w, v=visit: clock.visit_out(v.in_at, w))
            for member in visit.members:
                joined = member.joined_at or visit.in_at
                survives(joined, lambda w, v=visit: clock.member_joined(v.in_at, v.out_at, w))
                if member.left_at is not None:
                    survives(
                        member.left_at,
                        lambda w, j=joined, v=visit: clock.member_left(j, v.out_at, w),
                    )


def wall(at: datetime) -> clock.WallTime:
    return clock.WallTime.parse(clock.wall_text(at))


def survives(at: datetime, read: Any) -> None:
    assert read(clock.WallTime.parse(clock.wall_for_reading(at, read))) == at


def test_codes_are_those_of_the_catalogues() -> None:
    powers, tallies = load_powers(), {card.code for card in load_measures().tallies()}
    for sheet, use in uses():
        assert powers.has(use.power, use.stage), (sheet.sheet, use.stage)
        assert use.use == powers.default_use(use.power)
    families = {x.family for person in all_of(Person) for x in person.authorisations}
    assert families <= powers.families
    assert {tally.measure for sheet in all_of(Shift) for tally in sheet.tallies} <= tallies


def test_notices_follow_warnings_and_penalties_follow_breaches() -> None:
    before: dict[str, set[str]] = defaultdict(set)
    for _, use in uses():
        so_far = before[use.reference or ""]
        if use.stage == "CPN.ISSUED":
            assert "CPW.ISSUED" in so_far
        if use.stage == "CPN.FPN":
            assert "CPN.BREACH" in so_far
        so_far.add(use.stage)
    assert any("CPN.FPN" in stages for stages in before.values())


def test_nobody_is_claimed_for_longer_than_they_were_paid() -> None:
    for sheet in all_of(Shift):
        worked: Counter[str] = Counter()
        for visit in sheet.visits:
            for member in sheet.crew_of(visit):
                left = member.left_at or visit.out_at
                if left is not None:
                    joined = member.joined_at or visit.in_at
                    worked[member.person_id] += clock.elapsed_minutes(joined, left)
        for person in sheet.members:
            paid = clock.elapsed_minutes(*sheet.paid_between(person)) - sheet.break_minutes
            assert worked[person.person_id] <= paid, sheet.sheet


# ---------------------------------------------------------------------------------- what it is like


def test_about_2200_visits_a_year() -> None:
    years = Counter(
        clock.local_date(visit.in_at).year - (clock.local_date(visit.in_at).month < 4)
        for _, visit in visits()
    )
    assert set(years) == {2024, 2025}
    assert all(2_000 <= number <= 2_400 for number in years.values())
    assert sum(years.values()) == SCALES[Size.DEMO].visits


def test_visits_are_short_and_mostly_on_foot() -> None:
    lengths = [
        clock.elapsed_minutes(visit.in_at, visit.out_at)
        for _, visit in visits()
        if visit.out_at is not None
    ]
    assert min(lengths) >= 8
    assert sum(length <= 45 for length in lengths) >= len(lengths) - 2  # one of two overlaps
    modes = Counter(visit.mode for _, visit in visits())
    assert modes[Mode.FOOT] > 0.8 * modes.total()
    assert len(modes) == 4


def test_about_five_people_are_engaged_an_hour() -> None:
    minutes = sum(
        clock.elapsed_minutes(visit.in_at, visit.out_at)
        for _, visit in visits()
        if visit.out_at is not None
    )
    people = sum(
        tally.number
        for sheet in all_of(Shift)
        for tally in sheet.tallies
        if tally.measure == "engagement"
    )
    assert 4 < people / (minutes / 60) < 6


def test_powers_are_mostly_informal_and_police_powers_are_assisted() -> None:
    groups = Counter(load_powers().power(use.power).formality for _, use in uses())
    assert groups["informal"] > 0.5 * groups.total()
    assisted = {use.power for _, use in uses() if use.use is Use.ASSISTED}
    assert "POL-ARR" in assisted
    statuses = {use.status for _, use in uses() if use.amount is not None}
    assert {"issued", "paid", "cancelled"} <= {str(status) for status in statuses}


def test_nine_of_nineteen_hotspots_are_replaced_and_nineteen_are_always_listed() -> None:
    listings = only(Agreement).listings
    assert sum(listing.replaced_by_id is not None for listing in listings) == 9
    for month in range(24):
        day = date(2024 + (month + 3) // 12, (month + 3) % 12 + 1, 1)
        on_list = [x for x in listings if x.from_on <= day <= (x.to_on or date.max)]
        assert len(on_list) == 19


def test_three_signed_variations_and_one_at_risk_follow_the_original() -> None:
    variations = only(Agreement).variations
    assert [variation.number for variation in variations] == [0, 1, 2, 3, 4]
    signed = [x for x in variations if x.status is VariationStatus.SIGNED]
    assert len(signed) == 4
    assert all(variation.signed_on is not None for variation in signed)
    rates = [
        term.value
        for variation in variations
        for term in variation.terms
        if term.item is TermItem.HOURLY_RATE
    ]
    assert rates == sorted(set(rates))


def test_some_people_are_not_our_own_and_an_agency_is() -> None:
    own = {x.id for x in all_of(Organisation) if x.own}
    people = Counter(person.organisation_id in own for person in all_of(Person))
    assert people[False] == 2
    own_kinds = {x.organisation_kind for x in all_of(Organisation) if x.own}
    assert {str(kind) for kind in own_kinds} == {"council", "contractor"}


def test_the_facts_name_its_agreement_and_its_last_full_quarter() -> None:
    facts = describe()
    agreement = only(Agreement)
    assert facts.agreement_reference == agreement.reference
    assert facts.quarter_from == date(2026, 1, 1)
    assert facts.quarter_to == LAST_DAY == max(sheet.day for sheet in all_of(Shift))
    for change in (date(2024, 10, 26), date(2026, 3, 28)):
        nights = [x for x in all_of(Shift) if x.day == change]
        assert any(x.start_at + timedelta(hours=5) != x.end_at for x in nights)


def test_nil_days_have_no_visit() -> None:
    patrolled = {clock.local_date(visit.in_at) for _, visit in visits()}
    nil = {each.day for each in all_of(NilDay)}
    assert nil
    assert not nil & patrolled


def test_every_budget_line_has_every_month() -> None:
    lines = {line.reference for line in only(Agreement).budget_lines}
    assert len(all_of(LineMonth)) == 24 * len(lines)
    assert {each.line for each in all_of(LineMonth)} == lines
    assert all(each.forecast is not None and each.expenditure for each in all_of(LineMonth))


# --------------------------------------------------------------------------------- its honest flaws


def test_a_person_is_in_two_places_only_where_it_is_meant() -> None:
    spans: dict[str, list[tuple[datetime, datetime, str]]] = defaultdict(list)
    for sheet, visit in visits():
        for member in sheet.crew_of(visit):
            left = member.left_at or visit.out_at
            if left is not None:
                joined = member.joined_at or visit.in_at
                spans[member.person_id].append((joined, left, sheet.sheet))
    clashing = {
        second[2]
        for mine in spans.values()
        for first, second in pairwise(sorted(mine))
        if second[0] < first[1]
    }
    assert len(clashing) == 3  # two overlaps and a duplicate


def test_the_slips_are_there_and_are_few() -> None:
    finished = [(sheet, visit) for sheet, visit in visits() if sheet.finished]
    assert sum(visit.out_at is None for _, visit in finished) == 8
    assert sum(not visit.uniformed for _, visit in finished) == 8
    assert sum(visit.void_reason is not None for _, visit in finished) == 2
    unfinished = [sheet.day for sheet in all_of(Shift) if not sheet.finished]
    assert len(unfinished) == 2
    assert min(unfinished) > LAST_DAY - timedelta(days=7)
    agreement = only(Agreement)
    unlisted = [visit for _, visit in visits() if not listed(agreement, visit)]
    assert len(unlisted) == 3


def listed(agreement: Agreement, visit: Visit) -> bool:
    day = clock.local_date(visit.in_at)
    return any(
        x.hotspot_id == visit.hotspot_id and x.from_on <= day <= (x.to_on or date.max)
        for x in agreement.listings
    )


def test_one_action_is_under_an_order_that_had_lapsed() -> None:
    orders = {order.id: order for order in all_of(Pspo)}
    lapsed = 0
    for _, use in uses():
        if use.pspo_id is not None and use.at is not None:
            order, day = orders[use.pspo_id], clock.local_date(use.at)
            lapsed += not (order.from_on or date.min) <= day <= (order.to_on or date.max)
    assert lapsed == 1


def test_a_few_powers_are_used_after_an_authorisation_ran_out() -> None:
    people = {person.id: person for person in all_of(Person)}
    without = [
        use
        for sheet, use in uses()
        if use.person_id is not None
        and load_powers().power(use.power).needs_authorisation
        and not authorised(people[use.person_id], use, sheet.day)
    ]
    assert 1 <= len(without) <= 5


def authorised(person: Person, use: PowerUse, day: date) -> bool:
    family = load_powers().family(use.power)
    return any(
        x.family == family and (x.from_on or date.min) <= day <= (x.to_on or date.max)
        for x in person.authorisations
    )


# -------------------------------------------------------------------------------- the larger sizes


def test_large_holds_exactly_a_million_visits() -> None:
    scale = SCALES[Size.LARGE]
    assert scale.earlier_from is not None
    earlier = Rota(
        "earlier",
        scale.earlier_from,
        scale.agreement_from - timedelta(days=1),
        20,
        scale.earlier_visits,
    )
    assert sum(duty.visits for duty in earlier.duties(dice(1, "earlier rota"))) == 950_000
    assert scale.visits == 50_000


def test_large_begins_with_years_before_its_agreement() -> None:
    sheets = (each for each in build(1, Size.LARGE) if isinstance(each, Shift))
    busy: Counter[tuple[str, date]] = Counter()
    for sheet in islice(sheets, 300):
        assert sheet.day < SCALES[Size.LARGE].agreement_from
        assert sheet.visits
        busy.update((member.person_id, sheet.day) for member in sheet.members)
    assert set(busy.values()) == {1}


def test_council_runs_over_ten_years_and_ends_with_the_demo_s_variations() -> None:
    records = islice(build(1, Size.COUNCIL), 100)
    agreement = next(each for each in records if isinstance(each, Agreement))
    ends = [t.value for v in agreement.variations for t in v.terms if t.item is TermItem.PERIOD_END]
    assert ends[:10] == [f"{year}-03-31" for year in range(2017, 2027)]
    assert agreement.variations[-1].status is VariationStatus.AT_RISK
    assert agreement.reference == describe(Size.COUNCIL).agreement_reference == "HA-2016-01"

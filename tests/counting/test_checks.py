"""The checks as a whole: one for each card, in words, explained, and only on the period's rows."""

import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest

from tests.counting.check_town import (
    IDS,
    TUESDAY,
    Town,
    at,
    crew,
    on_visit,
    reading,
    sheet,
    use,
    visit,
)
from wardenlog.catalogue.measures import load_measures
from wardenlog.catalogue.powers import load_powers
from wardenlog.counting.bridge import bridge
from wardenlog.counting.checks import CHECKS, Check, findings, sheet_findings, summary
from wardenlog.counting.checks.facts import EVERY_DAY, MEETINGS, SHEETS, TABLES, prepare
from wardenlog.counting.checks.finding import in_words
from wardenlog.counting.scope import Period, Scope, open_scope
from wardenlog.model import Explanation, new_id
from wardenlog.services.demo import build, describe
from wardenlog.store import ReadSession, Store

MAY = Period(date(2025, 5, 1), date(2025, 6, 1))
LARGE = (
    *("shift", "shift_member", "visit", "visit_member", "partner_presence", "tally"),
    *("incident", "power_use", "referral", "seizure", "other_time"),
)


def test_a_good_council_has_no_findings(town: Town) -> None:
    assert town.findings() == []
    assert town.findings(period=MAY, agreement_id=IDS["GA-1"]) == []


def test_every_card_of_records_and_grants_has_its_check_and_the_other_way_round() -> None:
    cards = {card.code for card in load_measures().checks() if card.about != "return"}
    assert {check.code for check in CHECKS} == cards


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_words_end_as_a_sentence(check: Check) -> None:
    assert check.says.endswith(".")


def test_a_finding_says_where_what_and_what_to_do(town: Town) -> None:
    (found,) = (
        each for each in town.findings(sheet(visit(left=None))) if each.check == "missing_out"
    )
    assert (found.place, found.day, found.severity) == ("Sheet S1, visit 1", TUESDAY, "amber")
    assert (found.record_kind, found.record_id) == ("shift", IDS["S1"])
    assert (found.visit, found.field) == (1, "left")
    assert found.explained is None
    assert found.sentence == (
        "Sheet S1, visit 1: in at 15:20 and no Out, so the visit counts nowhere and cannot be "
        "claimed. Ask the crew, type the Out and mark the time as estimated if it is; or void the "
        "visit."
    )


def test_an_explanation_stands_beside_the_finding_it_is_about(town: Town) -> None:
    def explanation(**more: str) -> Explanation:
        given: dict[str, Any] = {
            "check": "missing_out",
            "record_kind": "shift",
            "record_id": IDS["S1"],
        }
        return Explanation(id=new_id(), text="The radio log has no time.", **{**given, **more})

    bad = sheet(
        visit(left=None), visit(2, "H2", "16:00", "19:30"), visit(3, came="20:00", left="20:20")
    )
    for beside in (
        explanation(check="over_3_hours"),
        explanation(record_id=IDS["S2"]),
        explanation(record_kind="person"),
        explanation(void_reason="wrong sheet"),
    ):
        found = town.findings(bad, beside)
        assert [each.explained for each in found if each.check == "missing_out"] == [None]
    found = town.findings(bad, explanation())
    assert [(each.check, each.explained) for each in found] == [
        ("missing_out", "The radio log has no time."),
        ("over_3_hours", None),
    ]
    counts = {each.check: each for each in summary(found)}
    assert (counts["missing_out"].found, counts["missing_out"].explained) == (1, 1)
    assert (counts["over_3_hours"].found, counts["over_3_hours"].open) == (1, 1)


def test_an_explanation_of_one_visit_leaves_the_others_of_its_sheet_open(town: Town) -> None:
    bad = sheet(visit(came="15:20", left=None), visit(2, "H2", "16:00", left=None))
    one = Explanation(
        id=new_id(),
        check="missing_out",
        record_kind="shift",
        record_id=IDS["S1"],
        visit=2,
        text="The radio log has no time.",
    )
    found = town.findings(bad, one)
    assert [(it.visit, it.explained) for it in found if it.check == "missing_out"] == [
        (1, None),
        (2, "The radio log has no time."),
    ]


def test_progress_is_told_from_none_to_all_and_may_stop_it(town: Town) -> None:
    class StopError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done == 3:  # the third of them
            raise StopError

    told: list[tuple[int, int]] = []
    with town.store() as store:
        reading(store, partial(findings, report=lambda done, total: told.append((done, total))))
        with pytest.raises(StopError):
            reading(store, partial(findings, report=stop))
    assert told == [(n, len(CHECKS)) for n in range(len(CHECKS) + 1)]


BAD_SHEETS = (
    sheet(
        visit(),
        visit(2, "H2", "16:00", "19:30"),
        visit(3, left=None, came="20:00"),
        visit(4, "H2", "22:50", "23:40", members=(on_visit("X1"),)),
        powers=(use("FPN-LIT", "FPN-LIT.ISSUED", person_id=IDS["W2"]),),
    ),
    sheet(visit(came="15:30", left="16:00"), code="S2", members=crew("W1", funding=None)),
    sheet(visit(came="17:00", left="17:05"), code="S3", finished=False),
)


def test_one_sheet_has_the_findings_that_the_whole_record_has_of_it(town: Town) -> None:
    with town.store(*BAD_SHEETS) as store:
        whole = reading(store, findings)
        assert len({each.check for each in whole}) > 6  # enough kinds of mistake to mean something
        for code in ("S1", "S2", "S3"):
            assert reading(store, partial(sheet_findings, shift_id=IDS[code])) == [
                each
                for each in whole
                if each.check != "unfinished_sheet"
                and (each.record_id == IDS[code] or (code == "S1" and each.record_kind == "person"))
            ]


def test_one_sheet_is_told_of_a_day_with_more_claimed_than_paid_on_all_its_sheets(
    town: Town,
) -> None:
    short: dict[str, Any] = {"members": crew("W1"), "break_minutes": 0, "end_at": at("15:40")}
    first = sheet(visit(came="15:00", left="15:40"), **short)
    other = sheet(
        visit(came="16:00", left="16:30"),
        code="S2",
        **{**short, "start_at": at("16:00"), "end_at": at("16:20")},
    )
    with town.store(first, other) as store:
        found = reading(store, lambda it: sheet_findings(it, IDS["S2"]))
    assert "claimed_above_paid" in {each.check for each in found}


def test_a_sheet_that_is_void_or_not_recorded_has_no_findings(town: Town) -> None:
    with town.store(sheet(visit(left=None), void_reason="a test")) as store:
        assert reading(store, lambda it: sheet_findings(it, IDS["S1"])) == []
        assert reading(store, lambda it: sheet_findings(it, new_id())) == []


def test_summary_has_every_check_of_records_and_grants_also_without_findings() -> None:
    counts = summary([])
    assert {each.check for each in counts} == {check.code for check in CHECKS}
    assert {each.found for each in counts} == {0}


def test_red_comes_first_then_the_order_of_the_cards(town: Town) -> None:
    bad = sheet(
        visit(),
        visit(2, "H2", "16:00", "19:30"),
        visit(3, left=None, came="20:00"),
        members=crew("W1"),
        end_at=at("18:00"),
    )
    assert [each.check for each in town.findings(bad)] == [
        "claimed_above_paid",
        "missing_out",
        "over_3_hours",
        "outside_shift",
        "outside_shift",
    ]


def test_only_sheets_dated_in_the_period_are_looked_at(town: Town) -> None:
    bad = sheet(visit(left=None))
    for first, end, expected in (
        (date(2025, 5, 6), date(2025, 5, 7), 1),
        (date(2025, 5, 7), date(2025, 6, 1), 0),
        (date(2025, 4, 1), date(2025, 5, 6), 0),
    ):
        assert len(town.said("missing_out", bad, period=Period(first, end))) == expected


def test_void_records_are_not_looked_at(town: Town) -> None:
    assert town.said("missing_out", sheet(visit(left=None, void_reason="entered twice"))) == []
    assert town.said("missing_out", sheet(visit(left=None), void_reason="a test")) == []
    assert town.said("missing_out", sheet(visit(left=None), finished=False)) == []


def test_the_open_scope_is_open_again_afterwards(town: Town) -> None:
    def twice(session: ReadSession) -> tuple[object, object]:
        scope = Scope(IDS["GA-1"], Period(TUESDAY, date(2025, 5, 7)), (7,))
        open_scope(session, scope)
        before = (bridge(session), session.rows("SELECT * FROM scope, assumed_signed"))
        findings(session)
        return before, (bridge(session), session.rows("SELECT * FROM scope, assumed_signed"))

    with town.store() as store:
        before, after = reading(store, twice)
    assert before == after
    assert before[1] == [(IDS["GA-1"], "2025-04-01", "2025-05-06", "2025-05-07", 7)]


def test_a_later_call_sees_nothing_of_an_earlier_one(town: Town) -> None:
    def twice(session: ReadSession) -> tuple[int, int]:
        return len(findings(session)), len(
            findings(session, Period(date(2025, 4, 1), date(2025, 4, 5)))
        )

    with town.store(sheet(visit(), visit(2, "H2", left=None))) as store:
        first, second = reading(store, twice)
    assert (first, second) == (2, 0)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("from_on", "2025-03-04", "4 March 2025"),
        ("in_at", "2025-07-01T14:20:00Z", "15:20"),
        ("shared_minutes", 1, "1 minute"),
        ("shared_minutes", 59, "59 minutes"),
        ("shared_minutes", 185, "3 h 05"),
        ("amount_pence", 123456, "£1,234.56"),
        ("number_times", 1, "once"),
        ("number_times", 3, "3 times"),
        ("which_visits", "3", "visit 3"),
        ("which_visits", "3, 4", "visits 3, 4"),
        ("person", "W1", "W1"),
    ],
)
def test_values_are_written_as_people_write_them(name: str, value: object, words: str) -> None:
    assert in_words(name, value) == words


EVERY_QUERY = [
    pytest.param(sql, id=f"{number}-{name}")
    for number, (name, sql) in enumerate(
        [
            ("sheets", SHEETS),
            ("meetings", MEETINGS),
            *((check.code, check.sql) for check in CHECKS),
        ]
    )
]


@pytest.fixture(scope="module", params=["fresh", "analysed"])
def demo(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ReadSession]:
    """A whole record; SQLite plans differently with statistics of its tables and without."""
    with Store.open(tmp_path_factory.mktemp("plan") / "demo.sqlite3") as store:
        with store.write("Sam") as writer:
            for each in build():
                writer.save(each)
        if request.param == "analysed":
            with store.maintenance() as connection:
                connection.execute("ANALYZE")
        with store.read() as session:
            yield session


@pytest.fixture(scope="module")
def quarter(demo: ReadSession) -> ReadSession:
    """That record with the check tables of its last quarter."""
    facts = describe()
    prepare(demo, Period.inclusive(facts.quarter_from, facts.quarter_to), None, load_powers())
    return demo


@pytest.mark.parametrize("sql", EVERY_QUERY)
def test_no_check_reads_more_than_its_period(quarter: ReadSession, sql: str) -> None:
    named = {
        alias or table
        for table, alias in re.findall(
            rf"(?:FROM|JOIN)\s+({'|'.join(LARGE)})\b(?:\s+AS\s+(\w+))?", TABLES + sql
        )
    }
    own = re.compile(rf"^(?:SCAN|SEARCH) ({'|'.join(sorted(named))})\b(.*)$")
    bound = re.compile(r"\((?:.* )?(?:shift_id|id|rowid|sheet|person_id|hotspot_id|day)[=<>]")
    for *_, step in quarter.rows(f"EXPLAIN QUERY PLAN {sql}"):
        if found := own.match(step):
            assert bound.search(found[2]), step


def test_a_careful_council_is_asked_about_little(demo: ReadSession) -> None:
    ((visits,),) = demo.rows("SELECT count(*) FROM visit")
    asked = [each for each in findings(demo) if each.severity != "info"]
    assert 0 < len(asked) < visits / 100
    assert not [each for each in asked if each.severity == "red"]


def test_the_whole_store_is_every_day_a_record_can_have() -> None:
    assert EVERY_DAY.from_on <= date(1970, 1, 1)
    assert EVERY_DAY.last_on >= date(2199, 12, 31)

"""Returns that others sent are checked apart from this process, and beside each other."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.returns.verify.tampering import Spot, saved_again, typed
from tests.services.returns.small_grant import BY_HOURS, Q1, START, SmallGrant, variation
from wardenlog.files import apart
from wardenlog.returns.verify.report import Facts, Problem, Report
from wardenlog.services.checking_returns import (
    HEADINGS,
    Checked,
    Verdict,
    check_file,
    missing_periods,
    remarks,
    save_list,
    workbooks,
)
from wardenlog.services.returns.sending import Sent

ONE = Facts(
    council="Exampleton Council",
    ons_code="E07000999",
    agreement="GA-7",
    from_on=date(2025, 4, 1),
    last_on=date(2025, 6, 30),
    kind="Interim",
    version=1,
    receipt_code="7K2M-9QXT-4B1C",
)


def received(name: str, facts: Facts = ONE, *, sha256: str = "", holds: bool = True) -> Checked:
    problems = () if holds else (Problem("Claim", "", "something."),)
    return Checked(Path(name), Report(name, facts, problems), sha256 or name)


def quarter(number: int) -> Facts:
    first = date(2025, 4, 1) + timedelta(days=91 * number)
    return replace(ONE, from_on=first, last_on=first + timedelta(days=90))


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sent]:
    grant = SmallGrant(tmp_path_factory.mktemp("grant"), variation(0, START, **BY_HOURS))
    with grant.on(date(2025, 5, 13)):
        grant.save(grant.sheet("0001", date(2025, 4, 10), ("H1", 120), ("H2", 60)))
    with grant.on(date(2025, 7, 4)):
        yield grant.send(Q1)
    grant.store.close()


def test_a_return_is_read_in_another_process(sent: Sent) -> None:
    checked = check_file(sent.path)
    assert (checked.verdict, checked.words) == (Verdict.HOLDS, "Everything holds")
    assert checked.report.facts.receipt_code == sent.receipt_code
    assert (checked.period, len(checked.sha256)) == ("2025-26 Q1", 64)


def test_an_altered_return_and_a_letter_are_told_apart(sent: Sent, tmp_path: Path) -> None:
    edited = typed(sent.path, tmp_path / "edited.xlsx", Spot("Hotspots", ("H1",), "Visits"), 9)
    letter = tmp_path / "letter.xlsx"
    letter.write_bytes(b"%PDF-1.7")
    found = [check_file(path) for path in (edited, letter, tmp_path / "gone.xlsx")]
    assert [each.verdict for each in found] == [Verdict.ALTERED, Verdict.UNREAD, Verdict.UNREAD]
    assert found[0].words.endswith("things do not hold")
    assert "is not an Excel workbook" in str(found[1].report.problems[0])
    assert str(found[2].report.problems[0]).startswith("gone.xlsx cannot be opened")


def test_a_file_that_takes_too_long_is_given_up(
    sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "MOST_SECONDS", 0.0)
    (problem,) = check_file(sent.path).report.problems
    assert "took more than" in problem.sentence


def test_whoever_waits_may_give_up(sent: Sent) -> None:
    class EnoughError(Exception):
        pass

    def enough() -> None:
        raise EnoughError

    with pytest.raises(EnoughError):
        check_file(sent.path, enough)


@pytest.mark.parametrize(
    ("mine", "other", "said"),
    [
        (received("a", sha256="1"), received("b", sha256="1"), ["The same file as b."]),
        (received("a"), received("b"), ["The same return as b, saved again."]),
        (
            received("a"),
            received("b", holds=False),
            ["b says that it is the same return, and does not hold."],
        ),
        (
            received("a"),
            received("b", replace(ONE, receipt_code="other")),
            ["b says that it is the same return, and has another receipt code."],
        ),
        (
            received("a"),
            received("b", replace(ONE, version=2, receipt_code="other")),
            ["Superseded by version 2: b."],
        ),
        (
            received("a", replace(ONE, version=2, supersedes="2025-26 Q1 r1")),
            received("b"),
            ["It takes the place of version 1: b."],
        ),
        (
            received("a", replace(ONE, version=2, supersedes="2025-26 Q1 r1")),
            received("b", quarter(1)),
            ["It supersedes 2025-26 Q1 r1, which is not in the list."],
        ),
        (
            received("a"),
            received("b", replace(ONE, from_on=date(2025, 6, 1), last_on=date(2025, 8, 31))),
            ["Some of its days are in b too."],
        ),
        (received("a"), received("b", replace(ONE, council="Another Council")), []),
        (received("a"), received("b", quarter(1)), []),
        (received("a", Facts()), received("b", Facts()), []),
    ],
)
def test_files_are_compared(mine: Checked, other: Checked, said: list[str]) -> None:
    assert list(remarks(mine, [mine, other])) == said


def test_days_that_no_return_has_are_named() -> None:
    found = [received("a"), received("c", quarter(2)), received("x", Facts())]
    assert missing_periods(found) == [
        "Exampleton Council, GA-7: no return here has 1 July 2025 to 29 September 2025."
    ]
    assert missing_periods([*found, received("b", quarter(1))]) == []


def test_a_long_return_hides_no_gap_that_a_short_one_inside_it_seems_to_leave() -> None:
    year = replace(ONE, last_on=date(2026, 3, 31))
    found = [received("year", year), received("a"), received("later", quarter(4))]
    assert missing_periods(found) == []


def test_a_folder_gives_its_workbooks_and_no_lock_files(tmp_path: Path) -> None:
    for name in ("b.xlsx", "a.XLSX", "~$b.xlsx", "notes.txt"):
        (tmp_path / name).touch()
    one = tmp_path / "notes.txt"
    assert [path.name for path in workbooks([tmp_path, one, one])] == [
        "a.XLSX",
        "b.xlsx",
        "notes.txt",
    ]


def test_the_list_is_kept_and_nothing_of_it_is_executed(sent: Sent, tmp_path: Path) -> None:
    hostile = replace(ONE, council="=cmd|' /C calc'!A0")
    found = [check_file(saved_again(sent.path, tmp_path / "again.xlsx")), received("b", hostile)]
    save_list(tmp_path / "list.csv", found)
    raw = (tmp_path / "list.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    headings, first, second = csv.reader(raw.decode("utf-8-sig").splitlines())
    assert headings == list(HEADINGS)
    assert first[:2] == ["again.xlsx", "Exampleton Council"]
    assert second[1].startswith("'=cmd")

"""A printed sheet is followed by its number until it is typed or somebody says why it is not."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.ui.council import Council, make_council
from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.model import Listing
from wardenlog.services import blank_sheets
from wardenlog.services.blank_sheets import BlankSheets
from wardenlog.services.record import Record
from wardenlog.store import Store, rebuild

PRINTED = datetime(2025, 7, 1, 9, tzinfo=UTC)
LATER = PRINTED + timedelta(days=15)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Store.open(tmp_path / "record.sqlite3") as opened:
        yield Record(opened, "Sam")


@pytest.fixture
def council(record: Record) -> Council:
    made = make_council()
    made.record(record.store)
    return made


def print_sheets(record: Record, first: str, count: int, team: str = "") -> None:
    with clock.freeze(PRINTED):
        keep(record, blank_sheets.plan(record, first, count, team=team))


def keep(record: Record, sheets: BlankSheets, name: str = "sheets.pdf") -> Path:
    path = record.path.parent / name
    blank_sheets.keep(record, sheets, path, b"%PDF-")
    return path


def type_up(record: Record, council: Council, *sheets: str) -> None:
    with record.store.write("Sam") as session:
        for sheet in sheets:
            session.save(council.sheet(sheet))


def missing(record: Record, at: datetime = LATER) -> list[str]:
    with clock.freeze(at):
        return [each.serial for each in blank_sheets.missing(record)]


def test_a_sheet_is_missing_when_a_later_one_was_typed_and_two_weeks_have_gone(
    record: Record, council: Council
) -> None:
    print_sheets(record, "A0101", 5)
    assert missing(record) == []
    type_up(record, council, "A0101", "A0104")
    assert missing(record) == ["A0102", "A0103"]
    assert missing(record, PRINTED + timedelta(days=13)) == []
    type_up(record, council, "A0102")
    assert missing(record) == ["A0103"]


def test_teams_use_up_their_pads_each_at_its_own_pace(record: Record, council: Council) -> None:
    print_sheets(record, "A0101", 3, "North")
    print_sheets(record, "A0104", 3, "South")
    type_up(record, council, "A0101", "A0105")
    assert missing(record) == ["A0104"]


def test_a_spoiled_sheet_is_not_missing_until_that_is_taken_back(
    record: Record, council: Council
) -> None:
    print_sheets(record, "9", 3)
    type_up(record, council, "11")
    assert missing(record) == ["9", "10"]
    blank_sheets.spoil(record, "9", " Left in the rain ")
    assert missing(record) == ["10"]
    (told,) = blank_sheets.spoiled(record)
    assert (told.serial, told.reason, told.by) == ("9", "Left in the rain", "Sam")
    blank_sheets.unspoil(record, "9")
    assert missing(record) == ["9", "10"]
    assert blank_sheets.spoiled(record) == []


def test_marking_needs_a_reason_and_a_sheet_that_was_printed(record: Record) -> None:
    with pytest.raises(UserError, match="Say why"):
        blank_sheets.spoil(record, "9", "  ")
    with pytest.raises(UserError, match="No blank sheet 9 was printed"):
        blank_sheets.spoil(record, "9", "Lost")


def test_the_first_number_offered_follows_what_was_printed_or_typed(
    record: Record, council: Council
) -> None:
    assert blank_sheets.offer(record).first == "0001"
    type_up(record, council, "W0042")
    offered = blank_sheets.offer(record)
    assert (offered.first, offered.teams) == ("W0043", ("Centre",))
    print_sheets(record, "W0050", 2)
    type_up(record, council, "W0052")
    assert blank_sheets.offer(record).first == "W0053"


@pytest.mark.parametrize(
    ("first", "count", "field", "words"),
    [
        ("A0105", 3, "first", "Sheet A0107 was printed or typed before"),
        ("A0200", 2, "first", "Sheet A0201 was printed or typed before"),
        ("North", 2, "first", "needs digits"),
        ("A0300", 0, "count", "between 1 and 200"),
        ("A0300", 201, "count", "between 1 and 200"),
        ("A" * 20 + "1", 1, "first", "at most 20 characters"),
    ],
)
def test_two_papers_never_get_one_number(
    record: Record, council: Council, first: str, count: int, field: str, words: str
) -> None:
    print_sheets(record, "A0107", 2)
    type_up(record, council, "A0201")
    with pytest.raises(UserError, match=words) as refused:
        blank_sheets.plan(record, first, count)
    assert refused.value.field == field


def test_a_number_taken_between_plan_and_print_is_refused_whole(
    record: Record, council: Council
) -> None:
    planned = blank_sheets.plan(record, "A0106", 2)
    print_sheets(record, "A0107", 1)
    with pytest.raises(UserError, match="A0107"):
        keep(record, planned)
    print_sheets(record, "A0106", 1)


def test_sheets_whose_file_cannot_be_written_are_not_on_the_register(
    record: Record, council: Council
) -> None:
    planned = blank_sheets.plan(record, "A0101", 2)
    with pytest.raises(UserError, match="does not exist"):
        keep(record, planned, "no such folder/sheets.pdf")
    with pytest.raises(UserError, match=r"ends in \.pdf"):
        keep(record, planned, "sheets.txt")
    assert keep(record, planned).read_bytes() == b"%PDF-"
    assert blank_sheets.offer(record).first == "A0103"


def test_the_legend_has_the_hotspots_listed_on_the_day_and_our_wardens(
    record: Record, council: Council
) -> None:
    listed = (
        Listing(hotspot_id=council.places[0].id, from_on=date(2025, 1, 1)),
        Listing(hotspot_id=council.places[1].id, from_on=date(2025, 1, 1), to_on=date(2025, 6, 30)),
    )
    agreement = council.agreement.model_copy(update={"listings": listed})
    gone = council.jo.model_copy(update={"active_to": date(2025, 6, 30)})
    with record.store.write("Sam") as session:
        session.save(agreement)
        session.save(gone)
    july = blank_sheets.plan(record, "1", 2, day=date(2025, 7, 1), agreement="GA-9")
    assert july.serials == ("1", "2")
    assert july.hotspots == (("NC", "Norton Centre"),)
    assert july.wardens == (("AK", "Amira Khan"),)
    june = blank_sheets.plan(record, "1", 2, day=date(2025, 6, 30), agreement="GA-9")
    assert [code for code, _ in june.hotspots] == ["NB", "NC"]
    assert [code for code, _ in june.wardens] == ["AK", "JR"]
    everywhere = blank_sheets.plan(record, "1", 2, agreement=None)
    assert [code for code, _ in everywhere.hotspots] == ["HB", "NB", "NC", "ST"]


def test_the_register_outlives_a_rebuild_of_the_tables(record: Record, council: Council) -> None:
    print_sheets(record, "A0101", 3)
    type_up(record, council, "A0103")
    rebuild(record.store)
    assert missing(record) == ["A0101", "A0102"]

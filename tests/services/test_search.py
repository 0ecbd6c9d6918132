"""Quick find: the right things first, each with its place, and no text that breaks it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ui.council import Council, make_council
from wardenlog.model import PowerUse, new_id
from wardenlog.model.vocabulary import Use
from wardenlog.services.record import Record
from wardenlog.services.search import Group, Hit, find
from wardenlog.store import Store


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Store.open(tmp_path / "wardenlog.sqlite3") as store:
        yield Record(store, "Sam")


@pytest.fixture
def council(record: Record) -> Council:
    made = make_council()
    made.record(record.store)
    with record.store.write("Sam") as session:
        for number, note in enumerate(("Needles by the café wall.", "Two needles, wall"), start=1):
            sheet = made.sheet(f"S{number:04}", days=number)
            visit = sheet.visits[1].model_copy(update={"note": note})
            power = PowerUse(
                id=new_id(),
                visit=1,
                power="CPW",
                stage="CPW_ISSUED",
                use=Use.OWN,
                reference=f"CPW-00{number}1",
            )
            session.save(
                sheet.model_copy(
                    update={
                        "visits": (sheet.visits[0], visit, *sheet.visits[2:]),
                        "powers": (power,),
                        "note": "Rain all night" if number == 1 else None,
                    }
                )
            )
    return made


def words(hits: tuple[Hit, ...]) -> list[tuple[str, str, str]]:
    return [(it.group, it.title, it.detail) for it in hits]


def test_a_sensitive_hotspot_is_said_to_be_one(record: Record, council: Council) -> None:
    assert not find(record, "nc")[0].sensitive
    with record.store.write("Sam") as session:
        session.save(council.places[0].model_copy(update={"sensitive": True}))
    code = council.places[0].code
    assert [(hit.title, hit.sensitive) for hit in find(record, code)] == [(code, True)]


def test_people_and_hotspots_are_found_by_code_and_name(record: Record, council: Council) -> None:
    assert words(find(record, "ak")) == [("people", "AK", "Amira Khan")]
    assert words(find(record, "khan ami")) == [("people", "AK", "Amira Khan")]
    assert words(find(record, "nort")) == [
        ("hotspots", "NB", "Norton Bridge"),
        ("hotspots", "NC", "Norton Centre"),
    ]
    assert find(record, "nort zebra") == ()


def test_the_exact_code_comes_first_and_a_void_record_last(
    record: Record, council: Council
) -> None:
    with record.store.write("Sam") as session:
        for code, name in (("A1", "St Anne"), ("ST1", "Alley"), ("B9", "St John")):
            place = council.places[0].model_copy(
                update={"id": new_id(), "code": code, "name": name}
            )
            session.save(place)
        session.void("hotspot", council.places[3].id, "closed")
    hits = find(record, "st")
    assert [(it.title, it.void) for it in hits if it.group is Group.HOTSPOTS] == [
        ("ST1", False),
        ("A1", False),
        ("B9", False),
        ("HB", False),
        ("ST", True),
    ]


def test_sheets_are_found_by_whole_or_plain_number(record: Record, council: Council) -> None:
    for typed in ("S0001", "s0001", "1"):
        first = find(record, typed)[0]
        assert (first.kind, first.title, first.detail) == ("shift", "S0001", "2 July 2025 · Centre")
    assert [it.title for it in find(record, "s000") if it.group is Group.SHEETS] == [
        "S0002",
        "S0001",
    ]


def test_a_power_is_found_by_its_reference(record: Record, council: Council) -> None:
    (hit,) = find(record, "CPW-0021")
    assert (hit.kind, hit.title) == ("power", "CPW-0021")
    assert "sheet S0002 · 3 July 2025" in hit.detail


def test_notes_say_where_and_which_words_matched(record: Record, council: Council) -> None:
    second, first = find(record, "WALL need")
    assert (first.kind, first.visit) == ("visit", 2)
    assert first.title == "S0001, visit 2 · NB Norton Bridge · 2 July 2025"
    assert [first.detail[start:end] for start, end in first.spans] == ["Needles", "wall"]
    assert second.title.startswith("S0002")
    (sheet_note,) = find(record, "rain")
    assert (sheet_note.kind, sheet_note.visit) == ("shift", None)
    assert len(find(record, "cafe")) == len(find(record, "CAFÉ")) == 1
    assert len(find(record, "cafe\u0301")) == 1


def test_each_group_is_cut_at_the_limit(record: Record, council: Council) -> None:
    assert len(find(record, "needles", limit=1)) == 1


@pytest.mark.parametrize(
    "typed",
    ["", " ", '"', "'", "*", "AND", "a OR", "NEAR(", "note:", "- x", "^", "(", "\x00", "a\x00b",
     "\ud800", "needles\ud800", "x" * 5000, "%", "_", "١", "\\", "{note} :", "a" * 300 + " b"],
)  # fmt: skip
def test_awkward_text_only_finds_or_does_not(record: Record, council: Council, typed: str) -> None:
    find(record, typed)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=30))
def test_no_text_raises(record: Record, council: Council, typed: str) -> None:
    find(record, typed)


def test_notes_with_the_whole_word_come_before_its_beginnings(
    record: Record, council: Council
) -> None:
    with record.store.write("Sam") as session:
        session.save(council.sheet("S0009", days=-9).model_copy(update={"note": "One needle"}))
    assert [it.detail for it in find(record, "needle")] == [
        "One needle",
        "Two needles, wall",
        "Needles by the café wall.",
    ]

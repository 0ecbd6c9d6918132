"""A hostile or damaged file costs little and is refused in a sentence (promises.md, 18)."""

import csv
from pathlib import Path

import pytest

from tests.imports.files import WORKED_EXAMPLE, small_log, with_parts, write_book, zipped
from tests.imports.files import as_book as written
from wardenlog.errors import UserError
from wardenlog.files import apart
from wardenlog.imports import gate, reader
from wardenlog.imports.child import read_book
from wardenlog.imports.standard_log import read_log

SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = (
    b'<?xml version="1.0" encoding="UTF-8"?>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
TAIL = b"</sheetData></worksheet>"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path / "good.xlsx", Visits=[["Sheet", "Visit"], ["S1", 1]])


def refusal(path: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        read_book(path)
    assert caught.value.message.endswith(".")
    return caught.value


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(99), "a picture"),
        ("photo.xlsx", b"\xff\xd8\xff\xe0" + bytes(99), "a picture"),
        ("paper.xlsx", b"%PDF-1.7\n", "a PDF"),
        ("page.xls", b"\r\n<HTML><body><table>", "a web page"),
        ("old.xls", b'<?xml version="1.0"?><Workbook/>', "an XML document"),
        ("notes.xlsx", b"Sheet,Visit\r\nS1,1\r\n", "a text file"),
        ("nothing.xlsx", b"", "empty"),
        ("noise.ods", b"\x00\x01\x02", "damaged"),
    ],
)
def test_a_file_that_is_something_else_is_named_for_what_it_is(
    tmp_path: Path, name: str, content: bytes, what: str
) -> None:
    (tmp_path / name).write_bytes(content)
    error = refusal(tmp_path / name)
    assert error.code == "not_a_workbook"
    assert what in error.message


def test_another_ending_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "log.txt").write_text("x", encoding="utf-8")
    assert refusal(tmp_path / "log.txt").code == "not_a_workbook"
    assert refusal(tmp_path / "absent.xlsx").code == "no_file"


def test_an_encrypted_workbook_says_how_to_take_the_password_off(tmp_path: Path) -> None:
    path = tmp_path / "secret.xlsx"
    path.write_bytes(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    error = refusal(path)
    assert error.code == "encrypted"
    assert "password" in error.message


def test_an_encrypted_open_document_is_refused(tmp_path: Path) -> None:
    manifest = b"<manifest:encryption-data/>"
    parts = {"content.xml": b"noise", "META-INF/manifest.xml": manifest}
    assert refusal(zipped(tmp_path / "secret.ods", parts)).code == "encrypted"


def test_an_old_workbook_named_as_a_new_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "old.xlsx").write_bytes(OLE + bytes(2000))
    error = refusal(tmp_path / "old.xlsx")
    assert error.code == "wrong_suffix"
    assert "old Excel workbook" in error.message


def test_a_workbook_named_as_another_kind_is_refused(tmp_path: Path, book: Path) -> None:
    for suffix in (".xlsb", ".ods", ".xls"):
        path = tmp_path / f"renamed{suffix}"
        path.write_bytes(book.read_bytes())
        assert refusal(path).code == "wrong_suffix"
    word = zipped(tmp_path / "letter.xlsx", {"word/document.xml": b"<a/>"})
    assert "not a workbook" in refusal(word).message


def test_a_torn_workbook_is_damaged(tmp_path: Path, book: Path) -> None:
    content = book.read_bytes()
    (tmp_path / "torn.xlsx").write_bytes(content[: len(content) // 2])
    assert refusal(tmp_path / "torn.xlsx").code == "damaged"


def test_a_workbook_with_a_broken_sheet_is_damaged(tmp_path: Path, book: Path) -> None:
    path = with_parts(book, tmp_path / "broken.xlsx", {SHEET: HEAD + b"<row r='1'><c r='A1'>"})
    assert refusal(path).code == "damaged"


def test_a_zip_bomb_is_not_opened(tmp_path: Path, book: Path) -> None:
    path = with_parts(book, tmp_path / "bomb.xlsx", {"xl/media/big.bin": bytes(20 << 20)})
    assert refusal(path).code == "unpacks_too_large"


def test_too_many_parts_are_not_opened(tmp_path: Path, book: Path) -> None:
    parts = {f"xl/media/{number}.txt": b"x" for number in range(gate.MOST_PARTS + 1)}
    assert refusal(with_parts(book, tmp_path / "parts.xlsx", parts)).code == "unpacks_too_large"


@pytest.mark.parametrize(
    "start",
    [
        b'<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>',
        b'<!DOCTYPE worksheet SYSTEM "file:///secret">',
        b" " * (1 << 20) + b"<!DOCTYPE a>",
    ],
)
def test_an_xml_bomb_is_not_opened(tmp_path: Path, book: Path, start: bytes) -> None:
    path = with_parts(book, tmp_path / "bomb.xlsx", {SHEET: start + HEAD[38:] + TAIL})
    assert refusal(path).code in {"declarations", "unpacks_too_large"}


def test_a_declaration_across_two_pieces_is_found(tmp_path: Path, book: Path) -> None:
    noise = "".join(chr(97 + number * number % 26) for number in range(gate.MEGABYTE - 6))
    content = b"<!--" + noise.encode() + b"--><!DOCTYPE a>" + HEAD + TAIL
    path = with_parts(book, tmp_path / "bomb.xlsx", {"xl/theme/theme1.xml": content})
    error = refusal(path)
    assert error.code in {"declarations", "unpacks_too_large"}


def test_a_cell_in_the_last_corner_is_refused_before_the_sheet_is_laid_out(
    tmp_path: Path, book: Path
) -> None:
    cell = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    path = with_parts(book, tmp_path / "far.xlsx", {SHEET: HEAD + cell + TAIL})
    error = refusal(path)
    assert error.code == "sheet_too_large"
    assert "XFD1048576" in error.message


def test_a_far_cell_the_scan_does_not_know_costs_the_child_only(tmp_path: Path, book: Path) -> None:
    cells = (
        b"<row r='1'><c r='A1'><v>1</v></c></row>"
        b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
    )
    path = with_parts(book, tmp_path / "far.xlsx", {SHEET: HEAD + cells + TAIL})
    assert refusal(path).code in {"too_much_memory", "sheet_too_large"}


def test_empty_cells_far_away_do_no_harm(tmp_path: Path, book: Path) -> None:
    cells = (
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
        b'<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    )
    path = with_parts(book, tmp_path / "styled.xlsx", {SHEET: HEAD + cells + TAIL})
    assert read_book(path).sheets[0].rows == [["x"]]


def test_a_shared_strings_bomb_costs_the_child_only(tmp_path: Path, book: Path) -> None:
    """One long text that a great many cells share: small on disk, gigabytes when laid out."""
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
        b'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    strings = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        + b"x" * 32_000
        + b"</t></si></sst>"
    )
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(1, 90_000)
    )
    path = with_parts(
        book,
        tmp_path / "strings.xlsx",
        {
            SHEET: HEAD + cells + TAIL,
            "xl/sharedStrings.xml": strings,
            "xl/_rels/workbook.xml.rels": relations,
        },
    )
    assert refusal(path).code in {"too_much_memory", "unpacks_too_large"}


def test_a_file_that_takes_too_long_is_given_up(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "MOST_SECONDS", 0.0)
    error = refusal(book)
    assert error.code == "too_slow"


def test_a_file_that_is_too_large_is_not_read(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "LARGEST_FILE", 100)
    with pytest.raises(UserError) as caught:
        gate.check(book)
    assert caught.value.code == "file_too_large"


def test_more_cells_or_text_than_a_log_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Visits.csv").write_text("Sheet,Visit\nS1,1\n", encoding="utf-8")
    list(reader.read(tmp_path))
    for limit in ("MOST_CELLS", "MOST_CHARACTERS"):
        monkeypatch.setattr(gate, "MOST_CELLS", 4_000_000)
        monkeypatch.setattr(gate, limit, 5)
        with pytest.raises(UserError) as caught:
            list(reader.read(tmp_path))
        assert caught.value.code == "too_many_cells"


def test_an_open_document_is_read(tmp_path: Path) -> None:
    cells = (
        "<table:table-row><table:table-cell office:value-type='string'><text:p>S1</text:p>"
        "</table:table-cell><table:table-cell office:value-type='date' "
        "office:date-value='2025-06-04'/><table:table-cell table:formula='of:=1+1'/>"
        "</table:table-row>"
    )
    content = (
        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
        "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
        "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body>"
        f"<office:spreadsheet><table:table table:name='Shifts'>{cells}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content.encode(),
        "META-INF/manifest.xml": b"<manifest/>",
    }
    found = read_book(zipped(tmp_path / "log.ods", parts))
    assert [str(cell) for cell in found.sheets[0].rows[0][:2]] == ["S1", "2025-06-04"]
    assert "1 formula cell has no stored value" in found.warnings[0]


def test_macros_are_reported_and_nothing_else(tmp_path: Path, book: Path) -> None:
    path = with_parts(book, tmp_path / "macros.xlsm", {"xl/vbaProject.bin": b"noise"})
    found = read_book(path)
    assert found.sheets == read_book(book).sheets
    assert "macros" in found.warnings[0]


def test_formulas_without_values_are_blank_with_a_warning(tmp_path: Path) -> None:
    path = write_book(tmp_path / "sums.xlsx", Visits=[["Sheet", "Visit"], ["S1", "=1+1"]])
    found = read_book(path)
    assert found.sheets[0].rows[1] == ["S1"]
    assert "1 formula cell has no stored value (B2)" in found.warnings[0]


def test_formulas_with_values_are_read_by_them(tmp_path: Path, book: Path) -> None:
    cells = (
        b'<row r="1"><c r="A1"><f>1+1</f><v>2</v></c>'
        b'<c r="B1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c></row>'
    )
    path = with_parts(book, tmp_path / "sums.xlsx", {SHEET: HEAD + cells + TAIL})
    found = read_book(path)
    assert found.sheets[0].rows == [[2.0, "ab"]]
    assert found.warnings == ()


def test_a_folder_of_csv_reads_as_the_workbook_does(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    folder.mkdir()
    book = read_log(written(small_log(), tmp_path / "log.xlsx"))
    for sheet, rows in small_log().items():
        if rows:
            headings = book.tables[sheet].headings
            with (folder / f"{sheet}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.DictWriter(file, headings)
                writer.writeheader()
                writer.writerows(rows)
    found = read_log(folder)
    assert found.problems == book.problems == ()
    for sheet in book.tables:
        read = [row.values for row in found.rows(sheet)]
        assert read == [row.values for row in book.rows(sheet)]


def test_a_csv_in_windows_text_is_read_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "Hotspots.csv").write_bytes("Code;Name\r\nH1;Café £\r\n".encode("cp1252"))
    found = read_book(tmp_path)
    assert found.sheets[0].rows == [["Code", "Name"], ["H1", "Café £"]]
    assert "UTF-8" in found.warnings[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('Code,Name\nH1,"Market\nH2,Station\nH3,Park\n', "never closed"),
        ('Code,Name\nH1,"Market"x,1\nH2,Station\n', "is not doubled"),
    ],
)
def test_a_quotation_mark_that_would_swallow_rows_is_refused_with_its_line(
    tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "Hotspots.csv").write_text(text, encoding="utf-8")
    refused = refusal(tmp_path)
    assert refused.code == "damaged"
    assert "Hotspots.csv cannot be read: in the row that begins on line 2" in refused.message
    assert said in refused.message


def test_cells_without_a_heading_are_warned_of(tmp_path: Path) -> None:
    (tmp_path / "Hotspots.csv").write_text(
        "Code,Name\nH1,Market Square, High Street\nH2,Park,\nH3,Mill,x,y\n", encoding="utf-8"
    )
    [warning] = read_log(tmp_path).warnings
    assert warning.startswith(
        "Hotspots: 2 rows have a filled cell without a heading above it (row 2 is the first)"
    )


def test_a_folder_without_csv_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "no_csv"


def test_a_workbook_that_is_no_log_names_its_sheets(book: Path, tmp_path: Path) -> None:
    path = write_book(tmp_path / "other.xlsx", Sheet1=[["a"]], Costs=[["b"]])
    with pytest.raises(UserError) as caught:
        read_log(path)
    assert caught.value.code == "not_a_log"
    assert "Sheet1, Costs" in caught.value.message


def test_the_worked_example_has_nothing_wrong() -> None:
    found = read_log(WORKED_EXAMPLE)
    assert found.problems == ()
    assert found.warnings == ()
    assert len(found.rows("Visits")) == 302

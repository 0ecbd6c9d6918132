"""The command previews a spreadsheet, prints its mapping, and saves only when told to."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.imports.spreadsheet.desks import HEADINGS, VISITS, book
from tests.ui.council import make_council
from wardenlog.services.record import open_record


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_record(tmp_path / "data") as store:
        make_council().record(store)
    return tmp_path / "data"


def sheets(folder: Path) -> int:
    with open_record(folder) as store, store.read() as session:
        return int(session.value("SELECT count(*) FROM shift"))


def test_a_preview_saves_nothing_and_apply_does(run: Run, folder: Path, tmp_path: Path) -> None:
    path = book(tmp_path / "log.xlsx", [HEADINGS, *VISITS])
    previewed = run("import", "spreadsheet", path)
    assert previewed.code == 0, previewed.err
    assert "Hotspot: Hotspot" in previewed.out
    assert "Rows: 3 added" in previewed.out
    assert sheets(folder) == 0
    assert "Saved log.xlsx" in run("import", "spreadsheet", path, "--apply").out
    assert sheets(folder) == 2
    assert "Nothing to save" in run("import", "spreadsheet", path, "--apply").out


def test_unresolved_names_are_listed_and_answered_in_a_file(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    rows = [HEADINGS, ("14/01/2025", "12:00", "12:20", "Norton Brige", "AK", 1)]
    path = book(tmp_path / "log.xlsx", rows)
    first = run("import", "spreadsheet", path, "--json", "--apply")
    assert first.code == 1
    data = first.data
    assert list(data["unresolved"]["hotspots"]) == ["Norton Brige"]
    assert sheets(folder) == 0
    data["mapping"]["hotspots"] = {"Norton Brige": {"what": "existing", "code": "NB"}}
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(data), encoding="utf-8")
    assert run("import", "spreadsheet", path, "--mapping", answers, "--apply").code == 0
    assert sheets(folder) == 1


def test_rows_with_problems_come_back_in_a_workbook(run: Run, folder: Path, tmp_path: Path) -> None:
    path = book(tmp_path / "log.xlsx", [HEADINGS, *VISITS, VISITS[0]])
    rejects = tmp_path / "rejects.xlsx"
    result = run("import", "spreadsheet", path, "--apply", "--accept-rest", rejects)
    assert "The same visit stands in row 2." in result.err
    assert rejects.exists()
    assert sheets(folder) == 2


def test_a_file_that_is_no_mapping_is_refused(run: Run, folder: Path, tmp_path: Path) -> None:
    path = book(tmp_path / "log.xlsx", [HEADINGS, *VISITS])
    (tmp_path / "answers.json").write_text("[]", encoding="utf-8")
    result = run("import", "spreadsheet", path, "--mapping", tmp_path / "answers.json")
    assert result.code != 0

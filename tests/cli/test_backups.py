"""Backups on the command line: made, copied, listed and restored."""

from pathlib import Path

from tests.cli.conftest import Run


def head(run: Run) -> object:
    said = run("verify", "--json").data
    return said["revisions"], said["chain"]


def test_an_import_into_a_record_is_preceded_by_a_backup(imported: Run) -> None:
    assert imported("backups").out.startswith("There is no backup yet")  # it held nothing before
    imported("undo")
    assert imported("import", "log", Path("tests/data/worked-example.xlsx"), "--apply").code == 0
    assert len(imported("backups", "--json").data) == 1


def test_a_backup_is_made_copied_and_listed(imported: Run, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    made = imported("backup", "--to", tmp_path / "stick", "--json").data
    assert Path(made["made"]).read_bytes() == Path(made["copied"]).read_bytes()
    (one,) = imported("backups", "--json").data
    assert one["file"] == made["made"]
    assert one["good"]
    assert (one["revisions"], one["chain"]) == head(imported)
    assert "changes; chain" in imported("backups", "--in", tmp_path / "stick").out


def test_the_drill_on_the_command_line(imported: Run, tmp_path: Path) -> None:
    before = head(imported)
    made = imported("backup", "--json").data["made"]
    for each in (tmp_path / "data").glob("wardenlog.sqlite3*"):
        each.unlink()
    said = imported("restore", made, "--yes")
    assert said.code == 0, said.err
    assert "nothing would be lost" in said.out
    assert "Restored and checked" in said.out
    assert head(imported) == before


def test_what_would_be_lost_is_said_and_asked_first(imported: Run) -> None:
    made = imported("backup", "--json").data["made"]
    imported("undo")
    before = head(imported)
    said = imported("restore", made)  # nobody answers
    assert said.code == 1
    assert "would be lost" in said.out
    assert head(imported) == before
    assert imported("restore", made, "--json").code == 1
    assert imported("restore", made, "--json", "--yes").data["set_aside"]


def test_a_missing_and_a_hostile_file_are_refused(imported: Run, tmp_path: Path) -> None:
    before = head(imported)
    bad = tmp_path / "bad.sqlite3"
    bad.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    for each in (bad, tmp_path / "missing.sqlite3"):
        said = imported("restore", each, "--yes")
        assert said.code == 1
        assert each.name in said.err
    assert head(imported) == before


def test_a_folder_for_the_copy_that_is_not_there_is_said(imported: Run, tmp_path: Path) -> None:
    said = imported("backup", "--to", tmp_path / "missing")
    assert said.code == 1
    assert "does not exist" in said.err

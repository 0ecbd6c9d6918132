"""The commands on the record: preview, undo, history, verify, rebuild, export, the demo."""

import json
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import WORKED_EXAMPLE, Run


def test_a_preview_writes_nothing(run: Run) -> None:
    said = run("import", "log", WORKED_EXAMPLE)
    assert said.code == 0
    assert "preview" in said.out
    assert run("verify", "--json").data["revisions"] == 0


def test_the_same_file_again_adds_nothing(imported: Run) -> None:
    before = imported("verify", "--json").data["revisions"]
    said = imported("import", "log", WORKED_EXAMPLE, "--apply")
    assert said.code == 0
    assert "Nothing to save" in said.out
    assert imported("verify", "--json").data["revisions"] == before


def test_undo_takes_a_whole_import_back_and_undone_again_brings_it(imported: Run) -> None:
    assert imported("undo").code == 0
    assert imported("history", "shift", "S00001", "--json").code == 1
    assert imported("undo").code == 0
    operations = [
        entry["operation"] for entry in imported("history", "shift", "S00001", "--json").data[-2:]
    ]
    assert operations == ["undo", "undo"] or operations[-1] == "undo"
    assert imported("verify").code == 0


def test_an_import_is_undone_by_its_id_and_put_back(imported: Run) -> None:
    (entry,) = imported("history", "shift", "S00001", "--json").data
    undone = imported("undo", entry["import"])
    assert undone.code == 0
    assert undone.out.startswith("Undone: ")
    assert "shift sheet" in undone.out
    assert imported("history", "shift", "S00001").code == 1
    assert imported("undo", entry["import"]).out.startswith("Put back: ")
    assert imported("verify").code == 0


def test_history_names_who_and_when(imported: Run) -> None:
    entries = imported("history", "shift", "S00001", "--json").data
    assert [entry["operation"] for entry in entries] == ["record"]
    assert entries[0]["actor"] == "Test"


def test_rebuild_leaves_a_sound_record(imported: Run) -> None:
    assert imported("rebuild").code == 0
    assert imported("verify").code == 0


def test_an_export_read_into_an_empty_record_exports_the_same(
    imported: Run, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    assert imported("export", "log", "--out", first).code == 0
    other = [sys.executable, "-m", "wardenlog", "--data-dir", str(tmp_path / "other")]
    subprocess.run([*other, "import", "log", str(first), "--apply"], check=True)
    subprocess.run([*other, "export", "log", "--out", str(second)], check=True)
    names = sorted(file.name for file in first.iterdir())
    assert names == sorted(file.name for file in second.iterdir())
    assert len(names) > 10
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_check_lists_findings_with_their_place(imported: Run) -> None:
    said = imported("check", "--json")
    findings = said.data
    assert any(finding["check"] == "missing_out" for finding in findings)
    assert all(finding["sentence"] and finding["place"] for finding in findings)
    red = any(finding["severity"] == "red" and not finding["explained"] for finding in findings)
    assert said.code == int(red)


def test_the_demo_says_what_to_build(run: Run) -> None:
    facts = run("demo", "--json").data
    assert facts["agreement"]
    assert facts["from"] < facts["to"]
    assert run("demo").code == 1  # the record is no longer empty
    assert run("verify").code == 0


def test_commands_that_need_a_record_say_where_none_is(run: Run) -> None:
    said = run("check")
    assert said.code == 1
    assert "no record" in said.err


def test_help_and_jobs_run_without_qt(tmp_path: Path) -> None:
    blocked = (
        "import sys; sys.modules['PySide6'] = None\n"
        "import wardenlog.__main__ as program\n"
        f"sys.argv = ['wardenlog', '--data-dir', {str(tmp_path / 'data')!r}, *ARGS]\n"
        "program.main()\n"
    )
    for arguments in (["--help"], ["demo", "--json"], ["check", "--json"], ["verify"]):
        code = blocked.replace("ARGS", repr(arguments))
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        assert done.returncode in {0, 1}, done.stderr
        assert b"Traceback" not in done.stderr


def test_wrong_use_exits_with_2(run: Run) -> None:
    assert run("return", "build").code == 2
    assert run("nonsense").code == 2


def test_a_data_folder_must_be_named_and_one_that_cannot_be_is_told(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "wardenlog", "--data-dir"]
    for folder, code in (("", 2), (str(tmp_path / ("x" * 300)), 1)):
        done = subprocess.run(
            [*program, folder, "verify"], capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == code
        assert "Traceback" not in done.stderr
        assert "folder" in done.stderr.lower()


def test_programs_get_an_error_as_json(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "wardenlog", "--data-dir", str(tmp_path), "verify", "--json"]
    done = subprocess.run(program, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    error = json.loads(done.stdout)["error"]
    assert error["code"] == "no_record"
    assert str(tmp_path) in error["message"]


def test_history_names_the_import_and_the_import_counts_visits(imported: Run) -> None:
    (entry,) = imported("history", "shift", "S00001", "--json").data
    assert f"import {entry['import']}" in imported("history", "shift", "S00001").out
    assert imported("import", "log", WORKED_EXAMPLE, "--json").data["visits"] > 0

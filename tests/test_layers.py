"""Imports run one way, and each contract in pyproject.toml notices when it is broken."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = (
    "__main__",
    "cli",
    "ui",
    "services",
    "returns",
    "counting",
    "store",
    "catalogue",
    "model",
    "settings",
    "clock",
    "errors",
)
STEPS_UP = tuple(zip(LAYERS[1:], LAYERS, strict=False))
SIBLINGS = (
    ("cli", "app"),
    ("returns", "imports"),
    ("imports", "analysis"),
    ("analysis", "exchange"),
    ("settings", "paths"),
    ("paths", "logs"),
)
OUTSIDE = (
    ("sqlite", "services", "sqlite3"),
    ("sqlite", "counting", "sqlcipher3"),
    ("sqlite", "services", "sqlite_utils"),
    ("qt", "services", "PySide6.QtCore"),
    ("spreadsheets", "services", "openpyxl"),
    ("spreadsheets", "ui", "openpyxl"),
    ("window-store", "ui", "wardenlog.store"),
    ("cli-qt", "cli", "wardenlog.ui"),
    ("cli-qt", "cli", "PySide6"),
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package and its contracts, copied so that they may be broken."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "wardenlog", tmp_path / "wardenlog", ignore=ignore)
    return tmp_path


def add_import(copy: Path, importer: str, imported: str) -> None:
    """Make a module of the copy import another, and both exist."""
    for name in (f"wardenlog.{importer}", imported):
        if name.startswith("wardenlog."):
            stem = copy / "wardenlog" / name.removeprefix("wardenlog.")
            (stem / "__init__.py" if stem.is_dir() else stem.with_suffix(".py")).touch()
    folder = copy / "wardenlog" / importer
    source = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    with source.open("a", encoding="utf-8") as file:
        file.write(f"\nimport {imported}\n")


def complaints(copy: Path) -> str:
    """What import-linter says about the copy; empty if it is content."""
    code = "from importlinter.cli import lint_imports_command as check; check(['--no-cache'])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=copy, capture_output=True, encoding="utf-8", check=False
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_the_package_keeps_every_contract(copy: Path) -> None:
    assert complaints(copy) == ""


def test_no_folder_hides_from_the_contracts() -> None:
    folders = {path.parent for path in (ROOT / "wardenlog").rglob("*.py")}
    lineage = {each for folder in folders for each in (folder, *folder.parents)}
    package = {each for each in lineage if each.is_relative_to(ROOT / "wardenlog")}
    assert [each for each in package if not (each / "__init__.py").exists()] == []


@pytest.mark.parametrize(("lower", "upper"), STEPS_UP)
def test_a_lower_layer_may_not_import_the_one_above(copy: Path, lower: str, upper: str) -> None:
    add_import(copy, lower, f"wardenlog.{upper}")
    found = complaints(copy)
    assert "imports go one way BROKEN" in found
    assert f"wardenlog.{lower} is not allowed to import wardenlog.{upper}" in found


@pytest.mark.parametrize(("one", "other"), SIBLINGS)
def test_modules_of_one_layer_do_not_import_each_other(copy: Path, one: str, other: str) -> None:
    add_import(copy, one, f"wardenlog.{other}")
    assert f"wardenlog.{one} is not allowed to import wardenlog.{other}" in complaints(copy)


def test_a_module_without_a_layer_is_noticed(copy: Path) -> None:
    (copy / "wardenlog" / "helpers.py").touch()
    assert "wardenlog.helpers" in complaints(copy)


@pytest.mark.parametrize(("contract", "importer", "imported"), OUTSIDE)
def test_a_library_stays_in_its_place(
    copy: Path, contract: str, importer: str, imported: str
) -> None:
    add_import(copy, importer, imported)
    found = complaints(copy)
    root = imported if imported.startswith("wardenlog") else imported.partition(".")[0]
    assert f"wardenlog.{importer} -> {root}" in found
    assert f"{contract_name(contract)} BROKEN" in found


def contract_name(identifier: str) -> str:
    """The name that import-linter prints for a contract."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    names: list[str] = [each["name"] for each in contracts if each["id"] == identifier]
    return names[0]


@pytest.mark.parametrize(("place", "library"), [("store", "sqlcipher3"), ("ui", "PySide6")])
def test_a_library_is_allowed_in_its_place(copy: Path, place: str, library: str) -> None:
    add_import(copy, place, library)
    assert complaints(copy) == ""

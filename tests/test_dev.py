"""dev.py copes with what a fresh machine lacks, and the wheel ships what the program reads."""

import ast
import importlib.util
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-freeze.lock")


def test_dev_imports_nothing_but_the_standard_library() -> None:
    tree = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"))
    names = {
        name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    }
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_by_hash_and_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    requirements = text.replace("\\\n", " ").splitlines()
    assert len(requirements) > 20
    assert not re.search(r"https?:|file:|--index|--find-links|^#", text, re.MULTILINE)
    assert all("==" in line and "--hash=sha256:" in line for line in requirements)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_serves_the_three_systems(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    for library in ("pyside6-essentials", "sqlcipher3", "tzdata"):
        assert re.search(rf"^{library}==\S+ \\$", text, re.MULTILINE), "not for every system"


def test_the_frozen_program_is_made_on_three_systems() -> None:
    text = (ROOT / "requirements-freeze.lock").read_text(encoding="utf-8")
    assert "sys_platform == 'win32'" in text
    assert "sys_platform == 'darwin'" in text


def test_the_frozen_program_has_the_versions_that_were_tested() -> None:
    pins = [
        dict(re.findall(r"^(\S+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
        for lock in LOCKS
    ]
    tested, frozen = pins
    assert {name: frozen[name] for name in frozen if name in tested}.items() <= tested.items()


def test_without_venv_and_without_root_one_command_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(shutil, "which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(dev, "as_root", lambda: None)
    with pytest.raises(dev.CannotGoOnError):
        dev.create(tmp_path / "venv")
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert f"sudo apt-get install -y --no-install-recommends python{version}-venv" in (
        capsys.readouterr().out
    )
    assert not (tmp_path / "venv").exists()


def test_without_venv_virtualenv_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[tuple[object, ...]] = []
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name == "virtualenv" or None)
    monkeypatch.setattr(dev, "run", lambda *command, check: commands.append(command))
    dev.create(tmp_path / "venv")
    assert [command[2] for command in commands] == ["virtualenv"]


def test_an_environment_is_made_once_and_again_when_the_lock_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[tuple[object, ...]] = []
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "run", lambda *command, check: commands.append(command))
    venv, lock = tmp_path / ".venv", tmp_path / "requirements.lock"
    lock.write_text("one==1", encoding="utf-8")
    dev.python_in(venv).parent.mkdir(parents=True)
    dev.python_in(venv).touch()

    dev.environment(venv, lock)
    made = len(commands)
    dev.environment(venv, lock)
    assert len(commands) == made
    lock.write_text("one==2", encoding="utf-8")
    dev.environment(venv, lock)
    assert len(commands) == 2 * made


def test_the_wheel_ships_the_resources_and_the_version(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    subprocess.run([*build, tmp_path], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        shipped = set(archive.namelist())
    resources = {
        f"wardenlog/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "resources").rglob("*")
        if path.is_file()
    }
    assert resources
    assert resources <= shipped
    assert "wardenlog/py.typed" in shipped
    assert not any(name.startswith(("tests", "dev", "docs")) for name in shipped)

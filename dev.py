"""The developer's one command: makes .venv, then runs the program, its tests or its tools.

python3 dev.py demo | app | test [--long] | lint | bench | freeze   (more arguments after --)
"""

import argparse
import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent
BUILD = ROOT / "build"
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
FREEZE_LOCK = ROOT / "requirements-freeze.lock"

# shared library: the Debian package that has it
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# program: the Debian packages that the tests of the workbook need with it
OFFICE_PROGRAMS = {
    "soffice": ["libreoffice-calc-nogui", "fonts-liberation"],
    "pdftoppm": ["poppler-utils"],
}


class CannotGoOnError(Exception):
    """Something is missing that only the reader can put right; the message says how."""


def say(text: str) -> None:
    """Tell the reader what is being done, at once."""
    print(text, flush=True)


def run(*command: object, check: bool = False, **env: str) -> int:
    """Run a command in the checkout with extra environment; give its exit code."""
    code = subprocess.call([str(part) for part in command], cwd=ROOT, env={**os.environ, **env})
    if check and code:
        message = f"This did not work (exit code {code}): {' '.join(map(str, command))}"
        raise CannotGoOnError(message)
    return code


# ------------------------------------------------------------------------- system packages


def as_root() -> list[str] | None:
    """What to put before a command to run it as root without a password; None if that cannot be."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0
    ):
        return ["sudo", "-n"]
    return None


def apt_install(packages: list[str], purpose: str) -> bool:
    """Install Debian packages where that can be done unasked; else say how. True if installed."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        say(f"Missing for {purpose}; on Debian it is in: {' '.join(packages)}")
        return False
    root = as_root()
    if root is None:
        say(f"Missing for {purpose}. Please run:  sudo {' '.join(command)}")
        return False
    say(f"Installing for {purpose}: {' '.join(packages)}")
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o=Dpkg::Use-Pty=0"]
    subprocess.call([*apt, "update"], stdout=subprocess.DEVNULL)
    if subprocess.call([*apt, *command[1:]], stdout=subprocess.DEVNULL):
        say(f"That did not work. Please run:  sudo {' '.join(command)}")
        return False
    return True


def loads(library: str) -> bool:
    """Whether this machine has a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def provide_qt(libraries: dict[str, str]) -> None:
    """Install the shared libraries that Qt needs on Linux, where they are missing."""
    if sys.platform != "linux":
        return
    packages = [package for library, package in libraries.items() if not loads(library)]
    if packages:
        apt_install(packages, "the window toolkit (Qt)")


def provide_office() -> None:
    """Install LibreOffice Calc and a PDF reader for the tests of the workbook, where missing."""
    if sys.platform != "linux":
        return
    packages = [
        package
        for program, wanted in OFFICE_PROGRAMS.items()
        if not shutil.which(program)
        for package in wanted
    ]
    if packages:
        apt_install(packages, "the tests that open the workbook")


# --------------------------------------------------------------------- virtual environments


def python_in(venv: Path) -> Path:
    """The Python of a virtual environment."""
    return venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def stamped(stamp: Path, value: str) -> bool:
    """Whether a finished step left this fingerprint."""
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == value


def create(venv: Path) -> None:
    """Make an empty virtual environment with pip in it, also where Debian left venv out."""
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        maker = "venv"
    elif importlib.util.find_spec("virtualenv"):
        maker = "virtualenv"
    elif apt_install([package], "making a virtual environment"):
        maker = "venv"
    else:
        raise CannotGoOnError(
            "This Python cannot make a virtual environment yet; see the line above."
        )
    run(sys.executable, "-m", maker, "--clear", venv, check=True)


def environment(venv: Path, lock: Path) -> Path:
    """The Python of an environment holding exactly what the lock names; made if it differs."""
    python = python_in(venv)
    stamp = venv / "lock-stamp"
    wanted = hashlib.sha256(f"{sys.version} {venv}".encode() + lock.read_bytes()).hexdigest()
    if stamped(stamp, wanted) and python.is_file():
        return python
    say(f"Making {venv.relative_to(ROOT)} with the packages of {lock.name} (once, a minute or two)")
    create(venv)
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run(*pip, "--require-hashes", "-r", lock, check=True)
    stamp.write_text(wanted, encoding="utf-8")
    return python


def prepared() -> Path:
    """The Python of .venv, where `wardenlog` is this checkout itself."""
    python = environment(VENV, LOCK)
    base = {"base": str(VENV), "platbase": str(VENV)}
    link = Path(sysconfig.get_path("purelib", "venv", base), "wardenlog-checkout.pth")
    if not stamped(link, f"{ROOT}\n"):
        link.write_text(f"{ROOT}\n", encoding="utf-8")
    return python


# ------------------------------------------------------------------------------ subcommands


def has_display() -> bool:
    """Whether a window can be shown."""
    return sys.platform != "linux" or bool({"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys())


def app(extra: list[str]) -> int:
    """Open the program on your own records."""
    if not has_display():
        say("There is no display here, so no window can open (DISPLAY is not set).")
        return 1
    python = prepared()
    provide_qt(QT_LIBRARIES | WINDOW_LIBRARIES)
    return run(python, "-m", "wardenlog", *extra)


def demo(extra: list[str]) -> int:
    """Make a fictional council, build its last quarter's return, open the window on it."""
    python = prepared()
    data, book = BUILD / "demo", BUILD / "demo-return.xlsx"
    wardenlog = [python, "-m", "wardenlog", "--data-dir", data]
    if data.exists():
        say(f"Removing the earlier demo council in {data.relative_to(ROOT)}")
        shutil.rmtree(data)
    BUILD.mkdir(exist_ok=True)
    say("Making the demo council (fictional)")
    made = subprocess.run(
        [*map(str, wardenlog), "demo", "--json", *extra],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    if made.returncode:
        return made.returncode
    council = json.loads(made.stdout)
    say(f"Building the return of {council['from']} to {council['to']}")
    period = ["--from", council["from"], "--to", council["to"]]
    grant = ["--agreement", council["agreement"]]
    code = run(*wardenlog, "return", "build", *grant, *period, "--out", book)
    if code:
        return code
    say(f"Records: {data.relative_to(ROOT)}   Return: {book.relative_to(ROOT)}")
    if not has_display():
        say("There is no display here, so no window opens.")
        return 0
    provide_qt(QT_LIBRARIES | WINDOW_LIBRARIES)
    say("Opening the window; close it to finish")
    return run(*wardenlog)


def lint_with(python: Path) -> list[str]:
    """Run every check of the source text; give the names of those that failed."""
    checks: dict[str, list[object]] = {
        "ruff check": [python, "-m", "ruff", "check", "."],
        "ruff format": [python, "-m", "ruff", "format", "--check", "."],
        "mypy --strict": [python, "-m", "mypy"],
        "import-linter": [python.with_name("lint-imports"), "--no-logo"],
    }
    failed = []
    for name, command in checks.items():
        say(f"--- {name}")
        if run(*command):
            failed.append(name)
    return failed


def lint(_extra: list[str]) -> int:
    """Check style, types and the direction of imports."""
    failed = lint_with(prepared())
    say(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


def test(extra: list[str], *, long: bool) -> int:
    """Check the source text, then run the tests with coverage."""
    python = prepared()
    provide_qt(QT_LIBRARIES)
    provide_office()
    failed = lint_with(python)
    say("--- pytest")
    pytest = [python, "-m", "pytest", "-n", "2", "--cov", "--cov-report=term"]
    marks = ["-m", "long or not long"] if long else []
    if run(*pytest, *marks, *extra, QT_QPA_PLATFORM="offscreen"):
        failed.append("pytest")
    if failed:
        say(f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


def bench(extra: list[str]) -> int:
    """Measure the jobs of docs/benchmarks.md, side by side with what they are held against."""
    python = prepared()
    provide_qt(QT_LIBRARIES)
    return run(python, "-m", "tests.bench", *extra, QT_QPA_PLATFORM="offscreen")


def freeze(extra: list[str]) -> int:
    """Make the program as one folder that runs without Python, and try it with its tests."""
    python = environment(BUILD / "freeze-venv", FREEZE_LOCK)
    provide_qt(QT_LIBRARIES)
    folders = ["--distpath", BUILD / "dist", "--workpath", BUILD / "pyinstaller"]
    code = run(python, "-m", "PyInstaller", "--noconfirm", *folders, *extra, ROOT / "build.spec")
    if code != 0:
        return code
    dist, end = BUILD / "dist", ".exe" if os.name == "nt" else ""
    say("Trying it: start, save a sheet, build a return, quit")
    window = dist / "wardenlog" / f"wardenlog{end}"
    code = run(window, "--smoke", QT_QPA_PLATFORM="offscreen")
    if code == 0:
        say("Trying it: the tests of the store and of the return, inside it")
        code = run(dist / "wardenlog-checks" / f"wardenlog-checks{end}")
    if code == 0:
        say("The program is in build/dist/wardenlog")
    return code


COMMANDS = {"demo": demo, "app": app, "lint": lint, "bench": bench, "freeze": freeze}


def main(arguments: list[str]) -> int:
    """Read the command line and do what it says; give the exit code."""
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    own, extra = arguments[:cut], arguments[cut + 1 :]
    parser = argparse.ArgumentParser(prog="dev.py", description="Arguments after -- are passed on.")
    choices = parser.add_subparsers(dest="command", required=True)
    for name, function in COMMANDS.items():
        choices.add_parser(name, help=function.__doc__)
    tests = choices.add_parser("test", help=test.__doc__)
    tests.add_argument("--long", action="store_true", help="also the tests that take minutes")
    chosen = parser.parse_args(own)
    try:
        if chosen.command == "test":
            return test(extra, long=chosen.long)
        return COMMANDS[chosen.command](extra)
    except CannotGoOnError as error:
        say(str(error))
        return 1


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 (the reader's Python may be older)
        sys.exit(f"wardenlog needs Python 3.11 or later; this is {sys.version.split()[0]}.")
    sys.exit(main(sys.argv[1:]))

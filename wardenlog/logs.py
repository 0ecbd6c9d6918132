"""The program's own log: what it did and what failed, never what is in the record."""

import logging
import re
import traceback
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

BYTES_A_FILE = 1_000_000
OLD_FILES = 3

_MOST_FRAMES: Final = 40
_MOST_CAUSES: Final = 8
_PACKAGES: Final = ("site-packages", "wardenlog")
_TOLD_FILE: Final = re.compile(r'File "([^"]*)"')
_PRIVATE: Final = re.compile(
    r"""
    "[^"]*" | '[^']*' | “[^”]*” | ‘[^’]*’  # what is quoted may be anything that was typed
    | (?:[A-Za-z]:)?[\\/][^\s]*            # a path may have its user's name in it
    """,
    re.VERBOSE,
)


def start(folder: Path) -> None:
    """Log into files in a folder, made where there is none; the oldest go as new ones come.

    A folder that cannot be written leaves the program without a log, not without a start.
    """
    root = logging.getLogger("wardenlog")
    if root.handlers:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / "wardenlog.log",
            maxBytes=BYTES_A_FILE,
            backupCount=OLD_FILES,
            encoding="utf-8",
            delay=True,
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(
        logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S")
    )
    root.addHandler(handler)
    root.setLevel(logging.INFO)


def told(error: BaseException) -> str:
    """Return the kinds of an error and its causes, and where each happened: never their words.

    Words and values may quote the record (promise 25); file names begin at their package.
    """
    return "\n".join(_told(error))


def place(error: BaseException) -> str:
    """Return the kind of an error and the innermost place it happened at, in one line."""
    frames = traceback.extract_tb(error.__traceback__)
    name = type(error).__name__
    return f"{name} in {short(frames[-1].filename)}, line {frames[-1].lineno}" if frames else name


def short(file: str) -> str:
    """Return a file of the program or its libraries without the folder it is installed in."""
    parts = re.split(r"[\\/]", file)
    for package in _PACKAGES:
        if package in parts[:-1]:
            start = len(parts) - 1 - parts[::-1].index(package)
            return "/".join(parts[start:])
    return parts[-1]


def without_folders(trace: str) -> str:
    """Return a trace of Python's faulthandler with every file named as `short` does."""
    return _TOLD_FILE.sub(lambda found: f'File "{short(found[1])}"', trace)


def without_quotes(message: str) -> str:
    """Return another library's message without what it quotes and without paths."""
    return _PRIVATE.sub("…", message)


def _told(error: BaseException) -> Iterator[str]:
    here: BaseException | None = error
    for depth in range(_MOST_CAUSES):
        if here is None:
            return
        yield f"{'after ' if depth else ''}{type(here).__name__}"
        for frame in traceback.extract_tb(here.__traceback__)[-_MOST_FRAMES:]:
            yield f"  {short(frame.filename)}, line {frame.lineno}, in {frame.name}"
        here = here.__cause__ or (None if here.__suppress_context__ else here.__context__)

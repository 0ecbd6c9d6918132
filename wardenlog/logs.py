"""The program's own log: what it did and what failed, never what is in the record."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

BYTES_A_FILE = 1_000_000
OLD_FILES = 3


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

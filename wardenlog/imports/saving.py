"""Writes a file beside the one it replaces, so that no failure harms the old one (promise 6)."""

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from wardenlog.errors import UserError


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield the path of a new file that takes the place of `path` if the block succeeds.

    Raises UserError (code `cannot_write`) where the folder is missing, full or closed to us, or
    the file is open in another program.
    """
    part = path.with_name(f".{path.name[:200]}.{secrets.token_hex(4)}.part")
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise UserError(
            f"{path.name} could not be written in {path.parent}: {error.strerror or error}. Close "
            "it in other programs, or choose another folder; the old file is unchanged.",
            code="cannot_write",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)

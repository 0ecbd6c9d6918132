"""Reads a small text file that came from outside, and no more of it than such a file may have."""

from pathlib import Path

from wardenlog.errors import UserError


def read_small_file(path: Path, largest: int) -> bytes:
    """Return what a file holds, at most `largest` bytes.

    UserError where it is larger (`file_too_large`), is not there or may not be read.
    """
    try:
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        raise UserError(
            f"{path.name} could not be read: {error.strerror or error}. Check that the file is"
            " there and not open elsewhere.",
            code="cannot_read",
        ) from error
    if len(content) > largest:
        raise UserError(
            f"{path.name} is larger than {largest >> 20} MB. Save only the outlines you need to a"
            " smaller file.",
            code="file_too_large",
        )
    return content

"""Keeps the workbook of a return that was sent: nothing the program writes takes its place."""

from datetime import date
from hashlib import file_digest
from pathlib import Path
from typing import Final

from wardenlog.counting.scope import Period
from wardenlog.errors import UserError
from wardenlog.store import ReadSession

_SENT_AS: Final = """
SELECT period_from, period_to, version FROM grant_return WHERE state = 'sent' AND file_sha256 = ?
"""


def sha256_of(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal digits."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def check_not_sent(session: ReadSession, path: Path) -> None:
    """Refuse a file that is the workbook of a return that was sent: UserError (`sent_file`)."""
    if not path.is_file():
        return
    for first, end, version in session.rows(_SENT_AS, (sha256_of(path),)):
        period = Period(date.fromisoformat(first), date.fromisoformat(end))
        raise UserError(
            f"{path.name} is the workbook that was sent as {period.code()} r{version}, so it is"
            " kept. Choose another name or folder.",
            field="out",
            code="sent_file",
        )

"""The files on the list: waiting, being read or checked, each with what the others make of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from wardenlog.services.checking_returns import Checked, Facts, Verdict, remarks
from wardenlog.ui.widgets.shapes import AHEAD, DONE, LOOK, OPEN, WRONG
from wardenlog.ui.widgets.table_model import Column

translate = QCoreApplication.translate


class State(Enum):
    """How far the checking of a file has come."""

    WAITING = "waiting"
    STOPPED = "stopped"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class Received:
    """A file of the list."""

    path: Path
    state: State
    checked: Checked | None = None
    remarks: tuple[str, ...] = ()

    @property
    def facts(self) -> Facts:
        """What the file says of itself; nothing while it was not read."""
        return Facts() if self.checked is None else self.checked.report.facts


class Files:
    """The list, in the order in which files were added or last sorted by."""

    def __init__(self) -> None:
        self._rows: dict[str, Received] = {}
        self._beside: dict[str, tuple[str, ...]] = {}

    @property
    def keys(self) -> list[str]:
        """The keys of the files, in order."""
        return list(self._rows)

    @property
    def checked(self) -> list[Checked]:
        """The files that were checked, in order."""
        return [row.checked for row in self._rows.values() if row.checked is not None]

    @property
    def paths(self) -> list[Path]:
        """The files, in order."""
        return [row.path for row in self._rows.values()]

    def add(self, path: Path) -> bool:
        """Put a file on the list to wait; False where it is there already."""
        key = _key(path)
        if key in self._rows:
            return False
        self._rows[key] = Received(path, State.WAITING)
        return True

    def wait_again(self) -> None:
        """Let every file wait."""
        for key, row in self._rows.items():
            self._rows[key] = Received(row.path, State.WAITING)
        self._compare()

    def take(self, checked: Checked) -> None:
        """Take what came of a file, where it is still on the list."""
        key = _key(checked.path)
        if key in self._rows:
            self._rows[key] = Received(checked.path, State.CHECKED, checked)
            self._compare()

    def stop(self, path: Path) -> None:
        """Say of a file that it was not checked."""
        if _key(path) in self._rows:
            self._rows[_key(path)] = Received(path, State.STOPPED)

    def remove(self, keys: Sequence[str]) -> None:
        """Take files off the list."""
        for key in keys:
            self._rows.pop(key, None)
        self._compare()

    def sort(self, column: str, *, descending: bool) -> None:
        """Put the list in order by a column's text; files of the same stay as they are."""
        rows = list(self._rows.items())
        rows.sort(key=lambda each: _order(column, each[1]), reverse=descending)
        self._rows = dict(rows)

    def read(self, keys: Sequence[str]) -> dict[str, Received]:
        """Return the files of some keys."""
        return {key: self._rows[key] for key in keys if key in self._rows}

    def get(self, key: str | None) -> Received | None:
        """Return a file, or None."""
        return None if key is None else self._rows.get(key)

    def with_code(self, code: str) -> str | None:
        """Return the file that has a receipt code."""
        rows = self._rows.items()
        return next((key for key, row in rows if row.facts.receipt_code == code), None)

    def with_words(self, typed: str) -> str | None:
        """Return the first file in whose line every word that was typed stands."""
        wanted = typed.casefold().split()
        for key, row in self._rows.items():
            line = " ".join(text(row) for text in _TEXTS.values()).casefold()
            if all(word in line for word in wanted):
                return key
        return None

    def _compare(self) -> None:
        found = self.checked
        for key, row in self._rows.items():
            if row.checked is not None:
                beside = remarks(row.checked, found)
                self._rows[key] = Received(row.path, row.state, row.checked, beside)


def _key(path: Path) -> str:
    return str(path.absolute())


def result_words(row: Received) -> str:
    """Return what came of a file, with its shape."""
    if row.checked is None:
        if row.state == State.STOPPED:
            return f"{OPEN} {tr('Not checked')}"
        return f"{AHEAD} {tr('Waiting')}"
    if row.checked.verdict == Verdict.HOLDS:
        if row.remarks:
            return f"{LOOK} {tr('Holds; see the others')}"
        return f"{DONE} {row.checked.words}"
    return f"{WRONG} {row.checked.words}"


def tip(row: Received) -> str:
    """Return where the file is, its whole period, and what it is beside the others."""
    return "\n".join((str(row.path), *filter(None, [row.facts.period]), *row.remarks))


def tr(text: str) -> str:
    """Return a text in the user's language."""
    return translate("check_returns", text)


def _name(row: Received) -> str:
    return row.path.name


def _council(row: Received) -> str:
    return row.facts.council or "–"


def _agreement(row: Received) -> str:
    return row.facts.agreement or "–"


def _period(row: Received) -> str:
    return (row.checked and row.checked.period) or "–"


def _version(row: Received) -> str:
    return row.facts.name or "–"


def _amount(row: Received) -> str:
    return row.facts.amount or "–"


def _checks(row: Received) -> str:
    failing, attention = row.facts.failing, row.facts.attention
    if failing is None or attention is None:
        return "–"
    if failing:
        return f"{WRONG} {tr('{0} failing').format(failing)}"
    return (
        f"{LOOK} {tr('{0} to look at').format(attention)}"
        if attention
        else f"{DONE} {tr('All pass')}"
    )


def _code(row: Received) -> str:
    return row.facts.receipt_code or "–"


_TEXTS: Final[dict[str, Callable[[Received], str]]] = {
    "file": _name,
    "council": _council,
    "agreement": _agreement,
    "period": _period,
    "version": _version,
    "amount": _amount,
    "checks": _checks,
    "code": _code,
    "result": result_words,
}
"""What each column says of a file; a dash where that is not known."""


def columns() -> tuple[Column[Received], ...]:
    """Return the columns of the list in the user's language."""
    shown = (
        ("file", tr("File"), 20),
        ("result", tr("Result"), 25),
        ("council", tr("Council"), 25),
        ("agreement", tr("Agreement"), 12),
        ("period", tr("Period"), 10),
        ("version", tr("Kind and version"), 20),
        ("amount", tr("Amount"), 11),
        ("checks", tr("Its own checks"), 17),
        ("code", tr("Receipt code"), 17),
    )
    return tuple(
        Column(key, heading, _TEXTS[key], width, tip, number=key == "amount", order=key)
        for key, heading, width in shown
    )


def _order(column: str, row: Received) -> tuple[object, ...]:
    """Return what a file is put in order by: days and pounds as such, and else what it says."""
    if column == "period":
        return (str(row.facts.from_on or ""), row.facts.version or 0)
    if column == "amount":
        return (float((row.facts.amount or "0").replace("£", "").replace(",", "")),)
    return (_TEXTS[column](row).casefold(), str(row.facts.from_on or ""))

"""The list of backups: when each was made, what it holds, and whether it can be restored."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractItemView, QTableView

from wardenlog import clock
from wardenlog.services.backups import wording
from wardenlog.services.backups.found import Backup
from wardenlog.ui.imports.choosing import dress_table
from wardenlog.ui.widgets.shapes import DONE, WRONG
from wardenlog.ui.widgets.shorthand import date_in_short
from wardenlog.ui.widgets.table_model import Column, PagedTableModel

_WIDTHS: Final = (24, 24, 15, 12, 24, 22, 24)

translate = QCoreApplication.translate


class BackupList(QTableView):
    """Backups in lines, the newest first; one is chosen."""

    def __init__(self, own: Path) -> None:
        """`own` is the folder that the record’s backups are in; another is named in the line."""
        super().__init__()
        self._backups: dict[str, Backup] = {}
        self.lines: PagedTableModel[Backup] = PagedTableModel(_columns(own), self._read)
        self.setModel(self.lines)
        self.setAccessibleName(translate("backups", "Backups"))
        self.setAccessibleDescription(
            translate("backups", "The newest first; one is chosen to be restored.")
        )
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        dress_table(self, _WIDTHS, len(_WIDTHS) - 1)

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """List these; the one that was chosen stays so, or else the newest."""
        before = self.lines.id_at(self.currentIndex().row())
        self._backups = {str(each.path): each for each in backups}
        self.lines.show(list(self._backups))
        place = self.lines.position(before) if before else None
        self.setCurrentIndex(self.lines.index(place or 0, 0))

    def chosen(self) -> Backup | None:
        """Return the backup that is chosen, if there is any."""
        return self.lines.row(self.currentIndex().row())

    def _read(self, ids: Sequence[str]) -> Mapping[str, Backup]:
        return {each: self._backups[each] for each in ids if each in self._backups}


def _columns(own: Path) -> tuple[Column[Backup], ...]:
    def tr(text: str) -> str:
        return translate("backups", text)

    good, bad, here = tr("Can be restored"), tr("Cannot be restored"), tr("This computer")
    return (
        Column("at", tr("Made"), _made, _WIDTHS[0]),
        Column("saved", tr("Holds all until"), _saved, _WIDTHS[1]),
        Column("changes", tr("Changes"), _changes, _WIDTHS[2], number=True),
        Column("size", tr("Size"), _size, _WIDTHS[3], number=True),
        Column("chain", tr("Chain"), _chain, _WIDTHS[4], tip=_whole_chain),
        Column("where", tr("Where"), partial(_where, own, here), _WIDTHS[5], tip=_path),
        Column("state", tr("State"), partial(_state, good, bad), _WIDTHS[6], tip=_why),
    )


def _when(at: datetime) -> str:
    return f"{date_in_short(clock.local_date(at))} {clock.wall_text(at)}"


def _made(backup: Backup) -> str:
    return _when(backup.at)


def _saved(backup: Backup) -> str:
    return "–" if backup.saved_at is None else _when(backup.saved_at)


def _changes(backup: Backup) -> str:
    return f"{backup.revisions:,}"


def _size(backup: Backup) -> str:
    return wording.size_words(backup.size)


def _chain(backup: Backup) -> str:
    return backup.chain[:16]


def _whole_chain(backup: Backup) -> str:
    return backup.chain


def _where(own: Path, here: str, backup: Backup) -> str:
    return here if backup.path.parent == own else str(backup.path.parent)


def _path(backup: Backup) -> str:
    return str(backup.path)


def _state(good: str, bad: str, backup: Backup) -> str:
    return f"{DONE} {good}" if backup.problem is None else f"{WRONG} {bad}"


def _why(backup: Backup) -> str:
    return backup.problem or ""

"""The box of a first start that lists the backups there are, and asks for one to restore."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wardenlog.services.backups import found, restoring
from wardenlog.services.backups.found import Backup
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.backups.list import BackupList
from wardenlog.ui.backups.preview import RestoreDialog
from wardenlog.ui.prompts import Prompts
from wardenlog.ui.tasks import Job, TaskRunner
from wardenlog.ui.widgets.words import Words

_WIDE, _HIGH = 150, 26


class FoundDialog(QDialog):
    """`confirmed` carries the file that is to become the record, after what it does was shown."""

    confirmed = Signal(object)

    def __init__(
        self,
        record: Path,
        folders: Sequence[Path],
        work: TaskRunner,
        prompts: Prompts,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._record = record
        self._work = work
        self._prompts = prompts
        self.setWindowTitle(self.tr("Restore a backup"))
        self.words = Words(wrap=True)
        self.list = BackupList(found.own_folder(record))
        self.restore = make_action("backups.restore", self, self.look_at_chosen)
        self.look = make_action("backups.look", self, self.ask_folder)
        self.file = make_action("backups.file", self, self.ask_file)
        main = ActionButton(self.restore)
        main.setProperty("main", True)
        main.setDefault(True)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAccessibleName(cancel.text())
        cancel.setAccessibleDescription(self.tr("Nothing is restored."))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(ActionButton(self.look))
        buttons.addWidget(ActionButton(self.file))
        buttons.addStretch()
        buttons.addWidget(main)
        buttons.addWidget(cancel)
        layout = QVBoxLayout(self)
        layout.addWidget(Words(self.tr("Restore a backup"), "heading"))
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        metrics = self.fontMetrics()
        wanted = (metrics.averageCharWidth() * _WIDE, metrics.height() * _HIGH)
        room = parent.size()
        self.resize(min(wanted[0], room.width()), min(wanted[1], room.height()))
        self.restore.setEnabled(False)
        self.words.say(self.tr("Looking for backups…"))
        self._list(partial(_in_folders, tuple(folders)))
        self.list.setFocus()

    def look_at_chosen(self) -> None:
        """Say what restoring the chosen backup would do, and ask."""
        chosen = self.list.chosen()
        if chosen is not None:
            self.look_at(chosen.path)

    def look_at(self, path: Path) -> None:
        """Say what restoring a file would do, and ask."""
        task = self._work.start(partial(_preview, self._record, path))
        task.succeeded.connect(self._ask)
        task.failed.connect(self._prompts.tell_error)

    def ask_folder(self) -> None:
        """Ask for another folder to list the backups of."""
        self._prompts.ask_folder(
            self.tr("The folder that the backups are in"), Path.home(), self.look_in
        )

    def look_in(self, folder: Path) -> None:
        """List the backups of another folder."""
        self._list(partial(_search, folder))

    def ask_file(self) -> None:
        """Ask for a backup that lies elsewhere."""
        self._prompts.ask_open_file(
            self.tr("The backup to restore"),
            Path.home(),
            self.tr("Backups (*.sqlite3)"),
            self.look_at,
        )

    def _list(self, job: partial[list[Backup]]) -> None:
        task = self._work.start(job)
        task.succeeded.connect(self._show_list)
        task.failed.connect(self._failed)

    def _show_list(self, backups: list[Backup]) -> None:
        self.list.show_backups(backups)
        self.restore.setEnabled(bool(backups))
        self.words.say(
            self.tr("Choose the newest one that can be restored.")
            if backups
            else self.tr(
                "No backup was found on this computer. If there is one on a stick or a network,"
                " look in its folder."
            )
        )

    def _failed(self, error: BaseException) -> None:
        self._show_list([])
        self._prompts.tell_error(error)

    def _ask(self, preview: restoring.Preview) -> None:
        box = RestoreDialog(preview, self)
        box.confirmed.connect(self._confirm)
        box.open()

    def _confirm(self, path: Path) -> None:
        self.accept()
        self.confirmed.emit(path)


def _in_folders(folders: Sequence[Path], _job: Job) -> list[Backup]:
    return found.in_folders(folders)


def _search(folder: Path, _job: Job) -> list[Backup]:
    return found.search(folder)


def _preview(record: Path, path: Path, _job: Job) -> restoring.Preview:
    return restoring.preview_closed(record, path, allow_unsafe=True)

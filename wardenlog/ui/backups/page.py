"""The page of backups: how things stand, every backup there is, and the way back to one."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from wardenlog.errors import UserError
from wardenlog.services.backups import found, restoring, wording
from wardenlog.services.record import Record
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.backups.list import BackupList
from wardenlog.ui.backups.preview import RestoreDialog
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.tasks import Job, Progress, Task
from wardenlog.ui.widgets.words import Kind, Words

if TYPE_CHECKING:
    from wardenlog.services.backups.making import State


class BackupsPage(QWidget):
    """`told` carries what to say in the status bar."""

    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task: Task | None = None
        self._own = found.own_folder(desk.record.path)
        self.state, self.second = Words(wrap=True), Words(kind="muted", wrap=True)
        self.list = BackupList(self._own)
        self._none = Words(kind="muted", wrap=True)
        self._bar = QProgressBar()
        self.now = make_action("backups.now", self, self.back_up)
        self.restore = make_action("backups.restore", self, self.look_at_chosen)
        self.file = make_action("backups.file", self, self.ask_file)
        self.folder = make_action("backups.folder", self, self.open_folder)
        self.choose = make_action("backups.second", self, self.ask_second)
        self.stop = make_action("backups.stop", self, self.stop_second)
        self._lay_out()
        keeper = desk.backups
        keeper.stood.connect(self._say_state)
        keeper.progressed.connect(self._show_progress)
        keeper.ended.connect(self._ended)
        keeper.failed.connect(desk.prompts.tell_error)
        self._say(keeper.state)

    def start(self) -> None:
        """Read the folders again, and put the keyboard on the list."""
        self.read()
        self.list.setFocus()

    def show_place(self, place: Place) -> None:
        """Show the page: backups are no records."""

    def read(self) -> None:
        """List what is in the folders now, beside the window: the second may be far away."""
        second = self._desk.backups.second_folder
        folders = [self._own] if second is None else [self._own, second]
        task = self._desk.lists.start(partial(_list, folders))
        task.succeeded.connect(self._show_list)
        task.failed.connect(self._desk.prompts.tell_error)

    # What can be done

    def back_up(self) -> None:
        """Make a backup at once."""
        self.now.setEnabled(False)
        self._bar.setRange(0, 0)
        self._bar.setVisible(True)
        if not self._desk.backups.back_up():
            self._ended()
            self.told.emit(self.tr("A backup is being made already"))

    def look_at_chosen(self) -> None:
        """Say what restoring the chosen backup would lose and gain."""
        chosen = self.list.chosen()
        if chosen is not None:
            self.look_at(chosen.path)

    def ask_file(self) -> None:
        """Ask for a backup that lies elsewhere."""
        self._desk.prompts.ask_open_file(
            self.tr("The backup to restore"),
            self._desk.backups.second_folder or Path.home(),
            self.tr("Backups (*.sqlite3)"),
            self.look_at,
        )

    def look_at(self, path: Path) -> None:
        """Say what restoring a file would lose and gain."""
        if self._task is not None:
            return
        self._task = self._desk.work.start(partial(_preview, self._desk.record, path))
        self._task.succeeded.connect(self._ask)
        self._task.failed.connect(self._refuse)
        self._task.cancelled.connect(self._forget_task)

    def open_folder(self) -> None:
        """Open the folder of the backups in the computer’s own window of files."""
        if not self._own.is_dir():
            self.told.emit(self.tr("There is no backup yet"))
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._own)))

    def ask_second(self) -> None:
        """Ask for another folder to copy backups to."""
        self._desk.prompts.ask_folder(
            self.tr("A folder on another disk, to copy every backup to"),
            self._desk.backups.second_folder or Path.home(),
            self.choose_second,
        )

    def choose_second(self, folder: Path) -> None:
        """Copy every backup to a folder from now on, the newest at once."""
        if folder == self._own:
            self._desk.prompts.tell_error(
                UserError(
                    self.tr("The backups are in that folder already. Choose one on another disk."),
                    code="same_folder",
                )
            )
            return
        self._choose(folder, self.tr("Every backup is copied there from now on"))

    def stop_second(self) -> None:
        """Copy backups to no other folder from now on; what is there stays."""
        self._choose(None, self.tr("Backups are kept on this computer only"))

    def _choose(self, folder: Path | None, words: str) -> None:
        kept = self._desk.backups.choose_second(folder)
        self.told.emit(words if kept else self.tr("Your choice could not be remembered"))
        self._say(self._desk.backups.state)
        self.read()

    # What is said

    def _say_state(self, state: "State") -> None:
        self._say(state)
        if self.isVisible():
            self.read()

    def _say(self, state: "State | None") -> None:
        words, kind = self._standing(state)
        self.state.say(words, kind)
        second = self._desk.backups.second_folder
        self.stop.setVisible(second is not None)
        if second is None:
            self.second.say(
                self.tr(
                    "A broken or stolen computer takes these with it. Choose a second folder: a USB"
                    " stick, a network drive or a synced folder are all fine for backups."
                ),
                "muted",
            )
        elif state is not None and state.second_failed:
            self.second.say(f"▲ {state.second_failed}", "warn")
        else:
            self.second.say(self.tr("Each is copied to {0} too.").format(second), "body")

    def _standing(self, state: "State | None") -> tuple[str, Kind]:
        if state is None:
            return self.tr("Looking…"), "muted"
        if state.failed:
            return f"▲ {state.failed}", "warn"
        if state.good_at is None:
            return self.tr("There is no backup yet. One is made once something is saved."), "muted"
        words = self.tr("The last good backup was made {0}.").format(wording.moment(state.good_at))
        if state.late:
            return f"▲ {words}", "warn"
        return f"✓ {words}", "good"

    def _show_list(self, backups: list[found.Backup]) -> None:
        self.list.show_backups(backups)
        self.list.setVisible(bool(backups))
        self._none.setVisible(not backups)
        self._none.say(self.tr("No backup is here yet. Press “Back up now” to make the first."))
        self.restore.setEnabled(bool(backups))

    def _show_progress(self, progress: Progress) -> None:
        self._bar.setRange(0, max(1, progress.total))
        self._bar.setValue(progress.done)

    def _ended(self) -> None:
        if not self.now.isEnabled():
            self.now.setEnabled(True)
            self._bar.setVisible(False)
            if self.isVisible():  # the button that was pressed lost the keyboard
                self.list.setFocus()
            self.told.emit(self.state.text().lstrip("✓▲ "))

    def _ask(self, preview: restoring.Preview) -> None:
        self._task = None
        box = RestoreDialog(preview, self)
        box.confirmed.connect(self._desk.backups.restore_wanted)
        box.open()

    def _refuse(self, error: BaseException) -> None:
        self._task = None
        self._desk.prompts.tell_error(error)

    def _forget_task(self) -> None:
        self._task = None

    # Making it

    def _lay_out(self) -> None:
        unit = self.fontMetrics().height() // 2
        self._bar.setAccessibleName(self.tr("How far the backup has come"))
        self._bar.setTextVisible(False)
        self._bar.setVisible(False)
        main = ActionButton(self.now)
        main.setProperty("main", True)
        top = QHBoxLayout()
        top.addWidget(Words(self.tr("Backups"), "title"), 1)
        top.addWidget(self._bar)
        top.addWidget(main)
        card = QFrame()
        card.setProperty("card", True)
        grid = QGridLayout(card)
        grid.setContentsMargins(unit * 2, unit, unit * 2, unit)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.state, 0, 0)
        grid.addWidget(ActionButton(self.folder), 0, 2)
        grid.addWidget(self.second, 1, 0)
        grid.addWidget(ActionButton(self.stop), 1, 1)
        grid.addWidget(ActionButton(self.choose), 1, 2)
        below = QHBoxLayout()
        below.addWidget(ActionButton(self.restore))
        below.addWidget(ActionButton(self.file))
        below.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(unit)
        layout.addLayout(top)
        layout.addWidget(card)
        layout.addWidget(self._none)
        layout.addWidget(self.list, 1)
        layout.addLayout(below)


def _list(folders: list[Path], _job: Job) -> list[found.Backup]:
    return found.in_folders(folders)


def _preview(record: Record, path: Path, _job: Job) -> restoring.Preview:
    return restoring.preview(record.store, record.path, path)

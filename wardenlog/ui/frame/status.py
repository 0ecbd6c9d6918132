"""The status bar: what was saved, the checks outstanding, and which file is open."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizePolicy, QStatusBar, QWidget

from wardenlog import clock
from wardenlog.services.logbook import Changes
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.frame.backup_status import BackupStatus
from wardenlog.ui.frame.outstanding import Outstanding
from wardenlog.ui.widgets.words import Words


class StatusBar(QStatusBar):
    """Words of the pages on the left, and what is always so on the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._saved = Words()
        self._saved.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._file = Words(kind="muted")
        self._desk: Desk | None = None
        self._of_record: list[QWidget] = []
        self._all_saved = self.tr("All saved")
        self._late = ""
        self.addWidget(self._saved, 1)

    def show_record(self, desk: Desk, *, checks: bool) -> None:
        """Say which record is open; `checks` where there is a page of checks to go to."""
        self._desk = desk
        if checks:
            outstanding = Outstanding(desk)
            outstanding.wanted.connect(self._go_to_checks)
            self._of_record.append(outstanding)
            self.addPermanentWidget(outstanding)
        backups = BackupStatus(desk.backups)
        backups.wanted.connect(self._go_to_backups)
        self._of_record.append(backups)
        self.addPermanentWidget(backups)
        self.addPermanentWidget(self._file)
        self._file.setVisible(True)
        self._file.say(desk.record.path.name)
        self._file.setToolTip(str(desk.record.path))
        self._file.setAccessibleName(self.tr("Open file: {0}").format(desk.record.path))
        desk.bus.changed.connect(self._hear)
        self.say(self._all_saved)

    def put_away(self) -> None:
        """Say nothing of a record that is not open any more."""
        for widget in self._of_record:
            if isinstance(widget, Outstanding):
                widget.put_away()
            self.removeWidget(widget)
            widget.deleteLater()
        self._of_record.clear()
        self._file.setVisible(False)
        self._desk = None
        self.say("")

    def say(self, words: str) -> None:
        """Say what was saved, or why it was not; and that a sent return has its days, if so."""
        words = f"{words.rstrip('.')}. {self._late}" if self._late else words
        self._saved.say(words)
        self._saved.setToolTip(words)  # all of it, where it does not fit

    def turn(self, unsaved: str | None) -> None:
        """Say how things stand as another page comes into view: what is not saved, or that all is.

        What the page before said was about that page.
        """
        if unsaved is None:
            self.say(self._all_saved)
        else:
            self.say(self.tr("Not saved yet: {0}").format(unsaved))

    def _hear(self, changes: object) -> None:
        if isinstance(changes, Changes):
            from wardenlog.services.returns.late import late_words

            saved = self.tr("All saved {0}").format(clock.wall_text(clock.now()))
            self._all_saved = saved
            self._late = "" if self._desk is None else late_words(self._desk.record, changes)
            self.say(saved)
            if self._late:  # also beside what the page itself says of this change, and no other
                QTimer.singleShot(0, self._forget_late)

    def _forget_late(self) -> None:
        self._late = ""

    def _go_to_backups(self) -> None:
        if self._desk is not None:
            self._desk.bus.go(Place("backups"))

    def _go_to_checks(self) -> None:
        if self._desk is not None:
            self._desk.bus.go(Place("checks"))

"""What the window shows while no record is open: the page of a first start, or why not."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QProgressBar, QVBoxLayout, QWidget

from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.tasks import Progress
from wardenlog.ui.widgets.words import Words


class StartPage(QWidget):
    """`make_wanted` and `demo_wanted` say what was chosen."""

    make_wanted = Signal()
    demo_wanted = Signal()

    def __init__(self, folder: Path, demo_folder: Path) -> None:
        super().__init__()
        self._make = make_action("start.make", self, self.make_wanted.emit)
        self._demo = make_action("start.demo", self, self.demo_wanted.emit)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(self.tr("How far the demo council has come"))
        self._bar.setVisible(False)
        self._made = ActionButton(self._make)
        self._made.setProperty("main", True)
        card = QFrame()
        card.setProperty("card", True)
        card.setFixedWidth(self.fontMetrics().averageCharWidth() * 90)
        inside = QVBoxLayout(card)
        margin = self.fontMetrics().height() * 2
        inside.setContentsMargins(margin, margin, margin, margin)
        inside.setSpacing(self.fontMetrics().height() // 2)
        inside.addWidget(Words(self.tr("Welcome to wardenlog"), "title"))
        inside.addWidget(
            Words(
                self.tr(
                    "Here you type up patrol shift sheets, and build the return to your funder."
                    " There is no record on this computer yet."
                ),
                wrap=True,
            )
        )
        for button, text in (
            (
                self._made,
                self.tr("It is kept in {0}, on this computer only.").format(folder),
            ),
            (
                ActionButton(self._demo),
                self.tr("Nothing in it is real. It is kept apart, in {0}.").format(demo_folder),
            ),
        ):
            inside.addSpacing(margin // 2)
            inside.addWidget(button)
            inside.addWidget(Words(text, "muted", wrap=True))
        inside.addWidget(self._bar)
        layout = QGridLayout(self)
        layout.addWidget(card, 1, 1)
        for n, rest in ((0, 1), (2, 2)):
            layout.setRowStretch(n, rest)
            layout.setColumnStretch(n, 1)

    def start(self) -> None:
        """Put the keyboard where work begins."""
        self._made.setFocus()

    def show_progress(self, progress: Progress) -> None:
        """Say how far the demo council has come."""
        self._bar.setVisible(True)
        self._bar.setRange(0, max(1, progress.total))
        self._bar.setValue(progress.done)
        self._bar.setFormat(progress.step)

    def wait(self, *, waiting: bool) -> None:
        """Take no choice while one is being done."""
        for action in (self._make, self._demo):
            action.setEnabled(not waiting)
        self._bar.setVisible(waiting)
        self._bar.setRange(0, 0)


class RefusalPage(QWidget):
    """Says why the record cannot be opened."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        margin = self.fontMetrics().height() * 3
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.addWidget(Words(self.tr("The record was not opened"), "title"))
        layout.addWidget(Words(sentence, wrap=True))
        layout.addStretch()

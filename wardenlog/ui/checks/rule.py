"""The rule card of a check: what it means, what to do about it, and where it prints."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout

from wardenlog.catalogue.measures import CheckCard
from wardenlog.ui.checks.wording import INKS, printed_words, severity_words
from wardenlog.ui.widgets.words import Kind, Words

_KINDS: dict[str, Kind] = {"bad": "bad", "warn": "warn", "muted": "muted"}


class RuleCard(QFrame):
    """Three sentences under a title."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._title = Words(kind="heading")
        self._weight = Words()
        self._means, self._do, self._prints = (Words(wrap=True) for _ in range(3))
        layout = QGridLayout(self)
        layout.addWidget(self._title, 0, 0, 1, 2)
        layout.addWidget(self._weight, 0, 2, Qt.AlignmentFlag.AlignRight)
        for row, (label, words) in enumerate(
            (
                (self.tr("What it means"), self._means),
                (self.tr("What to do"), self._do),
                (self.tr("Where it prints"), self._prints),
            ),
            start=1,
        ):
            layout.addWidget(Words(label, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            layout.addWidget(words, row, 1, 1, 2)
        layout.setColumnStretch(1, 1)

    def show_card(self, card: CheckCard) -> None:
        """Show the card of a check."""
        self._title.say(card.title)
        self._weight.say(severity_words(card.severity), _KINDS[INKS[card.severity]])
        self._means.say(card.wrong)
        self._do.say(card.do)
        self._prints.say(printed_words(card))
        self._grow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        """Be as high as the sentences are at this width: the page scrolls rather than cut them."""
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())))

"""The one box that tells of a crash."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from wardenlog.ui.widgets.words import Words

_WIDTH = 64


class CrashBox(QDialog):
    """Says what happened and that nothing is lost; Enter and Esc go on."""

    report_wanted = Signal()

    def __init__(self, title: str, words: list[str], place: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("wardenlog"))
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(words))
        self.count = Words(kind="muted")
        self.count.hide()
        self.saved = Words(kind="good", wrap=True)
        self.saved.hide()
        where = Words(place, "muted", wrap=True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        where.setVisible(bool(place))
        save = self.tr("Save report…")
        buttons = QDialogButtonBox()
        self.go_on = buttons.addButton(self.tr("Go on"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save = buttons.addButton(save, QDialogButtonBox.ButtonRole.ActionRole)
        self.go_on.setAccessibleDescription(self.tr("Close this box and go on working."))
        self.save.setAccessibleDescription(
            self.tr("Save a file for whoever looks after wardenlog; it holds no names or notes.")
        )
        for button in (self.go_on, self.save):
            button.setAccessibleName(button.text())
        self.go_on.setProperty("main", True)
        self.go_on.setDefault(True)
        self.go_on.setFocus()
        buttons.accepted.connect(self.accept)
        self.save.clicked.connect(self._want_report)
        layout = QVBoxLayout(self)
        unit = self.fontMetrics().height()
        layout.setContentsMargins(unit, unit, unit, unit)
        layout.setSpacing(unit * 3 // 4)
        layout.addWidget(Words(title, "heading", wrap=True))
        for each in words:
            layout.addWidget(Words(each, wrap=True))
        for widget in (where, self.count, self.saved):
            layout.addWidget(widget)
        layout.addStretch()
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _WIDTH)

    def say_count(self, number: int) -> None:
        """Say how often it has happened by now."""
        self.count.say(self.tr("This has happened {0} times.").format(f"{number:,}"))
        self.count.show()

    def say_saved(self, words: str, *, well: bool) -> None:
        """Say where the report is, or why it was not saved."""
        self.saved.say(words, "good" if well else "bad")
        self.saved.show()

    def _want_report(self) -> None:
        self.report_wanted.emit()

"""The window of all keys: found by words, changed, reset and copied as text to print."""

from typing import Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from wardenlog.errors import UserError
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.keys.keys import Keys
from wardenlog.ui.keys.model import KeysModel
from wardenlog.ui.widgets.fitting import size_over
from wardenlog.ui.widgets.seek_field import SeekField
from wardenlog.ui.widgets.words import Words

_WIDTHS: Final = (18, 22, 26)
_SIZE: Final = (120, 34)
"""Characters across, lines down."""


class KeysWindow(QDialog):
    """Lists every action; the keys of the selected one are changed below the list."""

    def __init__(self, keys: Keys, row_height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setWindowTitle(self.tr("All keys"))
        self.model = KeysModel(keys)
        self.table = QTableView()
        self._find = SeekField()
        self.edit = QKeySequenceEdit()
        self.said = Words(wrap=True)
        self._change = make_action("keys.change", self, self.change)
        self._reset = make_action("keys.reset", self, self.reset)
        self._reset_all = make_action("keys.reset_all", self, self.reset_all)
        self._copy = make_action("keys.copy", self, self.copy)
        self._seek = make_action("keys.find", self, self._find.setFocus)
        self._close = make_action("keys.close", self, self.close)
        self._dress(row_height)
        self._lay_out()
        self._find.textChanged.connect(self._narrow)
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self.edit.keySequenceChanged.connect(self._typed)
        keys.changed.connect(self._show_again)
        self._select(0)

    def begin(self) -> None:
        """Show the window with the keyboard in its find box."""
        self.show()
        self.raise_()
        self.activateWindow()
        self._find.setFocus()

    def change(self) -> None:
        """Give the selected action the keys that were pressed, or none."""
        line = self.model.line(self.table.currentIndex().row())
        if line is None:
            return
        keys = self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        try:
            self._keys.change(line.action_id, (keys,) if keys else ())
        except UserError as e:
            self.said.say(f"▲ {e.message}", "bad")
            return
        self.said.say(self.tr("✓ The keys of “{0}” are changed.").format(line.text), "good")

    def reset(self) -> None:
        """Give the selected action its first keys again."""
        line = self.model.line(self.table.currentIndex().row())
        if line is not None:
            self._reset_now(line.action_id, self.tr("“{0}” has its first keys again."), line.text)

    def reset_all(self) -> None:
        """Give every action its first keys again."""
        self._reset_now(None, self.tr("Every action has its first keys again."), "")

    def copy(self) -> None:
        """Copy every action with its keys as text."""
        QGuiApplication.clipboard().setText(self.model.as_text())
        self.said.say(self.tr("✓ Copied. Paste it into a document to print it."), "good")

    def _reset_now(self, action_id: str | None, words: str, name: str) -> None:
        try:
            self._keys.reset(action_id)
        except UserError as e:
            self.said.say(f"▲ {e.message}", "bad")
            return
        self.said.say("✓ " + words.format(name), "good")

    def _dress(self, row_height: int) -> None:
        width = self.fontMetrics().averageCharWidth()
        self.resize(size_over(self, *_SIZE))
        self._find.setAccessibleName(self.tr("Find an action"))
        self._find.setAccessibleDescription(self.tr("Words of an action, a screen or its keys."))
        self._find.setPlaceholderText(self.tr("Action, screen or keys"))
        self.edit.setAccessibleName(self.tr("New keys"))
        self.edit.setAccessibleDescription(
            self.tr("Press the new keys together. Backspace takes the keys away, Tab goes on.")
        )
        self.edit.setMaximumSequenceLength(1)
        self.edit.setFinishingKeyCombinations(
            [
                QKeyCombination(Qt.Key.Key_Tab),
                QKeyCombination(Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_Backtab),
            ]
        )
        self.edit.setClearButtonEnabled(True)
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("All keys"))
        table.setAccessibleDescription(self.tr("Every action of wardenlog with its keys."))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(row_height)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setStretchLastSection(True)
        for column, characters in enumerate(_WIDTHS):
            table.setColumnWidth(column, width * characters)

    def _lay_out(self) -> None:
        unit = self.fontMetrics().height() // 2
        top = QHBoxLayout()
        top.addWidget(Words(self.tr("All keys"), "title"))
        top.addStretch()
        top.addWidget(self._find)
        self._find.setMinimumWidth(self.fontMetrics().averageCharWidth() * 34)
        below = QHBoxLayout()
        label = QLabel(self.tr("New keys"))
        label.setBuddy(self.edit)
        below.addWidget(label)
        below.addWidget(self.edit)
        for action in (self._change, self._reset):
            below.addWidget(_button(action))
        below.addStretch()
        for action in (self._reset_all, self._copy, self._close):
            below.addWidget(_button(action))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(unit * 2, unit * 2, unit * 2, unit * 2)
        layout.setSpacing(unit)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.said)
        layout.addLayout(below)

    def _narrow(self, text: str) -> None:
        self.model.find(text)
        self._select(0)

    def _select(self, row: int) -> None:
        self.table.setCurrentIndex(self.model.index(row, 0))
        self._follow()

    def _follow(self) -> None:
        line = self.model.line(self.table.currentIndex().row())
        keys = self._keys.of(line.action_id) if line else ()
        self.edit.setKeySequence(QKeySequence(keys[0] if keys else ""))
        self.said.say("")
        self._reset.setEnabled(line is not None and self._keys.is_changed(line.action_id))
        self.edit.setEnabled(line is not None)
        self._change.setEnabled(False)

    def _typed(self) -> None:
        self._change.setEnabled(True)

    def _show_again(self) -> None:
        line = self.model.line(self.table.currentIndex().row())
        self.model.refresh()
        position = self.model.position(line.action_id) if line else None
        self._select(position or 0)


def _button(action: QAction) -> ActionButton:
    button = ActionButton(action)
    button.setAutoDefault(False)  # Enter belongs to the list, not to the first button
    return button

"""Tables whose cells are chosen from a list: the delegate, and how such a table looks."""

from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from wardenlog.ui.widgets.field import Field

Index = QModelIndex | QPersistentModelIndex

CHOICES: Final = Qt.ItemDataRole.UserRole
"""The role under which a model gives what a cell is chosen from: pairs of a key and a text."""


class ChoiceDelegate(QStyledItemDelegate):
    """Edits a cell with a list where its model gives choices, and with a line where it does not."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.data(CHOICES) is not None:
            metrics = option.fontMetrics
            box = option.rect.adjusted(0, 0, -metrics.averageCharWidth(), 0)
            painter.save()
            painter.setPen(option.palette.placeholderText().color())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "▾")
            painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        choices = index.data(CHOICES)
        heading = str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        editor: QComboBox | Field
        if choices is None:
            editor = Field(parent)
        else:
            editor = QComboBox(parent)
            for key, text in choices:
                editor.addItem(text, key)
            editor.activated.connect(self._chosen)
        editor.setAccessibleName(heading)
        editor.setAccessibleDescription(str(index.model().index(index.row(), 0).data() or ""))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value)))
            editor.showPopup()
        elif isinstance(editor, Field):
            editor.setText(str(value or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(model.index(index.row(), index.column()), editor.currentData())
        elif isinstance(editor, Field):
            model.setData(model.index(index.row(), index.column()), editor.text().strip())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect)

    def _chosen(self, _position: int) -> None:
        editor = self.sender()
        if isinstance(editor, QComboBox):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)


def choosing_table(model: QAbstractItemModel, widths: tuple[int, ...], stretch: int) -> QTableView:
    """Return a table whose cells open with Enter or F2; widths are in characters."""
    table = QTableView()
    table.setModel(model)
    table.setItemDelegate(ChoiceDelegate(table))
    table.setEditTriggers(
        QAbstractItemView.EditTrigger.EditKeyPressed
        | QAbstractItemView.EditTrigger.DoubleClicked
        | QAbstractItemView.EditTrigger.SelectedClicked
        | QAbstractItemView.EditTrigger.AnyKeyPressed
    )
    dress_table(table, widths, stretch)
    return table


def dress_table(table: QTableView, widths: tuple[int, ...], stretch: int) -> None:
    """Give a table its row heights and the widths of its columns, one of which takes the rest."""
    metrics = table.fontMetrics()
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(round(metrics.height() * 1.9))
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setTextElideMode(Qt.TextElideMode.ElideRight)
    for column, width in enumerate(widths):
        wide = metrics.averageCharWidth() * width
        header.resizeSection(column, max(wide, header.sectionSizeHint(column)))
    header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)


def spoken(model: QAbstractItemModel, index: Index, text: str) -> str:
    """Return what a cell says to those who hear it: its column, and its text."""
    return f"{model.headerData(index.column(), Qt.Orientation.Horizontal)}: {text}"


def chosen(combo: QComboBox, value: Any) -> None:  # noqa: ANN401 - whatever the list holds
    """Show the item that holds a value, or the first."""
    combo.setCurrentIndex(max(0, combo.findData(value)))

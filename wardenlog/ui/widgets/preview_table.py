"""The table in a box that shows, before anything is saved, what comes of each line."""

from typing import Any

from PySide6.QtWidgets import QAbstractItemView, QTableView

from wardenlog.ui.widgets.table_model import PagedTableModel


class PreviewTable(QTableView):
    """A table of a preview's lines; the last column takes the room that is left."""

    def __init__(self, model: PagedTableModel[Any], name: str, description: str) -> None:
        super().__init__()
        metrics = self.fontMetrics()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(metrics.height() * 7 // 4)
        for n, column in enumerate(model.columns):
            self.setColumnWidth(n, metrics.averageCharWidth() * (column.width + 3))
        self.horizontalHeader().setStretchLastSection(True)

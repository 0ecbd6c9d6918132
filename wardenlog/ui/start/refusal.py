"""Says why the record cannot be opened."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wardenlog.ui.widgets.words import Words


class RefusalPage(QWidget):
    """One sentence, in place of a record."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        margin = self.fontMetrics().height() * 3
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.addWidget(Words(self.tr("The record was not opened"), "title"))
        layout.addWidget(Words(sentence, wrap=True))
        layout.addStretch()

"""The line above a sheet: its number, whether it is finished, and what it counts or why not."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from wardenlog import clock
from wardenlog.ui.sheets.presenter import SheetPresenter
from wardenlog.ui.widgets.words import Words


class SheetHeading(QWidget):
    """Says of a sheet what its user must never be in doubt about (domain.md, rule 5)."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Words(kind="title")
        self._state = Words(kind="heading")
        self._standing = Words(kind="heading")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._title)
        row.addSpacing(self.fontMetrics().height())
        row.addWidget(self._state)
        row.addStretch()
        row.addWidget(self._standing)

    def show_sheet(self, presenter: SheetPresenter, kept_at: datetime | None) -> None:
        """Show a sheet; `kept_at` is when what is not saved of it was last kept as a draft."""
        draft, line = presenter.draft, presenter.line
        void = draft.void_reason is not None
        self._title.say(self.tr("Sheet {0}").format(draft.sheet or "…"))
        state = self.tr("✓ Finished") if draft.finished else self.tr("○ Unfinished")
        self._state.say(self.tr("✕ Void") if void else state, "bad" if void else "body")
        standing = presenter.standing
        if kept_at is not None and presenter.is_dirty:
            kept = clock.wall_text(kept_at)
            standing = self.tr("{0} · kept {1}").format(standing, kept)
        counts = line is not None and line.count.visits > 0 and not presenter.is_dirty
        self._standing.say(standing, "good" if counts else "warn")

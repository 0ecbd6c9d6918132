"""The line above a sheet: its number, whether it is finished, and what it counts or why not."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wardenlog import clock
from wardenlog.ui.sheets.presenter import SheetPresenter
from wardenlog.ui.sheets.standing import where
from wardenlog.ui.widgets.words import Words

translate = QCoreApplication.translate


class SheetHeading(QWidget):
    """Says of a sheet what its user must never be in doubt about (domain.md, rule 5)."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Words(kind="title")
        self._state = Words(kind="heading")
        self._standing = Words(kind="heading", wrap=True)
        self._standing.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._title)
        row.addSpacing(self.fontMetrics().height())
        row.addWidget(self._state)
        row.addWidget(self._standing, 1)

    def show_sheet(
        self, presenter: SheetPresenter, kept_at: datetime | None, looked: str = ""
    ) -> None:
        """Show a sheet; `kept_at` is when what is not saved of it was last kept as a draft.

        `looked` says what is asked of a second person.
        """
        draft, line = presenter.draft, presenter.line
        void = draft.void_reason is not None
        self._title.say(self.tr("Sheet {0}").format(draft.sheet or "…"))
        state = self.tr("✓ Finished") if draft.finished else self.tr("○ Unfinished")
        state = self.tr("✕ Void") if void else state
        self._state.say(f"{state} · {looked}" if looked else state, "bad" if void else "body")
        standing = presenter.standing
        if kept_at is not None and presenter.is_dirty:
            kept = clock.wall_text(kept_at)
            standing = self.tr("{0} · kept {1}").format(standing, kept)
        counts = line is not None and line.count.visits > 0 and not presenter.is_dirty
        self._standing.say(standing, "good" if counts else "warn")


def kept_words(presenter: SheetPresenter, at: datetime, *, on_purpose: bool) -> str:
    """Say that a sheet was kept as a draft; one kept `on_purpose` says why."""
    time = clock.wall_text(at)
    if not on_purpose or not presenter.blocking:
        return translate("sheets", "Draft kept {0}").format(time)
    words = translate(
        "sheets", "Sheet {0} is kept unfinished {1}. It is not in the record yet: {2}"
    )
    why = where(presenter.draft, presenter.blocking[0])
    return words.format(presenter.draft.sheet, time, why)

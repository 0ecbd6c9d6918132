"""The head of a period's page: what its return claims, how far it has come, what can be done."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wardenlog.counting.scope import Period
from wardenlog.services.periods import short_words
from wardenlog.services.returns.periods import PeriodState, ReturnPeriod
from wardenlog.services.returns.shown import Shown
from wardenlog.ui.actions import ActionButton
from wardenlog.ui.returns.wording import claim_words, state_ink, state_words
from wardenlog.ui.widgets.flow import Flow
from wardenlog.ui.widgets.words import Words


class Heading(QWidget):
    """Two lines of words and a line of buttons."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Words(kind="heading", wrap=True)
        self._state = Words(wrap=True)
        self._more = Words(kind="muted", wrap=True)
        self._buttons = Flow()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._title)
        layout.addWidget(self._state)
        layout.addWidget(self._more)
        layout.addLayout(self._buttons)

    def offer(self, main: Sequence[QAction], others: Sequence[QAction]) -> None:
        """Put buttons for these actions in a line, the main ones first."""
        for action in (*main, *others):
            button = ActionButton(action)
            button.setProperty("main", action in main)
            self._buttons.addWidget(button)

    def words(self) -> str:
        """Return everything it says."""
        return f"{self._title.text()}\n{self._state.text()}\n{self._more.text()}"

    def say_counting(self, period: Period) -> None:
        """Say which period is being counted."""
        self._title.say(short_words(period))
        self._more.say("")

    def say_stopped(self, words: str) -> None:
        """Say why there are no new figures."""
        self._more.say(words, "warn")

    def show_row(self, row: ReturnPeriod | None) -> None:
        """Say how far the return of the period has come."""
        if row is None:
            self._state.say(
                self.tr("These dates are no reporting period of the agreement."), "muted"
            )
            return
        ink = state_ink(row)
        words = [state_words(row)]
        if row.version is None and not row.overdue and row.state is not PeriodState.ELSEWHERE:
            due = self.tr("Due on {0}").format(row.due_words)
            words.append(row.due_words if row.due_on is None else due)
        if row.amount is not None:
            sent = self.tr("{0} was sent")
            if row.changed:
                sent = self.tr("{0} was sent; the figures here are what the records say now")
            words.append(sent.format(f"£{row.amount:,.2f}"))
        if row.unfinished == 1:
            words.append(self.tr("▲ 1 sheet of it is not finished, so it does not count yet"))
        elif row.unfinished:
            words.append(
                self.tr("▲ {0} sheets of it are not finished, so they do not count yet").format(
                    f"{row.unfinished:,}"
                )
            )
        self._state.say(" · ".join(words), "bad" if ink == "bad" else "body")

    def show_figures(self, shown: Shown) -> None:
        """Say what the return claims as the record stands now."""
        name = short_words(shown.period)
        if shown.nil:
            self._title.say(self.tr("{0}: nothing to report").format(name))
            self._more.say(
                self.tr(
                    "No work is recorded in this period and nothing is claimed, so this is a nil"
                    " return. Send it all the same: it says that there was nothing."
                ),
                "muted",
            )
            return
        self._title.say(f"{name}: {claim_words(shown.figures)}")
        more = list(shown.unsigned)
        if shown.adjusted:
            words = self.tr("The amount includes an adjustment: {0}.")
            more.insert(0, words.format("; ".join(shown.adjusted)))
        self._more.say(" ".join(more), "muted")
        self._more.setVisible(bool(more))

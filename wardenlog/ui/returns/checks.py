"""The tab Checks: what the return's own sheet of checks will say, in words."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardenlog.services.returns.shown import CheckLine, Shown
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.returns.figure_table import FigureTable
from wardenlog.ui.returns.wording import INKS, Ink, result_words
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.widgets.table_model import Column
from wardenlog.ui.widgets.words import Words


def _result(line: CheckLine) -> str:
    return result_words(line.result)


def _title(line: CheckLine) -> str:
    return line.title


def _explanation(line: CheckLine) -> str:
    return line.explanation


def _ink(line: CheckLine, key: str) -> Ink:
    return INKS[line.result] if key == "result" else "text"


COLUMNS: Final[tuple[Column[CheckLine], ...]] = (
    Column("result", QT_TRANSLATE_NOOP("returns", "Result"), _result, 13),
    Column("title", QT_TRANSLATE_NOOP("returns", "Check"), _title, 44, tip=_title),
    Column(
        "explanation",
        QT_TRANSLATE_NOOP("returns", "What it says"),
        _explanation,
        50,
        tip=_explanation,
    ),
)


class ChecksTab(QWidget):
    """`check_wanted` carries the code of a check whose records are to be shown."""

    check_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.table: FigureTable[CheckLine] = FigureTable(
            theme,
            COLUMNS,
            self.tr("Checks of this return"),
            self.tr("Each check with its result. Enter goes to the records of the chosen one."),
            stretch=2,
            by_cell=False,
            ink=_ink,
        )
        self.go_action = make_action("return.check", self, self._go)
        self._says = Words()
        self._whole = Words(wrap=True)
        self._whole.setMinimumHeight(self.fontMetrics().lineSpacing() * 2)
        self._whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        top = QHBoxLayout()
        top.addWidget(self._says, 1)
        top.addWidget(ActionButton(self.go_action))
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._whole)
        self.table.wanted.connect(self._want)
        self.table.looked_at.connect(self._follow)
        self._follow(None)

    def show_figures(self, shown: Shown) -> None:
        """Show the checks of a period, those that ask for somebody first."""
        self.table.take(shown.checks)
        fails = sum(1 for each in shown.checks if each.result == "Fail")
        asks = sum(1 for each in shown.checks if each.result == "Attention")
        if fails:
            self._says.say(self.tr("✕ {0} failed, ▲ {1} to look at").format(fails, asks), "bad")
        elif asks:
            self._says.say(self.tr("None failed. ▲ {0} to look at").format(asks), "warn")
        else:
            self._says.say(self.tr("✓ Every check passes or is explained"), "good")
        self._says.setToolTip(self._says.text())

    def ask(self) -> None:
        """Go to the records of the current check."""
        self._go()

    def _go(self) -> None:
        line = self.table.current()
        if line is not None and line.code is not None:
            self.check_wanted.emit(line.code)

    def _want(self, line: CheckLine, key: str) -> None:
        del line, key  # the current row is the one that was pressed
        self._go()

    def _follow(self, line: object) -> None:
        there = isinstance(line, CheckLine)
        self.go_action.setEnabled(isinstance(line, CheckLine) and line.code is not None)
        self._whole.say(line.explanation if isinstance(line, CheckLine) else "")
        self._whole.setVisible(there)

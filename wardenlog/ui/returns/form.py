"""The form of a return: agreement, period, optional sheets and folder."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wardenlog import clock
from wardenlog.counting.scope import Period
from wardenlog.errors import UserError
from wardenlog.services.periods import AgreementChoice, Viewed, reporting_periods, usual_period
from wardenlog.services.returns.building import Wanted, wanted
from wardenlog.settings import ReturnChoices
from wardenlog.ui.widgets.field import Field
from wardenlog.ui.widgets.shorthand import typed_date


@dataclass(frozen=True, slots=True)
class Asked:
    """A return to build, and the folder or workbook it goes into."""

    wanted: Wanted
    out: Path


class ReturnForm(QFrame):
    """`choose_wanted` asks for a folder to be chosen; `chosen` carries the `Viewed` that was."""

    choose_wanted = Signal()
    chosen = Signal(object)

    def __init__(self, choices: ReturnChoices, folder: Path) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._agreements: list[AgreementChoice] = []
        self.agreement = QComboBox()
        self.period = QComboBox()
        self.first, self.last = Field(), Field()
        self.full = QCheckBox(self.tr("Narrative, delivery by month, staff, incidents and finance"))
        self.evidence = QCheckBox(self.tr("Every visit, with a sample for audit"))
        self.place_days = QCheckBox(self.tr("Every hotspot on every date"))
        self.out = Field()
        self._choose = QPushButton(self.tr("Choose…"))
        self.full.setChecked(choices.full)
        self.evidence.setChecked(choices.evidence)
        self.place_days.setChecked(choices.place_days)
        self.out.setText(str(choices.folder or folder))
        self._lay_out()
        self.agreement.activated.connect(self._choose_agreement)
        self.period.activated.connect(self._choose_period)
        self._choose.clicked.connect(self._want_choice)

    def know(self, agreements: list[AgreementChoice]) -> None:
        """Offer these agreements, keeping the chosen one and its period where they still are."""
        chosen = self.agreement.currentData()
        dates = (self.first.text(), self.last.text())
        self._agreements = agreements
        self.agreement.clear()
        for each in agreements:
            programme = f" · {each.programme}" if each.programme else ""
            self.agreement.addItem(f"{each.reference}{programme} · {each.funder}", each.reference)
        again = self.agreement.findData(chosen)
        self.agreement.setCurrentIndex(max(0, again))
        self._show_periods()
        if again >= 0 and all(dates):
            self.first.setText(dates[0])
            self.last.setText(dates[1])
            self._follow_dates()

    def show_viewed(self, viewed: Viewed) -> None:
        """Choose what is in view; other dates where it is none of the agreement's periods."""
        if viewed == self._viewed() or self.agreement.findData(viewed.agreement) < 0:
            return
        self.agreement.setCurrentIndex(self.agreement.findData(viewed.agreement))
        self._show_periods()
        self.first.setText(_day_text(viewed.period.from_on))
        self.last.setText(_day_text(viewed.period.last_on))
        self._follow_dates()

    def asked(self) -> Asked:
        """Return what is asked for; UserError, with the field, where something is missing."""
        reference = self.agreement.currentData()
        if reference is None:
            raise UserError(
                "The record has no agreement yet, so there is nothing to return.", field="agreement"
            )
        first, last = self._date("first", self.first), self._date("last", self.last)
        text = self.out.text().strip()
        out = Path(text).expanduser()
        folder = out.parent if out.suffix.lower() == ".xlsx" else out
        if not text or not folder.is_dir():
            raise UserError(
                f"There is no folder “{folder if text else ''}”. Choose one that is there.",
                field="out",
            )
        ask = wanted(
            reference,
            first,
            last,
            full=self.full.isChecked(),
            evidence=self.evidence.isChecked(),
            place_days=self.place_days.isChecked(),
        )
        return Asked(ask, out)

    def choices(self) -> ReturnChoices:
        """Return what is worth remembering of the form."""
        return ReturnChoices(
            folder=Path(self.out.text().strip()),
            full=self.full.isChecked(),
            evidence=self.evidence.isChecked(),
            place_days=self.place_days.isChecked(),
        )

    def mark(self, error: UserError | None) -> None:
        """Show an error at its field, or none at all."""
        for name, field in (("first", self.first), ("last", self.last), ("out", self.out)):
            wrong = error is not None and (error.field or "last") == name
            field.mark(error.message if error and wrong else None)
            if wrong:
                field.setFocus()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        width = self.fontMetrics().averageCharWidth()
        dates = QHBoxLayout()
        for field, name in ((self.first, self.tr("First day")), (self.last, self.tr("Last day"))):
            label = QLabel(name)
            label.setBuddy(field)
            field.setAccessibleName(name)
            field.setAccessibleDescription(self.tr("A date, such as 1/4/2025. It is included."))
            field.setMaximumWidth(width * 24)
            field.textEdited.connect(self._follow_dates)
            dates.addWidget(label)
            dates.addWidget(field)
        dates.addStretch()
        ticks = QVBoxLayout()
        for tick in (self.full, self.evidence, self.place_days):
            tick.setAccessibleName(tick.text())
            tick.setAccessibleDescription(self.tr("Adds sheets to the workbook."))
            ticks.addWidget(tick)
        out = QHBoxLayout()
        out.addWidget(self.out, 1)
        out.addWidget(self._choose)
        self._choose.setAccessibleName(self.tr("Choose the folder"))
        self._choose.setAccessibleDescription(self.tr("Opens a list of folders."))
        self._row(grid, 0, self.tr("Agreement"), self.agreement, self.agreement)
        self._row(grid, 1, self.tr("Period"), self.period, self.period)
        self._row(grid, 2, "", dates, None)
        self._row(grid, 3, self.tr("Also put in"), ticks, None)
        self._row(grid, 4, self.tr("Save in"), out, self.out)
        self.agreement.setAccessibleDescription(self.tr("Which grant the return is for."))
        self.period.setAccessibleDescription(self.tr("A reporting period, or other dates."))
        self.out.setAccessibleDescription(self.tr("The folder that gets the workbook."))
        grid.setColumnStretch(1, 1)

    def _row(
        self,
        grid: QGridLayout,
        row: int,
        text: str,
        content: QWidget | QHBoxLayout | QVBoxLayout,
        named: QWidget | None,
    ) -> None:
        label = QLabel(text)
        if isinstance(content, QVBoxLayout):
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        if named is not None:
            label.setBuddy(named)
            named.setAccessibleName(text)
        grid.addWidget(label, row, 0)
        if isinstance(content, QWidget):
            grid.addWidget(content, row, 1)
        else:
            grid.addLayout(content, row, 1)

    def _choose_agreement(self) -> None:
        self._show_periods()
        self._tell_chosen()

    def _choose_period(self) -> None:
        self._show_dates()
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        viewed = self._viewed()
        if viewed is not None:
            self.chosen.emit(viewed)

    def _viewed(self) -> Viewed | None:
        """Return the agreement and its period that are chosen; None for other dates."""
        period = self.period.currentData()
        return Viewed(self.agreement.currentData(), period) if isinstance(period, Period) else None

    def _show_periods(self) -> None:
        self.period.clear()
        position = self.agreement.currentIndex()
        if position >= 0:
            today = clock.local_date(clock.now())
            periods = reporting_periods(self._agreements[position], today)
            for each in periods:
                self.period.addItem(each.words(), each)
            usual = usual_period(periods, today)
            self.period.setCurrentIndex(periods.index(usual) if usual else -1)
        self.period.addItem(self.tr("Other dates"), None)
        self._show_dates()

    def _show_dates(self) -> None:
        period = self.period.currentData()
        if isinstance(period, Period):
            self.first.setText(_day_text(period.from_on))
            self.last.setText(_day_text(period.last_on))
        else:
            self.first.setFocus()
            self.first.selectAll()

    def _follow_dates(self) -> None:
        """Name the period that the dates make, or say that they are others."""
        dates = (self.first.text().strip(), self.last.text().strip())
        for n in range(self.period.count()):
            period = self.period.itemData(n)
            if not isinstance(period, Period) or dates == (
                _day_text(period.from_on),
                _day_text(period.last_on),
            ):
                self.period.setCurrentIndex(n)
                return

    def _date(self, name: str, field: Field) -> date:
        try:
            return typed_date(field.text(), clock.local_date(clock.now()))
        except UserError as e:
            raise UserError(e.message, field=name, code=e.code) from e

    def _want_choice(self) -> None:
        self.choose_wanted.emit()


def _day_text(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"

"""The choices of a workbook: its days, the sheets put in beside the rest, and where it is kept."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wardenlog import clock
from wardenlog.counting.scope import Period
from wardenlog.errors import UserError
from wardenlog.services.returns.building import Wanted, wanted
from wardenlog.settings import ReturnChoices
from wardenlog.ui.widgets.field import Field
from wardenlog.ui.widgets.shorthand import typed_date


@dataclass(frozen=True, slots=True)
class ToBuild:
    """A return to build, and the folder or workbook it goes into."""

    wanted: Wanted
    out: Path


class WorkbookForm(QWidget):
    """`choose_wanted` asks for a folder to be chosen. The days can be fixed."""

    choose_wanted = Signal()

    def __init__(
        self, agreement: str, period: Period, choices: ReturnChoices, *, fixed: bool = False
    ) -> None:
        super().__init__()
        self._agreement = agreement
        self._period = period
        self._fixed = fixed
        self.first, self.last = Field(), Field()
        self.full = QCheckBox(self.tr("Narrative, delivery by month, staff, incidents and finance"))
        self.evidence = QCheckBox(self.tr("Every visit, with a sample for audit"))
        self.place_days = QCheckBox(self.tr("Every hotspot on every date"))
        self.out = Field()
        self._choose = QPushButton(self.tr("Choose…"))
        self.first.setText(_day_text(period.from_on))
        self.last.setText(_day_text(period.last_on))
        self.full.setChecked(choices.full)
        self.evidence.setChecked(choices.evidence)
        self.place_days.setChecked(choices.place_days)
        self.out.setText(str(choices.folder or Path.home()))
        self._lay_out()
        self._choose.clicked.connect(self._want_choice)

    def asked(self, comment: str | None = None) -> ToBuild:
        """Return what is asked for; UserError, with the field, where something is missing."""
        first, last = self._period.from_on, self._period.last_on
        if not self._fixed:
            first, last = self._date("first", self.first), self._date("last", self.last)
        text = self.out.text().strip()
        out = Path(text).expanduser()
        folder = _folder_of(out)
        if not text or not folder.is_dir():
            raise UserError(
                f"There is no folder “{folder if text else ''}”. Choose one that is there.",
                field="out",
            )
        ask = wanted(
            self._agreement,
            first,
            last,
            full=self.full.isChecked(),
            evidence=self.evidence.isChecked(),
            place_days=self.place_days.isChecked(),
            comment=comment,
        )
        return ToBuild(ask, out)

    def choices(self) -> ReturnChoices:
        """Return what is worth remembering of the form."""
        return ReturnChoices(
            folder=_folder_of(Path(self.out.text().strip()).expanduser()),
            full=self.full.isChecked(),
            evidence=self.evidence.isChecked(),
            place_days=self.place_days.isChecked(),
        )

    def mark(self, error: UserError | None) -> None:
        """Show an error at its field, or none at all."""
        for name, field in (("first", self.first), ("last", self.last), ("out", self.out)):
            wrong = error is not None and (error.field or "last") == name
            field.mark(error.message if error and wrong else None)
            if wrong and field.isVisibleTo(self):
                field.setFocus()

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field, name in ((self.first, self.tr("First day")), (self.last, self.tr("Last day"))):
            field.setAccessibleName(name)
            field.setAccessibleDescription(self.tr("A date, such as 1/4/2025. It is included."))
            field.setMaximumWidth(self.fontMetrics().averageCharWidth() * 24)
            if not self._fixed:
                form.addRow(name, field)
        ticks = QVBoxLayout()
        for tick in (self.full, self.evidence, self.place_days):
            tick.setAccessibleName(tick.text())
            tick.setAccessibleDescription(self.tr("Adds sheets to the workbook."))
            ticks.addWidget(tick)
        form.addRow(self.tr("Also put in"), ticks)
        out = QHBoxLayout()
        out.addWidget(self.out, 1)
        out.addWidget(self._choose)
        self.out.setAccessibleName(self.tr("Save in"))
        self.out.setAccessibleDescription(self.tr("The folder that gets the workbook."))
        self._choose.setAccessibleName(self.tr("Choose the folder"))
        self._choose.setAccessibleDescription(self.tr("Opens a list of folders."))
        form.addRow(self.tr("Save in"), out)

    def _date(self, name: str, field: Field) -> date:
        try:
            return typed_date(field.text(), clock.local_date(clock.now()))
        except UserError as e:
            raise UserError(e.message, field=name, code=e.code) from e

    def _want_choice(self) -> None:
        self.choose_wanted.emit()


def _folder_of(out: Path) -> Path:
    """Return the folder that a workbook goes into: `out` itself, or that of the file it names."""
    return out.parent if out.suffix.lower() == ".xlsx" else out


def _day_text(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"

"""Several hotspots at once from a pasted list: what would come of each line, before it is done."""

from datetime import date
from typing import Final

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.services.logbook import Changes
from wardenlog.services.pasted import Pasted
from wardenlog.services.places import pasting
from wardenlog.services.places.pasting import PastedPlace
from wardenlog.services.places.saving import OnList
from wardenlog.ui.desk import Desk
from wardenlog.ui.hotspots.wording import translate
from wardenlog.ui.widgets.field import Field
from wardenlog.ui.widgets.paste import PasteBox, PasteWords
from wardenlog.ui.widgets.shorthand import date_in_short, typed_date
from wardenlog.ui.widgets.table_model import Column
from wardenlog.ui.widgets.words import Kind

_DATE_CHARS: Final = 18
_WIDTH: Final = 115


def _comes_of(line: PastedPlace) -> str:
    if line.problem is None:
        return translate("hotspots", "● Will be added")
    return f"{'○' if line.known else '✕'} {line.problem}"


COLUMNS: Final[tuple[Column[PastedPlace], ...]] = (
    Column("line", "Line", lambda line: str(line.line), 4, number=True),
    Column("code", "Code", lambda line: line.code, 8),
    Column("name", "Name", lambda line: line.name, 26),
    Column("ward", "Ward", lambda line: line.ward or "", 16),
    Column("comes", "What happens", _comes_of, 40),
)


class PasteDialog(PasteBox):
    """Adds hotspots, and puts them on the list of the agreement in view unless told not to."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, COLUMNS, parent)
        self._reference = desk.view.now.agreement
        self.listed = QCheckBox(
            self.tr("Put them on the list of {0} from").format(self._reference or "")
        )
        self.from_on = Field()
        choices = self._choices()
        self.listed.toggled.connect(self.follow)
        self.from_on.textChanged.connect(self.follow)
        self.begin(self._said_of_hotspots(), choices, _WIDTH)

    def read(self, text: str) -> Pasted[PastedPlace]:
        return pasting.read_pasted(self._desk.record, text)

    def add_lines(self, pasted: Pasted[PastedPlace]) -> tuple[str, Changes]:
        from_on = self._from_on()
        listed = OnList(self._reference, from_on) if self._reference and from_on else None
        return pasting.add_pasted(self._desk.record, pasted, listed)

    def follow(self) -> None:
        self.from_on.setEnabled(self.listed.isChecked())
        super().follow()

    def missing(self) -> tuple[str, Kind]:
        dated = not self.listed.isChecked() or self._from_on() is not None
        return "" if dated else self.tr("✕ Listed from: this is not a date."), "bad"

    def _from_on(self) -> date | None:
        """Return the day they are listed from; None where they are not, or it is no date."""
        if not self.listed.isChecked():
            return None
        try:
            return typed_date(self.from_on.text(), clock.local_date(clock.now()))
        except UserError:
            return None

    def _said_of_hotspots(self) -> PasteWords:
        return PasteWords(
            title=self.tr("Paste hotspots"),
            how=self.tr(
                "One hotspot on each line: a code and a name, and a ward if you like. Cells copied"
                " from a spreadsheet do."
            ),
            records=self.tr("Hotspots"),
            example=self.tr("H21 Canal basin, Riverside\nH22 Mill Lane shops"),
            preview_about=self.tr("The hotspots that will be added, and those that will not."),
            add_one=self.tr("Add {0} hotspot"),
            add_many=self.tr("Add {0} hotspots"),
            add_about=self.tr("Adds the hotspots, all at once."),
            cancel_about=self.tr("Closes this box and adds nothing."),
        )

    def _choices(self) -> QHBoxLayout:
        self.listed.setAccessibleName(self.listed.text())
        self.listed.setAccessibleDescription(
            self.tr("Only visits to a hotspot that is on the list can be claimed.")
        )
        self.listed.setVisible(self._reference is not None)
        self.from_on.setVisible(self._reference is not None)
        self.listed.setChecked(self._reference is not None)
        self.from_on.setText(date_in_short(self._desk.view.now.period.from_on))
        self.from_on.setAccessibleName(self.tr("Listed from"))
        self.from_on.setAccessibleDescription(self.tr("The first day on the list."))
        self.from_on.setFixedWidth(self.fontMetrics().averageCharWidth() * _DATE_CHARS)
        line = QHBoxLayout()
        line.addWidget(self.listed)
        line.addWidget(self.from_on)
        line.addStretch()
        return line

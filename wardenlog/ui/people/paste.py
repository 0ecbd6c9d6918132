"""Several people at once from a pasted list: what would come of each line, before it is done."""

from typing import Final

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from wardenlog.services import people
from wardenlog.services.logbook import Changes
from wardenlog.services.people import Pasted, PastedLine
from wardenlog.ui.desk import Desk
from wardenlog.ui.people.wording import translate
from wardenlog.ui.widgets.paste import PasteBox, PasteWords
from wardenlog.ui.widgets.table_model import Column
from wardenlog.ui.widgets.words import Kind

_WIDTH: Final = 110


def _comes_of(line: PastedLine) -> str:
    if line.problem is None:
        return translate("people", "● Will be added")
    return f"{'○' if line.known else '✕'} {line.problem}"


COLUMNS: Final[tuple[Column[PastedLine], ...]] = (
    Column("line", "Line", lambda line: str(line.line), 4, number=True),
    Column("code", "Code", lambda line: line.code, 8),
    Column("name", "Name", lambda line: line.name, 24),
    Column("comes", "What happens", _comes_of, 40),
)


class PasteDialog(PasteBox):
    """Adds people to an organisation, our own unless another is chosen."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, COLUMNS, parent)
        self.organisation = QComboBox()
        self.organisation.activated.connect(self.follow)
        self._offer_organisations()
        self.begin(self._said_of_people(), self._choices(), _WIDTH)

    def read(self, text: str) -> Pasted[PastedLine]:
        return people.read_pasted(self._desk.record, text)

    def add_lines(self, pasted: Pasted[PastedLine]) -> tuple[str, Changes]:
        organisation_id = str(self.organisation.currentData())
        return people.add_pasted(self._desk.record, pasted, organisation_id)

    def missing(self) -> tuple[str, Kind]:
        chosen = self.organisation.currentIndex() >= 0
        return "" if chosen else self.tr("Choose whom they work for."), "warn"

    def _said_of_people(self) -> PasteWords:
        return PasteWords(
            title=self.tr("Paste people"),
            how=self.tr(
                "One person on each line: a name, or a code and a name. Cells copied from a"
                " spreadsheet do."
            ),
            records=self.tr("Names"),
            example=self.tr("AK Amira Khan\nJo Reed"),
            preview_about=self.tr("The people who will be added, and who will not."),
            add_one=self.tr("Add {0} person"),
            add_many=self.tr("Add {0} people"),
            add_about=self.tr("Adds the people, all at once."),
            cancel_about=self.tr("Closes this box and adds nobody."),
        )

    def _choices(self) -> QHBoxLayout:
        self.organisation.setAccessibleName(self.tr("Organisation"))
        self.organisation.setAccessibleDescription(self.tr("Whom all these people work for."))
        label = QLabel(self.tr("They all work for"))
        label.setBuddy(self.organisation)
        line = QHBoxLayout()
        line.addWidget(label)
        line.addWidget(self.organisation)
        line.addStretch()
        return line

    def _offer_organisations(self) -> None:
        for one in people.organisation_choices(self._desk.record):
            if not one.void:
                self.organisation.addItem(one.name, one.id)
        own = people.own_organisation(self._desk.record)
        self.organisation.setCurrentIndex(self.organisation.findData(own) if own else -1)

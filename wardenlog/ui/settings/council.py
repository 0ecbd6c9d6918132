"""The council's own facts in a box: changed there, beside what its grants say."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from wardenlog.model import Council
from wardenlog.services import setup
from wardenlog.services.periods import AgreementChoice
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.desk import Desk
from wardenlog.ui.widgets.fitting import size_over
from wardenlog.ui.widgets.form import AggregateKeeper, FormField, Kind, RecordForm, RecordKind
from wardenlog.ui.widgets.form.fields import Values
from wardenlog.ui.widgets.shorthand import date_in_short

translate = QCoreApplication.translate

_FIELDS = (
    FormField("name", QT_TRANSLATE_NOOP("form", "Name"), required=True),
    FormField(
        "ons_code",
        QT_TRANSLATE_NOOP("form", "ONS code"),
        example=QT_TRANSLATE_NOOP("form", "such as E07000999"),
        width=18,
    ),
    FormField(
        "marking",
        QT_TRANSLATE_NOOP("form", "Marking"),
        hint=QT_TRANSLATE_NOOP("form", "Printed on every page of the return, such as OFFICIAL."),
    ),
    FormField(
        "contact",
        QT_TRANSLATE_NOOP("form", "Contact"),
        Kind.LONG_TEXT,
        hint=QT_TRANSLATE_NOOP("form", "Whom the funder asks about the return."),
    ),
    FormField("purchase_order", QT_TRANSLATE_NOOP("form", "Purchase order")),
)


class CouncilDialog(QDialog):
    """The form of the one council. `told` carries what to say in the status bar."""

    told = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(self.tr("Council and grant facts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kind = RecordKind(
            QT_TRANSLATE_NOOP("form", "council"),
            QT_TRANSLATE_NOOP("form", "The council"),
            _FIELDS,
            _title,
            facts=self._grants,
        )
        self.form = RecordForm(desk, kind, AggregateKeeper(desk.logbook, Council))
        layout = QVBoxLayout(self)
        layout.addWidget(self.form)
        self.resize(size_over(self, 90, 30))
        self.form.told.connect(self.told)
        self.form.left.connect(self.accept)
        council = setup.council_id(desk.record)
        if council is None:
            self.form.begin()
        else:
            self.form.open(council)
            self.form.go_to(("name",))

    def reject(self) -> None:
        """Close; where something is not saved, ask first."""
        self.form.when_free(self.accept)

    def _grants(self, _council: str) -> str:
        return "\n".join(_grant_words(each) for each in self._desk.agreements())


def _title(values: Values) -> str:
    return str(values.get("name") or "")


def _grant_words(one: AgreementChoice) -> str:
    """Say in a line what a grant is."""
    end = translate("form", "no end recorded") if one.end_on is None else date_in_short(one.end_on)
    words = translate("form", "Grant {0} from {1}: {2} to {3}.")
    return words.format(one.reference, one.funder, date_in_short(one.start_on), end)

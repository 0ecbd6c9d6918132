"""The fields of a first start: the council and its grant, and who patrols where."""

from typing import Final

from wardenlog.model.vocabulary import HoursCounted, PaymentBasis, ReportingFrequency
from wardenlog.services.setup import Employer
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.widgets.form import Choice, FormField, Kind

_BASES: Final = (
    Choice(PaymentBasis.INSTALMENT, QT_TRANSLATE_NOOP("form", "In instalments, on dates")),
    Choice(PaymentBasis.ACTUAL_COST, QT_TRANSLATE_NOOP("form", "What it actually cost")),
    Choice(PaymentBasis.HOURS_RATE, QT_TRANSLATE_NOOP("form", "Hours × a rate")),
    Choice(PaymentBasis.HYBRID, QT_TRANSLATE_NOOP("form", "Mixed: hours × a rate, and costs")),
)
_UNITS: Final = (
    Choice(HoursCounted.PERSON, QT_TRANSLATE_NOOP("form", "2 hours: each warden counts")),
    Choice(HoursCounted.PATROL, QT_TRANSLATE_NOOP("form", "1 hour: the patrol counts once")),
)
_FREQUENCIES: Final = (
    Choice(ReportingFrequency.MONTHLY, QT_TRANSLATE_NOOP("form", "Every month")),
    Choice(ReportingFrequency.QUARTERLY, QT_TRANSLATE_NOOP("form", "Every quarter")),
    Choice(ReportingFrequency.HALF_YEARLY, QT_TRANSLATE_NOOP("form", "Every half-year")),
    Choice(ReportingFrequency.YEARLY, QT_TRANSLATE_NOOP("form", "Every year")),
)
_EMPLOYERS: Final = (
    Choice(Employer.COUNCIL, QT_TRANSLATE_NOOP("form", "The council: they are its own staff")),
    Choice(
        Employer.CONTRACTOR,
        QT_TRANSLATE_NOOP("form", "A contractor or agency that the council pays"),
    ),
)
_DATE_WIDTH: Final = 18
_SUM_WIDTH: Final = 12
_LINES: Final = 11

GRANT: Final = (
    FormField(
        "council",
        QT_TRANSLATE_NOOP("form", "Council"),
        example=QT_TRANSLATE_NOOP("form", "its full name, as on the return"),
        required=True,
    ),
    FormField(
        "ons_code",
        QT_TRANSLATE_NOOP("form", "ONS code"),
        example=QT_TRANSLATE_NOOP("form", "such as E07000999"),
        width=18,
    ),
    FormField(
        "funder",
        QT_TRANSLATE_NOOP("form", "Funder (PCC)"),
        example=QT_TRANSLATE_NOOP("form", "who gets the return"),
        required=True,
    ),
    FormField(
        "reference",
        QT_TRANSLATE_NOOP("form", "Grant reference"),
        example=QT_TRANSLATE_NOOP("form", "as on the agreement"),
        required=True,
    ),
    FormField(
        "programme",
        QT_TRANSLATE_NOOP("form", "Programme"),
        example=QT_TRANSLATE_NOOP("form", "such as Hotspot response"),
    ),
    FormField(
        "start_on",
        QT_TRANSLATE_NOOP("form", "Starts on"),
        Kind.DATE,
        example=QT_TRANSLATE_NOOP("form", "1/4/2026"),
        required=True,
        width=_DATE_WIDTH,
    ),
    FormField(
        "end_on",
        QT_TRANSLATE_NOOP("form", "Ends on"),
        Kind.DATE,
        example=QT_TRANSLATE_NOOP("form", "31/3/2027"),
        required=True,
        width=_DATE_WIDTH,
    ),
    FormField(
        "signed_on",
        QT_TRANSLATE_NOOP("form", "Signed on"),
        Kind.DATE,
        example=QT_TRANSLATE_NOOP("form", "20/3/2026"),
        width=_DATE_WIDTH,
    ),
    FormField(
        "basis",
        QT_TRANSLATE_NOOP("form", "How it is paid"),
        Kind.CHOICE,
        example=QT_TRANSLATE_NOOP("form", "Not known yet"),
        choices=_BASES,
    ),
    FormField(
        "rate",
        QT_TRANSLATE_NOOP("form", "£ for an hour"),
        Kind.NUMBER,
        example=QT_TRANSLATE_NOOP("form", "31.50"),
        width=_SUM_WIDTH,
    ),
    FormField(
        "cap",
        QT_TRANSLATE_NOOP("form", "At most, £ in all"),
        Kind.NUMBER,
        example=QT_TRANSLATE_NOOP("form", "no cap"),
        width=_SUM_WIDTH,
    ),
    FormField(
        "hours_counted",
        QT_TRANSLATE_NOOP("form", "Two wardens together for one hour: is that 2 hours or 1?"),
        Kind.CHOICE,
        example=QT_TRANSLATE_NOOP("form", "Not known yet"),
        choices=_UNITS,
    ),
    FormField(
        "hours_target",
        QT_TRANSLATE_NOOP("form", "Hours target a year"),
        Kind.NUMBER,
        example=QT_TRANSLATE_NOOP("form", "no target"),
        width=_SUM_WIDTH,
    ),
    FormField(
        "frequency",
        QT_TRANSLATE_NOOP("form", "Return is due"),
        Kind.CHOICE,
        example=QT_TRANSLATE_NOOP("form", "Not known yet"),
        choices=_FREQUENCIES,
    ),
)
"""The council and its grant."""

PATROL: Final = (
    FormField(
        "employer",
        QT_TRANSLATE_NOOP("form", "The wardens’ employer"),
        Kind.CHOICE,
        example=QT_TRANSLATE_NOOP("form", "Choose who employs them"),
        required=True,
        choices=_EMPLOYERS,
    ),
    FormField(
        "contractor",
        QT_TRANSLATE_NOOP("form", "Contractor’s name"),
    ),
    FormField(
        "wardens",
        QT_TRANSLATE_NOOP("form", "Wardens"),
        Kind.LONG_TEXT,
        hint=QT_TRANSLATE_NOOP(
            "form", "One on each line: a name, or a code and a name. Cells of a spreadsheet do."
        ),
        example="Amira Khan\nJR Jo Reed",
        lines=_LINES,
    ),
    FormField(
        "hotspots",
        QT_TRANSLATE_NOOP("form", "Hotspots"),
        Kind.LONG_TEXT,
        hint=QT_TRANSLATE_NOOP(
            "form", "One on each line: a code and a name, or a name. The grant lists them all."
        ),
        example="H01 Market Place\nH02 Station Road",
        lines=_LINES,
    ),
)
"""Who patrols, and where."""

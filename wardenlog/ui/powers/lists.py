"""The register of powers as data: its columns and filters."""

from collections.abc import Sequence
from functools import partial

from wardenlog.services.powers import NO_STATUS, PowerLine, officers, powers_used, stages_used
from wardenlog.services.record import Record
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.powers.wording import (
    STATUSES,
    amount_words,
    day_words,
    due_words,
    officer_words,
    place_words,
    status_words,
    step_words,
    translate,
    use_words,
    warning_tip,
    warning_words,
)
from wardenlog.ui.view import View
from wardenlog.ui.widgets.register import Column, Filter, RegisterSpec

Values = Sequence[tuple[str, str]]


def powers_list(record: Record, view: View) -> RegisterSpec[PowerLine]:
    """Return the register of powers."""
    return RegisterSpec(
        key="powers",
        title=QT_TRANSLATE_NOOP("register", "Powers"),
        one=QT_TRANSLATE_NOOP("register", "use of a power"),
        many=QT_TRANSLATE_NOOP("register", "uses of powers"),
        columns=_COLUMNS,
        order="day",
        descending=True,
        kinds=frozenset({"shift", "person", "hotspot", "pspo", "explanation"}),
        empty=QT_TRANSLATE_NOOP(
            "register",
            "No power is recorded yet. Powers are written on shift sheets: press Alt+2, open a"
            " sheet, and press F4 on a visit.",
        ),
        find_hint=QT_TRANSLATE_NOOP("register", "Reference, power, behaviour, place, officer"),
        stretch="behaviour",
        filters=(
            Filter("days", QT_TRANSLATE_NOOP("register", "When"), partial(_days, view)),
            Filter("due", QT_TRANSLATE_NOOP("register", "Due"), _dues),
            Filter("status", QT_TRANSLATE_NOOP("register", "Status"), _statuses),
            Filter("power", QT_TRANSLATE_NOOP("register", "Power"), partial(powers_used, record)),
            Filter("stage", QT_TRANSLATE_NOOP("register", "Step"), partial(stages_used, record)),
            Filter("use", QT_TRANSLATE_NOOP("register", "Use"), _uses),
            Filter("officer", QT_TRANSLATE_NOOP("register", "Officer"), partial(_people, record)),
        ),
        record_of=_sheet,
    )


def _power_name(row: PowerLine) -> str:
    return row.power_name


_COLUMNS: tuple[Column[PowerLine], ...] = (
    Column(
        "day",
        "Date",
        lambda row: day_words(row.day),
        12,
        order="day",
        ascending_words="Date, oldest first",
        descending_words="Date, newest first",
    ),
    Column("power", "Power", lambda row: row.power, 9, tip=_power_name, order="power"),
    Column("stage", "Step", step_words, 25, tip=step_words, order="stage"),
    Column("status", "Status", status_words, 18, tip=status_words, order="status"),
    Column(
        "due",
        "Due",
        due_words,
        22,
        tip=due_words,
        order="due",
        ascending_words="Due, longest overdue first",
        descending_words="Due, last first",
    ),
    Column("warnings", "Checks", warning_words, 8, tip=warning_tip),
    Column("use", "Use", use_words, 8, order="use"),
    Column("officer", "Officer", lambda row: row.officer, 7, tip=officer_words, order="officer"),
    Column("reference", "Reference", lambda row: row.reference or "", 12, order="reference"),
    Column("hotspot", "Hotspot", lambda row: row.hotspot, 8, tip=place_words, order="hotspot"),
    Column(
        "amount", "Amount", lambda row: amount_words(row.amount), 9, number=True, order="amount"
    ),
    Column("age_band", "Age", lambda row: row.age_band or "", 8, order="age_band"),
    Column("behaviour", "Behaviour", lambda row: row.behaviour or "", 20, order="behaviour"),
)


def _days(view: View) -> Values:
    period = view.now.period
    value = f"{period.from_on.isoformat()}/{period.to_on.isoformat()}"
    return ((value, translate("powers", "The period in view")),)


def _dues() -> Values:
    return (
        ("overdue", translate("powers", "Payment overdue")),
        ("ahead", translate("powers", "Still to come")),
        ("unknown", translate("powers", "Payment day not known")),
    )


def _statuses() -> Values:
    return (
        *((one.value, translate("form", one.words)) for one in STATUSES),
        (NO_STATUS, translate("powers", "No status")),
    )


def _uses() -> Values:
    return (("own", translate("powers", "Own")), ("assisted", translate("powers", "Assisted")))


def _people(record: Record) -> Values:
    return [(person_id, f"{code} {name}") for person_id, code, name in officers(record)]


def _sheet(row: PowerLine) -> tuple[str, str]:
    return "shift", row.shift_id

"""The tab of year ends: what each year leaves unspent, what is asked for it, and the accrual."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from wardenlog.services.grant import underspend
from wardenlog.services.grant.parts import part_id, split_id
from wardenlog.services.grant.underspend import Accrual, MoneyLeft, YearEdit, YearLine, YearList
from wardenlog.services.logbook import Changes
from wardenlog.services.periods import Viewed
from wardenlog.services.record import Record
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.desk import Desk
from wardenlog.ui.grant.accrual import AccrualPanel
from wardenlog.ui.grant.money_words import day_words, pence_words, translate
from wardenlog.ui.grant.parts import PartKeeper, PartTab
from wardenlog.ui.tasks import Job, Task
from wardenlog.ui.widgets.form import Choice, FormField, Kind, Path, RecordForm, RecordKind
from wardenlog.ui.widgets.form.advice import ends_before_it_begins
from wardenlog.ui.widgets.form.fields import Values
from wardenlog.ui.widgets.register import Column, Register, RegisterSpec

TREATMENTS: tuple[Choice, ...] = (
    Choice("return_to_funder", QT_TRANSLATE_NOOP("form", "Return it to the funder")),
    Choice("carry_forward", QT_TRANSLATE_NOOP("form", "Carry it forward to the next year")),
    Choice("re_profile", QT_TRANSLATE_NOOP("form", "Re-profile it within the agreement")),
)


class YearTab(PartTab):
    """The financial years of the agreement in view."""

    def __init__(self, desk: Desk) -> None:
        keeper = PartKeeper(
            desk, YearEdit, partial(_read, desk.record), partial(_write, desk.record)
        )
        register = Register(
            desk, _spec(), YearList(desk.record, lambda: desk.view.now), show_title=False
        )
        form = RecordForm(desk, _kind(desk), keeper)
        super().__init__(desk, register, form, "years.ask", keeper.is_there)
        self._task: Task | None = None
        self.panel = AccrualPanel()
        self.add_below(self.panel)
        register.selected.connect(self._follow_year)

    def begin(self) -> None:
        """Go to what is asked for the year that is chosen."""
        chosen = self.register.current_id()
        if chosen is not None:
            self.show_record(chosen, ("treatment",))

    def look(self) -> None:
        if self._task is not None:
            self._task.cancel()
        job = partial(_accrue, self.desk.record, self.desk.view.now, self._year())
        self._task = self.desk.lists.start(job)
        self._task.succeeded.connect(self._show)
        self._task.failed.connect(self._failed)

    def _follow_year(self, _row: object) -> None:
        if self.panel.year != self._year():
            self.look_again()

    def _year(self) -> date:
        chosen = self.register.current_id()
        _, year = split_id(chosen) if chosen else ("", "")
        if not year:
            return underspend.year_of(self.desk.view.now)
        return date(int(year[:4]), 4, 1)

    def _show(self, found: tuple[date, Accrual | None, MoneyLeft | None]) -> None:
        self._task = None
        self.panel.show_accrual(*found)

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self.desk.prompts.tell_error(error)


def _accrue(
    record: Record, viewed: Viewed, year: date, _job: Job
) -> tuple[date, Accrual | None, MoneyLeft | None]:
    whole = underspend.whole_agreement(record, viewed)
    return year, underspend.accrued(record, viewed, year), whole


def _read(record: Record, record_id: str) -> YearEdit:
    return underspend.open_year(record, *split_id(record_id))


def _write(
    record: Record, agreement_id: str, _here: str | None, before: YearEdit | None, now: YearEdit
) -> tuple[str, Changes]:
    changes = underspend.save_year(record, agreement_id, before or YearEdit(year=now.year), now)
    return part_id(agreement_id, now.year), changes


# The list


def _spec() -> RegisterSpec[YearLine]:
    return RegisterSpec(
        key="years",
        title=QT_TRANSLATE_NOOP("register", "Financial years"),
        one=QT_TRANSLATE_NOOP("register", "financial year"),
        many=QT_TRANSLATE_NOOP("register", "financial years"),
        columns=_COLUMNS,
        order="year",
        kinds=frozenset({"agreement", "line_month"}),
        empty=QT_TRANSLATE_NOOP(
            "register", "There is no year yet. Record the grant agreement with its start first."
        ),
        stretch="treatment",
        record_of=lambda line: ("agreement", line.agreement_id),
    )


def _treatment(line: YearLine) -> str:
    asked = line.left.treatment
    if asked is None:
        return translate("money", "Nothing asked for yet")
    words = {choice.value: choice.words for choice in TREATMENTS}[asked.treatment]
    said = translate("form", words)
    if asked.amount is not None:
        said = f"{said}: {pence_words(asked.amount)}"
    if asked.agreed_on is not None:
        return translate("money", "{0} ✓ agreed {1}").format(said, day_words(asked.agreed_on))
    return translate("money", "{0} ● not agreed yet").format(said)


def _left(line: YearLine) -> str:
    amount = line.left.underspend
    if amount is not None and amount < 0:
        return translate("money", "{0} (overspent)").format(pence_words(amount))
    return pence_words(amount)


def _left_tip(line: YearLine) -> str:
    left = line.left
    if left.budget is None:
        return translate("money", "The terms give this year no allocation.")
    if left.forecast is None:
        return translate("money", "A month that is left has no forecast, or nothing is recorded.")
    return translate("money", "Budget less what is spent and forecast.")


_COLUMNS: tuple[Column[YearLine], ...] = (
    Column(
        "year",
        "Year",
        lambda line: line.left.year or "",
        8,
        order="year",
        ascending_words="Year, oldest first",
        descending_words="Year, newest first",
    ),
    Column("budget", "Allocation", lambda line: pence_words(line.left.budget), 12, number=True),
    Column("spent", "Spent", lambda line: pence_words(line.left.spent), 12, number=True),
    Column("forecast", "Forecast", lambda line: pence_words(line.left.forecast), 12, number=True),
    Column(
        "left",
        "Underspend",
        _left,
        21,
        tip=_left_tip,
        number=True,
        order="underspend",
        ascending_words="Underspend, least first",
        descending_words="Underspend, most first",
    ),
    Column("treatment", "Asked for", _treatment, 30, tip=_treatment),
)


# The form


def _kind(desk: Desk) -> RecordKind:
    return RecordKind(
        QT_TRANSLATE_NOOP("form", "financial year"),
        QT_TRANSLATE_NOOP("form", "Financial year"),
        (
            FormField(
                "treatment",
                QT_TRANSLATE_NOOP("form", "What is asked for?"),
                Kind.CHOICE,
                hint=QT_TRANSLATE_NOOP(
                    "form",
                    "What the funder is asked to let become of the underspend. It goes into the"
                    " return; it changes no figure before a variation is signed.",
                ),
                choices=TREATMENTS,
            ),
            FormField(
                "amount",
                QT_TRANSLATE_NOOP("form", "Amount"),
                Kind.NUMBER,
                hint=QT_TRANSLATE_NOOP("form", "In pounds."),
                width=14,
            ),
            FormField("asked_on", QT_TRANSLATE_NOOP("form", "Asked on"), Kind.DATE, width=16),
            FormField("agreed_on", QT_TRANSLATE_NOOP("form", "Agreed on"), Kind.DATE, width=16),
            FormField("note", QT_TRANSLATE_NOOP("form", "Note"), Kind.LONG_TEXT),
        ),
        _title,
        _advice,
        partial(_facts, desk),
    )


def _title(values: Values) -> str:
    return translate("money", "Underspend of {0}").format(values.get("year") or "")


def _facts(desk: Desk, record_id: str) -> str:
    lines = underspend.year_lines(desk.record, desk.view.now)
    line = next((line for line in lines if line.id == record_id), None)
    return "" if line is None else translate("money", "Underspend: {0}.").format(_left(line))


def _advice(_record_id: str, values: Values) -> Mapping[Path, str]:
    if ends_before_it_begins(values.get("asked_on"), values.get("agreed_on")):
        return {("agreed_on",): translate("money", "This is before it was asked for.")}
    return {}

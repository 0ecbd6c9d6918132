"""The tab of the budget: each line with changes, spending, forecast and variance, and a chart."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from wardenlog.services.grant import budget
from wardenlog.services.grant.budget import Budget, BudgetList, BudgetRow, LineEdit
from wardenlog.services.grant.parts import part_id, split_id
from wardenlog.services.logbook import Changes
from wardenlog.services.periods import Viewed
from wardenlog.services.record import Record
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.desk import Desk
from wardenlog.ui.grant.budget_chart import BudgetPanel
from wardenlog.ui.grant.money_words import (
    day_words,
    month_words,
    pence_words,
    percent_words,
    translate,
)
from wardenlog.ui.grant.parts import PartKeeper, PartTab
from wardenlog.ui.tasks import Job, Task
from wardenlog.ui.widgets.form import (
    Choice,
    FormField,
    FormRows,
    Kind,
    Opened,
    Path,
    RecordForm,
    RecordKind,
)
from wardenlog.ui.widgets.form.fields import Values
from wardenlog.ui.widgets.register import Column, Register, RegisterSpec


class BudgetTab(PartTab):
    """The budget lines of the agreement in view."""

    def __init__(self, desk: Desk) -> None:
        keeper = _LineKeeper(
            desk, LineEdit, partial(_read, desk.record), partial(_write, desk.record)
        )
        register = Register(
            desk, _spec(), BudgetList(desk.record, lambda: desk.view.now), show_title=False
        )
        form = RecordForm(desk, _kind(desk), keeper)
        super().__init__(desk, register, form, "budget.new", keeper.is_there)
        self._task: Task | None = None
        self.panel = BudgetPanel(desk.theme)
        self.add_below(self.panel)

    def look(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = self.desk.lists.start(partial(_sum_up, self.desk.record, self.desk.view.now))
        self._task.succeeded.connect(self._show)
        self._task.failed.connect(self._failed)

    def _show(self, found: Budget | None) -> None:
        self._task = None
        self.panel.show_budget(found)

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self.desk.prompts.tell_error(error)


def _sum_up(record: Record, viewed: Viewed, _job: Job) -> Budget | None:
    import pyqtgraph  # noqa: F401 - so that the window need not wait for it

    return budget.budget(record, viewed)


class _LineKeeper(PartKeeper[LineEdit]):
    """Keeps budget lines; the form chooses a variation by its number as text."""

    def open(self, record_id: str) -> Opened:
        opened = super().open(record_id)
        changes = opened.values["changes"]
        shown = tuple(
            {**each, "variation": str(each["variation"])}
            for each in (changes if isinstance(changes, tuple) else ())
        )
        return Opened(record_id, {**opened.values, "changes": shown}, opened.expect)


def _read(record: Record, record_id: str) -> LineEdit:
    return budget.open_line(record, *split_id(record_id))


def _write(
    record: Record, agreement_id: str, _here: str | None, before: LineEdit | None, now: LineEdit
) -> tuple[str, Changes]:
    changes = budget.save_line(record, agreement_id, before, now)
    return part_id(agreement_id, now.reference), changes


# The list


def _spec() -> RegisterSpec[BudgetRow]:
    return RegisterSpec(
        key="budget",
        title=QT_TRANSLATE_NOOP("register", "Budget lines"),
        one=QT_TRANSLATE_NOOP("register", "budget line"),
        many=QT_TRANSLATE_NOOP("register", "budget lines"),
        columns=_COLUMNS,
        order="line",
        kinds=frozenset({"agreement", "line_month"}),
        empty=QT_TRANSLATE_NOOP(
            "register",
            "No budget line is recorded yet. Press Ctrl+N to add the first one of the agreement's"
            " budget.",
        ),
        find_hint=QT_TRANSLATE_NOOP("register", "Line or category"),
        stretch="category",
        record_of=lambda row: ("agreement", row.agreement_id),
    )


def _money(name: str) -> Callable[[BudgetRow], str]:
    def text(row: BudgetRow) -> str:
        return pence_words(getattr(row.money, name))

    return text


def _forecast(row: BudgetRow) -> str:
    words = pence_words(row.money.forecast)
    missing = row.money.months_without
    if row.money.forecast is None or not missing:
        return words
    return translate("money", "{0} (part)").format(words)


def _forecast_tip(row: BudgetRow) -> str:
    missing = row.money.months_without
    if not missing:
        return translate("money", "Every month up to 31 March has a forecast.")
    return translate("money", "Months up to 31 March without a forecast: {0}.").format(missing)


_COLUMNS: tuple[Column[BudgetRow], ...] = (
    Column("line", "Line", lambda row: row.money.line, 10, order="line"),
    Column("category", "Category", lambda row: row.money.category, 18, order="category"),
    Column(
        "current",
        "Current",
        _money("current"),
        13,
        number=True,
        order="current",
        ascending_words="Current budget, least first",
        descending_words="Current budget, most first",
    ),
    Column(
        "spent",
        "Spent to date",
        _money("agreement_to_date"),
        14,
        number=True,
        order="agreement_to_date",
        ascending_words="Spent to date, least first",
        descending_words="Spent to date, most first",
    ),
    Column("forecast", "Forecast", _forecast, 14, tip=_forecast_tip, number=True),
    Column(
        "outturn",
        "Outturn",
        _money("outturn"),
        13,
        number=True,
        order="outturn",
        ascending_words="Outturn, least first",
        descending_words="Outturn, most first",
    ),
    Column(
        "variance",
        "Variance",
        _money("variance"),
        13,
        number=True,
        order="variance",
        ascending_words="Variance, underspent first",
        descending_words="Variance, overspent first",
    ),
    Column(
        "percent",
        "Variance %",
        lambda row: percent_words(row.money.variance_percent),
        11,
        number=True,
    ),
    Column("original", "Original", _money("original"), 13, number=True),
    Column("net", "Variations", _money("variations_net"), 13, number=True),
    Column("this_period", "This period", _money("this_period"), 13, number=True),
    Column("year", "Year to date", _money("year_to_date"), 13, number=True),
)


# The form


def _kind(desk: Desk) -> RecordKind:
    record = desk.record
    return RecordKind(
        QT_TRANSLATE_NOOP("form", "budget line"),
        QT_TRANSLATE_NOOP("form", "New budget line"),
        (
            FormField("reference", QT_TRANSLATE_NOOP("form", "Line"), required=True, width=12),
            FormField("category", QT_TRANSLATE_NOOP("form", "Category"), required=True),
            FormField(
                "labour",
                QT_TRANSLATE_NOOP("form", "Labour?"),
                Kind.YES_NO,
                hint=QT_TRANSLATE_NOOP(
                    "form", "Yes for pay and agency staff. A hybrid grant pays only the others."
                ),
                width=12,
            ),
            FormField(
                "original",
                QT_TRANSLATE_NOOP("form", "Original budget"),
                Kind.NUMBER,
                hint=QT_TRANSLATE_NOOP("form", "In pounds, as first agreed."),
                required=True,
                width=14,
            ),
            FormRows(
                "changes",
                QT_TRANSLATE_NOOP("form", "Changes by variation"),
                QT_TRANSLATE_NOOP("form", "change"),
                (
                    FormField(
                        "variation",
                        QT_TRANSLATE_NOOP("form", "Variation"),
                        Kind.CHOICE,
                        required=True,
                        choices=partial(_variations, desk),
                    ),
                    FormField(
                        "amount",
                        QT_TRANSLATE_NOOP("form", "Amount"),
                        Kind.NUMBER,
                        required=True,
                        width=12,
                    ),
                ),
                hint=QT_TRANSLATE_NOOP(
                    "form", "What is added in pounds, a cut with a minus. Only signed ones count."
                ),
            ),
            FormRows(
                "forecasts",
                QT_TRANSLATE_NOOP("form", "Forecast by month"),
                QT_TRANSLATE_NOOP("form", "month"),
                (
                    FormField(
                        "month",
                        QT_TRANSLATE_NOOP("form", "Month"),
                        Kind.CHOICE,
                        required=True,
                        choices=partial(_months, desk),
                    ),
                    FormField(
                        "amount",
                        QT_TRANSLATE_NOOP("form", "Amount"),
                        Kind.NUMBER,
                        required=True,
                        width=12,
                    ),
                ),
                hint=QT_TRANSLATE_NOOP(
                    "form", "In pounds. Months after the period in view make the outturn."
                ),
            ),
        ),
        _title,
        partial(_advice, record, desk),
    )


def _variations(desk: Desk) -> Sequence[Choice]:
    return [
        Choice(
            str(number),
            translate("money", "{0}, {1}, from {2}").format(
                number, status.replace("_", " "), day_words(first)
            ),
        )
        for number, status, first in budget.variation_choices(desk.record, desk.view.now)
    ]


def _months(desk: Desk) -> Sequence[Choice]:
    months = budget.months_of(desk.record, desk.view.now)
    return [Choice(month, month_words(month)) for month in months]


def _title(values: Values) -> str:
    return " ".join(str(each) for each in (values.get("reference"), values.get("category")) if each)


def _advice(record: Record, desk: Desk, _record_id: str, values: Values) -> Mapping[Path, str]:
    advice: dict[Path, str] = {}
    rows = values.get("changes")
    known = {
        str(number): status for number, status, _ in budget.variation_choices(record, desk.view.now)
    }
    for n, row in enumerate(rows if isinstance(rows, tuple) else ()):
        status = known.get(str(row.get("variation")))
        if status is not None and not budget.is_signed(status):
            advice["changes", n, "variation"] = translate(
                "money", "Not signed yet, so it does not count."
            )
    return advice

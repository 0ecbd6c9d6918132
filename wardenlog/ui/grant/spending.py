"""The tab of spending: the register of amounts; typed, pasted, or brought in from a ledger."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from wardenlog import clock
from wardenlog.services.grant import budget, ledger, posts, spending
from wardenlog.services.grant.ledger import LedgerApplied, LedgerDraft
from wardenlog.services.grant.spending import Entry, SpendingList, SpendingRow
from wardenlog.services.logbook import Changes
from wardenlog.services.record import Record
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.desk import Desk
from wardenlog.ui.grant.ledger import LedgerDialog
from wardenlog.ui.grant.money_words import day_words, pence_words, translate
from wardenlog.ui.grant.parts import PartKeeper, PartTab
from wardenlog.ui.grant.paste import PasteAmounts
from wardenlog.ui.tasks import Job, Task
from wardenlog.ui.widgets.form import Choice, FormField, Kind, RecordForm, RecordKind
from wardenlog.ui.widgets.form import Path as FieldPath
from wardenlog.ui.widgets.form.fields import Values
from wardenlog.ui.widgets.register import Column, Filter, Register, RegisterSpec
from wardenlog.ui.widgets.register.in_view import period_filter

_KINDS = "*.xlsx *.xlsm *.xlsb *.ods *.xls *.csv"


class SpendingTab(PartTab):
    """The amounts of the agreement in view."""

    def __init__(self, desk: Desk) -> None:
        keeper = PartKeeper(
            desk,
            Entry,
            partial(spending.open_entry, desk.record),
            partial(_write, desk.record),
            begin=_begin,
        )
        register = Register(
            desk, _spec(desk), SpendingList(desk.record, lambda: desk.view.now), show_title=False
        )
        form = RecordForm(desk, _kind(desk), keeper)
        super().__init__(desk, register, form, "spending.new", keeper.is_there)
        self._task: Task | None = None
        self._folder = Path.home()
        self.addActions(
            [
                register.add_action("spending.paste", self.paste),
                register.add_action("spending.ledger", self.ask_ledger),
            ]
        )

    # From elsewhere

    def paste(self) -> None:
        """Open the box that takes a block of amounts."""
        box = PasteAmounts(self.desk, self)
        box.added.connect(self._pasted)
        box.open()

    def ask_ledger(self) -> None:
        """Ask for a ledger's file, and open it beside the window."""
        self.desk.prompts.ask_open_file(
            self.tr("The ledger to import"),
            self._folder,
            self.tr("Spreadsheets ({0})").format(_KINDS),
            self.open_ledger,
        )

    def open_ledger(self, path: Path) -> None:
        """Read a ledger's file, and show what its columns hold."""
        if self._task is not None:
            return
        self._folder = path.parent
        self.told.emit(self.tr("Reading {0}…").format(path.name))
        self._task = self.desk.work.start(partial(_open, self.desk, path))
        self._task.succeeded.connect(self._opened)
        self._task.failed.connect(self._failed)

    def _opened(self, draft: LedgerDraft) -> None:
        self._task = None
        box = LedgerDialog(self.desk, draft, self)
        box.applied.connect(self._imported)
        box.open()

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self.desk.prompts.tell_error(error)

    def _imported(self, applied: LedgerApplied) -> None:
        said = self.tr("Imported {0} amounts, changed {1}; Ctrl+Z takes them all back")
        self.told.emit(said.format(f"{applied.added:,}", f"{applied.changed:,}"))

    def _pasted(self, news: tuple[str, int]) -> None:
        self.told.emit(
            self.tr("Added {0} amounts. Ctrl+Z takes them all back.").format(f"{news[1]:,}")
        )


def _open(desk: Desk, path: Path, job: Job) -> LedgerDraft:
    return ledger.open_ledger(desk.record, desk.view.now, path, job.report)


def _write(
    record: Record, agreement_id: str, here: str | None, before: Entry | None, now: Entry
) -> tuple[str, Changes]:
    if here is None or before is None:
        return spending.add_entry(record, agreement_id, now)
    return spending.change_entry(record, here, before, now)


def _begin() -> Values:
    return {"spent_on": clock.local_date(clock.now())}


# The list


def _spec(desk: Desk) -> RegisterSpec[SpendingRow]:
    return RegisterSpec(
        key="spending",
        title=QT_TRANSLATE_NOOP("register", "Spending"),
        one=QT_TRANSLATE_NOOP("register", "amount"),
        many=QT_TRANSLATE_NOOP("register", "amounts"),
        columns=_COLUMNS,
        order="spent_on",
        descending=True,
        kinds=frozenset({"agreement", "line_month"}),
        empty=QT_TRANSLATE_NOOP(
            "register",
            "Nothing is recorded as spent. Press Ctrl+I to import from the council's ledger,"
            " Ctrl+Shift+V to paste amounts, or Ctrl+N to type one.",
        ),
        find_hint=QT_TRANSLATE_NOOP("register", "Line, reference, post or note"),
        filters=(
            period_filter(desk.view),
            Filter("line", QT_TRANSLATE_NOOP("register", "Line"), partial(_lines, desk)),
            Filter("standing", QT_TRANSLATE_NOOP("register", "Standing"), _standings),
        ),
        stretch="note",
        record_of=lambda row: ("line_month", row.line_month_id),
        void_reason_of=lambda row: row.void_reason,
        void=partial(spending.void_entries, desk.record),
        restore=partial(spending.restore_entries, desk.record),
    )


def _lines(desk: Desk) -> Sequence[tuple[str, str]]:
    known = budget.line_choices(desk.record, desk.view.now)
    return [(line, f"{line} {category}") for line, category in known]


def _standings() -> Sequence[tuple[str, str]]:
    return (("live", translate("money", "Counts")), ("void", translate("money", "Void")))


_COLUMNS: tuple[Column[SpendingRow], ...] = (
    Column(
        "spent_on",
        "Date",
        lambda row: day_words(row.spent_on),
        13,
        order="spent_on",
        ascending_words="Date, oldest first",
        descending_words="Date, newest first",
    ),
    Column("line", "Line", lambda row: row.line, 12, order="line"),
    Column(
        "amount",
        "Amount",
        lambda row: pence_words(row.amount_pence),
        13,
        number=True,
        order="amount",
        ascending_words="Amount, least first",
        descending_words="Amount, most first",
    ),
    Column(
        "ledger_reference",
        "Ledger reference",
        lambda row: row.ledger_reference or "–",
        20,
        order="ledger_reference",
    ),
    Column("post", "Post", lambda row: row.post or "–", 9, order="post"),
    Column("note", "Note", lambda row: row.note or "", 24),
)


# The form


def _kind(desk: Desk) -> RecordKind:
    return RecordKind(
        QT_TRANSLATE_NOOP("form", "amount"),
        QT_TRANSLATE_NOOP("form", "New amount"),
        (
            FormField(
                "spent_on", QT_TRANSLATE_NOOP("form", "Date"), Kind.DATE, required=True, width=16
            ),
            FormField(
                "line",
                QT_TRANSLATE_NOOP("form", "Budget line"),
                Kind.CHOICE,
                required=True,
                choices=partial(_line_choices, desk),
            ),
            FormField(
                "amount",
                QT_TRANSLATE_NOOP("form", "Amount"),
                Kind.NUMBER,
                hint=QT_TRANSLATE_NOOP("form", "In pounds; a credit with a minus."),
                required=True,
                width=14,
            ),
            FormField(
                "ledger_reference",
                QT_TRANSLATE_NOOP("form", "Ledger reference"),
                hint=QT_TRANSLATE_NOOP(
                    "form", "The transaction's number, so that an import knows it again."
                ),
            ),
            FormField(
                "post",
                QT_TRANSLATE_NOOP("form", "Post"),
                Kind.CHOICE,
                choices=partial(_post_choices, desk),
            ),
            FormField("note", QT_TRANSLATE_NOOP("form", "Note"), Kind.LONG_TEXT),
        ),
        _title,
        _advice,
    )


def _line_choices(desk: Desk) -> Sequence[Choice]:
    known = budget.line_choices(desk.record, desk.view.now)
    return [Choice(line, category, line) for line, category in known]


def _post_choices(desk: Desk) -> Sequence[Choice]:
    known = posts.post_choices(desk.record, desk.view.now)
    return [Choice(post, title, post) for post, title in known]


def _title(values: Values) -> str:
    return " ".join(str(each) for each in (values.get("line"), values.get("spent_on")) if each)


def _advice(_record_id: str, values: Values) -> Mapping[FieldPath, str]:
    amount, day = values.get("amount"), values.get("spent_on")
    advice: dict[FieldPath, str] = {}
    if amount == 0:
        advice["amount",] = translate("money", "£0.00 changes nothing. Is it right?")
    today = clock.local_date(clock.now())
    if day is not None and isinstance(day, type(today)) and day > today:
        advice["spent_on",] = translate("money", "This is after today.")
    return advice

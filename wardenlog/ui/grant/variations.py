"""The tab of variations: a list with what each changes, and the form that adds and signs them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from wardenlog.errors import UserError
from wardenlog.model import Variation
from wardenlog.model.vocabulary import VariationStatus
from wardenlog.services.grant import variations
from wardenlog.services.grant.agreements import agreement_in_view
from wardenlog.services.grant.so_far import SoFar
from wardenlog.services.grant.terms import Before, Moment, OnDay, terms_at
from wardenlog.services.grant.variations import VariationLine, Variations
from wardenlog.services.logbook import Changes
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.desk import Desk
from wardenlog.ui.grant import typing, wording
from wardenlog.ui.grant.cautions import cautions
from wardenlog.ui.grant.wording import CHOICES, ITEMS, day_words, tr
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
from wardenlog.ui.widgets.list_and_form import ListAndForm
from wardenlog.ui.widgets.register import Column, Filter, Register, RegisterSpec

_EQUAL: Final = (1_000, 1_000)


class VariationsTab(ListAndForm):
    """Variations of the agreement in view. A signed one is corrected with a reason."""

    def __init__(self, desk: Desk, viewing: Callable[[], str | None], so_far: SoFar) -> None:
        self.keeper: Final = VariationKeeper(desk, viewing)
        listing = Variations(desk.record, viewing)
        super().__init__(
            Register(desk, _list(desk), listing, show_title=False),
            _form(desk, self.keeper, so_far),
            "variations.new",
        )
        self._desk = desk
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 1)
        self.setSizes(_EQUAL)
        self._sign = self.register.add_action("variations.sign", self.sign)
        self.addAction(self._sign)
        self.register.selected.connect(self._follow_line)
        self.form.form.edited.connect(self._ask_for_reason)
        self._ask_for_reason()

    def sign(self) -> None:
        """Mark the variation in the form as signed, and go to the date of its signature."""
        current = self.register.current_id()
        if self.form.record_id is None and current is not None:
            self.form.open(current)
        status: Any = self.form.form.widget_of("status")
        chosen = status.findText(tr(_STATUS_WORDS[VariationStatus.SIGNED]))
        status.setCurrentIndex(chosen)
        self.form.go_to(("signed_on",))

    def look_again(self) -> None:
        """Show what is saved now, unless something is typed; nothing where that is gone."""
        form = self.form
        if form.record_id is None or form.dirty or form.is_new:
            return
        try:
            variations.load_variation(self._desk.record, form.record_id)
        except UserError:
            form.clear()
        else:
            form.give_up()

    def _follow_line(self, row: Any) -> None:  # noqa: ANN401 - the row of any list
        waits = isinstance(row, VariationLine) and row.void_reason is None and not row.in_force
        self._sign.setEnabled(waits)

    def _ask_for_reason(self) -> None:
        """Ask why only where what was signed is changed."""
        self.form.form.show_field("correction", shown=self.keeper.was_signed and self.form.dirty)


class VariationKeeper:
    """Keeps the variations of the agreement in view; terms are rows as they are typed."""

    def __init__(self, desk: Desk, viewing: Callable[[], str | None]) -> None:
        self._record = desk.record
        self._viewing = viewing
        self._was: Variation | None = None
        self._before: dict[tuple[str, str], str] = {}

    @property
    def was_signed(self) -> bool:
        """Whether the variation that is shown was signed when it was opened."""
        return self._was is not None and self._was.status is VariationStatus.SIGNED

    def fresh(self) -> Opened:
        """Return the next variation of the agreement in view; UserError where there is none."""
        agreement, _ = agreement_in_view(self._record, self._viewing())
        if agreement is None:
            raise UserError("Record an agreement first, on the tab Agreement.", code="no_agreement")
        self._was = None
        self._learn(agreement.id, OnDay(date.max))
        number = variations.next_number(self._record, agreement.reference)
        begins: dict[str, object] = {"number": number, "status": VariationStatus.DRAFT}
        if number == 0:
            begins |= {"effective_from": agreement.start_on, "reason": tr("The original agreement")}
        return Opened(variations.variation_id(agreement.id, number), begins)

    def open(self, record_id: str) -> Opened:
        """Return a variation by its id; UserError where there is none."""
        found, revision = variations.load_variation(self._record, record_id)
        self._was = found
        self._learn(record_id.partition(":")[0], Before(found.number))
        values = found.model_dump()
        values["terms"] = tuple(
            {
                "item": term.item,
                "key": typing.write_key(term.item, term.key),
                "value": typing.write_value(term.item, term.value),
            }
            for term in found.terms
        )
        return Opened(record_id, values, revision.id, void_reason=found.void_reason)

    def echo(self, values: Values) -> Mapping[Path, str]:
        """Say each term in plain words, with what stood before it; or what is to be typed."""
        rows = values.get("terms")
        said: dict[Path, str] = {}
        for n, row in enumerate(rows if isinstance(rows, tuple) else ()):
            item = typing.item_of(row)
            if item is None:
                continue
            try:
                term = _term(n, row)
            except UserError:
                said["terms", n] = typing.asked(item)
                continue
            said["terms", n] = words = wording.sentence(item, term["key"], term["value"])
            before = self._before.get((term["item"], term["key"]))
            if before is not None and before != term["value"]:
                was = wording.value_words(item, before)
                said["terms", n] = tr("{0} (before: {1})").format(words, was)
        return said

    def _learn(self, agreement_id: str, moment: Moment) -> None:
        """Learn what stood before the variation that is shown."""
        standing = terms_at(self._record, agreement_id, moment)
        self._before = {(it.item, it.key): it.value for it in standing}

    def save(self, opened: Opened, values: Values) -> Changes:
        """Save the variation; UserError or ValidationError names the field that is wrong."""
        said = {
            name: value
            for name, value in values.items()
            if value is not None and name not in {"correction", "terms"}
        }
        rows = values.get("terms")
        terms = [_term(n, row) for n, row in enumerate(rows if isinstance(rows, tuple) else ())]
        wanted = Variation.model_validate({**said, "terms": terms})
        correction = values.get("correction")
        return variations.save_variation(
            self._record,
            opened.record_id.partition(":")[0],
            wanted,
            was=None if opened.expect is None else self._was,
            correction=None if correction is None else str(correction),
        )


def _term(n: int, row: Values) -> dict[str, str]:
    """Return a row of the form as a term of the model; UserError names the field."""
    item = typing.item_of(row)
    if item is None:
        raise UserError(tr("Choose what the variation sets."), field=f"terms.{n}.item")
    kept = {"item": item.value}
    for name, read in (("key", typing.read_key), ("value", typing.read_value)):
        try:
            kept[name] = read(item, str(row.get(name) or ""))
        except UserError as e:
            raise UserError(e.message, field=f"terms.{n}.{name}", code=e.code) from e
    return kept


# The list


def _list(desk: Desk) -> RegisterSpec[VariationLine]:
    return RegisterSpec(
        key="variations",
        title=QT_TRANSLATE_NOOP("register", "Variations"),
        one=QT_TRANSLATE_NOOP("register", "variation"),
        many=QT_TRANSLATE_NOOP("register", "variations"),
        columns=_COLUMNS,
        order="number",
        descending=True,
        kinds=frozenset({"agreement"}),
        empty=QT_TRANSLATE_NOOP(
            "register",
            "No terms are recorded yet. Press Ctrl+N to type variation 0: the terms as they were"
            " first agreed.",
        ),
        find_hint=QT_TRANSLATE_NOOP("register", "Reason, reference or value"),
        filters=(Filter("status", QT_TRANSLATE_NOOP("register", "Status"), _statuses),),
        stretch="changes",
        record_of=_record_of,
        void_reason_of=_void_reason,
        void=partial(_void, desk),
        restore=partial(_restore, desk),
    )


_STATUS_WORDS: Final = {
    VariationStatus.DRAFT: QT_TRANSLATE_NOOP("grant", "Draft"),
    VariationStatus.AT_RISK: QT_TRANSLATE_NOOP("grant", "At risk"),
    VariationStatus.SIGNED: QT_TRANSLATE_NOOP("grant", "Signed"),
}

_COLUMNS: Final[tuple[Column[VariationLine], ...]] = (
    Column("number", "No.", lambda line: str(line.number), 4, number=True, order="number"),
    Column(
        "effective_from",
        "From",
        lambda line: day_words(line.effective_from),
        11,
        order="effective_from",
        ascending_words="From, oldest first",
        descending_words="From, newest first",
    ),
    Column("status", "Status", wording.status_words, 10, order="status"),
    Column(
        "changes",
        "Changes",
        wording.changes_words,
        30,
        tip=lambda line: "\n".join(map(wording.change_words, line.changes)),
    ),
    Column("reason", "Reason", lambda line: line.reason or "", 36, tip=lambda it: it.reason or ""),
    Column(
        "signed_on",
        "Signed",
        lambda line: day_words(line.signed_on) if line.signed_on else "",
        11,
        order="signed_on",
    ),
    Column(
        "requested_on",
        "Requested",
        lambda line: day_words(line.requested_on) if line.requested_on else "",
        11,
    ),
    Column("approval", "Approval", lambda line: line.approval_reference or "", 22),
)


def _statuses() -> Sequence[tuple[str, str]]:
    return (
        *((each.value, tr(words)) for each, words in _STATUS_WORDS.items()),
        ("void", tr("Void")),
    )


def _record_of(line: VariationLine) -> tuple[str, str]:
    return "agreement", line.id.partition(":")[0]


def _void_reason(line: VariationLine) -> str | None:
    return line.void_reason


def _void(desk: Desk, rows: Sequence[VariationLine], reason: str) -> Changes:
    return variations.void_variations(desk.record, [row.id for row in rows], reason)


def _restore(desk: Desk, rows: Sequence[VariationLine]) -> Changes:
    return variations.restore_variations(desk.record, [row.id for row in rows])


# The form


def _form(desk: Desk, keeper: VariationKeeper, so_far: SoFar) -> RecordForm:
    kind = RecordKind(
        QT_TRANSLATE_NOOP("form", "variation"),
        QT_TRANSLATE_NOOP("form", "New variation"),
        (
            FormField(
                "effective_from",
                QT_TRANSLATE_NOOP("form", "Effective from"),
                Kind.DATE,
                required=True,
                width=16,
            ),
            FormField(
                "status",
                QT_TRANSLATE_NOOP("form", "Status"),
                Kind.CHOICE,
                hint=QT_TRANSLATE_NOOP(
                    "form",
                    "At risk: it has begun, and is not signed. Only a signed one changes a figure.",
                ),
                required=True,
                choices=_status_choices,
                width=14,
            ),
            FormField("signed_on", QT_TRANSLATE_NOOP("form", "Signed on"), Kind.DATE, width=16),
            FormField("approval_reference", QT_TRANSLATE_NOOP("form", "Approval reference")),
            FormField(
                "correction",
                QT_TRANSLATE_NOOP("form", "Why it is corrected"),
                hint=QT_TRANSLATE_NOOP(
                    "form", "It is signed, so the history keeps why it was changed."
                ),
            ),
            FormRows(
                "terms",
                QT_TRANSLATE_NOOP("form", "What it sets"),
                QT_TRANSLATE_NOOP("form", "term"),
                (
                    FormField(
                        "item",
                        QT_TRANSLATE_NOOP("form", "Term"),
                        Kind.CHOICE,
                        required=True,
                        choices=_items,
                        width=26,
                    ),
                    FormField("key", QT_TRANSLATE_NOOP("form", "For"), width=11),
                    FormField("value", QT_TRANSLATE_NOOP("form", "Value"), required=True),
                ),
                hint=QT_TRANSLATE_NOOP(
                    "form", "Only what changes. What a variation leaves out stays as it was."
                ),
                offers=_offers,
            ),
            FormField(
                "requested_on", QT_TRANSLATE_NOOP("form", "Requested on"), Kind.DATE, width=16
            ),
            FormField("reason", QT_TRANSLATE_NOOP("form", "Reason"), Kind.LONG_TEXT, lines=2),
        ),
        _title,
        partial(cautions, desk.record, so_far),
        echo=keeper.echo,
    )
    return RecordForm(desk, kind, keeper)


def _title(values: Values) -> str:
    number = values.get("number")
    return "" if number is None else tr("Variation {0}").format(number)


def _status_choices() -> Sequence[Choice]:
    return [Choice(each, tr(words)) for each, words in _STATUS_WORDS.items()]


def _items() -> Sequence[Choice]:
    return [Choice(item, tr(words)) for item, words in ITEMS.items()]


def _offers(row: Mapping[str, object]) -> Mapping[str, Sequence[Choice]]:
    """Offer the words of a term that has but a few values."""
    item = typing.item_of(row)
    words = {} if item is None else CHOICES.get(item, {})
    return {"value": [Choice(value, tr(each)) for value, each in words.items()]}

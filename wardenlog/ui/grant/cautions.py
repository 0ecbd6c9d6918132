"""What is worth a look in a variation as it is typed; none of it stops anything."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Final

from wardenlog.errors import UserError
from wardenlog.model.vocabulary import TermItem, VariationStatus
from wardenlog.services.grant.agreements import agreement_in_view
from wardenlog.services.grant.so_far import Reached, SoFar
from wardenlog.services.grant.terms import OnDay, terms_at
from wardenlog.services.grant.variations import load_variation, sent_returns
from wardenlog.services.record import Record
from wardenlog.ui.grant import typing
from wardenlog.ui.grant.wording import day_words, pounds, tr
from wardenlog.ui.widgets.form import Path
from wardenlog.ui.widgets.form.fields import Values

_NEED_A_BASIS: Final = frozenset({TermItem.HOURLY_RATE, TermItem.CAP, TermItem.INSTALMENT})


def cautions(record: Record, so_far: SoFar, record_id: str, values: Values) -> Mapping[Path, str]:
    """Return what is worth a look in a variation, by field."""
    agreement, _ = agreement_in_view(record, record_id.partition(":")[0])
    if agreement is None:
        return {}
    said: dict[Path, str] = {}
    begins = values.get("effective_from")
    if isinstance(begins, date):
        if begins < agreement.start_on:
            words = tr("This is before the agreement starts, on {0}.")
            said["effective_from",] = words.format(day_words(agreement.start_on))
        if _was_signed(record, record_id):
            said |= _sent(record, agreement.id, begins)
    signed = values.get("status") == VariationStatus.SIGNED
    if signed and values.get("signed_on") is None:
        said["signed_on",] = tr("When was it signed? A return asks for the date.")
    rows = values.get("terms")
    standing = terms_at(record, agreement.reference, OnDay(date.max))
    known = {TermItem(each.item) for each in standing}
    reached = so_far.known(agreement.reference)
    said |= _of_terms(rows if isinstance(rows, tuple) else (), known, reached)
    return said


def _was_signed(record: Record, record_id: str) -> bool:
    try:
        found, _ = load_variation(record, record_id)
    except UserError:
        return False
    return found.status is VariationStatus.SIGNED


def _sent(record: Record, agreement_id: str, begins: date) -> Mapping[Path, str]:
    sent = sent_returns(record, agreement_id, begins)
    if not sent:
        return {}
    words = tr(
        "A return that was sent used it (the period from {0}). What you change becomes a"
        " restatement."
    )
    return {("effective_from",): words.format(day_words(sent[-1]))}


def _of_terms(
    rows: Sequence[Values], known: set[TermItem], reached: Reached | None
) -> Mapping[Path, str]:
    """Return what is worth a look in terms, which may be typed only in part."""
    items = [typing.item_of(row) for row in rows]
    has_basis = TermItem.PAYMENT_BASIS in known.union(each for each in items if each is not None)
    said: dict[Path, str] = {}
    seen: set[tuple[TermItem, str]] = set()
    for n, (item, row) in enumerate(zip(items, rows, strict=True)):
        if item is None:
            continue
        if item in _NEED_A_BASIS and not has_basis:
            said["terms", n, "item"] = tr("No variation says yet how the grant is paid. Add it.")
        with suppress(UserError):
            key = typing.read_key(item, str(row.get("key") or ""))
            if (item, key) in seen:
                said["terms", n, "key"] = tr("This term is set above already.")
            seen.add((item, key))
            value = typing.read_value(item, str(row.get("value") or ""))
            if item is TermItem.CAP and reached is not None:
                claimed = reached.claimed.get(key, Decimal(0))
                if Decimal(value) < claimed:
                    words = tr("{0} is claimed already.")
                    said["terms", n, "value"] = words.format(pounds(claimed))
    return said

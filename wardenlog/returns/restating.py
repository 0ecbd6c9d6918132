"""What a sent return reported beside what the records say now: figure by figure, with the cause."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from wardenlog.catalogue.measures import load_measures
from wardenlog.counting.changed import changed_since
from wardenlog.counting.scope import Session
from wardenlog.counting.sent import SentReturn, frozen_values
from wardenlog.returns.contents import data, summary, working
from wardenlog.returns.contents.common import measure, month_name
from wardenlog.returns.difference import Difference
from wardenlog.returns.figures import Figures, Wanted, take_figures
from wardenlog.returns.frozen import MINUTES, VISITS, Frozen, freeze
from wardenlog.returns.reasons import Reasons

Key = tuple[str, tuple[str, ...], str]
"""Table, key cells and column of a frozen figure."""

WHOLE: Final = "Whole period"
_BY_ITSELF: Final = frozenset({"hours_claimed", "hours_target"})
"""Figures of the whole period that only Data has; the Summary has the others."""


class Change(NamedTuple):
    """One figure that differs; None where the figure was not, or is no longer, there."""

    key: Key
    reported: str | None
    now: str | None


def take_return(session: Session, wanted: Wanted) -> Figures:
    """Take a return's figures with everything that has changed since earlier returns were sent.

    Of the version it supersedes, and of each earlier period's newest version. UserError where
    there is no such agreement.
    """
    figures = take_figures(session, wanted)
    found: list[Difference] = []
    for each in figures.claim.earlier:
        if each.sent is not None:
            found += _differences(session, figures, each.sent, owed=bool(each.owed))
    if figures.supersedes is not None:
        found += _told(session, figures, figures.supersedes, figures)
    return replace(figures, restatements=tuple(found)) if found else figures


def _differences(
    session: Session, figures: Figures, sent: SentReturn, *, owed: bool
) -> list[Difference]:
    """Return what differs in the newest return of an earlier period, as the records stand now.

    Counts that period only where something is owed for it, as other returns may bring about, or a
    record was changed that may change a figure of it.
    """
    period, agreement = sent.period, figures.particulars.agreement_id
    same_rules = sent.rules_version == load_measures().rules_version
    if same_rules and not owed and not changed_since(session, agreement, period, sent.seq):
        return []
    wanted = Wanted(figures.wanted.agreement, period, comment=sent.comment)
    now = take_figures(session, wanted, leaving_out=frozenset({figures.wanted.period}))
    return _told(session, figures, sent, now)


def compare(reported: Iterable[tuple[Key, str]], now: Frozen) -> Iterator[Change]:
    """Yield each figure that differs, in the order of the tables; pure."""
    before = dict(reported)
    after = {(value.table, value.row, value.column): value.value for value in now.values}
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            yield Change(key, before.get(key), after.get(key))


def _told(session: Session, figures: Figures, sent: SentReturn, now: Figures) -> list[Difference]:
    reported = (
        ((each.table, tuple(json.loads(each.row)), each.column), each.value)
        for each in frozen_values(session, sent.id)
    )
    changes = [each for each in compare(reported, freeze(now)) if _is_shown(each)]
    if not changes:
        return []
    reasons = Reasons(session, figures.particulars.agreement_id, sent)
    return [_difference(each, sent, reasons) for each in changes]


def _is_shown(change: Change) -> bool:
    """Whether no other line says the same: claimable time and amounts are on the Summary.

    A row that has come or gone with nothing in it is no change.
    """
    table, row, column = change.key
    if {change.reported, change.now} == {None, "0"}:
        return False
    if table == working.TABLE:
        return column == MINUTES and row[0] != "claimable"
    if table == data.TABLE and not any(row[:3]):
        return row[3] in _BY_ITSELF
    return column != VISITS


def _difference(change: Change, sent: SentReturn, reasons: Reasons) -> Difference:
    table, row, _ = change.key
    month, hotspot, group = (each or None for each in row[:3]) if table == data.TABLE else _NONE
    code = row[-1]
    card = measure(code)
    sources = reasons.behind(month, hotspot)
    return Difference(
        name=sent.name,
        period=sent.period,
        version=sent.version,
        measure=code,
        title=card.name if card else "A tally without a definition",
        unit=card.unit if card else "count",
        place=(month, hotspot, group),
        where=_where(table, month, hotspot, group),
        reported=change.reported,
        now=change.now,
        reason=reasons.words(sources),
        sources=tuple(sources),
    )


_NONE: Final = (None, None, None)


def _where(table: str, month: str | None, hotspot: str | None, group: str | None) -> str:
    if table == summary.TABLE:
        return WHOLE
    if table == working.TABLE:
        return "How the claim is worked out"
    parts = [month_name(month)] if month else []
    parts += [each for each in (hotspot, group) if each]
    return ", ".join(parts) or WHOLE

"""The returns of an agreement that were sent, as they were frozen (domain.md, rule 12)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from wardenlog import clock
from wardenlog.counting.scope import Period, Session


@dataclass(frozen=True, slots=True)
class SentLine:
    """One frozen payment line; `adjusts` is the other period it is about, if any."""

    what: str
    period: Period
    basis: str
    unit: str | None
    minutes: int | None
    rate: Decimal | None
    amount: Decimal | None
    adjusts: Period | None


@dataclass(frozen=True, slots=True)
class SentReturn:
    """One version of a return as it was sent; `seq` is the revision its figures were taken at.

    `amount` is what it claimed, in pounds: its own period's and, by `lines`, others' adjustments.
    """

    id: str
    period: Period
    version: int
    kind: str
    rules_version: int
    seq: int
    sent_at: datetime
    receipt_code: str
    file_name: str
    figures_fingerprint: str
    amount: Decimal | None
    comment: str | None
    lines: tuple[SentLine, ...]

    @property
    def name(self) -> str:
        """What people call it: `2025-26 Q1 r1`."""
        return f"{self.period.code()} r{self.version}"

    def adjusting(self, period: Period) -> Decimal:
        """Return what this return adds or takes for another period, in pounds."""
        return _sum(line.amount for line in self.lines if line.adjusts == period)

    @property
    def for_itself(self) -> Decimal | None:
        """What it claimed for its own period: the amount without other periods' adjustments."""
        if self.amount is None:
            return None
        return self.amount - _sum(line.amount for line in self.lines if line.adjusts is not None)


class FrozenValue(NamedTuple):
    """One frozen figure; `row` is a JSON array of its key cells."""

    table: str
    row: str
    column: str
    value: str


_SENT = """
SELECT
    id, period_from, period_to, version, return_kind, rules_version, revision_seq, sent_at,
    receipt_code, file_name, figures_fingerprint, amount_pence, comment
FROM grant_return
WHERE agreement_id = ? AND state = 'sent' AND void_reason IS NULL
ORDER BY period_from, period_to, version
"""

_LINES = """
SELECT
    line.grant_return_id, line.what, line.from_on, line.to_on, line.basis, line.unit, line.minutes,
    line.rate, line.amount_pence, line.adjusts_from, line.adjusts_to
FROM grant_return AS returned
CROSS JOIN return_line AS line ON line.grant_return_id = returned.id
WHERE returned.agreement_id = ? AND returned.state = 'sent'
ORDER BY line.grant_return_id, line.position
"""

_VALUES = """
SELECT table_name, row_key, column_name, value
FROM return_value WHERE grant_return_id = ? ORDER BY position
"""


def sent_returns(session: Session, agreement_id: str) -> list[SentReturn]:
    """Return every version that was sent, by period, the first version first."""
    lines = defaultdict(list)
    for owner, *cells in session.rows(_LINES, (agreement_id,)):
        lines[owner].append(_line(cells))
    return [
        SentReturn(
            id=key,
            period=Period(date.fromisoformat(first), date.fromisoformat(end)),
            version=version,
            kind=kind,
            rules_version=rules,
            seq=seq,
            sent_at=clock.from_utc_text(sent_at),
            receipt_code=receipt,
            file_name=file,
            figures_fingerprint=fingerprint,
            amount=pounds(pence),
            comment=comment,
            lines=tuple(lines[key]),
        )
        for key, first, end, version, kind, rules, seq, sent_at, receipt, file, fingerprint, pence,
        comment in session.rows(_SENT, (agreement_id,))
    ]  # fmt: skip


def latest(sent: Iterable[SentReturn]) -> dict[Period, SentReturn]:
    """Return the newest version of each period, the earliest period first."""
    return {each.period: each for each in sent}


def frozen_values(session: Session, return_id: str) -> list[FrozenValue]:
    """Return the figures of a sent return, in the order they were frozen in."""
    return [FrozenValue(*row) for row in session.rows(_VALUES, (return_id,))]


def pounds(pence: int | None) -> Decimal | None:
    """Return whole pence as pounds."""
    return None if pence is None else Decimal(pence) / 100


def _line(cells: Sequence[Any]) -> SentLine:
    what, first, end, basis, unit, minutes, rate, pence, adjusts_from, adjusts_to = cells
    adjusts = None
    if adjusts_from is not None:
        adjusts = Period(date.fromisoformat(adjusts_from), date.fromisoformat(adjusts_to))
    return SentLine(
        what,
        Period(date.fromisoformat(first), date.fromisoformat(end)),
        basis,
        unit,
        minutes,
        None if rate is None else Decimal(rate),
        pounds(pence),
        adjusts,
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal("0.00"))

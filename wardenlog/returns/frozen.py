"""The figures of a return as text that keeps: what a sent return holds (domain.md, rule 12)."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from wardenlog.counting.earlier import ADJUSTMENT
from wardenlog.files.cells import number_text
from wardenlog.model import PaymentLine, ReturnValue
from wardenlog.model.vocabulary import HoursCounted
from wardenlog.returns.contents import data, summary, working
from wardenlog.returns.figures import Figures

THIS_PERIOD: Final = "This period"
VALUE: Final = "Value"
MINUTES: Final = "Person-minutes"
VISITS: Final = "Visits affected"


@dataclass(frozen=True, slots=True)
class Frozen:
    """The figures of a return, its payment lines, and the fingerprint of both."""

    values: tuple[ReturnValue, ...]
    payment: tuple[PaymentLine, ...]
    fingerprint: str


def freeze(figures: Figures) -> Frozen:
    """Return a return's figures: the Summary's, the claim bridge, and every row of Data.

    Times are whole minutes. A Data row's key is month, hotspot code, staff group and measure code,
    each blank where the figure is of none.
    """
    values = (
        *(
            ReturnValue(
                table=summary.TABLE, row=(code,), column=THIS_PERIOD, value=text, status=status
            )
            for code, text, status in summary.raw_values(figures)
        ),
        *(
            ReturnValue(table=working.TABLE, row=(step.code,), column=column, value=str(number))
            for step in figures.bridge
            for column, number in ((MINUTES, step.minutes), (VISITS, step.visits))
        ),
        *(
            ReturnValue(
                table=data.TABLE,
                row=(row.month or "", row.hotspot or "", row.staff_group or "", row.measure),
                column=VALUE,
                value=number_text(row.value),
                status=row.status,
            )
            for row in data.rows(figures)
        ),
    )
    payment = tuple(_payment(figures))
    return Frozen(values, payment, _fingerprint(values, payment))


def _payment(figures: Figures) -> list[PaymentLine]:
    versions = {each.period: each.sent.version for each in figures.claim.earlier if each.sent}
    return [
        PaymentLine(
            what=line.what,
            from_on=line.period.from_on,
            to_on=line.period.to_on,
            basis=line.basis,
            unit=None if line.unit is None else HoursCounted(line.unit),
            minutes=line.minutes,
            rate=line.rate,
            amount=line.amount,
            adjusts_from=line.adjusts.from_on if line.adjusts else None,
            adjusts_to=line.adjusts.to_on if line.adjusts else None,
            adjusts_version=versions.get(line.adjusts)
            if line.adjusts and line.basis == ADJUSTMENT
            else None,
        )
        for line in figures.claim.lines
    ]


def _fingerprint(values: tuple[ReturnValue, ...], payment: tuple[PaymentLine, ...]) -> str:
    """Return 64 hexadecimal digits that change with any figure, status or payment line."""
    content = [each.model_dump(mode="json") for each in (*values, *payment)]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()

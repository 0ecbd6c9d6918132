"""What a return would say under another rule: counted beside it, and never saved."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from wardenlog.counting.patrols import Patrols, patrols
from wardenlog.model.vocabulary import HoursCounted, PatrolMeans, TermItem
from wardenlog.returns.contents import summary
from wardenlog.returns.figures import Assumed, Figures, Wanted, take_figures
from wardenlog.returns.workbook.layout import As, Cell, Formula, Kind
from wardenlog.services.record import Record
from wardenlog.services.returns.cells import number_words
from wardenlog.store import ReadSession

__all__ = [
    "AS_AGREED",
    "HoursCounted",
    "PatrolMeans",
    "Rule",
    "Unsigned",
    "WhatIf",
    "WhatIfLine",
    "unsigned",
    "what_if",
]

_THIS: Final = "This period"
_PATROLS: Final = "patrols"


@dataclass(frozen=True, slots=True)
class Rule:
    """Another rule; None leaves what is agreed as it is.

    `minimum_minutes` is the shortest visit that is claimed, 0 for no minimum. `signed` is the
    number of a draft or at-risk variation to count as signed.
    """

    minimum_minutes: int | None = None
    hours_counted: HoursCounted | None = None
    patrol_means: PatrolMeans | None = None
    signed: int | None = None

    def assumed(self) -> Assumed:
        """Return it as the assumptions that counting takes."""
        terms: dict[TermItem, int | str | None] = {
            TermItem.MINIMUM_MINUTES: self.minimum_minutes,
            TermItem.HOURS_COUNTED: self.hours_counted,
            TermItem.PATROL_MEANS: self.patrol_means,
        }
        return Assumed(
            () if self.signed is None else (self.signed,),
            tuple((str(item), str(value)) for item, value in terms.items() if value is not None),
        )


AS_AGREED: Final = Rule()


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A variation that is not signed, to be counted as if it were."""

    number: int
    status: Literal["draft", "at_risk"]
    effective_from: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class WhatIfLine:
    """A figure now and under the other rule, in words, with the difference where there is one."""

    code: str
    name: str
    unit: str
    now: str
    then: str
    difference: str

    @property
    def differs(self) -> bool:
        """Whether the other rule changes the figure."""
        return bool(self.difference)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The figures of a period now and under another rule: the claim first, then the Summary."""

    rule: Rule
    lines: tuple[WhatIfLine, ...]

    @property
    def changed(self) -> int:
        """How many figures the other rule changes."""
        return sum(1 for line in self.lines if line.differs)


def what_if(
    record: Record, wanted: Wanted, rule: Rule, stop: Callable[[], bool] | None = None
) -> WhatIf:
    """Count a period as agreed and under another rule, at one moment; nothing is written.

    The target, the caps and the earlier periods are counted under the other rule as well.
    UserError where the agreement is gone. `stop` as in `Store.read`.
    """
    asked = replace(wanted, full=False, evidence=False, place_days=False)
    with record.store.read(stop) as session:
        now, now_patrols = _counted(session, asked, Assumed())
        then, then_patrols = _counted(session, asked, rule.assumed())
    lines = [_claim(now, then), _patrols(now, then, now_patrols, then_patrols)]
    return WhatIf(rule, (*lines, *_summary(now, then)))


def unsigned(figures: Figures) -> tuple[Unsigned, ...]:
    """Return the variations that are not signed, in the order of their numbers."""
    found: dict[int, Unsigned] = {}
    for line in figures.variations:
        if line.status in {"draft", "at_risk"}:
            status: Literal["draft", "at_risk"] = "draft" if line.status == "draft" else "at_risk"
            found[line.number] = Unsigned(line.number, status, line.effective_from, line.reason)
    return tuple(found.values())


def _counted(session: ReadSession, wanted: Wanted, assumed: Assumed) -> tuple[Figures, Patrols]:
    figures = take_figures(session, wanted, assumed)
    return figures, patrols(session)


def _claim(now: Figures, then: Figures) -> WhatIfLine:
    units = {"person": "person-hours", "patrol": "patrol-hours"}
    unit = units[now.claim.unit]
    if now.claim.unit != then.claim.unit:
        unit = f"{unit}, then {units[then.claim.unit]}"
    before, after = summary.claimed_hours(now), summary.claimed_hours(then)
    return _line("hours_claimed", "Hours claimed", unit, (before, after), "hours")


def _patrols(now: Figures, then: Figures, before: Patrols, after: Patrols) -> WhatIfLine:
    means = [_patrol_means(figures) for figures in (now, then)]
    unit = means[0] if means[0] == means[1] else f"{means[0]}, then {means[1]}"
    counts = [getattr(count, word) for count, word in zip((before, after), means, strict=True)]
    return _line(_PATROLS, "Patrols", unit, (counts[0], counts[1]), "count")


def _patrol_means(figures: Figures) -> Literal["visits", "shifts"]:
    said = figures.terms.get((TermItem.PATROL_MEANS, ""), PatrolMeans.VISITS)
    return "shifts" if said == PatrolMeans.SHIFTS else "visits"


def _summary(now: Figures, then: Figures) -> list[WhatIfLine]:
    later = _cells(then)
    return [
        _line(code, name, unit, (_value(cell), _value(later[code][2])), _kind(cell, later[code][2]))
        for code, (name, unit, cell) in _cells(now).items()
    ]


def _cells(figures: Figures) -> dict[str, tuple[str, str, Cell]]:
    table = summary.sheet(figures).table
    place = [column.heading for column in table.columns].index(_THIS)
    return {str(row[0]): (str(row[1]), str(row[2]), row[place]) for row in table.rows}


def _line(
    code: str,
    name: str,
    unit: str,
    both: tuple[float | Decimal | None, float | Decimal | None],
    kind: Kind,
) -> WhatIfLine:
    now, then = ("–" if each is None else number_words(each, kind) for each in both)
    difference = ""
    if both[0] is not None and both[1] is not None and now != then:
        apart = Decimal(str(both[1])) - Decimal(str(both[0]))
        difference = f"{'+' if apart > 0 else ''}{number_words(apart, kind)}"
    elif now != then:
        difference = "changed"
    return WhatIfLine(code, name, unit, now, then, difference)


def _value(cell: Cell) -> float | Decimal | None:
    if isinstance(cell, As):
        cell = cell.value
    value = cell.value if isinstance(cell, Formula) else cell
    return value if isinstance(value, int | float | Decimal) else None


def _kind(*cells: Cell) -> Kind:
    return next((cell.kind for cell in cells if isinstance(cell, As)), "count")

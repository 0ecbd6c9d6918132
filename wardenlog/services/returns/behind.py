"""What is behind a figure of a return: its rule card, and the records that add up to it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Final

from wardenlog.catalogue.measures import RuleCard, load_measures
from wardenlog.counting.behind import ADDS_UP, Figure, Item
from wardenlog.counting.behind import behind as records_behind
from wardenlog.counting.claim import ClaimLine
from wardenlog.counting.particulars import particulars
from wardenlog.counting.scope import Period, Scope, open_scope
from wardenlog.returns.figures import Claim, claim_of, printed_stages
from wardenlog.services.listing import Sought
from wardenlog.services.record import Record
from wardenlog.store import ReadSession

__all__ = ["ADDS_UP", "Asked", "Behind", "Figure", "Item", "Records", "behind", "card_of"]

_PENNY: Final = Decimal("0.01")
_MONEY: Final = "amount_claimed"


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure as it is printed: of which agreement and days, and its value there.

    `printed` is in the unit that the measure adds up in (minutes, whole numbers, pounds), per
    cent for a share; None where the cell has no number. Of money, `days` may begin with an
    earlier period's: `own` are then the days of the return itself.
    """

    agreement: str
    days: Period
    figure: Figure
    printed: int | float | Decimal | None
    own: Period | None = None


@dataclass(frozen=True, slots=True)
class Behind:
    """A figure with its rule card and the records behind it.

    `total` is the sum of the records' values. `required` is what a share of the plan is taken of.
    """

    asked: Asked
    card: RuleCard
    items: tuple[Item, ...]
    total: int | Decimal
    required: int | None = None

    @property
    def adds_up(self) -> bool:
        """Whether the figure is a sum; the others are a percentage or a middle."""
        return self.asked.figure.measure not in {"compliance_percent", "median_minutes"}

    @property
    def agrees(self) -> bool:
        """Whether the records make the printed figure: not where they have changed since."""
        return self.made == self.asked.printed

    @property
    def made(self) -> int | float | Decimal | None:
        """What the records make: their sum, their number, their share of the plan, their middle."""
        measure = self.asked.figure.measure
        if measure == "compliance_percent":
            return 100 * self.total / self.required if self.required else None
        if measure == "median_minutes":
            return self.middle
        return len(self.items) if measure == "visits_affected" else self.total

    @property
    def middle(self) -> float | None:
        """The mean of the middle two values, or the one in the middle; None without records."""
        values = sorted(each.value for each in self.items)
        if not values:
            return None
        half = len(values) // 2
        return float(values[half] + values[-half - 1]) / 2


def behind(record: Record, asked: Asked, stop: Callable[[], bool] | None = None) -> Behind:
    """Return the records behind a figure, counted in the scope that the figure is of.

    UserError where no records stand behind it, such as a target, or the agreement is gone. `stop`
    as in `Store.read`.
    """
    figure = asked.figure
    with record.store.read(stop) as session:
        if figure.measure == _MONEY:
            items = tuple(
                _money(claim_of(session, asked.agreement, asked.own or asked.days), asked)
            )
            total: int | Decimal = sum((each.value for each in items), Decimal("0.00"))
            return Behind(asked, card_of(figure.measure), items, total)
        agreement_id = particulars(session, asked.agreement).agreement_id
        open_scope(session, Scope(agreement_id, asked.days))
        items = tuple(records_behind(session, figure, printed_stages()))
        required = _required(session, figure) if figure.measure == "compliance_percent" else None
    return Behind(asked, card_of(figure.measure), items, sum(_whole(items)), required)


def card_of(measure: str) -> RuleCard:
    """Return a measure's rule card; a tally that the rules do not know has that of its kind."""
    known = {card.code: card for card in load_measures().cards()}
    return known.get(measure) or RuleCard(
        code=measure,
        name=measure,
        unit="entries",
        definition="A number typed on shift sheets under a heading that the rules do not know.",
        counts="Entries on finished sheets that are not void.",
        does_not_count="It adds to no other figure of the return.",
        rule="Counting rule 9",
        rules_version=load_measures().rules_version,
        where=("Engagement",),
        shown_as="entries",
        tally=True,
    )


def _required(session: ReadSession, figure: Figure) -> int:
    asked = figure.of("required_visits")
    return sum(_whole(tuple(records_behind(session, asked, printed_stages()))))


def _whole(items: tuple[Item, ...]) -> Iterator[int]:
    return (int(each.value) for each in items)


def _money(claim: Claim, asked: Asked) -> Iterator[Item]:
    """Yield earlier periods, the payment lines, and what the cap takes off: they add up."""
    own = asked.own or asked.days
    for each in claim.earlier:
        if each.period.last_on >= asked.days.from_on and each.reported is not None:
            what = each.sent.name if each.sent else "earlier days of the year"
            yield _amount(each.period.from_on.isoformat(), each.reported, what, None)
    for line in claim.lines:
        if line.amount is not None:
            yield _amount(line.period.from_on.isoformat(), line.amount, line.what, line)
    if claim.amount is not None and claim.subtotal is not None and claim.amount != claim.subtotal:
        off = claim.amount - claim.subtotal
        yield _amount(own.last_on.isoformat(), off, "over the cap", None)


def _amount(day: str, amount: Decimal, what: str, line: ClaimLine | None) -> Item:
    working = ""
    if line is not None and line.minutes is not None and line.rate is not None:
        working = f"{line.minutes / 60:,.2f} h × £{line.rate:,}"
    value = amount.quantize(_PENNY)
    return Item(day, None, None, None, value, None, working, what, "agreement", "")


class Records:
    """The records behind a figure as a listing; `show` is given them."""

    def __init__(self) -> None:
        self._items: dict[str, Item] = {}

    def show(self, items: Sequence[Item]) -> None:
        """List these records from now on."""
        self._items = {str(n): item for n, item in enumerate(items)}

    def ids(self, sought: Sought) -> list[str]:
        """Return the keys of the records sought, in its order.

        Orders are `day`, `sheet`, `hotspot`, `value`, `people`, `status` and `what`; what is
        found has every word in its sheet, hotspot, sort or status.
        """
        words = sought.find.casefold().split()
        found = [
            key
            for key, item in self._items.items()
            if all(word in _text(item).casefold() for word in words)
        ]
        field = Item._fields.index(sought.order)
        return sorted(found, key=partial(self._key, field), reverse=sought.descending)

    def rows(self, ids: Collection[str]) -> dict[str, Item]:
        """Return records by key; absent where one is gone."""
        return {each: self._items[each] for each in ids if each in self._items}

    def _key(self, field: int, key: str) -> tuple[bool, str | int | Decimal, int, int]:
        item = self._items[key]
        value = item[field]
        if value is None:
            value = 0 if field in _NUMBERS else ""
        return (item[field] is None, value, item.visit or 0, int(key))


_NUMBERS: Final = {Item._fields.index(name) for name in ("value", "people", "visit")}


def _text(item: Item) -> str:
    return f"{item.sheet} {item.hotspot} {item.what} {item.status}"

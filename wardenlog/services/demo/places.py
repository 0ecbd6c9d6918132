"""The demo's hotspots, when they were on the list, their plan rules, and the orders around them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wardenlog.model import Hotspot, Listing, PlanRule, Pspo
from wardenlog.model.vocabulary import HotspotKind
from wardenlog.services.demo.scale import material
from wardenlog.services.demo.world import World

_DAY = timedelta(days=1)
_LONGEST_ORDER_YEARS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A hotspot as the crews know it; `order` is where it comes on the walk.

    Without `listed_from` it is on the agreement's list from the start.
    """

    id: str
    code: str
    order: int
    weekly: int
    pull: float
    night: bool
    area: str | None
    listed_from: date | None
    listed_to: date | None
    replaced_by: str | None

    def listed_on(self, day: date) -> bool:
        """Say whether it was on the list; the agreement's first list also held before it."""
        return (self.listed_from is None or self.listed_from <= day) and (
            self.listed_to is None or day <= self.listed_to
        )


@dataclass(frozen=True, slots=True)
class Order:
    """A public spaces protection order of an area, between two dates inclusive."""

    id: str
    code: str
    area: str
    title: str
    from_on: date
    to_on: date


def places(world: World) -> tuple[Place, ...]:
    """Return every hotspot that was ever on the list."""
    data = material("places")
    swap: date = data["replaced_on"]
    codes = [raw["code"] for raw in data["hotspot"]]
    heirs = {raw["replaces"]: raw["code"] for raw in data["hotspot"] if "replaces" in raw}
    return tuple(
        Place(
            id=world.id("hotspot", raw["code"]),
            code=raw["code"],
            order=codes.index(raw.get("replaces", raw["code"])),
            weekly=round(raw["weekly"] * world.scale.factor),
            pull=raw["pull"],
            night=raw.get("night", False),
            area=raw.get("area"),
            listed_from=swap if "replaces" in raw else None,
            listed_to=swap - _DAY if raw["code"] in heirs else None,
            replaced_by=heirs.get(raw["code"]),
        )
        for raw in data["hotspot"]
    )


def hotspots(world: World) -> Iterator[Hotspot]:
    """Give the hotspots' records."""
    data = material("places")
    for raw in data["hotspot"]:
        yield Hotspot(
            id=world.id("hotspot", raw["code"]),
            code=raw["code"],
            name=raw["name"],
            ward=raw["ward"],
            district=data["district"],
            hotspot_kind=HotspotKind(raw["kind"]),
            sensitive=raw.get("sensitive", False),
        )


def listings(world: World) -> Iterator[Listing]:
    """Give each hotspot's time on the agreement's list."""
    for place in places(world):
        yield Listing(
            hotspot_id=place.id,
            from_on=place.listed_from or world.scale.agreement_from,
            to_on=place.listed_to,
            replaced_by_id=place.replaced_by and world.id("hotspot", place.replaced_by),
        )


def plan_rules(world: World) -> Iterator[PlanRule]:
    """Give each hotspot's plan: so many visits a week, in a window where nights are the trouble."""
    plan = material("places")["plan"]
    for place in places(world):
        yield PlanRule(
            hotspot_id=place.id,
            visits=place.weekly,
            per_days=7,
            minimum_minutes=plan["minimum_minutes"],
            window_start=plan["window_start"] if place.night else None,
            window_end=plan["window_end"] if place.night else None,
            from_on=place.listed_from or world.scale.agreement_from,
            to_on=place.listed_to,
        )


def orders(world: World) -> tuple[Order, ...]:
    """Return the orders of every area, each made again when it ended unless it lapsed."""
    found = []
    for area in material("places")["area"]:
        made: date = area["made"]
        while True:
            code = f"PSPO-{area['code']}-{made.year}"
            end = made.replace(year=made.year + _LONGEST_ORDER_YEARS) - _DAY
            order = Order(world.id("pspo", code), code, area["code"], area["title"], made, end)
            found.append(order)
            if made <= world.scale.agreement_from:
                break
            made = made.replace(year=made.year - _LONGEST_ORDER_YEARS)
    return tuple(found)


def pspos(world: World) -> Iterator[Pspo]:
    """Give the orders' records."""
    for order in orders(world):
        yield Pspo(
            id=order.id,
            code=order.code,
            title=order.title,
            from_on=order.from_on,
            to_on=order.to_on,
        )

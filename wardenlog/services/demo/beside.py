"""What stands beside the demo's shift sheets: police figures, intelligence, days without patrol."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from wardenlog import clock
from wardenlog.model import Intelligence, SuppliedCount, SuppliedIncidents
from wardenlog.services.demo.chance import Ids, Weighted, dice
from wardenlog.services.demo.finance import months
from wardenlog.services.demo.places import Place, places
from wardenlog.services.demo.scale import material
from wardenlog.services.demo.world import World

_EXTRACTED_AFTER = timedelta(days=38)


def supplied_incidents(world: World) -> Iterator[SuppliedIncidents]:
    """Give the police's figures of each month but the one that was never supplied."""
    rng = dice(world.seed, "supplied")
    ids = Ids(rng)
    data = material("work")["supplied"]
    before: dict[tuple[str, str, int], int] = {}
    for first in months(world.scale.agreement_from):
        listed = [place for place in places(world) if place.listed_on(first)]
        counts = [
            _supplied(place, category, usual, first, before, rng)
            for place in listed
            for category, usual in data["monthly"].items()
        ]
        if clock.month_text(first) == data["missing"]:
            continue
        yield SuppliedIncidents(
            id=ids.on(first + _EXTRACTED_AFTER),
            source=data["source"],
            extracted_on=first + _EXTRACTED_AFTER,
            coverage=data["coverage"],
            counts=tuple(counts),
        )


def intelligence(world: World) -> Iterator[Intelligence]:
    """Give one to four intelligence reports a month."""
    rng = dice(world.seed, "intelligence")
    ids = Ids(rng)
    channels = Weighted[str](material("work")["intelligence"])
    for first in months(world.scale.agreement_from):
        listed = [place for place in places(world) if place.listed_on(first)]
        for _ in range(rng.randint(1, 4)):
            day = first.replace(day=rng.randint(1, 28))
            yield Intelligence(
                id=ids.on(day),
                day=day,
                channel=channels.pick(rng),
                count=rng.randint(1, 3),
                hotspot_id=rng.choice(listed).id if rng.random() < 0.7 else None,  # noqa: PLR2004
            )


def _supplied(
    place: Place,
    category: str,
    usual: float,
    first: date,
    before: dict[tuple[str, str, int], int],
    rng: Random,
) -> SuppliedCount:
    """Return one count, about as high as the place is busy, beside the same month last year."""
    number = round(rng.gammavariate(2.0, usual * place.pull / 2.0))
    key = (place.code, category, first.month)
    last_year = before.get(key)
    before[key] = number
    return SuppliedCount(
        hotspot_id=place.id,
        month=clock.month_text(first),
        category=category,
        number=number,
        same_month_last_year=last_year,
    )

"""Streams a whole demo: what others refer to first, then its shift sheets, then the rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wardenlog.model import Aggregate, NilDay, Shift
from wardenlog.services.demo import beside, finance, grant, people, places
from wardenlog.services.demo.chance import Ids, dice
from wardenlog.services.demo.flaws import Slips
from wardenlog.services.demo.patrol import Dispatcher
from wardenlog.services.demo.powers import Enforcement
from wardenlog.services.demo.rota import Duty, Rota
from wardenlog.services.demo.scale import (
    LAST_DAY,
    LAST_QUARTER_FROM,
    SCALES,
    Size,
    material,
)
from wardenlog.services.demo.sheets import Clerk
from wardenlog.services.demo.world import World


@dataclass(frozen=True, slots=True)
class DemoFacts:
    """What a return of the demo is made for: its agreement, and the last quarter, both days in."""

    agreement_reference: str
    quarter_from: date
    quarter_to: date


def describe(size: Size = Size.DEMO) -> DemoFacts:
    """Return the facts of a size's demo; they do not depend on the seed."""
    return DemoFacts(World(0, SCALES[size]).agreement_reference, LAST_QUARTER_FROM, LAST_DAY)


def build(seed: int = 1, size: Size = Size.DEMO) -> Iterator[Aggregate]:
    """Give every record of a demo, each after those it refers to.

    The same seed and size give the same records, identifiers and all. LARGE is COUNCIL with the
    sheets of earlier years before its own.
    """
    world = World(seed, SCALES[size])
    yield from foundations(world)
    yield from sheets(world)
    yield from finance.line_months(world)
    yield from beside.intelligence(world)
    yield from beside.supplied_incidents(world)


def foundations(world: World) -> Iterator[Aggregate]:
    """Give what every other record refers to: the council, its people, places and agreement."""
    yield people.council(world)
    yield from people.organisations(world)
    yield from people.persons(world)
    yield from places.hotspots(world)
    yield from places.pspos(world)
    yield grant.agreement(world)
    yield from people.funding_sources(world)


def sheets(world: World) -> Iterator[Shift | NilDay]:
    """Give every shift sheet and nil day, the earliest first."""
    yield from _earlier_sheets(world)
    yield from _sheets(world)


def _sheets(world: World) -> Iterator[Shift | NilDay]:
    """Give the agreement's years: a sheet for each patrol, a nil day where none went out."""
    rng = dice(world.seed, "patrols")
    teams = people.teams(world)
    where, orders = places.places(world), places.orders(world)
    dispatcher = Dispatcher(rng, teams, people.marshals(world), where)
    slips = Slips(dice(world.seed, "slips"), where, orders)
    ids = Ids(dice(world.seed, "sheets"))
    clerk = Clerk(world, rng, ids, Enforcement(rng, ids, orders), prefix="W")
    rota = Rota(
        world.scale.rota, world.scale.agreement_from, LAST_DAY, len(teams), world.scale.visits
    )
    for duty in rota.duties(dice(world.seed, "rota")):
        if duty.visits:
            patrol = dispatcher.patrol(duty)
            slips.spoil(patrol)
            yield clerk.sheet(patrol)
        else:
            yield _nil_day(ids, dispatcher, duty)


def _earlier_sheets(world: World) -> Iterator[Shift]:
    """Give the years before the agreement, which the council paid for itself."""
    scale = world.scale
    if scale.earlier_from is None:
        return
    rng = dice(world.seed, "earlier patrols")
    teams = people.earlier_teams(world)
    dispatcher = Dispatcher(rng, teams, (), places.places(world))
    ids = Ids(dice(world.seed, "earlier sheets"))
    clerk = Clerk(world, rng, ids, Enforcement(rng, ids, ()), prefix="E")
    last_day = scale.agreement_from - timedelta(days=1)
    rota = Rota("earlier", scale.earlier_from, last_day, len(teams), scale.earlier_visits)
    for duty in rota.duties(dice(world.seed, "earlier rota")):
        yield clerk.sheet(dispatcher.patrol(duty))


def _nil_day(ids: Ids, dispatcher: Dispatcher, duty: Duty) -> NilDay:
    return NilDay(
        id=ids.on(duty.day),
        day=duty.day,
        person_id=dispatcher.team_leader(duty).id,
        scope=material("work")["words"]["cancelled_shift"],
    )

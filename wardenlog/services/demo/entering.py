"""When each record of the demo was entered: week by week, but for a late sheet and late voids."""

from collections.abc import Iterator
from datetime import date, timedelta
from heapq import heappop, heappush, merge
from itertools import groupby, islice
from typing import Final, NamedTuple

from wardenlog.model import Aggregate, NilDay, Shift
from wardenlog.services.demo import beside, finance
from wardenlog.services.demo.build import foundations, sheets
from wardenlog.services.demo.scale import LAST_DAY, SCALES, Size, material
from wardenlog.services.demo.world import World

ENTERED_TOGETHER: Final = 250
_LAST_ENTERED: Final = LAST_DAY + timedelta(days=1)
_NEXT_DAY: Final = timedelta(days=1)
_WEEK: Final = 7


class Entry(NamedTuple):
    """A record and the day it was entered on."""

    on: date
    record: Aggregate


def entered(seed: int = 1, size: Size = Size.DEMO) -> Iterator[tuple[date, list[Aggregate]]]:
    """Give the records of `build` as they were entered: small batches, each with its day.

    The days never go back. A sheet whose visit turned out to be void comes twice, as it was first
    written and as it is.
    """
    world = World(seed, SCALES[size])
    yield world.scale.earlier_from or world.scale.agreement_from, list(foundations(world))
    entries = merge(
        _sheets(world),
        _spending(world),
        _intelligence(world),
        _supplied(world),
        key=_on,
    )
    for _, week in groupby(entries, _week):
        while together := list(islice(week, ENTERED_TOGETHER)):
            yield together[-1].on, [each.record for each in together]


def _sheets(world: World) -> Iterator[Entry]:
    """Give each sheet on the day after its own; what was found out later waits for its day."""
    data = material("work")["entry"]
    late_from: date | None = data["late_sheet"]
    waiting: list[tuple[date, str, Aggregate]] = []
    for sheet in sheets(world):
        on = _by_the_end(sheet.day + _NEXT_DAY)
        while waiting and waiting[0][0] <= on:
            yield Entry(waiting[0][0], heappop(waiting)[2])
        if late_from is not None and late_from <= sheet.day and _is_funded(world, sheet):
            late_from = None
            found = _by_the_end(sheet.day + timedelta(days=data["late_days"]))
            heappush(waiting, (found, sheet.id, sheet))
            continue
        first = _without_voids(sheet)
        yield Entry(on, first)
        if first is not sheet:
            found = _by_the_end(sheet.day + timedelta(days=data["void_days"]))
            heappush(waiting, (found, sheet.id, sheet))
    while waiting:
        yield Entry(waiting[0][0], heappop(waiting)[2])


def _spending(world: World) -> Iterator[Entry]:
    after = timedelta(days=material("work")["entry"]["spending_days"])
    for each in finance.line_months(world):
        yield Entry(_by_the_end(date.fromisoformat(f"{each.month}-01") + after), each)


def _intelligence(world: World) -> Iterator[Entry]:
    for each in sorted(beside.intelligence(world), key=lambda report: report.day):
        yield Entry(_by_the_end(each.day + _NEXT_DAY), each)


def _supplied(world: World) -> Iterator[Entry]:
    for each in beside.supplied_incidents(world):
        yield Entry(_by_the_end(each.extracted_on or _LAST_ENTERED), each)


def _without_voids(sheet: Shift | NilDay) -> Shift | NilDay:
    """Return a sheet as it was before anybody noticed that some of its visits are void."""
    if isinstance(sheet, NilDay) or all(visit.void_reason is None for visit in sheet.visits):
        return sheet
    visits = tuple(visit.model_copy(update={"void_reason": None}) for visit in sheet.visits)
    return sheet.model_copy(update={"visits": visits})


def _is_funded(world: World, sheet: Shift | NilDay) -> bool:
    grant = world.id("funding_source", "GRANT")
    return isinstance(sheet, Shift) and any(each.funding_id == grant for each in sheet.members)


def _by_the_end(day: date) -> date:
    return min(day, _LAST_ENTERED)


def _on(entry: Entry) -> date:
    return entry.on


def _week(entry: Entry) -> int:
    return entry.on.toordinal() // _WEEK

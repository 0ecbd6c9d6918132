"""S4: any page of the list of a million visits, in any order, against its first page."""

import random
from collections.abc import Sequence
from functools import partial
from typing import Final

from tests.bench.data import Records
from tests.bench.job import Job, Line, at_most, within
from tests.bench.timing import Pair, alone, side_by_side
from wardenlog.services.demo.scale import Size
from wardenlog.services.listing import Sought
from wardenlog.services.record import Record
from wardenlog.services.visits import Visits
from wardenlog.store import Store
from wardenlog.store.lists.visits import ORDERS
from wardenlog.ui.sheets.visit_register import VISIT_COLUMNS
from wardenlog.ui.widgets.table_model import PAGE

_PLACES: Final = 25
"""Pages of each order that are read in a round, its last one among them."""

_MOST_SECONDS: Final = 0.02


def measure(records: Records) -> list[Line]:
    """Read pages all over each order, both ways, and hold the worst order against the first page.

    The pages read beside them are the first ones of the list as it opens, as many as there are
    places, each further down than the one before, so that neither finds its rows in memory.
    """
    large, council = records.of(Size.LARGE), records.of(Size.COUNCIL)
    with (
        Store.open(large.path, create=False) as store,
        Store.open(council.path, create=False) as small,
    ):
        visits, few = Visits(Record(store, "Bench")), Visits(Record(small, "Bench"))
        first = _pages(visits.first_ids(Sought("day", descending=True), _PLACES * PAGE))
        worst, order, slowest = Pair(0, 1), "", 0.0
        for sought in (Sought(key, way) for key in ORDERS for way in (False, True)):
            anywhere = _anywhere(visits.ids(sought))
            pair = side_by_side(partial(_read, visits, anywhere), partial(_read, visits, first))
            slowest = max(slowest, *(alone(partial(_read, visits, [p])) for p in anywhere))
            if pair.slower > worst.slower:
                worst, order = pair, sought.order
        opened = side_by_side(partial(_open, visits), partial(_open, few))
    page = Pair(worst.ours / _PLACES, worst.theirs / _PLACES)
    ids = f"of {len(ORDERS)} orders both ways the slowest is by {order}"
    return [
        at_most("any page of 32 visits, large", "the first pages", page, 2, ids),
        within("such a page, on the window’s thread", slowest, _MOST_SECONDS),
        at_most("the list’s first rows, large", "council", opened, 2),
    ]


def _pages(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[place : place + PAGE] for place in range(0, len(ids), PAGE)]


def _anywhere(ids: Sequence[str]) -> list[Sequence[str]]:
    places = [random.Random(n).randrange(len(ids) - PAGE) for n in range(_PLACES - 1)]
    return [ids[place : place + PAGE] for place in (*places, len(ids) - PAGE)]


def _read(visits: Visits, pages: Sequence[Sequence[str]]) -> None:
    """Read pages as the table does, to the text of every cell."""
    for ids in pages:
        rows = visits.rows(ids)
        assert len(rows) == len(ids)
        for row in rows.values():
            for column in VISIT_COLUMNS:
                column.text(row)


def _open(visits: Visits) -> None:
    _read(visits, [visits.first_ids(Sought("day", descending=True), PAGE)])


JOB = Job("S4", frozenset({Size.COUNCIL, Size.LARGE}), measure)

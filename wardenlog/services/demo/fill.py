"""Fills an empty record with the demo council's."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import islice

from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.model import Aggregate, Shift
from wardenlog.services.demo.build import DemoFacts, build, describe
from wardenlog.services.demo.scale import SCALES, Size
from wardenlog.store import Store

SAVED_TOGETHER = 250
_CLERK = "Demo clerk"
_MORNING = time(9, tzinfo=UTC)


def fill(
    store: Store,
    *,
    size: str = Size.DEMO,
    seed: int = 1,
    report: Callable[[str, int, int], None] | None = None,
) -> DemoFacts:
    """Save a demo council's whole record into an empty one, and return what it is good for.

    Sheets are entered, as the log tells it, on the morning after the last of each small batch.
    UserError (code `not_empty`) where the record already holds something.
    """
    with store.read() as session:
        if session.head() is not None:
            message = (
                f"The record at {store.path} already holds something. The demo needs an empty"
                " folder: give another with --data-dir."
            )
            raise UserError(message, field="data_dir", code="not_empty")
    scale = SCALES[Size(size)]
    expected = scale.visits + scale.earlier_visits
    visits = 0
    entered = datetime.combine(scale.earlier_from or scale.agreement_from, _MORNING)
    for together in _batches(build(seed, Size(size))):
        sheets = [aggregate for aggregate in together if isinstance(aggregate, Shift)]
        for sheet in sheets:
            entered = max(entered, datetime.combine(sheet.day + timedelta(days=1), _MORNING))
        with clock.freeze(entered), store.write(_CLERK) as session:
            for aggregate in together:
                session.save(aggregate)
        visits += sum(len(sheet.visits) for sheet in sheets)
        if report:
            report("Writing visits", min(visits, expected), expected)
    return describe(Size(size))


def _batches(records: Iterator[Aggregate]) -> Iterator[list[Aggregate]]:
    while together := list(islice(records, SAVED_TOGETHER)):
        yield together

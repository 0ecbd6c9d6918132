"""Fills an empty record with the demo council's."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Final

from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.model import Shift
from wardenlog.services.demo.build import DemoFacts, describe
from wardenlog.services.demo.entering import entered
from wardenlog.services.demo.scale import SCALES, Size
from wardenlog.store import Store

CLERK: Final = "Demo clerk"
MORNING: Final = time(9, tzinfo=UTC)


def fill(
    store: Store,
    *,
    size: str = Size.DEMO,
    seed: int = 1,
    report: Callable[[str, int, int], None] | None = None,
    before: Callable[[date], None] | None = None,
) -> DemoFacts:
    """Save a demo council's whole record into an empty one, and return what it is good for.

    What came in during a week is entered, as the log tells it, on the morning after its last day.
    `before` is called with the day of each such batch before it is written. No return is sent;
    `returns.fill_and_send` does that too. UserError (code `not_empty`) where the record already
    holds something.
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
    for day, together in entered(seed, Size(size)):
        if before is not None:
            before(day)
        with clock.freeze(datetime.combine(day, MORNING)), store.write(CLERK) as session:
            for aggregate in together:
                session.save(aggregate)
        visits += sum(len(each.visits) for each in together if isinstance(each, Shift))
        if report:
            report("Writing visits", min(visits, expected), expected)
    return describe(Size(size))

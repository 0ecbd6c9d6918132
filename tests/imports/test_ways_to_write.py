"""A time or a date of a log is read however people and spreadsheets write it."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from tests.imports.files import as_read, change, compared, small_log
from wardenlog.store import Store


@pytest.mark.parametrize(
    "cell",
    [
        *("18:10", "1810", "18.10", "18:10:59", 1810.0, (18 * 60 + 10) / (24 * 60)),
        *(time(18, 10), timedelta(hours=18, minutes=10)),
    ],
)
def test_a_time_may_be_written_in_many_ways(store: Store, cell: Any) -> None:
    preview = compared(store, as_read(change(small_log(), "Visits", 2, In=cell)))
    assert preview.problems == ()
    [shift] = [each.aggregate for each in preview.changes if each.aggregate.kind == "shift"]
    assert f"{shift.visits[0].in_at:%H:%M}" == "17:10"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "cell",
    [
        *("2025-06-04", "04/06/2025", "4/6/2025", "2025-06-04 00:00:00"),
        *(date(2025, 6, 4), datetime(2025, 6, 4)),
    ],
)
def test_a_date_may_be_written_in_many_ways(store: Store, cell: Any) -> None:
    preview = compared(store, as_read(change(small_log(), "Shifts", 2, Date=cell)))
    assert preview.problems == ()
    [shift] = [each.aggregate for each in preview.changes if each.aggregate.kind == "shift"]
    assert shift.day == date(2025, 6, 4)  # type: ignore[attr-defined]

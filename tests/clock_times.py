"""Instants and times on the wall as tests of the clock write them, and what the clock refuses."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest

from wardenlog.clock import WallTime, WallTimeError

HOUR: Final = timedelta(hours=1)
MINUTE: Final = timedelta(minutes=1)
DAY: Final = timedelta(days=1)


def utc(text: str) -> datetime:
    """An instant written `2025-03-04 19:30`, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def wall(text: str) -> WallTime:
    return WallTime.parse(text)


def refusal(reading: Callable[[], object]) -> WallTimeError:
    with pytest.raises(WallTimeError) as caught:
        reading()
    return caught.value

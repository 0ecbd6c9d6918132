"""Shares the room of a column among the lists of its cards."""

from collections.abc import Sequence


def share(wanted: Sequence[int], room: int, least: int = 2) -> list[int]:
    """Return how many lines each list gets of `room`, in turns until each has what it wants.

    Each gets `least` lines if it wants them, even where there is no room for all of them.
    """
    given = [min(want, least) for want in wanted]
    left = room - sum(given)
    while left > 0 and given != list(wanted):
        for n, want in enumerate(wanted):
            if given[n] < want and left > 0:
                given[n] += 1
                left -= 1
    return given

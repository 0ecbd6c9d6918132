"""Sheet numbers that a sequence passes over: a hint that a sheet was never typed."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from wardenlog.counting.scope import Period, Session

LONGEST_GAP: Final = 20
"""More numbers than this passed over are taken for a new pad of sheets, not for missing ones."""

_SHEETS: Final = "SELECT DISTINCT sheet FROM shift WHERE day >= ? AND day < ?"

_KNOWN: Final = """
SELECT asked.value
FROM json_each(?) AS asked
WHERE asked.value IN (SELECT shift.sheet FROM shift)
    OR asked.value IN (SELECT printed.serial FROM printed_sheet AS printed)
"""


class Numbered(NamedTuple):
    """A sheet number in parts: what stands around its last digits, the digits, and their width."""

    before: str
    after: str
    number: int
    width: int

    @property
    def series(self) -> str:
        """What the numbers of one sequence have in common."""
        return f"{self.before}#{self.after}"

    def at(self, number: int) -> str:
        """Return the sheet number of the same sequence with other digits."""
        return f"{self.before}{number:0{self.width}}{self.after}"


class Gap(NamedTuple):
    """Sheet numbers in a row that no sheet has: the first, the last, and how many they are."""

    first: str
    last: str
    sheets: int


def numbered(sheet: str) -> Numbered | None:
    """Return the parts of a sheet number, None where it has no digits."""
    found = re.search(r"([0-9]+)([^0-9]*)$", sheet)
    if found is None:
        return None
    return Numbered(sheet[: found.start()], found[2], int(found[1]), len(found[1]))


def gaps(session: Session, period: Period) -> list[Gap]:
    """Return the gaps between the sheet numbers of a period, in order.

    A number that any sheet of the record has, void or not, is no gap, and neither is one that was
    printed on a blank sheet: those are followed one by one.
    """
    rows = session.rows(_SHEETS, (period.from_on.isoformat(), period.to_on.isoformat()))
    passed = list(_passed_over(sheet for (sheet,) in rows))
    known = {sheet for (sheet,) in session.rows(_KNOWN, (json.dumps([*map(_text, passed)]),))}
    return list(_runs(each for each in passed if _text(each) not in known))


def _passed_over(sheets: Iterable[str]) -> Iterator[Numbered]:
    by_series: dict[str, dict[int, Numbered]] = defaultdict(dict)
    for sheet in sheets:
        parts = numbered(sheet)
        if parts is not None:
            by_series[parts.series][parts.number] = parts
    for _, there in sorted(by_series.items()):
        for one, other in pairwise(sorted(there)):
            if other - one - 1 <= LONGEST_GAP:
                yield from (there[one]._replace(number=n) for n in range(one + 1, other))


def _runs(passed: Iterable[Numbered]) -> Iterator[Gap]:
    run: list[Numbered] = []
    for each in passed:
        if run and (each.series, each.number) != (run[-1].series, run[-1].number + 1):
            yield _gap(run)
            run = []
        run.append(each)
    if run:
        yield _gap(run)


def _gap(run: list[Numbered]) -> Gap:
    return Gap(_text(run[0]), _text(run[-1]), len(run))


def _text(parts: Numbered) -> str:
    return parts.at(parts.number)

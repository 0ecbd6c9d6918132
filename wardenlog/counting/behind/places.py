"""The place-days behind a figure: days listed and visited, required visits, the longest gap."""

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Final, NamedTuple

from wardenlog.counting.behind.figure import Figure, Item
from wardenlog.counting.scope import Session

MEASURES: Final = frozenset(
    {"place_days_listed", "place_days_visited", "required_visits", "longest_gap_days"}
)
"""The measures that place-days add up to."""

_NARROWED: Final = """
    (:month IS NULL OR scope_day.month = :month)
    AND (:hotspot IS NULL OR hotspot.code = :hotspot)
"""

_DAYS: Final = f"""
SELECT listed_day.day, hotspot.code, coalesce(visited_day.visits, 0), listed_day.hotspot_id
FROM listed_day
INNER JOIN scope_day ON scope_day.day = listed_day.day
INNER JOIN hotspot ON hotspot.id = listed_day.hotspot_id
LEFT JOIN visited_day
    ON visited_day.hotspot_id = listed_day.hotspot_id AND visited_day.day = listed_day.day
WHERE {_NARROWED}
ORDER BY listed_day.day, hotspot.code, listed_day.hotspot_id
"""

_RULES: Final = f"""
SELECT hotspot.code, rule.hotspot_id, rule.visits, rule.per_days, count(*)
FROM scope
CROSS JOIN plan_rule AS rule ON rule.agreement_id = scope.agreement_id
INNER JOIN listed_day
    ON listed_day.hotspot_id = rule.hotspot_id
    AND listed_day.day >= rule.from_on AND listed_day.day <= coalesce(rule.to_on, '9999-12-31')
INNER JOIN scope_day ON scope_day.day = listed_day.day
INNER JOIN hotspot ON hotspot.id = rule.hotspot_id
WHERE {_NARROWED}
GROUP BY rule.position
ORDER BY hotspot.code, rule.hotspot_id, rule.position
"""


class _PlaceDay(NamedTuple):
    day: str
    hotspot: str
    visits: int
    hotspot_id: str

    def item(self) -> Item:
        status = "visited" if self.visits else "not visited"
        what = f"{self.visits} visits"
        return Item(
            self.day, None, None, self.hotspot, 1, None, status, what, "hotspot", self.hotspot_id
        )


def items(session: Session, figure: Figure) -> list[Item]:
    """Return the place-days behind a measure of MEASURES; each counts 1.

    Behind required visits stands each hotspot with its rules in `what` (`12/7 x 91`: twelve
    visits in seven days on 91 listed dates), rounded half up once as they are printed; behind the
    longest gap the dates of the first run that is as long.
    """
    if figure.measure == "required_visits":
        return _required(session, figure)
    days = [_PlaceDay(*row) for row in session.rows(_DAYS, figure.values())]
    if figure.measure == "place_days_visited":
        days = [each for each in days if each.visits]
    if figure.measure == "longest_gap_days":
        days = _longest_gap(days)
    return [each.item() for each in days]


def _required(session: Session, figure: Figure) -> list[Item]:
    asked: dict[tuple[str, str], list[tuple[int, int, int]]] = defaultdict(list)
    for code, hotspot_id, visits, per_days, days in session.rows(_RULES, figure.values()):
        asked[code, hotspot_id].append((visits, per_days, days))
    found = []
    for (code, hotspot_id), rules in asked.items():
        exact = sum(Fraction(visits * days, per) for visits, per, days in rules)
        rounded = floor(exact + Fraction(1, 2))
        what = " + ".join(f"{visits}/{per} x {days}" for visits, per, days in rules)
        found.append(Item(None, None, None, code, rounded, None, "", what, "hotspot", hotspot_id))
    return found


def _longest_gap(days: list[_PlaceDay]) -> list[_PlaceDay]:
    longest: list[_PlaceDay] = []
    by_place: dict[str, list[_PlaceDay]] = defaultdict(list)
    for each in days:
        if not each.visits:
            run = by_place[each.hotspot_id]
            if run and date.fromisoformat(run[-1].day) + timedelta(1) != date.fromisoformat(
                each.day
            ):
                run.clear()
            run.append(each)
            if len(run) > len(longest):
                longest = list(run)
    return longest

"""Delivery by month and hotspot, and the hotspots of a whole period (domain.md, rule 13)."""

from collections.abc import Iterable
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from statistics import median

from tests.oracle.bridge import Line, bridge_lines, counts, patrol_minutes
from tests.oracle.read import WEEKDAYS, Record, Rule, Visit
from tests.oracle.terms import days, listed
from tests.oracle.wall import local

Dosage = dict[str, int | float | None]


def delivery(record: Record, agreement: str, first: date, last: date) -> dict[str, Dosage]:
    """Figures by "month hotspot", for each month and hotspot listed or visited in it."""
    months: dict[str, list[date]] = {}
    for on in days(first, last):
        months.setdefault(f"{on:%Y-%m}", []).append(on)
    lines = bridge_lines(record, agreement)
    return {
        f"{month} {hotspot}": figures
        for month, dates in months.items()
        for hotspot, figures in _by_hotspot(record, agreement, dates, lines).items()
    }


def hotspots(record: Record, agreement: str, first: date, last: date) -> dict[str, Dosage]:
    """Hotspot -> figures over the whole period; required is rounded once for the period."""
    lines = bridge_lines(record, agreement)
    return _by_hotspot(record, agreement, days(first, last), lines)


def _by_hotspot(
    record: Record, agreement: str, dates: list[date], lines: list[Line]
) -> dict[str, Dosage]:
    codes = {str(row["Code"]) for row in record.log["Hotspots"]}
    found = {}
    for hotspot in sorted(codes):
        listing = [on for on in dates if listed(record, agreement, hotspot, on)]
        visits = [
            visit
            for visit in record.visits.values()
            if counts(visit) and visit.hotspot == hotspot and dates[0] <= visit.on <= dates[-1]
        ]
        if listing or visits:
            rules = [
                rule
                for rule in record.rules
                if rule.agreement == agreement and rule.hotspot == hotspot
            ]
            here = {visit.key for visit in visits}
            members = [line for line in lines if line.visit.key in here]
            found[hotspot] = _figures(listing, visits, rules, members)
    return found


def _figures(
    listing: list[date], visits: list[Visit], rules: list[Rule], members: list[Line]
) -> Dosage:
    dates = set(listing)
    patrols = [patrol_minutes(visit) for visit in visits]
    modes = [visit.mode for visit in visits]
    visited = dates & {visit.on for visit in visits}
    required = _required(rules, listing)
    return {
        "listed": len(listing),
        "visited": len(visited),
        "visits": len(visits),
        "qualifying": sum(
            visit.on in dates and any(qualifies(visit, rule) for rule in rules) for visit in visits
        ),
        "required": required,
        "gap": longest_gap(listing, visited),
        "patrol": sum(patrols),
        "median": median(patrols) if patrols else None,
        "person": sum(line.net for line in members if line.stay.person.own),
        "claimable": sum(line.net for line in members if line.exclusion is None),
        # Partners of counted visits only: confirmed by the worked example (S00004, visit 7).
        "presences": sum(persons for visit in visits for _, persons, _ in visit.partners),
        "partner_minutes": sum(
            persons * (patrol_minutes(visit) if minutes is None else minutes)
            for visit in visits
            for _, persons, minutes in visit.partners
        ),
        **{mode: modes.count(mode) for mode in ("foot", "cycle", "vehicle", "mixed")},
    }


def _required(rules: list[Rule], listing: list[date]) -> int | None:
    """Visits × listed dates in force ÷ days, summed, rounded half up; None without any such date.

    The worked example confirms None where rules exist but none on a listed date (H09, 2025-04);
    it leaves open a sum that rounds to 0, which is 0 here.
    """
    in_force = [(rule, sum(rule.covers(on) for on in listing)) for rule in rules]
    if not any(number for _, number in in_force):
        return None
    exact = sum(
        (Fraction(rule.visits * number, rule.per_days) for rule, number in in_force), Fraction()
    )
    return round_half_up(exact)


def round_half_up(exact: Fraction) -> int:
    """The nearest whole number, halves up."""
    value = Decimal(exact.numerator) / Decimal(exact.denominator)
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def longest_gap(listing: Iterable[date], visited: set[date]) -> int | None:
    """Longest run of consecutive listed dates without a counted visit; None where unlisted.

    A date between two listings on which the hotspot was not listed ends a run.
    """
    dates = sorted(listing)
    if not dates:
        return None
    longest = run = 0
    listed_dates = set(dates)
    for on in days(dates[0], dates[-1]):
        run = run + 1 if on in listed_dates and on not in visited else 0
        longest = max(longest, run)
    return longest


def qualifies(visit: Visit, rule: Rule) -> bool:
    """Whether a counted visit on a listed date meets every condition of that rule."""
    came = local(visit.start)
    return (
        rule.covers(visit.on)
        and patrol_minutes(visit) >= rule.minimum
        and visit.mode in rule.modes
        and WEEKDAYS[visit.on.weekday()] in rule.weekdays
        and (rule.window is None or in_window(came.time(), *rule.window))
    )


def in_window(clock: time, opens: time, closes: time) -> bool:
    """Start inclusive, end exclusive; a window may cross midnight."""
    if opens < closes:
        return opens <= clock < closes
    return clock >= opens or clock < closes

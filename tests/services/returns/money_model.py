"""What a grant pays, worked out from the prose of domain.md alone: shares no code with the program.

Days are plain dates, a period is its first day and the day after its last, money is pence. The
crew is always the same two wardens, so a visit of n minutes is 2n person-minutes.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

Days = tuple[date, date]
Terms = dict[str, str]
CREW = 2


@dataclass
class Visited:
    """One visit: its hotspot, and the minutes of the day it began and ended in."""

    hotspot: str
    began: int
    ended: int
    void: bool = False


@dataclass
class Sheet:
    """One shift sheet of the crew."""

    number: str
    day: date
    visits: list[Visited]
    outside: int = 0
    finished: bool = True
    void: bool = False

    @property
    def counts(self) -> bool:
        return self.finished and not self.void


@dataclass
class Varied:
    """One variation: terms by name, as `cap`, `cap 2025-26` or `instalment 2025-07-01`."""

    number: int
    starts: date
    signed: bool
    terms: Terms


@dataclass
class Claimed:
    """What the newest return of a period claimed, in pence: in all, and of it for other periods."""

    amount: int
    adjusts: dict[Days, int] = field(default_factory=dict)


@dataclass
class Entitled:
    """What a period's own days pay under the caps, by financial year (its first calendar year)."""

    amount: int
    by_year: dict[int, int]


class World:
    """Everything recorded so far."""

    def __init__(self, starts: date) -> None:
        self.starts = starts
        self.sheets: dict[str, Sheet] = {}
        self.variations: dict[int, Varied] = {}
        self.unlisted: dict[str, Days] = {}
        self.spent: list[tuple[date, int]] = []
        self.sent: dict[Days, Claimed] = {}

    # Terms

    def terms(self, on: date) -> Terms:
        """The fold of signed variations effective by a date."""
        found: Terms = {}
        in_order = sorted(self.variations.values(), key=lambda it: (it.starts, it.number))
        for each in in_order:
            if each.signed and each.starts <= on:
                found.update(each.terms)
        return found

    # Minutes

    def visits(self) -> Iterator[tuple[Sheet, Visited, int]]:
        """Every visit that counts, with its net minutes: what an earlier one covers is off."""
        for day in {it.day for it in self.sheets.values()}:
            until = 0
            there = [
                (visit.began, sheet.number, place, sheet, visit)
                for sheet in self.sheets.values()
                if sheet.day == day and sheet.counts
                for place, visit in enumerate(sheet.visits)
                if not visit.void
            ]
            for *_, sheet, visit in sorted(there, key=lambda it: it[:3]):
                yield sheet, visit, max(0, visit.ended - max(visit.began, until))
                until = max(until, visit.ended)

    def claimable(self, days: Days, unit: str) -> dict[tuple[str, str], int]:
        """Claimable minutes by month and hotspot."""
        found: dict[tuple[str, str], int] = defaultdict(int)
        for sheet, visit, net in self.visits():
            if not days[0] <= sheet.day < days[1] or self._excluded(sheet.day, visit):
                continue
            long = visit.ended - visit.began
            found[f"{sheet.day:%Y-%m}", visit.hotspot] += long if unit == "patrol" else CREW * net
        return found

    def _excluded(self, on: date, visit: Visited) -> bool:
        terms = self.terms(on)
        ends = terms.get("period_end")
        if on < self.starts or ends is None or date.fromisoformat(ends) < on:
            return True
        gone = self.unlisted.get(visit.hotspot)
        if gone is not None and gone[0] <= on < gone[1]:
            return True
        return visit.ended - visit.began < int(terms.get("minimum_minutes", "0"))

    # Money

    def lines(self, days: Days) -> list[tuple[int, int]]:
        """(financial year, pence) of each payment line of a period's own days."""
        parts = list(_years(days))
        if not any(_cap_key(part) in self.terms(_last(part)) for part in parts):
            parts = [days]
        return [
            (_year(_last(part)), pence)
            for part in parts
            for run in self._runs(part)
            for pence in self._pays(run)
        ]

    def _runs(self, days: Days) -> Iterator[Days]:
        def paying(on: date) -> tuple[str | None, ...]:
            terms = self.terms(on)
            unit, outside = terms.get("hours_counted", "person"), terms.get("outside", "no")
            return terms.get("payment_basis"), terms.get("hourly_rate"), unit, outside

        began = day = days[0]
        while day < days[1]:
            following = day + timedelta(days=1)
            if following == days[1] or paying(following) != paying(day):
                yield began, following
                began = following
            day = following

    def _pays(self, run: Days) -> Iterator[int]:
        terms = self.terms(run[0])
        basis = terms.get("payment_basis")
        if basis == "instalment":
            for name, value in self.terms(_last(run)).items():
                what, _, key = name.partition(" ")
                if what == "instalment" and run[0] <= date.fromisoformat(key) < run[1]:
                    yield _pence(value)
        if basis in {"hours_rate", "hybrid"}:
            rate = _pence(terms["hourly_rate"])
            unit = terms.get("hours_counted", "person")
            yield _half_up(sum(self.claimable(run, unit).values()) * rate, 60)
            if terms.get("outside") == "yes":
                yield _half_up(self._outside(run) * rate, 60)
        if basis in {"actual_cost", "hybrid"}:
            yield sum(pence for on, pence in self.spent if run[0] <= on < run[1])

    def _outside(self, days: Days) -> int:
        total = 0
        for sheet in self.sheets.values():
            ends = self.terms(sheet.day).get("period_end")
            inside = ends is not None and self.starts <= sheet.day <= date.fromisoformat(ends)
            if sheet.counts and days[0] <= sheet.day < days[1] and inside:
                total += sheet.outside
        return total

    def entitled(self, before: date | None = None) -> dict[Days, Entitled]:
        """What each sent period's own days pay, in order, and the days between as they would."""
        found: dict[Days, Entitled] = {}
        taken: dict[int, int] = defaultdict(int)
        for days in self._stretches(before):
            amount, by_year = self._capped(days, self.lines(days), taken)
            found[days] = Entitled(amount, by_year)
            for year, pence in by_year.items():
                taken[year] += pence
        return found

    def _stretches(self, before: date | None) -> Iterator[Days]:
        day = self.starts
        ends = before or max((it[1] for it in self.sent), default=day)
        for days in sorted(self.sent):
            if days[1] > ends:
                continue
            if day < days[0]:
                yield from _years((day, days[0]))
            yield days
            day = days[1]
        if day < ends:
            yield from _years((day, ends))

    def _capped(
        self, days: Days, lines: list[tuple[int, int]], taken: dict[int, int]
    ) -> tuple[int, dict[int, int]]:
        terms, last = self.terms(_last(days)), _year(_last(days))
        by_year: dict[int, int] = defaultdict(int)
        for year, pence in lines:
            by_year[year] += pence
        if set(by_year) <= {last}:
            key = _cap_key(days)
            if key in terms:
                by_year[last] = min(by_year[last], _pence(terms[key]) - taken[last])
        else:
            for part in _years(days):
                year, key = _year(part[0]), _cap_key(part)
                cap = self.terms(_last(part)).get(key)
                if cap is not None:
                    by_year[year] = min(by_year[year], max(0, _pence(cap) - taken[year]))
        amount = sum(by_year.values())
        if "cap" in terms:
            amount = min(amount, _pence(terms["cap"]) - sum(taken.values()))
        amount = max(0, amount)
        by_year[last] += amount - sum(by_year.values())
        return amount, dict(by_year)

    # Returns

    def claimed_for(self, days: Days, *, but: Days) -> int:
        """What all newest returns but one's claimed for a period's own days."""
        total = 0
        if days in self.sent:
            total += self.sent[days].amount - sum(self.sent[days].adjusts.values())
        return total + self.carried(days, but=but)

    def carried(self, days: Days, *, but: Days) -> int:
        """What newest returns of other periods claimed for a period."""
        return sum(
            each.adjusts.get(days, 0)
            for period, each in self.sent.items()
            if period not in {days, but}
        )

    def claim(self, days: Days) -> Claimed:
        """What the next return of a period claims."""
        lines = self.lines(days)
        taken: dict[int, int] = defaultdict(int)
        adjusts: dict[Days, int] = {}
        for earlier, entitled in self.entitled(days[0]).items():
            for year, pence in entitled.by_year.items():
                taken[year] += pence
            if earlier not in self.sent:
                continue
            owed = entitled.amount - self.claimed_for(earlier, but=days)
            taken[_year(_last(earlier))] -= owed
            if owed:
                adjusts[earlier] = owed
                lines.append((_year(_last(earlier)), owed))
        for later in self.sent:
            if later[0] >= days[1]:
                taken[_year(_last(later))] += self.claimed_for(later, but=days)
        carried = self.carried(days, but=days)
        taken[_year(_last(days))] += carried
        if carried:
            lines.append((_year(_last(days)), -carried))
        amount, _ = self._capped(days, lines, taken)
        return Claimed(amount, adjusts)


def _half_up(over: int, by: int) -> int:
    return (2 * over + by) // (2 * by)


def _pence(text: str) -> int:
    pounds, _, pence = text.partition(".")
    return int(pounds) * 100 + int((pence + "00")[:2])


def _last(days: Days) -> date:
    return days[1] - timedelta(days=1)


def _year(on: date) -> int:
    return on.year if on.month > 3 else on.year - 1


def _years(days: Days) -> Iterator[Days]:
    began = days[0]
    while began < days[1]:
        ends = min(days[1], date(_year(began) + 1, 4, 1))
        yield began, ends
        began = ends


def _cap_key(days: Days) -> str:
    year = _year(_last(days))
    return f"cap {year}-{(year + 1) % 100:02}"

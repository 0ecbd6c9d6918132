"""Overlap, exclusions and the claim bridge (domain.md, counting rules 4 and 6)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from tests.oracle.read import Record, Stay, Visit
from tests.oracle.terms import inside_agreement, listed, minimum_minutes

EXCLUSIONS = (
    "partner",
    "other_funding",
    "outside_agreement",
    "unlisted",
    "not_uniformed",
    "incomplete",
    "under_minimum",
)
STEPS = ("total", "overlap", *EXCLUSIONS, "claimable")


@dataclass(frozen=True)
class Line:
    """One (visit, member): minutes present, those counted already elsewhere, the exclusion."""

    visit: Visit
    stay: Stay
    gross: int
    overlap: int
    exclusion: str | None

    @property
    def net(self) -> int:
        """Minutes counted for this visit."""
        return self.gross - self.overlap

    @property
    def step(self) -> str:
        """The step of the bridge in which the net minutes stand."""
        return self.exclusion or "claimable"


def own_stays(visit: Visit) -> list[Stay]:
    """The members our grant pays."""
    return [stay for stay in visit.stays if stay.person.own]


def counts(visit: Visit) -> bool:
    """*Visit counted*: finished sheet, not void, In and Out, at least one own-staff member."""
    return visit.kept and visit.end is not None and bool(own_stays(visit))


def patrol_minutes(visit: Visit) -> int:
    """Earliest Joined to latest Left of the own-staff members; 0 where there is none."""
    joined = [stay.joined for stay in own_stays(visit)]
    left = [stay.left for stay in own_stays(visit) if stay.left is not None]
    return max(left) - min(joined) if left else 0


def bridge_lines(record: Record, agreement: str) -> list[Line]:
    """Every (visit, member) of the council, in the order joined, with its exclusion.

    Rule 4, "Any visit that counts covers", is read as any visit that rule 5 lets count: neither
    void nor on an unfinished sheet. The worked example confirms that visits and members of every
    exclusion cover (a contractor's and other funding's too), that visits without an own-staff
    member and those outside the period do, and that unfinished sheets do not. It leaves open
    whether a visit without Out covers where a member has Left (here it does: rule 4 speaks of
    members without Left), and whether ties and void visits are as written (here they are).
    """
    present: dict[str, set[int]] = defaultdict(set)
    pairs = [
        (visit, stay) for visit in record.visits.values() if visit.kept for stay in visit.stays
    ]
    lines = []
    for visit, stay in sorted(pairs, key=lambda pair: (pair[1].joined, pair[0].key)):
        before = present[stay.person.code]
        overlap = len(stay.minutes & before)
        before |= stay.minutes
        exclusion = _exclusion(record, agreement, visit, stay)
        lines.append(Line(visit, stay, len(stay.minutes), overlap, exclusion))
    return lines


def _exclusion(record: Record, agreement: str, visit: Visit, stay: Stay) -> str | None:
    minimum = minimum_minutes(record, agreement, visit.on)
    applies = {
        "partner": not stay.person.own,
        "other_funding": record.funding.get(stay.funding or "") != agreement,
        "outside_agreement": not inside_agreement(record, agreement, visit.on),
        "unlisted": not listed(record, agreement, visit.hotspot, visit.on),
        "not_uniformed": not visit.uniformed,
        "incomplete": visit.end is None,
        "under_minimum": minimum is not None and patrol_minutes(visit) < minimum,
    }
    return next((exclusion for exclusion in EXCLUSIONS if applies[exclusion]), None)


def in_period(lines: list[Line], first: date, last: date) -> list[Line]:
    """The lines of visits that started in the period, both days included."""
    return [line for line in lines if first <= line.visit.on <= last]


def bridge(lines: list[Line]) -> dict[str, int]:
    """Step -> minutes: total, overlap, each exclusion, claimable."""
    minutes = dict.fromkeys(STEPS, 0)
    for line in lines:
        minutes["total"] += line.gross
        minutes["overlap"] += line.overlap
        minutes[line.step] += line.net
    return minutes


def affected(lines: list[Line]) -> dict[str, int]:
    """Step -> distinct visits with at least one (visit, member) in it, even of 0 net minutes."""
    visits: dict[str, set[tuple[str, int]]] = {step: set() for step in STEPS}
    for line in lines:
        visits["total"].add(line.visit.key)
        visits[line.step].add(line.visit.key)
        if line.overlap:
            visits["overlap"].add(line.visit.key)
    return {step: len(keys) for step, keys in visits.items()}

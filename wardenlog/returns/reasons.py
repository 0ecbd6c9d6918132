"""Why a figure of a sent return differs now: the records changed since, without names of people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from wardenlog import clock
from wardenlog.catalogue.measures import load_measures
from wardenlog.counting.changed import (
    ChangedRecord,
    Content,
    changed_lists,
    changed_since,
    changed_variations,
    states,
)
from wardenlog.counting.scope import Period, Session
from wardenlog.counting.sent import SentReturn
from wardenlog.returns.difference import Source

Place = tuple[str, str | None]
"""A month and a hotspot's code, None for what is not of a hotspot."""

MOST_TOLD: Final = 4
"""How many records a reason names before it only counts them."""

NEW_RULES: Final = "The rules by which figures are worked out have changed."

OTHER_RETURNS: Final = "No record of this period; what returns of other periods claimed changed."

_NEWEST: Final = """
SELECT id, at FROM revision WHERE aggregate_id = ? ORDER BY seq DESC LIMIT 1
"""

_NAMES: Final = {
    "hotspot": "Hotspot {code}",
    "person": "A person’s employer or staff group",
    "organisation": "Whether an organisation’s staff are ours",
    "funding_source": "Funding {code}",
    "line_month": "Spending on line {line} in {month}",
    "intelligence": "An intelligence count",
    "supplied_incidents": "The police-supplied counts",
    "agreement": "The agreement",
}


_LISTS: Final = {"listings": "the list of hotspots", "plan_rules": "the plan rules"}


@dataclass(frozen=True, slots=True)
class _Cause:
    source: Source
    places: frozenset[Place] | None
    """Where it tells, None for anywhere."""


class Reasons:
    """The records of a sent return's period that were changed since, by where they tell."""

    def __init__(self, session: Session, agreement_id: str, sent: SentReturn) -> None:
        """Read what changed; the session stays as it is."""
        self._codes = dict(session.rows("SELECT id, code FROM hotspot"))
        self._same_rules = sent.rules_version == load_measures().rules_version
        found = changed_since(session, agreement_id, sent.period, sent.seq)
        self._causes = [cause for it in found for cause in self._of(session, it, sent)]

    def behind(self, month: str | None, hotspot: str | None) -> list[Source]:
        """Return the changed records behind a figure of a month and hotspot, each None for all.

        Where none of that place changed, what changed near it: time that two sheets share is
        counted once, so a sheet tells beyond its own hotspots.
        """
        exact = [it.source for it in self._causes if _tells(it.places, month, hotspot)]
        wider = [it.source for it in self._causes if it.places and _tells(it.places, month, None)]
        everywhere = [it.source for it in self._causes if it.places is None]
        return exact + everywhere or wider or [it.source for it in self._causes]

    def words(self, sources: Sequence[Source]) -> str:
        """Return what happened in a sentence, as “Sheet 0412 added on 3 July 2025” and a stop."""
        told = list(dict.fromkeys(each.words for each in sources))
        if not told:
            return OTHER_RETURNS if self._same_rules else NEW_RULES
        words = "; ".join([told[0], *(each[:1].lower() + each[1:] for each in told[1:MOST_TOLD])])
        more = len(told) - MOST_TOLD
        return f"{words}; and {more} more." if more > 0 else f"{words}."

    def _of(self, session: Session, changed: ChangedRecord, sent: SentReturn) -> Iterator[_Cause]:
        before, now = states(session, changed, sent.seq)
        ((revision, at),) = session.rows(_NEWEST, (changed.id,))
        day = clock.date_text(clock.local_date(clock.from_utc_text(at)))
        if changed.kind == "shift":
            for visit, words, places in _sheet(before, now):
                within = frozenset(
                    (month, self._codes.get(spot) if spot else None) for month, spot in places
                )
                told = f"{words[0]} on {day}{words[1]}"
                source = Source("shift", changed.id, visit, revision, told)
                if any(_in_period(month, sent.period) for month, _ in within):
                    yield _Cause(source, within)
            return
        said = f"{_other(changed.kind, before, now, sent.period)} on {day}"
        yield _Cause(Source(changed.kind, changed.id, None, revision, said), None)


def _tells(places: frozenset[Place] | None, month: str | None, hotspot: str | None) -> bool:
    """Return whether a sheet that tells at these places is behind a figure of this one."""
    return places is not None and any(
        month in {None, here} and hotspot in {None, spot} for here, spot in places
    )


def _in_period(month: str, period: Period) -> bool:
    return clock.month_text(period.from_on) <= month <= clock.month_text(period.last_on)


# Sheets

Told = tuple[int | None, tuple[str, str], set[tuple[str, str | None]]]
"""Visit, words before and after the date, and the months and hotspot ids where it tells."""


def _sheet(before: Content | None, now: Content | None) -> Iterator[Told]:
    """Yield what happened to a sheet, by visit where that says more."""
    old, new = (it if _counts(it) else None for it in (before, now))
    name = (now or before or {}).get("sheet", "?")
    if old is None and new is None:
        return
    if old is None or new is None:
        whole = new or old or {}
        yield None, _whole(name, before, now), _places(whole)
        return
    seen = {it["number"]: it for it in old.get("visits", ())}
    yielded = False
    for visit in new.get("visits", ()):
        earlier = seen.pop(visit["number"], None)
        if visit != earlier:
            yielded = True
            places = _visit_places(visit) | (_visit_places(earlier) if earlier else set())
            yield visit["number"], _visit(name, earlier, visit), places
    for number, visit in seen.items():
        yielded = True
        yield number, (f"Visit {number} of sheet {name} taken out", ""), _visit_places(visit)
    rest = [{k: v for k, v in it.items() if k != "visits"} for it in (old, new)]
    if rest[0] != rest[1]:
        yield None, (f"Sheet {name} changed", ""), _places(old) | _places(new)
    elif not yielded:
        yield None, (f"Sheet {name} changed", ""), _places(new)


def _counts(content: Content | None) -> bool:
    return bool(content and content.get("finished") and not content.get("void_reason"))


def _whole(name: str, before: Content | None, now: Content | None) -> tuple[str, str]:
    """Return how a sheet came to count, or no longer to count."""
    if now is None:
        return f"Sheet {name} taken out", ""
    if now.get("void_reason"):
        return f"Sheet {name} voided", f": {now['void_reason']}"
    if not now.get("finished"):
        return f"Sheet {name} marked unfinished", ""
    if before is None:
        return f"Sheet {name} added", ""
    return f"Sheet {name} {'restored' if before.get('void_reason') else 'finished'}", ""


def _visit(name: str, earlier: Content | None, visit: Content) -> tuple[str, str]:
    label = f"Visit {visit['number']} of sheet {name}"
    if earlier is None:
        return f"{label} added", ""
    if visit.get("void_reason") and not earlier.get("void_reason"):
        return f"{label} voided", f": {visit['void_reason']}"
    if earlier.get("void_reason") and not visit.get("void_reason"):
        return f"{label} restored", ""
    return f"{label} changed", ""


def _places(sheet: Content) -> set[tuple[str, str | None]]:
    found: set[tuple[str, str | None]] = {(sheet["day"][:7], None)}
    for visit in sheet.get("visits", ()):
        found |= _visit_places(visit)
    return found


def _visit_places(visit: Content) -> set[tuple[str, str | None]]:
    began = datetime.fromisoformat(visit["in_at"])
    month = clock.month_text(clock.local_date(began))
    return {(month, visit["hotspot_id"]), (month, None)}


# Other records


def _other(kind: str, before: Content | None, now: Content | None, period: Period) -> str:
    """Return what happened to a record that is no sheet."""
    named = _NAMES.get(kind, kind.replace("_", " ").capitalize())
    name = named.format_map({"code": "", "line": "", "month": "", **(now or before or {})})
    if before is None or now is None:
        return f"{name} {'added' if before is None else 'taken out'}"
    if kind == "agreement":
        return _agreement(before, now, period)
    return f"{name} {'voided' if now.get('void_reason') else 'changed'}"


def _agreement(before: Content, now: Content, period: Period) -> str:
    """Return which variations or lists of an agreement changed."""
    old, new = ({it["number"]: it for it in each.get("variations", ())} for each in (before, now))
    told = []
    for variation in changed_variations(before, now, period):
        earlier = old.get(variation["number"])
        starts = clock.date_text(date.fromisoformat(variation["effective_from"]))
        signed = variation["status"] == "signed" and (earlier or {}).get("status") != "signed"
        done = "signed" if signed else "added" if earlier is None else "changed"
        if variation["number"] not in new:
            done = "taken out"
        told.append(f"variation {variation['number']}, effective from {starts}, {done}")
    told += [f"{_LISTS[name]} changed" for name in changed_lists(before, now, period)]
    words = "; ".join(told) or "the agreement changed"
    return words[:1].upper() + words[1:]

"""Says in words what an import would take out of a record: parts that the file no longer has."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from wardenlog.model import (
    Aggregate,
    Authorisation,
    BudgetChange,
    BudgetLine,
    Expenditure,
    Incident,
    Listing,
    OtherTime,
    PartnerPresence,
    PlanRule,
    Post,
    PostHolding,
    PowerUse,
    Referral,
    Seizure,
    ShiftMember,
    SuppliedCount,
    Tally,
    Term,
    Underspend,
    Variation,
    Visit,
    VisitMember,
)
from wardenlog.model.base import Part

MOST_NAMES: Final = 10
"""Parts named in one sentence; a longer list ends by saying how many more there are."""

_SUBJECTS: Final = {"shift": "Sheet", "agreement": "Agreement", "person": "Person"}

Names = Callable[[str], str]
"""Returns the code of an id."""


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of part: what one and several are called, and the fields that say which it is."""

    one: str
    several: str
    fields: tuple[str, ...]


SORTS: Final[dict[type[Part], Sort]] = {
    ShiftMember: Sort("member", "members", ("person_id",)),
    Visit: Sort("visit", "visits", ("number",)),
    VisitMember: Sort("member", "members", ("person_id",)),
    PartnerPresence: Sort("partner", "partners", ("partner_kind",)),
    Tally: Sort("tally", "tallies", ("visit", "measure")),
    Incident: Sort("incident", "incidents", ("visit", "incident_type")),
    PowerUse: Sort("power", "powers", ("visit", "stage")),
    Referral: Sort("referral", "referrals", ("visit", "pathway")),
    Seizure: Sort("seizure", "seizures", ("visit", "seizure_kind")),
    OtherTime: Sort("other time", "other times", ("person_id", "time_kind")),
    Authorisation: Sort("authorisation", "authorisations", ("family",)),
    Variation: Sort("variation", "variations", ("number",)),
    Term: Sort("term", "terms", ("item", "key")),
    BudgetChange: Sort("budget change", "budget changes", ("line",)),
    Listing: Sort("listing", "listings", ("hotspot_id",)),
    PlanRule: Sort("plan rule", "plan rules", ("hotspot_id",)),
    Post: Sort("post", "posts", ("reference",)),
    PostHolding: Sort("holder", "holders", ("person_id",)),
    BudgetLine: Sort("budget line", "budget lines", ("reference",)),
    Underspend: Sort("year’s underspend", "years’ underspends", ("year",)),
    Expenditure: Sort("expenditure", "expenditures", ("spent_on", "ledger_reference")),
    SuppliedCount: Sort("count", "counts", ("hotspot_id", "month", "category")),
}
"""Every sort of part that a file may name; another part with the same fields is it, changed."""


@dataclass(frozen=True, slots=True)
class Removal:
    """Parts of one sort that a record loses, such as `2 visits` and `1, 2`."""

    what: str
    names: str

    def __str__(self) -> str:
        """Write it as a detail of the record's change: `2 visits removed: 1, 2`."""
        return f"{self.what} removed: {self.names}"


def removals(before: Part, now: Part, names: Names) -> list[Removal]:
    """Return what a record loses, sort by sort, also within the parts that it keeps."""
    return list(_removals("", before, now, names))


def sentence(aggregate: Aggregate, title: str, label: str, removal: Removal) -> str:
    """Return the sentence of a preview: `Sheet S3: 2 visits would be removed: 1, 2`."""
    subject = _SUBJECTS.get(aggregate.kind, title)
    return f"{subject} {label}: {removal.what} would be removed: {removal.names}"


def identity(part: Part) -> tuple[Any, ...]:
    """Return what says which part it is among those of its sort."""
    return tuple(getattr(part, field) for field in SORTS[type(part)].fields)


def _removals(of: str, before: Part, now: Part, names: Names) -> Iterator[Removal]:
    for field in type(now).model_fields:
        old, new = getattr(before, field), getattr(now, field)
        if old == new or not isinstance(old, tuple) or not old or type(old[0]) not in SORTS:
            continue
        sort = SORTS[type(old[0])]
        gone = list((Counter(map(identity, old)) - Counter(map(identity, new))).elements())
        if gone:
            noun = sort.one if len(gone) == 1 else sort.several
            shown = [_named(sort.fields, each, names) for each in gone]
            yield Removal(f"{len(gone)} {noun}{of}", _listed(shown))
        kept = {identity(part): part for part in new}
        if len(kept) == len(new):
            for part in old:
                other = kept.get(identity(part))
                if other is not None and other != part:
                    which = _named(sort.fields, identity(part), names)
                    yield from _removals(f" of {sort.one} {which}", part, other, names)


def _named(fields: Iterable[str], values: Iterable[Any], names: Names) -> str:
    words = []
    for field, value in zip(fields, values, strict=True):
        if field.endswith("_id") and value:
            words.append(names(value))
        elif field == "visit" and value is not None:
            words.append(f"visit {value}")
        elif isinstance(value, date):
            words.append(value.isoformat())
        elif value not in {None, ""}:
            words.append(str(value))
    return " ".join(words)


def _listed(names: list[str]) -> str:
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")

"""What the fields of a shift sheet are chosen from, read together at one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wardenlog.model.vocabulary import USUAL_INCIDENT_TYPES
from wardenlog.services.short_codes import short_codes
from wardenlog.store import Store
from wardenlog.store.lists import choices as lists
from wardenlog.store.lists.choices import Named

__all__ = ["Choices", "Named", "council_name", "load_choices"]


@dataclass(frozen=True, slots=True)
class Choices:
    """People, places, funding and orders, and the words that recent sheets use.

    `incident_types` gives the category of each, and `usual_incident_types` that of those which no
    recent sheet has: a word means one of them only where it means none of the former. `powers` are
    codes, the most used first; `written` has the words of each column of a sheet's details by its
    table and name.
    """

    people: tuple[Named, ...] = ()
    hotspots: tuple[Named, ...] = ()
    funding: tuple[Named, ...] = ()
    teams: tuple[str, ...] = ()
    incident_types: tuple[tuple[str, str], ...] = ()
    usual_incident_types: tuple[tuple[str, str], ...] = ()
    pspos: tuple[Named, ...] = ()
    powers: tuple[str, ...] = ()
    written: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    short_codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def short(self, kind: str) -> Mapping[str, str]:
        """Return the ids of a kind of record by the short codes that were confirmed for them."""
        return self.short_codes.get(kind, {})


def load_choices(store: Store) -> Choices:
    """Read every choice; teams, types, powers and words are those that recent sheets use."""
    with store.read() as session:
        incident_types = tuple(lists.recent_incident_types(session))
        return Choices(
            people=tuple(lists.people(session)),
            hotspots=tuple(lists.hotspots(session)),
            funding=tuple(lists.funding_sources(session)),
            teams=tuple(lists.recent_teams(session)),
            incident_types=incident_types,
            usual_incident_types=_usual_beside(incident_types),
            pspos=tuple(lists.pspos(session)),
            powers=tuple(lists.recent_powers(session)),
            written=lists.recent_words(session),
            short_codes=short_codes(session),
        )


def _usual_beside(known: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    names = {name.casefold() for name, _ in known}
    return tuple(
        (name, category.value)
        for name, category in USUAL_INCIDENT_TYPES
        if name.casefold() not in names
    )


def council_name(store: Store) -> str | None:
    """Return the name of the council whose record this is, or None where it is not recorded."""
    with store.read() as session:
        return lists.council_name(session)

"""What the fields of a shift sheet are chosen from, read together at one moment."""

from dataclasses import dataclass

from wardenlog.store import Store
from wardenlog.store.lists import choices as lists
from wardenlog.store.lists.choices import Named

__all__ = ["Choices", "Named", "council_name", "load_choices"]


@dataclass(frozen=True, slots=True)
class Choices:
    """People, hotspots, funding sources, teams, and the category of each known incident type."""

    people: tuple[Named, ...] = ()
    hotspots: tuple[Named, ...] = ()
    funding: tuple[Named, ...] = ()
    teams: tuple[str, ...] = ()
    incident_types: tuple[tuple[str, str], ...] = ()


def load_choices(store: Store) -> Choices:
    """Read every choice; teams and incident types are those that recent sheets use."""
    with store.read() as session:
        return Choices(
            people=tuple(lists.people(session)),
            hotspots=tuple(lists.hotspots(session)),
            funding=tuple(lists.funding_sources(session)),
            teams=tuple(lists.recent_teams(session)),
            incident_types=tuple(lists.recent_incident_types(session)),
        )


def council_name(store: Store) -> str | None:
    """Return the name of the council whose record this is, or None where it is not recorded."""
    with store.read() as session:
        return lists.council_name(session)

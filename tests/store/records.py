"""A small council made of records, and what a store holds, for the store's tests."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from wardenlog.model import (
    Hotspot,
    Incident,
    Organisation,
    Person,
    PowerUse,
    Shift,
    ShiftMember,
    Tally,
    Visit,
    VisitMember,
    new_id,
)
from wardenlog.model.vocabulary import IncidentCategory, Use
from wardenlog.store import Store
from wardenlog.store.connection import connect
from wardenlog.store.schema import DERIVED_TABLES

FIRST_EVENING = datetime(2025, 4, 1, 18, tzinfo=UTC)


@dataclass(frozen=True)
class Town:
    """Who and what every sheet refers to."""

    council: Organisation
    people: tuple[Person, ...]
    hotspots: tuple[Hotspot, ...]

    def record(self, store: Store) -> None:
        with store.write("Sam") as session:
            for aggregate in (self.council, *self.people, *self.hotspots):
                session.save(aggregate)

    def sheet(self, number: int, *, visits: int = 6) -> Shift:
        """A finished sheet of two people, with visits and what was written down on them."""
        start = FIRST_EVENING + timedelta(days=number)
        return Shift(
            id=new_id(),
            sheet=f"S-{number}",
            day=start.date(),
            start_at=start,
            end_at=start + timedelta(hours=6),
            finished=True,
            members=tuple(ShiftMember(person_id=it.id) for it in self.people),
            visits=tuple(self._visit(start, position) for position in range(visits)),
            tallies=tuple(
                Tally(measure="engagement", number=4, visit=position + 1)
                for position in range(visits)
            ),
            incidents=(Incident(category=IncidentCategory.NUISANCE, incident_type="noise"),),
            powers=(
                PowerUse(
                    id=new_id(),
                    power="CPW",
                    stage="warning",
                    use=Use.OWN,
                    person_id=self.people[0].id,
                ),
            ),
        )

    def _visit(self, start: datetime, position: int) -> Visit:
        came = start + timedelta(minutes=40 * position + 5)
        return Visit(
            id=new_id(),
            number=position + 1,
            hotspot_id=self.hotspots[position % len(self.hotspots)].id,
            in_at=came,
            out_at=came + timedelta(minutes=20),
            members=tuple(VisitMember(person_id=it.id) for it in self.people),
        )


def make_town() -> Town:
    council = Organisation(id=new_id(), code="C", name="Exampleton Council", own=True)
    return Town(
        council,
        tuple(
            Person(id=new_id(), code=f"W{n}", name=f"Warden {n}", organisation_id=council.id)
            for n in range(2)
        ),
        tuple(Hotspot(id=new_id(), code=f"H{n}", name=f"Place {n}") for n in range(3)),
    )


def tables(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every derived table's rows, in no particular order of theirs."""
    with store.read() as session:
        return {
            table: sorted(session.rows(f'SELECT * FROM "{table}"'), key=repr)
            for table in DERIVED_TABLES
        }


def whole_log(store: Store) -> list[tuple[Any, ...]]:
    with store.read() as session:
        return session.rows("SELECT * FROM revision ORDER BY seq")


def tamper(path: Path, *statements: str) -> None:
    """Change a closed file as somebody with a database tool would."""
    connection = connect(path)
    try:
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            connection.execute(statement)
    finally:
        connection.close()

"""The demo's organisations, people, crews and funding sources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from wardenlog.model import Authorisation, Council, FundingSource, Organisation, Person
from wardenlog.model.vocabulary import AuthorisationBasis, OrganisationKind
from wardenlog.services.demo.scale import material
from wardenlog.services.demo.world import World

_DAY = timedelta(days=1)
_COUNCIL = "TDC"


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who can be put on a shift; `families` are the powers they were authorised for."""

    id: str
    families: frozenset[str]
    from_on: date
    to_on: date | None = None

    def active_on(self, day: date) -> bool:
        """Say whether they were in post."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


Team = tuple[Worker, ...]


def teams(world: World) -> tuple[Team, ...]:
    """Return the crews that patrol under the agreement."""
    people = material("council")["person"]
    count = 1 + max(raw.get("team", 0) for raw in people)
    return tuple(
        tuple(_worker(world, raw) for raw in people if raw.get("team") == team)
        for team in range(count)
    )


def marshals(world: World) -> Team:
    """Return the street marshals, who are not our own people."""
    people = material("council")["person"]
    return tuple(_worker(world, raw) for raw in people if raw["role"] == "marshal")


def earlier_teams(world: World) -> tuple[Team, ...]:
    """Return the crews of the years before the agreement; none where the demo has none."""
    if world.scale.earlier_from is None:
        return ()
    data = material("council")["earlier"]
    end = world.scale.agreement_from - _DAY
    return tuple(
        tuple(
            Worker(
                world.id("person", _earlier_code(team * data["team_size"] + position)),
                frozenset(),
                world.scale.earlier_from,
                end,
            )
            for position in range(data["team_size"])
        )
        for team in range(data["teams"])
    )


def council(world: World) -> Council:
    """Return the council's own particulars."""
    return Council(id=world.id("council", _COUNCIL), **material("council")["council"])


def organisations(world: World) -> Iterator[Organisation]:
    """Give the council and everybody it deals with."""
    for raw in material("council")["organisation"]:
        yield Organisation(
            id=world.id("organisation", raw["code"]),
            code=raw["code"],
            name=raw["name"],
            organisation_kind=OrganisationKind(raw["kind"]),
            own=raw["own"],
        )


def persons(world: World) -> Iterator[Person]:
    """Give everybody who goes on shift, with their authorisations."""
    data = material("council")
    for raw in data["person"]:
        role = data["role"][raw["role"]]
        yield Person(
            id=world.id("person", raw["code"]),
            code=raw["code"],
            name=raw["name"],
            organisation_id=world.id("organisation", role["organisation"]),
            staff_group=role["staff_group"],
            active_from=raw.get("from", world.scale.agreement_from),
            active_to=raw.get("to"),
            authorisations=tuple(_authorisations(world, raw)),
        )
    number = 0
    for team in earlier_teams(world):
        for worker in team:
            yield Person(
                id=worker.id,
                code=_earlier_code(number),
                name=f"{data['earlier']['name']} {number + 1}",
                organisation_id=world.id("organisation", _COUNCIL),
                staff_group=data["earlier"]["staff_group"],
                active_from=worker.from_on,
                active_to=worker.to_on,
            )
            number += 1


def funding_sources(world: World) -> Iterator[FundingSource]:
    """Give the grant and what else pays for people's time."""
    for raw in material("council")["funding"]:
        yield FundingSource(
            id=world.id("funding_source", raw["code"]),
            code=raw["code"],
            agreement_id=world.agreement_id if raw.get("agreement") else None,
            label=raw["label"],
        )


def _worker(world: World, raw: Mapping[str, Any]) -> Worker:
    return Worker(
        world.id("person", raw["code"]),
        frozenset(material("council")["authorised"][raw["role"]]),
        raw.get("from", world.scale.agreement_from),
        raw.get("to"),
    )


def _authorisations(world: World, raw: Mapping[str, Any]) -> Iterator[Authorisation]:
    """Give a person's authorisations, each made twice: at first, and when it was renewed."""
    data = material("council")
    renewed: date = data["authorisation"]["renewed"]
    start: date = raw.get("from", world.scale.agreement_from)
    for family, basis in data["authorised"][raw["role"]].items():
        given = {"family": family, "basis": AuthorisationBasis(basis)}
        if start < renewed:
            yield Authorisation(**given, from_on=start, to_on=renewed - _DAY)
        yield Authorisation(
            **given,
            from_on=max(start, renewed),
            to_on=raw.get("renewal_to", data["authorisation"]["to"]),
        )


def _earlier_code(number: int) -> str:
    return f"F{number + 1:02}"

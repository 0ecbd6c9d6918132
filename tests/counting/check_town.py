"""A small council in which every check is quiet, for tests to put one thing wrong in."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from wardenlog import clock
from wardenlog.catalogue.measures import load_measures
from wardenlog.clock import WallTime
from wardenlog.counting.checks import Finding, findings
from wardenlog.counting.scope import Period
from wardenlog.model import (
    Aggregate,
    Agreement,
    Authorisation,
    Council,
    FundingSource,
    Hotspot,
    Listing,
    Organisation,
    Person,
    PowerUse,
    Pspo,
    Shift,
    ShiftMember,
    Term,
    Variation,
    Visit,
    VisitMember,
    new_id,
)
from wardenlog.model.vocabulary import AuthorisationBasis, TermItem, Use, VariationStatus
from wardenlog.store import ReadSession, Store

TUESDAY = date(2025, 5, 6)
NOW = datetime(2025, 5, 20, 9, tzinfo=UTC)
_CODES = ("council", "OURS", "POLICE", "W1", "W2", "X1", "H1", "H2", "GA-1", "GRANT", "BAU", "TOWN")
IDS = {code: new_id() for code in (*_CODES, "S1", "S2", "S3")}


def at(wall: str, day: date = TUESDAY) -> datetime:
    """The instant of a wall time on a day, the sheet's unless stated."""
    return clock.at_wall(day, WallTime.parse(wall))


def visit(
    number: int = 1,
    hotspot: str = "H1",
    came: str = "15:20",
    left: str | None = "15:50",
    **more: Any,
) -> Visit:
    """A visit of Tuesday; the whole crew attends unless members are given."""
    return Visit(
        id=new_id(),
        number=number,
        hotspot_id=IDS[hotspot],
        in_at=at(came),
        out_at=None if left is None else at(left),
        **more,
    )


def on_visit(
    person: str, joined: str | None = None, left: str | None = None, **more: Any
) -> VisitMember:
    return VisitMember(
        person_id=IDS[person],
        joined_at=None if joined is None else at(joined),
        left_at=None if left is None else at(left),
        **more,
    )


def crew(*people: str, funding: str | None = "GRANT") -> tuple[ShiftMember, ...]:
    return tuple(
        ShiftMember(person_id=IDS[each], funding_id=IDS[funding] if funding else None)
        for each in people
    )


def sheet(*visits: Visit, code: str = "S1", **more: Any) -> Shift:
    """A finished sheet of 15:00 to 23:00 with both wardens; its visits those given."""
    given: dict[str, Any] = {
        "id": IDS[code],
        "sheet": code,
        "day": TUESDAY,
        "start_at": at("15:00"),
        "end_at": at("23:00"),
        "break_minutes": 30,
        "finished": True,
        "members": crew("W1", "W2"),
        "visits": visits,
    }
    return Shift(**{**given, **more})


def use(power: str, stage: str, **more: Any) -> PowerUse:
    """An own use on visit 1 by W1."""
    given: dict[str, Any] = {
        "id": new_id(),
        "visit": 1,
        "power": power,
        "stage": stage,
        "use": Use.OWN,
        "person_id": IDS["W1"],
    }
    return PowerUse(**{**given, **more})


def using(*uses: PowerUse, code: str = "S1") -> Shift:
    """A sheet with one visit and what was used on it."""
    return sheet(visit(), code=code, powers=uses)


def person(code: str, organisation: str = "OURS", **more: Any) -> Person:
    return Person(
        id=IDS[code], code=code, name=f"Name {code}", organisation_id=IDS[organisation], **more
    )


def authorised(*families: str, **more: Any) -> tuple[Authorisation, ...]:
    return tuple(
        Authorisation(family=each, basis=AuthorisationBasis.DELEGATED, **more) for each in families
    )


def terms(**items: str) -> tuple[Term, ...]:
    return tuple(Term(item=TermItem(item), value=value) for item, value in items.items())


GOOD_TERMS = {
    "period_end": "2026-03-31",
    "payment_basis": "hours_rate",
    "hourly_rate": "31.50",
    "hours_counted": "person",
    "minimum_minutes": "10",
}


def variation(number: int = 0, **more: Any) -> Variation:
    given: dict[str, Any] = {
        "number": number,
        "effective_from": date(2025, 4, 1),
        "status": VariationStatus.SIGNED,
        "signed_on": date(2025, 3, 20),
        "terms": terms(**GOOD_TERMS),
    }
    return Variation(**{**given, **more})


def listing(hotspot: str, first: date = date(2025, 4, 1), last: date | None = None) -> Listing:
    return Listing(hotspot_id=IDS[hotspot], from_on=first, to_on=last)


def agreement(**more: Any) -> Agreement:
    given: dict[str, Any] = {
        "id": IDS["GA-1"],
        "reference": "GA-1",
        "funder_id": IDS["OURS"],
        "start_on": date(2025, 4, 1),
        "variations": (variation(),),
        "listings": (listing("H1"), listing("H2")),
    }
    return Agreement(**{**given, **more})


def council() -> list[Aggregate]:
    """Every record of a council in which nothing is wrong."""
    return [
        Council(id=IDS["council"], name="Exampleton", ons_code="E06000999"),
        Organisation(id=IDS["OURS"], code="OURS", name="Exampleton", own=True),
        Organisation(id=IDS["POLICE"], code="POLICE", name="Police"),
        person("W1", authorisations=authorised("CPN", "PSPO", "FPN-LIT")),
        person("W2"),
        person("X1", "POLICE"),
        Hotspot(id=IDS["H1"], code="H1", name="Norton Centre"),
        Hotspot(id=IDS["H2"], code="H2", name="High Street"),
        agreement(),
        FundingSource(id=IDS["GRANT"], code="GRANT", agreement_id=IDS["GA-1"]),
        FundingSource(id=IDS["BAU"], code="BAU"),
        Pspo(
            id=IDS["TOWN"],
            code="TOWN",
            title="Town Centre",
            from_on=date(2024, 1, 1),
            to_on=date(2026, 12, 31),
        ),
        sheet(visit(), visit(2, "H2", "16:00", "16:30")),
    ]


class Town:
    """Stores of the council with some records changed or added."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stores = 0

    def store(self, *changed: Aggregate, without: tuple[type[Aggregate], ...] = ()) -> Store:
        """A new store; a changed record takes the place of the one with its id."""
        self._stores += 1
        records = {
            each.id: each for each in (*council(), *changed) if not isinstance(each, without)
        }
        made = Store.open(self._folder / f"{self._stores}.sqlite3")
        with made.write("Sam") as session:
            for each in records.values():
                session.save(each)
        return made

    def findings(
        self,
        *changed: Aggregate,
        period: Period | None = None,
        agreement_id: str | None = None,
        prepare: Callable[[Store], None] = lambda store: None,
        without: tuple[type[Aggregate], ...] = (),
        now: datetime = NOW,
    ) -> list[Finding]:
        with self.store(*changed, without=without) as made:
            prepare(made)
            with clock.freeze(now), made.read() as session:
                return findings(session, period, agreement_id)

    def said(self, check: str, *changed: Aggregate, **more: Any) -> list[str]:
        """What one check says, without the remedy that its card adds."""
        return [
            each.sentence.removesuffix(f" {_remedy(check)}")
            for each in self.findings(*changed, **more)
            if each.check == check
        ]

    def one(self, check: str, *changed: Aggregate, **more: Any) -> str:
        """What a check says that must find exactly one thing."""
        (said,) = self.said(check, *changed, **more)
        return said


def _remedy(check: str) -> str:
    return load_measures().check(check).do


def reading(store: Store, job: Callable[[ReadSession], Any]) -> Any:
    """Do something in a read session on the council's own day."""
    with clock.freeze(NOW), store.read() as session:
        return job(session)

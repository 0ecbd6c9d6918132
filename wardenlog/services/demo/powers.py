"""The powers the demo's crews use or see used, with the chains and penalties that follow."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Final, NamedTuple

from wardenlog.model import PowerUse, Seizure
from wardenlog.model.vocabulary import AgeBand, PowerStatus, Subject, Use
from wardenlog.services.demo.chance import Ids, Weighted
from wardenlog.services.demo.people import Team
from wardenlog.services.demo.places import Order, Place
from wardenlog.services.demo.scale import LAST_DAY, material

_PER_VISIT: Final = 0.27
_NOTICE_FAMILY: Final = "CPN"
_ORDER_FAMILY: Final = "PSPO"
_SEVERAL: Final = 0.1


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a power may be used: a visit, its place and time, and who is there."""

    visit: int
    place: Place
    day: date
    at: datetime
    crew: Team
    police: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """One line of `work.toml`'s powers; the file says what each field means."""

    power: str
    stage: str
    pspo: bool = False
    police: bool = False
    case: bool = False
    family: str | None = None
    ages: tuple[AgeBand, ...] = ()
    amount: Decimal | None = None
    then: tuple[str, ...] = ()
    reference: str | None = None
    seizes: str | None = None


class _Case(NamedTuple):
    """A warning or notice that is still open."""

    stage: str
    reference: str
    behaviour: str
    due_on: date


class Enforcement:
    """Decides at each visit whether a power is used, and remembers which cases are open."""

    def __init__(self, rng: Random, ids: Ids, orders: tuple[Order, ...]) -> None:
        data = material("work")
        kinds = {_kind(raw): raw["weight"] for raw in data["power"]}
        self._rng = rng
        self._ids = ids
        self._orders = orders
        self._kinds = Weighted(kinds)
        self._plain = Weighted({kind: kinds[kind] for kind in kinds if _needs_nothing(kind)})
        self._behaviours = Weighted[str](data["behaviours"])
        self._chain: dict[str, Any] = data["chain"]
        self._penalty: dict[str, Any] = data["penalty"]
        self._cases: defaultdict[str, list[_Case]] = defaultdict(list)
        self._numbers: Counter[str] = Counter()

    def at_visit(self, scene: Scene) -> tuple[list[PowerUse], list[Seizure]]:
        """Return the powers used on a visit and what was handed over."""
        uses = list(self._next_of_case(scene))
        if self._rng.random() > _PER_VISIT:
            return uses, []
        kind = self._kinds.pick(self._rng)
        order = self._order(scene) if kind.pspo else None
        if not self._possible(kind, order, scene):
            kind, order = self._plain.pick(self._rng), None
        return uses + self._used(kind, scene, order), self._seized(kind, scene)

    def under_expired_order(self, scene: Scene) -> PowerUse:
        """Return advice given under an order that had ended by then."""
        ended = [x for x in self._orders if x.area == scene.place.area and x.to_on < scene.day]
        kind = Kind("PSPO", "PSPO.ADVICE", pspo=True, family=_ORDER_FAMILY, ages=(AgeBand.ADULT,))
        return self._used(kind, scene, max(ended, key=_end))[0]

    def _possible(self, kind: Kind, order: Order | None, scene: Scene) -> bool:
        return (
            (order is not None or not kind.pspo)
            and (scene.police or not kind.police)
            and (kind.family is None or _user(kind.family, scene) is not None)
        )

    def _order(self, scene: Scene) -> Order | None:
        for order in self._orders:
            if order.area == scene.place.area and order.from_on <= scene.day <= order.to_on:
                return order
        return None

    def _used(self, kind: Kind, scene: Scene, order: Order | None) -> list[PowerUse]:
        """Return a use and, where something follows at once, that too."""
        rng = self._rng
        age = rng.choice(kind.ages) if kind.ages else None
        behaviour = self._behaviours.pick(rng) if kind.ages else None
        reference = self._new_reference(kind.reference, scene.day) if kind.reference else None
        if kind.case and reference and behaviour:
            self._open_case(kind.stage, reference, behaviour, scene)
        status, status_on = self._outcome(scene.day) if kind.amount else (None, None)
        stages = [kind.stage, *([rng.choice(kind.then)] if kind.then else [])]
        several = kind.family is None and not kind.police and rng.random() < _SEVERAL
        count = rng.randint(2, 3) if several else 1
        return [
            PowerUse(
                id=self._ids.at(scene.at),
                visit=scene.visit,
                at=scene.at,
                power=kind.power,
                stage=stage,
                use=Use.ASSISTED if kind.police else Use.OWN,
                person_id=None if kind.police else _user(kind.family, scene),
                subject=Subject.PERSON if kind.ages else None,
                age_band=age,
                behaviour=behaviour,
                pspo_id=order.id if order else None,
                reference=reference,
                amount=kind.amount,
                count=count,
                status=status,
                status_on=status_on,
            )
            for stage in stages
        ]

    def _seized(self, kind: Kind, scene: Scene) -> list[Seizure]:
        if kind.seizes is None:
            return []
        quantity = self._rng.randint(1, 4)
        return [Seizure(visit=scene.visit, seizure_kind=kind.seizes, quantity=quantity)]

    def _outcome(self, day: date) -> tuple[PowerStatus, date | None]:
        """Return how a fixed penalty stands at the end of the demo, and since when."""
        chance = self._rng.random()
        for word, fate in self._penalty.items():
            chance -= fate["chance"]
            if chance < 0:
                since = day + timedelta(days=self._rng.randint(*fate["days"]))
                if since <= LAST_DAY:
                    return PowerStatus(word), since
                break
        return PowerStatus.ISSUED, None

    def _new_reference(self, prefix: str, day: date) -> str:
        series = f"{prefix}/{day:%y}"
        self._numbers[series] += 1
        return f"{series}/{self._numbers[series]:03}"

    # The chain of a warning: warning, notice, breach, penalty, all under one reference.

    def _open_case(self, stage: str, reference: str, behaviour: str, scene: Scene) -> None:
        due_on = scene.day + timedelta(days=self._rng.randint(*self._chain["days"]))
        self._cases[scene.place.code].append(_Case(stage, reference, behaviour, due_on))

    def _next_of_case(self, scene: Scene) -> Iterator[PowerUse]:
        cases = self._cases.get(scene.place.code)
        if not cases or cases[0].due_on > scene.day or _user(_NOTICE_FAMILY, scene) is None:
            return
        case = cases.pop(0)
        if case.stage == "CPW.ISSUED":
            if self._rng.random() < self._chain["notice"]:
                yield self._of_case(case, "CPN", "CPN.ISSUED", scene)
                self._open_case("CPN.ISSUED", case.reference, case.behaviour, scene)
            else:
                yield self._of_case(case, "CPW", "CPW.COMPLIED", scene)
        elif self._rng.random() < self._chain["breach"]:
            yield self._of_case(case, "CPN", "CPN.BREACH", scene)
            if self._rng.random() < self._chain["penalty"]:
                yield self._of_case(case, "CPN", "CPN.FPN", scene)
        else:
            yield self._of_case(case, "CPN", "CPN.COMPLIED", scene)

    def _of_case(self, case: _Case, power: str, stage: str, scene: Scene) -> PowerUse:
        fined = stage == "CPN.FPN"
        status, status_on = self._outcome(scene.day) if fined else (None, None)
        return PowerUse(
            id=self._ids.at(scene.at),
            visit=scene.visit,
            at=scene.at,
            power=power,
            stage=stage,
            use=Use.OWN,
            person_id=_user(_NOTICE_FAMILY, scene),
            subject=Subject.PERSON,
            age_band=AgeBand.ADULT,
            behaviour=case.behaviour,
            reference=case.reference,
            amount=Decimal(self._chain["amount"]) if fined else None,
            status=status,
            status_on=status_on,
        )


def _user(family: str | None, scene: Scene) -> str | None:
    """Return the first of the crew whom the power's family was entrusted to, ever."""
    for worker in scene.crew:
        if family is None or family in worker.families:
            return worker.id
    return None


def _kind(raw: dict[str, Any]) -> Kind:
    given = {key: value for key, value in raw.items() if key != "weight"}
    given["ages"] = tuple(AgeBand(age) for age in raw.get("ages", ()))
    given["then"] = tuple(raw.get("then", ()))
    given["amount"] = Decimal(raw["amount"]) if "amount" in raw else None
    return Kind(**given)


def _needs_nothing(kind: Kind) -> bool:
    return kind.family is None and not kind.pspo and not kind.police


def _end(order: Order) -> date:
    return order.to_on

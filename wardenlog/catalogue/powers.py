"""The powers a warden may use or see used: stages, dated limits and who may use them.

The facts are in `resources/powers.json`; this module only reads them and answers questions.
Rules: domain.md, "Powers" and counting rule 8.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

from wardenlog.catalogue.suggest import unknown
from wardenlog.paths import resource

_FIRST = ("warning", "request", "action", "seizure", "penalty", "authorisation")
"""The kinds of stage by which a power can begin, where it does not begin with an issue."""

Use = Literal["own", "assisted"]
Nation = Literal["E", "W"]
Switches = Mapping[str, date | None]


@dataclass(frozen=True, slots=True)
class Limit:
    """One dated rule about a power, such as the most that a fixed penalty may be.

    `applies` is E, W or EW. `effective_to` is the last day. A switch is the commencement of an
    Act that a council dates itself: the limit begins on that day (`from_switch`) or ends the day
    before it (`to_switch`). `verified` says that the value was read in the source named.
    """

    id: str
    field: str
    op: str
    value: Any
    unit: str
    applies: str
    status: str
    action: Literal["warn", "info"]
    sourced: bool
    verified: bool
    sources: tuple[str, ...] = ()
    effective_from: date | None = None
    effective_to: date | None = None
    from_switch: str | None = None
    to_switch: str | None = None
    note: str | None = None

    def period(self, switches: Switches) -> tuple[date, date] | None:
        """First and last day on which the limit holds, or None where it has not commenced."""
        first, last = self.effective_from or date.min, self.effective_to or date.max
        if self.from_switch:
            begins = switches.get(self.from_switch)
            if begins is None:
                return None
            first = max(first, begins)
        if self.to_switch:
            ends = switches.get(self.to_switch)
            last = last if ends is None else min(last, ends - timedelta(days=1))
        return (first, last) if first <= last else None

    @property
    def most(self) -> float | None:
        """The largest number the limit allows, or None where it sets no such bound."""
        if self.op in {"<=", "="} and _is_number(self.value):
            return float(self.value)
        if self.op in {"between", "in"} and all(map(_is_number, self.value)):
            return float(max(self.value))
        return None

    @property
    def least(self) -> float | None:
        """The smallest number the limit allows, or None where it sets no such bound."""
        if self.op in {">=", "="} and _is_number(self.value):
            return float(self.value)
        if self.op in {"between", "in"} and all(map(_is_number, self.value)):
            return float(min(self.value))
        return None


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a power, such as a warning or a fixed penalty.

    `counted_as` is the Summary measure that an own use adds to, None where the return does not
    print the stage or where it is only a status: `alias_of_status` marks stages named paid or
    cancelled, which are the status of the penalty before them (domain.md, counting rule 8).
    `next` names the stages that may follow, also of other powers.
    """

    code: str
    name: str
    kind: str
    count_in_return: bool
    terminal: bool
    next: tuple[str, ...]
    counted_as: str | None = None
    alias_of_status: Literal["paid", "cancelled"] | None = None


@dataclass(frozen=True, slots=True)
class Power:
    """One power with its statute, stages and limits.

    `family` is what an authorisation names: the power's own code, but CPN for the warning that
    comes before it and PSPO for an expedited order. `authorising_bases` are the bases of an
    authorisation that cover it, empty where a warden needs none or can have none.
    """

    code: str
    name: str
    description: str
    statute: str
    section: str
    nations: tuple[str, ...]
    formality: str
    targets: tuple[str, ...]
    group: str
    family: str
    who_may_use: Mapping[str, str]
    no_record_as_partner: bool
    authorising_bases: tuple[str, ...]
    fields_to_capture: tuple[str, ...]
    crime_and_policing_act_2026: bool
    verified: Literal["source", "mixed", "bill", "unsourced"]
    sourced: bool
    sources: tuple[str, ...]
    stages: tuple[Stage, ...]
    limits: tuple[Limit, ...]
    notes: str | None = None

    @property
    def usual_stage(self) -> Stage | None:
        """The stage that the power's code alone stands for, or None where it must be said which.

        A notice or order is issued, and a fixed penalty power gives its penalty; a power that can
        begin in several ways has no usual stage, and neither has enforcement of a PSPO.
        """
        if self.family == "PSPO":
            return None
        for kinds in (("issue",), ("penalty",) if self.code.startswith("FPN-") else (), _FIRST):
            found = [stage for stage in self.stages if stage.kind in kinds]
            if found:
                return found[0] if len(found) == 1 or kinds == ("issue",) else None
        return None

    @property
    def needs_authorisation(self) -> bool:
        """Whether a warden must hold an authorisation to use it."""
        return bool(self.authorising_bases)


@dataclass(frozen=True, slots=True)
class Switch:
    """A commencement that the council dates itself; ships unset."""

    code: str
    title: str
    commences_on: date | None


class PowerCatalogue:
    """Every power by code, and the questions screens, imports and counting ask about them."""

    def __init__(
        self,
        version: int,
        powers: tuple[Power, ...],
        switches: tuple[Switch, ...],
        groups: Mapping[str, str],
        sources: Mapping[str, str],
    ) -> None:
        self.version = version
        self.powers = powers
        self.switches = switches
        self.groups = groups
        self.sources = sources
        self.families = frozenset(each.family for each in powers)
        self._powers = {each.code: each for each in powers}
        self._stages = {stage.code: stage for each in powers for stage in each.stages}
        self._power_of = {stage.code: each for each in powers for stage in each.stages}

    def power(self, code: str) -> Power:
        """The power of a code; `UserError` (code `unknown_power`) where there is none."""
        if found := self._powers.get(code):
            return found
        raise unknown(code, self._powers, noun="power", field="Power")

    def stage(self, code: str) -> Stage:
        """The stage of a code; `UserError` (code `unknown_stage`) where there is none."""
        if found := self._stages.get(code):
            return found
        raise unknown(code, self._stages, noun="stage", field="Stage")

    def power_of(self, stage_code: str) -> Power:
        """The power a stage belongs to; `UserError` where there is no such stage."""
        return self._power_of[self.stage(stage_code).code]

    def has(self, power_code: str, stage_code: str) -> bool:
        """Whether there is such a power and it has such a stage."""
        owner = self._power_of.get(stage_code)
        return owner is not None and owner.code == power_code

    def family(self, code: str) -> str:
        """The power family of a power's or family's code (`CPW` and `CPN` give `CPN`)."""
        if found := self._powers.get(code):
            return found.family
        raise unknown(code, self.families, noun="power family", field="Power family")

    def may_use(self, power_code: str, basis: str | None) -> bool:
        """Whether an authorisation on this basis lets a warden use the power.

        True for a power that needs none, False for one that only police or a court may use.
        None is an authorisation whose basis was not recorded: it is taken at its word.
        """
        power = self.power(power_code)
        if not power.needs_authorisation:
            return not power.no_record_as_partner
        return basis is None or basis in power.authorising_bases

    def default_use(self, power_code: str) -> Use:
        """Own, or assisted where only police or a court use it (domain.md, counting rule 8)."""
        return "assisted" if self.power(power_code).no_record_as_partner else "own"

    def limits_on(
        self,
        power_code: str,
        field: str,
        day: date,
        switches: Switches,
        *,
        nation: Nation | None = None,
    ) -> tuple[Limit, ...]:
        """The limits on a field (such as `fpn_amount`) that hold on a day.

        `switches` are the commencement dates the council has entered; an unset one has not
        commenced. Without a nation, the limits of both England and Wales.
        """
        found = []
        for limit in self.power(power_code).limits:
            period = limit.period(switches)
            if limit.field != field or period is None or not period[0] <= day <= period[1]:
                continue
            if nation is None or nation in limit.applies:
                found.append(limit)
        return tuple(found)


@cache
def load_powers() -> PowerCatalogue:
    """The catalogue shipped with the program, read once."""
    raw = json.loads(resource("powers.json").read_text(encoding="utf-8"))
    return PowerCatalogue(
        version=raw["version"],
        powers=tuple(_power(each) for each in raw["powers"]),
        switches=tuple(
            Switch(each["code"], each["title"], _day(each["commences_on"]))
            for each in raw["switches"]
        ),
        groups=raw["groups"],
        sources=raw["sources"],
    )


def _power(raw: dict[str, Any]) -> Power:
    stages = tuple(Stage(**_tuples(each)) for each in raw["stages"])
    limits = tuple(_limit(each) for each in raw["limits"])
    return Power(**_tuples(raw) | {"stages": stages, "limits": limits})


def _limit(raw: dict[str, Any]) -> Limit:
    days: dict[str, Any] = {
        key: _day(raw[key]) for key in ("effective_from", "effective_to") if key in raw
    }
    return Limit(**_tuples(raw) | days)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _tuples(raw: dict[str, Any]) -> dict[str, Any]:
    """The same fields with tuples for lists, since the catalogue never changes."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)

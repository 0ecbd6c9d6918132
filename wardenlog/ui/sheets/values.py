"""Reads and writes one value of a sheet's details: a power, an age band, a time, an amount."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from pydantic import TypeAdapter

from wardenlog import clock
from wardenlog.catalogue.measures import load_measures
from wardenlog.catalogue.powers import Stage, load_powers
from wardenlog.errors import UserError
from wardenlog.model.base import Text
from wardenlog.model.vocabulary import (
    AgeBand,
    IncidentCategory,
    Mode,
    OtherTimeKind,
    PowerStatus,
    Subject,
    TimeSource,
    Use,
)
from wardenlog.services.choices import Choices, Named
from wardenlog.ui.sheets.details import Column
from wardenlog.ui.widgets.matching import the_one
from wardenlog.ui.widgets.shorthand import date_in_short, typed_date, typed_tally, typed_time

_TEXT: Final[TypeAdapter[str]] = TypeAdapter(Text)
_MONEY: Final = re.compile(r"£?\s*(\d{1,9}(?:,\d{3})*(?:\.\d{1,2})?)")
_ENUMS: Final[Mapping[str, type[StrEnum]]] = {
    "use": Use,
    "subject": Subject,
    "age_band": AgeBand,
    "status": PowerStatus,
    "category": IncidentCategory,
    "mode": Mode,
    "time_source": TimeSource,
    "time_kind": OtherTimeKind,
}
_NOUNS: Final[Mapping[str, str]] = {
    "person": "person",
    "pspo": "order",
    "power": "power",
    "stage": "stage",
    "measure": "measure",
    "funding": "funding source",
}
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """What values are read by: the choices, today, and when the shift was, so far as known."""

    choices: Choices
    today: date
    day: date | None = None
    start_at: datetime | None = None


def read_value(column: Column, text: str, beside: Texts, facts: Facts) -> dict[str, object]:
    """Return the fields of the record that a text that is not blank gives.

    `beside` has the texts of the same line, as a stage is one of its power's. UserError, or the
    model's refusal, where it cannot be read.
    """
    if column.value == "tally":
        number, estimated = typed_tally(text)
        return {"number": number, "estimated": estimated}
    if reader := _READERS.get(column.value):
        return {column.name: reader(text, facts)}
    meant = the_one(text, offered(column, beside, facts), _NOUNS.get(column.value, "such word"))
    if column.value == "yes":
        return {column.name: meant.id == "yes"}
    kind = _ENUMS.get(column.value)
    return {column.name: kind(meant.id) if kind else meant.id}


def write_value(column: Column, value: object, facts: Facts) -> str:
    """Return the text that is read as a value again; the record's own words where it is strange."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return _time_text(value, facts)
    if isinstance(value, date):
        return date_in_short(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    named = _ENUMS.keys() | {"measure"}
    known = (one for one in _all(column, facts) if one.id == str(value))
    return next((one.name if column.value in named else one.code for one in known), str(value))


def tidied(column: Column, text: str, beside: Texts, facts: Facts) -> str:
    """Return a typed text as it is shown when it can be read; as typed where it cannot."""
    if not text.strip() or column.value in {"tally", "incident_type"}:
        return text.strip()
    try:
        value = read_value(column, text, beside, facts)[column.name]
    except (UserError, ValueError):
        return text.strip()
    return write_value(column, value, facts)


def offered(column: Column, beside: Texts, facts: Facts) -> list[Named]:
    """Return what a column is chosen from, most likely first; empty where anything may be."""
    if column.value == "stage":
        return [
            Named(stage.code, _short(stage), stage.name) for stage in stages_of(beside["power"])
        ]
    return [one for one in _all(column, facts) if not one.void]


def words_offered(column: Column, beside: Texts, facts: Facts) -> list[str]:
    """Return the texts to list under a field while it is typed in."""
    if column.value == "incident_type":
        return _incident_types(facts.choices)
    if column.words:
        return list(facts.choices.written.get(column.words, ()))
    return [
        one.code if one.code == one.name else f"{one.code} {one.name}".strip()
        for one in offered(column, beside, facts)
    ]


def followed(column: Column, texts: Texts, facts: Facts) -> dict[str, str]:
    """Return what follows from a text that was just typed: a power's stage and use, a category.

    Nothing that was typed itself is changed, but a stage that the power does not have.
    """
    if column.value == "power" and (stages := stages_of(texts["power"])):
        power = load_powers().power_of(stages[0].code)
        use = texts["use"] or load_powers().default_use(power.code)
        if stage_code(texts["power"], texts["stage"]):
            return {"use": use}
        return {"use": use, "stage": _short(power.usual_stage) if power.usual_stage else ""}
    if column.value == "incident_type" and not texts["category"]:
        known = category_of(texts["incident_type"], facts)
        return {"category": known} if known else {}
    return {}


def category_of(incident_type: str, facts: Facts) -> str | None:
    """Return the category that recent sheets give a type of incident, or else its usual one.

    None where that is not one.
    """
    choices = facts.choices
    known = {
        category
        for kind, category in (*choices.incident_types, *choices.usual_incident_types)
        if kind.casefold() == incident_type.strip().casefold()
    }
    return known.pop() if len(known) == 1 else None


def stages_of(power_text: str) -> Sequence[Stage]:
    """Return the stages of the power that a text names; none where it names no one power."""
    try:
        power = the_one(power_text, _powers(()), "power")
    except UserError:
        return ()
    return load_powers().power(power.id).stages


def family_of(power_text: str) -> str:
    """Return the family of the power that a text names, '' where it names no one power."""
    stages = stages_of(power_text)
    return load_powers().power_of(stages[0].code).family if stages else ""


def amount_offered(power_text: str, stage_code: str, day: date | None) -> str:
    """Return the amount that the law gives for a penalty on a day, '' where it gives no one amount.

    The sourced default or the sourced only amount; switches are taken as not commenced.
    """
    stages = {stage.code: stage for stage in stages_of(power_text)}
    if day is None or stage_code not in stages or stages[stage_code].kind != "penalty":
        return ""
    catalogue = load_powers()
    power = catalogue.power_of(stage_code).code
    for field in ("default_amount", "fpn_amount", "amount"):
        found = {
            limit.most
            for limit in catalogue.limits_on(power, field, day, {})
            if limit.sourced and limit.op == "="
        }
        if len(found) == 1 and (most := found.pop()) is not None:
            return f"{most:.2f}"
    return ""


def stage_code(power_text: str, stage_text: str) -> str:
    """Return the code of the stage that two texts name, '' where they name none."""
    named = [Named(stage.code, _short(stage), stage.name) for stage in stages_of(power_text)]
    try:
        return the_one(stage_text, named, "stage").id
    except UserError:
        return ""


def _all(column: Column, facts: Facts) -> Sequence[Named]:
    choices = facts.choices
    if kind := _ENUMS.get(column.value):
        return [Named(word, word, word.replace("_", " ")) for word in kind]
    return _LISTS[column.value](choices) if column.value in _LISTS else ()


_YES: Final = (Named("yes", "yes", "yes"), Named("no", "no", "no"))


def _powers(first: Sequence[str]) -> list[Named]:
    order = {code: n for n, code in enumerate(first)}
    powers = sorted(load_powers().powers, key=lambda power: order.get(power.code, len(order)))
    return [Named(power.code, power.code, power.name) for power in powers]


def _short(stage: Stage) -> str:
    """Return what of a stage's code comes after its power's: `FPN`, `ALC.REQ`."""
    return stage.code.partition(".")[2]


def _words(text: str, _facts: Facts) -> str:
    return _TEXT.validate_python(text)


def _count(text: str, _facts: Facts) -> int:
    plain = text.strip()
    if not plain.isdecimal():
        raise UserError("This is not a number. Write it like 3.", code="not_a_number")
    return int(plain)


def _money(text: str, _facts: Facts) -> Decimal:
    found = _MONEY.fullmatch(text.strip())
    if found is None:
        raise UserError("This is not an amount. Write it in pounds, like 100.", code="not_money")
    return Decimal(found[1].replace(",", "")).quantize(Decimal("0.01"))


def _time(text: str, facts: Facts) -> datetime:
    wall = typed_time(text)
    if facts.start_at is None:
        raise UserError("Give the date and times of the shift first.", code="no_shift")
    return clock.visit_in(facts.start_at, wall)


def _date(text: str, facts: Facts) -> date:
    return typed_date(text, facts.today)


def _stages() -> list[Named]:
    stages = (stage for power in load_powers().powers for stage in power.stages)
    return [Named(stage.code, _short(stage), stage.name) for stage in stages]


def _measures() -> list[Named]:
    return [Named(card.code, card.code, card.name) for card in load_measures().tallies()]


def _time_text(at: datetime, facts: Facts) -> str:
    start_at = facts.start_at
    if start_at is None:
        return clock.wall_text(at)
    return clock.wall_for_reading(at, lambda wall: clock.visit_in(start_at, wall))


_READERS: Final[Mapping[str, Callable[[str, Facts], object]]] = {
    "text": _words,
    "incident_type": _words,
    "count": _count,
    "money": _money,
    "date": _date,
    "time": _time,
}
_LISTS: Final[Mapping[str, Callable[[Choices], Sequence[Named]]]] = {
    "person": lambda choices: choices.people,
    "pspo": lambda choices: choices.pspos,
    "funding": lambda choices: choices.funding,
    "power": lambda choices: _powers(choices.powers),
    "stage": lambda _choices: _stages(),
    "measure": lambda _choices: _measures(),
    "yes": lambda _choices: _YES,
}


def listed_in_grid(field: str, choices: Choices) -> list[str]:
    """Return the texts to list in a cell of the grid that takes several, most used first."""
    if field == "incidents":
        return _incident_types(choices)
    if field == "powers":
        return [f"{one.code} {one.name}" for one in _powers(choices.powers)]
    return []


def _incident_types(choices: Choices) -> list[str]:
    """Return the types that recent sheets have, the most common first, and the usual ones."""
    known = (*choices.incident_types, *choices.usual_incident_types)
    return list(dict.fromkeys(kind for kind, _ in known))

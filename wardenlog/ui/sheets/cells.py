"""What the grid's number and incident cells hold, and how a changed cell changes the record.

A cell shows several parts of the sheet as one text. Where it is typed anew, parts that carry
details the grid does not show are kept as long as the new text has room for them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, TypeVar

from wardenlog.errors import UserError
from wardenlog.model import Incident, Part, PowerUse, Tally, new_id
from wardenlog.model.vocabulary import IncidentCategory, Use
from wardenlog.services.choices import Choices, Named
from wardenlog.ui.widgets.matching import the_one
from wardenlog.ui.widgets.shorthand import typed_tally

ENGAGEMENT: Final = "engagement"
ADVICE: Final = ("INF-WOA", "INF-WOA.GIVEN")
"""Words of advice: the power and its stage in the catalogue."""

_MOST_ADVICE: Final = 10_000
_MOST_INCIDENTS: Final = 99
_INCIDENT: Final = re.compile(r"(?:(?P<category>[a-z]+)\s*:\s*)?(?P<type>.*?)(?:\s+(?P<n>\d+))?")

PartT = TypeVar("PartT", bound=Part)


def replaced(
    whole: Sequence[PartT], before: Sequence[PartT], after: Sequence[PartT]
) -> tuple[PartT, ...]:
    """Return a sheet's parts with some of them exchanged; those that stay keep their place."""
    gone = {id(part) for part in before} - {id(part) for part in after}
    new = {id(part) for part in after} - {id(part) for part in before}
    kept = [part for part in whole if id(part) not in gone]
    return (*kept, *(part for part in after if id(part) in new))


def engagements_of(tallies: Sequence[Tally], number: int) -> list[Tally]:
    """Return the engagement tallies of a visit."""
    return [part for part in tallies if part.visit == number and part.measure == ENGAGEMENT]


def engagements_text(parts: Sequence[Tally]) -> str:
    """Write engagement tallies as they are typed: `3+2`, `~5` with an estimate among them."""
    text = "+".join(str(part.number) for part in parts)
    return f"~{text}" if any(part.estimated for part in parts) else text


def read_engagements(text: str, number: int) -> list[Tally]:
    """Return the tally of a typed number; 0 is a tally of none, blank is no tally (rule 10)."""
    if not text.strip():
        return []
    count, estimated = typed_tally(text)
    return [Tally(visit=number, measure=ENGAGEMENT, number=count, estimated=estimated)]


def advice_of(powers: Sequence[PowerUse], number: int) -> list[PowerUse]:
    """Return the words of advice that our staff gave on a visit."""
    return [
        part
        for part in powers
        if part.visit == number and (part.power, part.stage) == ADVICE and part.use is Use.OWN
    ]


def advice_text(parts: Sequence[PowerUse]) -> str:
    """Write how many people were given words of advice."""
    return str(sum(part.count for part in parts)) if parts else ""


def read_advice(text: str, number: int, before: Sequence[PowerUse]) -> list[PowerUse]:
    """Return the power uses for a typed number; those with details are the last to go."""
    wanted, estimated = typed_tally(text) if text.strip() else (0, False)
    if estimated or wanted > _MOST_ADVICE:
        raise UserError(
            "Words of advice are counted, not estimated. Write a number like 2.",
            code="not_a_number",
        )
    after: list[PowerUse] = []
    for part in sorted(before, key=_has_details, reverse=True):
        count = min(part.count, wanted)
        wanted -= count
        if count == part.count:
            after.append(part)
        elif count:
            after.append(part.model_copy(update={"count": count}))
    if wanted and after and not _has_details(after[-1]):
        last = after.pop()
        after.append(last.model_copy(update={"count": last.count + wanted}))
    elif wanted:
        power, stage = ADVICE
        after.append(
            PowerUse(id=new_id(), visit=number, power=power, stage=stage, use=Use.OWN, count=wanted)
        )
    return after


def incidents_of(incidents: Sequence[Incident], number: int) -> list[Incident]:
    """Return the incidents of a visit."""
    return [part for part in incidents if part.visit == number]


def incidents_text(parts: Sequence[Incident], choices: Choices) -> str:
    """Write incidents as they are typed: `Noise 2; Fly-tipping`."""
    counts = Counter((part.incident_type, part.category) for part in parts)
    return "; ".join(
        (name if _categories(name, choices) == {category} else f"{category}: {name}")
        + (f" {count}" if count > 1 else "")
        for (name, category), count in counts.items()
    )


def read_incidents(
    text: str, number: int, before: Sequence[Incident], choices: Choices
) -> list[Incident]:
    """Return the incidents of `noise 2; littering` or, for a new type, `nuisance: shouting`.

    UserError where a type is unknown or could be several.
    """
    here = ((part.incident_type, part.category.value) for part in before)
    known = [Named(category, kind, kind) for kind, category in {*here, *choices.incident_types}]
    wanted: Counter[tuple[str, str]] = Counter()
    for piece in re.split(r"[;,]", text):
        if piece.strip():
            name, category, count = _incident(piece.strip(), known)
            wanted[name, category] += count
    after: list[Incident] = []
    for (name, category), count in wanted.items():
        same = [p for p in before if (p.incident_type, p.category) == (name, category)]
        same.sort(key=lambda part: part.at is None and part.outcome is None)
        after += same[:count]
        after += [
            Incident(visit=number, category=IncidentCategory(category), incident_type=name)
            for _ in range(count - len(same))
        ]
    return after


def _incident(piece: str, known: Sequence[Named]) -> tuple[str, str, int]:
    found = _INCIDENT.fullmatch(piece)
    if found is None:  # pragma: no cover - the pattern takes any text of one line
        raise UserError("Write an incident like: noise 2.", code="not_an_incident")
    name, given = found["type"].strip(), (found["category"] or "").casefold()
    count = int(found["n"] or 1)
    if not 1 <= count <= _MOST_INCIDENTS:
        raise UserError(
            f"“{piece}” is not a likely number of incidents. Check it.", code="not_a_number"
        )
    if given:
        fits = [word.value for word in IncidentCategory if word.value.startswith(given)]
        if len(fits) != 1 or not name:
            raise UserError(
                "Write the category, a colon and the type, like “nuisance: shouting”. Categories"
                f" are {', '.join(IncidentCategory)}.",
                code="not_an_incident",
            )
        return name, fits[0], count
    try:
        meant = the_one(name, known, "type of incident")
    except UserError as e:
        if e.code != "unknown":
            raise
        raise UserError(
            f"“{name}” is a new type of incident. Write its category first, like"
            f" “nuisance: {name}” (personal, nuisance or environmental).",
            code="unknown",
        ) from e
    return meant.code, meant.id, count


def _categories(name: str, choices: Choices) -> set[str]:
    return {category for kind, category in choices.incident_types if kind == name}


def _has_details(part: PowerUse) -> bool:
    plain = PowerUse(
        id=part.id,
        visit=part.visit,
        power=part.power,
        stage=part.stage,
        use=part.use,
        count=part.count,
    )
    return part != plain

"""What the grid's number and incident cells hold, and how a changed cell changes the record.

A cell shows several parts of the sheet as one text. Where it is typed anew, parts that carry
details the grid does not show are kept as long as the new text has room for them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from wardenlog.catalogue.powers import load_powers
from wardenlog.errors import UserError
from wardenlog.model import Incident, PowerUse, Tally, new_id
from wardenlog.model.vocabulary import IncidentCategory, Use
from wardenlog.services.choices import Choices, Named
from wardenlog.ui.widgets.matching import matches, the_one
from wardenlog.ui.widgets.shorthand import typed_tally

ENGAGEMENT: Final = "engagement"
ADVICE: Final = ("INF-WOA", "INF-WOA.GIVEN")
"""Words of advice: the power and its stage in the catalogue."""

_POWER: Final = re.compile(r"(?:(?P<n>\d+)\s+)?(?P<power>.*?)\s*(?:…|\.\.\.)?")
_MOST_ADVICE: Final = 10_000
_MOST_INCIDENTS: Final = 99
_INCIDENT: Final = re.compile(r"(?:(?P<category>[a-z]+)\s*:\s*)?(?P<type>.*?)(?:\s+(?P<n>\d+))?")


def engagements_of(tallies: Sequence[Tally], number: int) -> list[Tally]:
    """Return the engagement tallies of a visit."""
    return [part for part in tallies if part.visit == number and part.measure == ENGAGEMENT]


def engagements_text(parts: Sequence[Tally]) -> str:
    """Write engagement tallies as they are typed: `3+2`, `~5` with an estimate among them."""
    text = "+".join(str(part.number) for part in parts)
    return f"~{text}" if any(part.estimated for part in parts) else text


def read_engagements(text: str, number: int, before: Sequence[Tally]) -> list[Tally]:
    """Return the tally of a typed number; 0 is a tally of none, blank is no tally (rule 10).

    Those before stay where they come to the same number.
    """
    if not text.strip():
        return []
    count, estimated = typed_tally(text)
    same = sum(part.number for part in before) == count
    if before and same and any(part.estimated for part in before) == estimated:
        return list(before)
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
    after, wanted = _up_to(wanted, before)
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
    usual = [Named(category, kind, kind) for kind, category in choices.usual_incident_types]
    wanted: Counter[tuple[str, str]] = Counter()
    for piece in re.split(r"[;,]", text):
        if piece.strip():
            name, category, count = _incident(piece.strip(), known, usual)
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


def powers_of(powers: Sequence[PowerUse], number: int) -> list[PowerUse]:
    """Return the power uses of a visit but for words of advice, which have their own cell."""
    given = {id(part) for part in advice_of(powers, number)}
    return [part for part in powers if part.visit == number and id(part) not in given]


def powers_text(parts: Sequence[PowerUse]) -> str:
    """Write power uses as they are typed, `CPW, 2 CPN, PSPO.BREACH…`: with … where more is known.

    A power stands for its usual stage; any other stage stands for itself.
    """
    counts: Counter[str] = Counter()
    more: set[str] = set()
    for part in parts:
        word = _power_word(part)
        counts[word] += part.count
        if _has_details(part.model_copy(update={"count": 1, "use": _usual_use(part.power)})) or (
            part.use != _usual_use(part.power)
        ):
            more.add(word)
    return ", ".join(
        (f"{count} " if count > 1 else "") + word + ("…" if word in more else "")
        for word, count in counts.items()
    )


def read_powers(text: str, number: int, before: Sequence[PowerUse]) -> list[PowerUse]:
    """Return the power uses of `CPW, 2 CPN`; those with details are the last to go.

    UserError where a power is unknown or could be several; `which_stage` where a power has no
    usual stage, so that it must be said.
    """
    wanted: Counter[tuple[str, str]] = Counter()
    for piece in re.split(r"[;,]", text):
        if piece.strip(" …."):
            power, stage, count = _power(piece, before)
            wanted[power, stage] += count
    after: list[PowerUse] = []
    for (power, stage), count in wanted.items():
        same = [part for part in before if (part.power, part.stage) == (power, stage)]
        kept, rest = _up_to(count, same)
        after += kept
        if rest:
            use = _usual_use(power)
            after.append(
                PowerUse(id=new_id(), visit=number, power=power, stage=stage, use=use, count=rest)
            )
    return after


def word_and_count(field: str, piece: str) -> tuple[str, int]:
    """Return the word of a piece of a cell of powers or incidents, and how many: 1 to 99."""
    pattern, name = (_POWER, "power") if field == "powers" else (_INCIDENT, "type")
    found = pattern.fullmatch(piece.strip())
    if found is None:  # pragma: no cover - the patterns take any text of one line
        return piece.strip(), 1
    return found[name].strip(), min(max(1, int(found["n"] or 1)), _MOST_INCIDENTS)


def _up_to(count: int, parts: Sequence[PowerUse]) -> tuple[list[PowerUse], int]:
    """Return as many of the uses as a count has room for, and how many are wanting."""
    kept: list[PowerUse] = []
    for part in sorted(parts, key=_has_details, reverse=True):
        here = min(part.count, count)
        count -= here
        if here == part.count:
            kept.append(part)
        elif here:
            kept.append(part.model_copy(update={"count": here}))
    return kept, count


def _power(piece: str, before: Sequence[PowerUse]) -> tuple[str, str, int]:
    found = _POWER.fullmatch(piece.strip())
    if found is None:  # pragma: no cover - the pattern takes any text of one line
        raise UserError("Write a power like CPW, or 2 CPW.", code="not_a_power")
    count, word = int(found["n"] or 1), found["power"].strip()
    if not 1 <= count <= _MOST_INCIDENTS:
        raise UserError(f"“{piece.strip()}” is not a likely number. Check it.", code="not_a_number")
    for part in before:
        if word.casefold() == _power_word(part).casefold():
            return part.power, part.stage, count
    catalogue = load_powers()
    stages = {stage.code.casefold(): stage for each in catalogue.powers for stage in each.stages}
    if stage := stages.get(word.casefold()):
        return catalogue.power_of(stage.code).code, stage.code, count
    named = [Named(each.code, each.code, each.name) for each in catalogue.powers]
    power = catalogue.power(the_one(word, named, "power").id)
    if power.usual_stage is None:
        raise UserError(
            f"{power.code} has several stages. Press F4 to say which, or write it, like"
            f" {power.stages[-1].code}.",
            code="which_stage",
        )
    return power.code, power.usual_stage.code, count


def _power_word(part: PowerUse) -> str:
    catalogue = load_powers()
    if not catalogue.has(part.power, part.stage):
        return f"{part.power}:{part.stage}"
    usual = catalogue.power(part.power).usual_stage
    return part.power if usual and usual.code == part.stage else part.stage


def _usual_use(power: str) -> Use:
    try:
        return Use(load_powers().default_use(power))
    except UserError:
        return Use.OWN


def _incident(piece: str, known: Sequence[Named], usual: Sequence[Named]) -> tuple[str, str, int]:
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
        meant = the_one(name, known if matches(name, known) else usual, "type of incident")
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
    known = (*choices.incident_types, *choices.usual_incident_types)
    return {category for kind, category in known if kind == name}


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

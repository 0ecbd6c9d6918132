"""Checks the words of a log that must stand in a catalogue: powers, their stages, and measures."""

from typing import Any

from wardenlog.catalogue.measures import load_measures
from wardenlog.catalogue.powers import load_powers
from wardenlog.errors import UserError
from wardenlog.imports.standard_log.kinds import nearest
from wardenlog.imports.standard_log.problems import echo
from wardenlog.model import new_id


def measure_code(typed: str) -> str:
    """Return a tally's measure as the catalogue spells it, typed in any case.

    Only measures that are counted by hand are tallies (domain.md, counting rule 14): UserError
    (code `unknown_measure`) names them for any other word, and the nearest.
    """
    known = {card.code.casefold(): card.code for card in load_measures().tallies()}
    found = known.get(typed.casefold())
    if found is None:
        raise _not_among(
            f"There is no tally measure “{echo(typed)}”.",
            "tally measures",
            list(known.values()),
            nearest(typed, known.values()),
            field="Measure",
        )
    return found


def complete_power(values: dict[str, Any]) -> None:
    """Check a power and its stage against the catalogue; fill in its id and a blank Use.

    Raises UserError (codes `unknown_power`, `unknown_stage`) where there is no such power, or it
    has no such stage (domain.md, counting rule 8).
    """
    powers = load_powers()
    power = powers.power(values["power"])
    stage = values["stage"]
    if not powers.has(power.code, stage):
        codes = [each.code for each in power.stages]
        raise _not_among(
            f"Power {power.code} has no stage “{echo(stage)}”.",
            f"stages of {power.code}",
            codes,
            _nearest_stage(power.code, stage, codes),
            field="Stage",
        )
    values["id"] = new_id()
    if values.get("use") is None:
        values["use"] = powers.default_use(power.code)


def _nearest_stage(power: str, typed: str, codes: list[str]) -> str | None:
    """Return the power's stage that is meant: with the power's code left out, or the nearest."""
    last = typed.rpartition(".")[2].strip()
    meant = f"{power}.{last}".casefold()
    same = next((code for code in codes if code.casefold() == meant), None)
    return same or nearest(typed, codes) or nearest(f"{power}.{last}", codes)


def _not_among(
    problem: str, of_what: str, known: list[str], close: str | None, *, field: str
) -> UserError:
    meant = f"Did you mean “{close}”? " if close else ""
    return UserError(
        f"{problem} {meant}The {of_what} are {', '.join(known)}.",
        field=field,
        code=f"unknown_{field.lower()}",
    )

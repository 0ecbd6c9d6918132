"""The rule cards: what every figure of the return means, and what every check asks for.

The cards are in `resources/measures.toml`; screens, the workbook's Definitions and the
documentation print from it (domain.md, counting rule 14).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from wardenlog.catalogue.suggest import unknown
from wardenlog.paths import resource

Severity = Literal["red", "amber", "info"]
About = Literal["record", "grant", "return"]


@dataclass(frozen=True, slots=True)
class RuleCard:
    """One measure in plain words.

    `unit` is what its whole numbers count; `shown_as` is what people read where that differs
    (person-minutes are shown as person-hours). `where` names tables of the return, or
    `Table.Heading`. A `tally` is typed as a number on a shift sheet.
    """

    code: str
    name: str
    unit: str
    definition: str
    counts: str
    does_not_count: str
    rule: str
    rules_version: int
    where: tuple[str, ...]
    shown_as: str
    tally: bool = False

    @property
    def in_hours(self) -> bool:
        """Whether it adds up in minutes and is shown in hours (domain.md, counting rule 1)."""
        return self.unit.endswith("minutes") and self.shown_as.endswith("hours")


@dataclass(frozen=True, slots=True)
class CheckCard:
    """One check in plain words: what is wrong, and what to do about it.

    A red finding stops a return from being sent until it is put right or explained.
    """

    code: str
    title: str
    severity: Severity
    about: About
    wrong: str
    do: str
    rule: str


class RuleCards:
    """Every rule card by code, and the fixed lists that are made of them."""

    def __init__(
        self,
        rules_version: int,
        measures: Mapping[str, RuleCard],
        checks: Mapping[str, CheckCard],
        summary: tuple[str, ...],
        bridge: tuple[str, ...],
    ) -> None:
        self.rules_version = rules_version
        self._measures = measures
        self._checks = checks
        self._summary = summary
        self._bridge = bridge

    def card(self, code: str) -> RuleCard:
        """The card of a measure; `UserError` (code `unknown_measure`) where there is none."""
        if found := self._measures.get(code):
            return found
        raise unknown(code, self._measures, noun="measure", field="Measure")

    def cards(self) -> tuple[RuleCard, ...]:
        """All measures, in the order of the file."""
        return tuple(self._measures.values())

    def summary(self) -> tuple[RuleCard, ...]:
        """The Summary's fixed list, in its order."""
        return tuple(self._measures[code] for code in self._summary)

    def bridge(self) -> tuple[RuleCard, ...]:
        """The steps of the claim bridge, from total to claimable (domain.md, counting rule 6)."""
        return tuple(self._measures[code] for code in self._bridge)

    def tallies(self) -> tuple[RuleCard, ...]:
        """The measures that are typed as a number on a shift sheet."""
        return tuple(each for each in self._measures.values() if each.tally)

    def check(self, code: str) -> CheckCard:
        """The card of a check; `UserError` (code `unknown_check`) where there is none."""
        if found := self._checks.get(code):
            return found
        raise unknown(code, self._checks, noun="check", field="Check")

    def checks(self) -> tuple[CheckCard, ...]:
        """All checks, in the order of the file."""
        return tuple(self._checks.values())


@cache
def load_measures() -> RuleCards:
    """The rule cards shipped with the program, read once."""
    raw = tomllib.loads(resource("measures.toml").read_text(encoding="utf-8"))
    version = raw["rules_version"]
    return RuleCards(
        rules_version=version,
        measures={each["code"]: _measure(each, version) for each in raw["measure"]},
        checks={each["code"]: CheckCard(**each) for each in raw["check"]},
        summary=tuple(raw["summary"]),
        bridge=tuple(raw["bridge"]),
    )


def _measure(raw: dict[str, Any], version: int) -> RuleCard:
    given = raw | {"where": tuple(raw["where"]), "rules_version": version}
    return RuleCard(**({"shown_as": raw["unit"]} | given))

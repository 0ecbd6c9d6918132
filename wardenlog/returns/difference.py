"""A figure that an earlier return reported and that the records now give differently."""

from dataclasses import dataclass

from wardenlog.counting.scope import Period


@dataclass(frozen=True, slots=True)
class Source:
    """A changed record behind a difference: what to open, and what happened to it in words."""

    kind: str
    id: str
    visit: int | None
    revision: str
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of a sent return, as reported and as the records say now (domain.md, rule 12).

    `place` is the month, hotspot code and staff group it is of, each None where it is of none.
    Values are the figures' own text: minutes for times, pounds for money, shorthand where there is
    no number; None where the figure was not, or is no longer, reported. `reason` names no person.
    """

    name: str
    period: Period
    version: int
    measure: str
    title: str
    unit: str
    place: tuple[str | None, str | None, str | None]
    where: str
    reported: str | None
    now: str | None
    reason: str
    sources: tuple[Source, ...]

    @property
    def change(self) -> float | None:
        """Now less reported, in the figure's unit; None where either is no number."""
        try:
            return float(self.now or 0) - float(self.reported or 0)
        except ValueError:
            return None

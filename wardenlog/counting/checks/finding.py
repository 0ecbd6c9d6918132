"""A check, what it finds, and how a found row becomes a sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Any, Final

from wardenlog import clock
from wardenlog.catalogue.measures import Severity

HOUR: Final = 60


@dataclass(frozen=True, slots=True)
class Check:
    """One query that finds what a check card warns of, and the words for a row of it.

    The query gives the record's id, the number of the visit (or NULL), the place in words and the
    day (or NULL), then what `says` names, in the order it names them. A card may have several
    queries, each with its own words. `field` is what is usually put right, by the name it has in
    a draft of the record: `left` is a visit's Out.
    """

    code: str
    sql: str
    says: str
    record_kind: str = "shift"
    field: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What the sentence names, in order, each once."""
        named = (name for _, name, _, _ in Formatter().parse(self.says) if name)
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True)
class Finding:
    """One record that one check asks a person to look at.

    `record_kind` and `record_id` are the aggregate to open, `visit` the number of the visit and
    `field` what to look at there, each where it is about one. `says` is what is wrong and `do`
    what to do about it; `explained` is what somebody said of it, None while nobody did. People
    appear by their codes, never by name.
    """

    check: str
    severity: Severity
    record_kind: str
    record_id: str
    visit: int | None
    field: str | None
    place: str
    day: date | None
    says: str
    do: str
    explained: str | None

    @property
    def sentence(self) -> str:
        """Where, what and what to do."""
        return f"{self.place}: {self.says} {self.do}"


def said(check: Check, values: tuple[Any, ...]) -> str:
    """Return the check's words with the values of a row in them."""
    words = {name: in_words(name, value) for name, value in zip(check.names, values, strict=True)}
    return check.says.format_map(words)


def in_words(name: str, value: Any) -> str:  # noqa: ANN401 - a column's value
    """Write a value by the last part of its name: `…_on` is a date, `…_minutes` a duration."""
    return _WRITERS.get(name.rpartition("_")[2], str)(value)


def _date(text: str) -> str:
    return clock.date_text(date.fromisoformat(text))


def _time(text: str) -> str:
    return clock.wall_text(clock.from_utc_text(text))


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, HOUR)
    if hours:
        return f"{hours} h {rest:02}"
    return "1 minute" if rest == 1 else f"{rest} minutes"


def _pounds(pence: int) -> str:
    return f"£{pence / 100:,.2f}"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _visits(numbers: str) -> str:
    return f"visit {numbers}" if numbers.isdigit() else f"visits {numbers}"


_WRITERS: Final[dict[str, Callable[[Any], str]]] = {
    "on": _date,
    "at": _time,
    "minutes": _duration,
    "pence": _pounds,
    "times": _times,
    "visits": _visits,
}

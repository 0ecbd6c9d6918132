"""Plan rules in words, as the list says them and as they are typed in the form; Qt-free."""

import re
from collections.abc import Mapping
from datetime import time
from typing import Final

from wardenlog.errors import UserError
from wardenlog.model import PlanRule
from wardenlog.model.vocabulary import Mode, Weekday
from wardenlog.ui.widgets.shorthand import typed_time

_DAYS: Final = tuple(Weekday)
_MODES: Final = {str(mode): mode for mode in Mode}
_VISITS: Final = re.compile(
    r"(\d{1,4}) (?:visits? )?(?:per|a|in|/) (?:(\d{1,3}) days?|(week|day)|(\d+))"
)
_MINUTES: Final = re.compile(r"(?:at least )?(\d{1,4}) ?(?:min|mins|minutes?)\b")
_WINDOW: Final = re.compile(r"([\d.:]+[ap]?m?) ?(?:to|-) ?([\d.:]+[ap]?m?)")
_DAY: Final = "mon|tue|wed|thu|fri|sat|sun"
_RANGE: Final = re.compile(rf"\b({_DAY})[a-z]* ?(?:to|-) ?({_DAY})[a-z]*\b")
_ONE_DAY: Final = re.compile(rf"\b({_DAY})(?:[a-z]*day)?\b")
_LEFT_OVER: Final = re.compile(r"[a-z0-9]+")
_PLAIN: Final = {"week": 7, "day": 1}
_MOST_VISITS: Final = 1_000
_MOST_DAYS: Final = 366
_MOST_MINUTES: Final = 24 * 60

EXAMPLE: Final = "12 per 7 days, 15 min, Fri–Sun 18:00–02:00"


def rule_words(rule: PlanRule) -> str:
    """Return a rule in words, which `read_rule` reads again."""
    days = "day" if rule.per_days == 1 else f"{rule.per_days} days"
    visits = "visit" if rule.visits == 1 else "visits"
    parts = [f"{rule.visits} {visits} per {days}"]
    if rule.minimum_minutes:
        parts.append(f"at least {rule.minimum_minutes} min")
    window = ""
    if rule.window_start is not None and rule.window_end is not None:
        window = f"{rule.window_start:%H:%M}–{rule.window_end:%H:%M}"
    when = " ".join(filter(None, (_day_words(rule.weekdays), window)))
    return ", ".join(filter(None, (*parts, when, " or ".join(rule.modes))))


def read_rule(text: str) -> dict[str, object]:
    """Return the fields of a plan rule from its words.

    `12 per 7 days`, `3 a week`, then in any order `15 min`, days `Fri–Sun` or `Mon, Wed`, a window
    `18:00–02:00` and modes `foot or cycle`. UserError where the visits are missing, or words are
    left that say nothing.
    """
    plain = " ".join(text.lower().replace("–", "-").split()).replace(" - ", "-")
    visits = _VISITS.search(plain)
    if visits is None:
        raise UserError(f"Say how many visits in how many days. Write it like {EXAMPLE}.")
    days = _PLAIN.get(visits[3] or "") or int(visits[2] or visits[4] or 0)
    if int(visits[1]) > _MOST_VISITS or not 1 <= days <= _MOST_DAYS:
        raise UserError(f"Give up to {_MOST_VISITS:,} visits in 1 to {_MOST_DAYS} days.")
    fields: dict[str, object] = {"visits": int(visits[1]), "per_days": days}
    rest = _without(plain, visits)
    if minutes := _MINUTES.search(rest):
        if int(minutes[1]) > _MOST_MINUTES:
            raise UserError("A visit cannot last longer than a day.")
        fields["minimum_minutes"] = int(minutes[1])
        rest = _without(rest, minutes)
    fields["weekdays"], rest = _weekdays(rest)
    if window := _WINDOW.search(rest):
        fields["window_start"], fields["window_end"] = _time(window[1]), _time(window[2])
        if fields["window_start"] == fields["window_end"]:
            raise UserError("The window starts and ends at the same time.")
        rest = _without(rest, window)
    words = [word for word in _LEFT_OVER.findall(rest) if word not in {"or", "and", "by"}]
    fields["modes"] = tuple(_MODES[word] for word in words if word in _MODES)
    strange = [word for word in words if word not in _MODES]
    if strange:
        raise UserError(f"“{' '.join(strange)}” says nothing here. Write it like {EXAMPLE}.")
    return fields


def rule_row(rule: Mapping[str, object]) -> dict[str, object]:
    """Return a rule as its row in the form: what is said in words is in `words` only."""
    said = PlanRule.model_validate(
        {name: rule[name] for name in PlanRule.model_fields if name in rule}
    )
    kept = {name: rule[name] for name in ("agreement_id", "from_on", "to_on")}
    return {**kept, "words": rule_words(said)}


def _weekdays(text: str) -> tuple[tuple[Weekday, ...], str]:
    chosen: set[int] = set()
    names = [day.lower() for day in _DAYS]
    for found in _RANGE.finditer(text):
        first, last = names.index(found[1]), names.index(found[2])
        chosen.update((first + n) % 7 for n in range((last - first) % 7 + 1))
    rest = _RANGE.sub(" ", text)
    chosen.update(names.index(found[1]) for found in _ONE_DAY.finditer(rest))
    return tuple(_DAYS[n] for n in sorted(chosen)), _ONE_DAY.sub(" ", rest)


def _day_words(days: tuple[Weekday, ...]) -> str:
    """Return days as `Fri–Sun` where they follow each other, else one by one."""
    places = sorted({_DAYS.index(day) for day in days})
    if len(places) in {0, 7}:
        return ""
    starts = [n for n in places if (n - 1) % 7 not in places]
    if len(starts) == 1 and len(places) > 2:  # noqa: PLR2004 - two are shorter one by one
        return f"{_DAYS[starts[0]]}–{_DAYS[(starts[0] + len(places) - 1) % 7]}"
    return " ".join(_DAYS[n] for n in places)


def _time(text: str) -> time:
    wall = typed_time(text)
    return time(wall.hour, wall.minute)


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"

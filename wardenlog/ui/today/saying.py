"""What each card of the page says, in words: the reading of `Today` into sentences and lines."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QCoreApplication

from wardenlog import clock
from wardenlog.services.periods import short_words
from wardenlog.services.sheets import duration_words
from wardenlog.ui.bus import Place
from wardenlog.ui.widgets.shapes import DONE, KNOW, LOOK, WRONG
from wardenlog.ui.widgets.shorthand import date_in_short

if TYPE_CHECKING:
    from wardenlog.services.returns.periods import ReturnPeriod
    from wardenlog.services.today import Expiring, Gap, HeldBack, MissingSerial, ShortOfPlan, Today

Standing = Literal["calm", "hint", "warn", "bad"]

SHAPES: Final[dict[Standing, str]] = {"calm": DONE, "hint": KNOW, "warn": LOOK, "bad": WRONG}
"""The shape beside the words, so that colour alone says nothing."""

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card: what, how many or how much, and where it leads.

    `serial` is a printed sheet that is missing; its line asks what became of it.
    """

    text: str
    figure: str = ""
    place: Place | None = None
    serial: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a card says: its heading, a sentence below it, lines, and a button that leads on."""

    standing: Standing
    heading: str
    sentence: str = ""
    lines: tuple[Line, ...] = ()
    button: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A sheet that was being typed and is not saved."""

    sheet_id: str
    sheet: str
    visits: int
    kept_at: datetime


def week_words(today: "Today") -> str:
    """Say which day it is, which week the page is about, and why where it is another."""
    week = today.week
    days = tr("{0} to {1}").format(
        date_in_short(week.period.from_on), date_in_short(week.period.last_on)
    )
    if not week.lagging:
        return tr("{0} · This week: {1}").format(date_in_short(today.today), days)
    return tr(
        "{0} · No sheet is dated this week. “This week” is {1}, that of the newest sheet."
    ).format(date_in_short(today.today), days)


def unfinished(today: "Today") -> Said:
    """Say which sheets are unfinished and the hours they hold back."""
    if not today.unfinished:
        return Said("calm", tr("Every sheet is finished"))
    return Said(
        "warn",
        count(len(today.unfinished), tr("1 unfinished sheet"), tr("{0} unfinished sheets")),
        tr("{0} person-hours held back, as typed, until they are finished").format(
            duration_words(today.held_minutes)
        ),
        tuple(_held(each) for each in today.unfinished),
        tr("Sheets"),
        Place("sheets"),
    )


def missing(today: "Today") -> Said:
    """Say which printed sheets never came back, and which numbers were passed over."""
    passed = sum(each.sheets for each in today.gaps)
    if not today.missing and not passed:
        return Said("calm", tr("No sheet number is missing"))
    lines = (*(_lost(each) for each in today.missing), *(_gap(each) for each in today.gaps))
    if not today.missing:
        return Said(
            "hint",
            count(passed, tr("1 sheet number passed over"), tr("{0} sheet numbers passed over")),
            tr("Perhaps not typed yet, or typed under another number."),
            lines,
            tr("Sheets"),
            Place("sheets"),
        )
    return Said(
        "warn",
        count(len(today.missing), tr("1 printed sheet missing"), tr("{0} printed sheets missing")),
        tr("Printed over two weeks ago, and a later one is typed. Choose one to say where it is."),
        lines,
    )


def drafts(kept: Sequence[KeptDraft]) -> Said:
    """Say which sheets were being typed and are not saved."""
    if not kept:
        return Said("calm", tr("No draft is waiting"))
    return Said(
        "warn",
        count(len(kept), tr("1 draft not saved"), tr("{0} drafts not saved")),
        "",
        tuple(
            Line(
                tr("Sheet {0} · {1}").format(
                    each.sheet or "…", count(each.visits, tr("1 visit"), tr("{0} visits"))
                ),
                tr("kept {0}").format(_when(each.kept_at)),
                Place("sheets", "shift", each.sheet_id),
            )
            for each in kept
        ),
    )


def short_of_plan(today: "Today") -> Said:
    """Say which hotspots have fewer qualifying visits so far this week than their plan asks."""
    if not today.planned:
        return Said(
            "calm" if today.viewed.agreement is None else "hint",
            tr("No hotspot has a plan this week"),
            tr("A plan rule on a hotspot says how often it is to be visited."),
            button=tr("Hotspots"),
            place=Place("hotspots"),
        )
    if not today.short:
        return Said(
            "calm",
            tr("Every hotspot has its visits"),
            count(today.planned, tr("1 has a plan"), tr("{0} have a plan")),
        )
    looked = today.week.looked_at
    untyped = [each.sheet for each in today.unfinished if looked.from_on <= each.day < looked.to_on]
    sentence = tr("Qualifying visits made, of those needed {0} to {1}").format(
        _day_and_month(looked.from_on), _day_and_month(looked.last_on)
    )
    if untyped:
        sentence += " · " + count(
            len(untyped),
            tr("1 unfinished sheet does not count yet"),
            tr("{0} unfinished sheets do not count yet"),
        )
    return Said(
        "warn",
        tr("{0} of {1} hotspots short of plan").format(len(today.short), today.planned),
        sentence,
        tuple(_short(each) for each in today.short),
        tr("Hotspots"),
        Place("hotspots"),
    )


def checks(today: "Today") -> Said:
    """Say how many findings wait for somebody, and the checks with the most of them."""
    found = today.checks
    if not found.worst:
        return Said("calm", tr("No check is open in this period"))
    return Said(
        "bad" if found.red else "warn",
        tr("Checks open: {0} red, {1} amber").format(found.red, found.amber),
        "",
        tuple(
            Line(
                f"{SHAPES['bad' if each.severity == 'red' else 'warn']} {each.title}",
                f"{each.open:,}",
                Place("checks", "check", each.check),
            )
            for each in found.worst
        ),
        tr("Checks"),
        Place("checks"),
    )


def expiring(today: "Today") -> Said:
    """Say whose authorisations end soon."""
    if not today.expiring:
        return Said("calm", tr("No authorisation ends within 60 days"))
    people = len({each.person_id for each in today.expiring})
    return Said(
        "warn",
        count(
            people,
            tr("1 person’s authorisations end soon"),
            tr("{0} people’s authorisations end soon"),
        ),
        tr("Within 60 days, with nothing to follow them"),
        tuple(_ending(each) for each in today.expiring),
        tr("People"),
        Place("people"),
    )


def due(today: "Today") -> Said:
    """Say which return is due next, or where the terms do not say, when the period in view ends."""
    waiting = today.next_due
    if waiting is not None and waiting.due_on is not None:
        return _return_due(waiting, (waiting.due_on - today.today).days)
    end, days = today.viewed.period.last_on, today.days_to_end
    when = (
        tr("It ends today.")
        if days == 0
        else count(days, tr("1 day to go."), tr("{0} days to go."))
        if days > 0
        else count(-days, tr("It ended yesterday."), tr("It ended {0} days ago."))
    )
    return Said(
        "hint",
        tr("Period ends {0}").format(date_in_short(end)),
        when + " " + tr("The return is made up to that day; when it is due, your agreement says."),
        button=tr("Returns"),
        place=Place("returns"),
    )


def _return_due(waiting: "ReturnPeriod", days: int) -> Said:
    when = (
        tr("It is due today.")
        if days == 0
        else count(days, tr("1 day to go."), tr("{0} days to go."))
        if days > 0
        else count(-days, tr("It was due yesterday."), tr("It was due {0} days ago."))
    )
    return Said(
        "warn" if days < 0 else "hint",
        tr("Return due {0}").format(date_in_short(waiting.due_on or waiting.period.last_on)),
        tr("For {0}. {1}").format(short_words(waiting.period), when),
        button=tr("Returns"),
        place=Place("returns"),
    )


def nothing_waits(said: Sequence[Said], days_without_sheet: int) -> bool:
    """Say whether no card has anything to do."""
    return days_without_sheet == 0 and all(each.standing == "calm" for each in said)


def days(today: "Today") -> Said:
    """Say how many days have neither a sheet nor somebody's word that there is none."""
    found = len(today.without_sheet)
    if not found:
        return Said("calm", tr("Every day has a sheet or a name"))
    return Said(
        "hint",
        count(found, tr("1 day without a sheet"), tr("{0} days without a sheet")),
        tr("In the period in view. Type a sheet up, or say that there is nothing to report."),
    )


def shown(said: Said, lines: int) -> Said:
    """Return what a card says with no more lines than there is room for, and how many are left."""
    if len(said.lines) <= lines:
        return said
    left = len(said.lines) - lines + 1
    more = Line(tr("and {0} more").format(left), place=said.place)
    return replace(said, lines=(*said.lines[: lines - 1], more))


def tr(text: str) -> str:
    """Return a text in the user's language."""
    return translate("today", text)


def count(number: int, one: str, many: str) -> str:
    """Return the words for a number of things."""
    return one if number == 1 else many.format(f"{number:,}")


def _held(each: "HeldBack") -> Line:
    why = tr("no visit yet") if not each.visits else ""
    if each.without_out is not None:
        why = tr("visit {0} has no Out").format(each.without_out)
    this_year = each.day.year == clock.local_date(clock.now()).year
    day = " ".join(date_in_short(each.day).split()[: 3 if this_year else 4])
    parts = (each.sheet, day, why)
    return Line(
        " · ".join(part for part in parts if part),
        duration_words(each.person_minutes),
        Place("sheets", "shift", each.shift_id),
    )


def _lost(each: "MissingSerial") -> Line:
    text = each.serial if each.team is None else f"{each.serial} · {each.team}"
    day = clock.local_date(clock.from_utc_text(each.printed_at))
    return Line(text, tr("printed {0}").format(_day_and_month(day)), serial=each.serial)


def _gap(each: "Gap") -> Line:
    numbers = each.first if each.sheets == 1 else f"{each.first} – {each.last}"
    return Line(tr("{0} passed over").format(numbers), f"{each.sheets}", Place("sheets"))


def _short(each: "ShortOfPlan") -> Line:
    place = Place("hotspots", "hotspot", each.hotspot_id)
    figure = tr("{0} of {1} · {2} short").format(each.done, each.needed, each.short)
    return Line(f"{each.code} {each.name}", figure, place)


def _ending(each: "Expiring") -> Line:
    return Line(
        f"{each.code} {each.name} · {', '.join(each.families)}",
        tr("ends {0}").format(_day_and_month(each.ends_on)),
        Place("people", "person", each.person_id),
    )


def _when(at: datetime) -> str:
    same_day = clock.local_date(at) == clock.local_date(clock.now())
    return clock.wall_text(at) if same_day else _day_and_month(clock.local_date(at))


def _day_and_month(day: date) -> str:
    return " ".join(date_in_short(day).split()[1:3])

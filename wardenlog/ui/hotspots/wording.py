"""Says in words and shapes where a hotspot stands on the list, and how much of its plan it got."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from wardenlog.services.places.figures import Dosage, Place
from wardenlog.services.places.lists import HotspotLine, PspoLine, Standing
from wardenlog.services.places.outlines import Outline
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.hotspots.rules import rule_words
from wardenlog.ui.widgets.form import Choice
from wardenlog.ui.widgets.shorthand import date_in_short

translate = QCoreApplication.translate

KINDS: Final = (
    Choice("asb", QT_TRANSLATE_NOOP("form", "ASB")),
    Choice("serious_violence", QT_TRANSLATE_NOOP("form", "Serious violence")),
    Choice("both", QT_TRANSLATE_NOOP("form", "Both")),
)
"""Which programme's problem a hotspot can be."""

NOTHING: Final = "–"
COUNTING: Final = "…"
_FULL: Final = 100


def day_words(day: date) -> str:
    """Return a date without its weekday."""
    return date_in_short(day)[4:]


def kind_words(line: HotspotLine) -> str:
    """Return which programme's problem a hotspot is."""
    found = next((one.words for one in KINDS if one.value == line.kind), "")
    return translate("form", found) if found else ""


def listed_words(line: HotspotLine) -> str:
    """Return since when or until when a hotspot is on the list in view, as a shape and words."""
    if line.void_reason is not None:
        return translate("hotspots", "✕ void")
    if line.from_on is None:
        return translate("hotspots", "○ not listed")
    match line.standing:
        case Standing.NOW if line.to_on is not None:
            return translate("hotspots", "● until {0}").format(day_words(line.to_on))
        case Standing.NOW:
            return translate("hotspots", "● since {0}").format(day_words(line.from_on))
        case Standing.LATER:
            return translate("hotspots", "◌ from {0}").format(day_words(line.from_on))
    last = line.to_on or line.from_on
    return translate("hotspots", "○ until {0}").format(day_words(last))


def listed_tip(line: HotspotLine) -> str:
    """Return both days of the listing that the list shows one of."""
    if line.from_on is None:
        return translate("hotspots", "Not on the list of the agreement in view.")
    last = translate("hotspots", "no end") if line.to_on is None else day_words(line.to_on)
    return translate("hotspots", "Listed from {0}, to {1}.").format(day_words(line.from_on), last)


def plan_words(line: HotspotLine) -> str:
    """Return the plan rules that are in force, in words."""
    return "; ".join(map(rule_words, line.rules))


def sensitive_words(line: HotspotLine) -> str:
    """Return whether a hotspot is sensitive, as a shape and a word."""
    return translate("hotspots", "◆ sensitive") if line.sensitive else ""


def boundary_words(line: HotspotLine) -> str:
    """Return how many versions of its outline are kept."""
    if line.boundaries == 0:
        return translate("hotspots", "none")
    if line.boundaries == 1:
        return translate("hotspots", "1 version")
    return translate("hotspots", "{0} versions").format(line.boundaries)


def counted(figure: Callable[[Place], str]) -> Callable[[HotspotLine], str]:
    """Return what to show of a line that may still be counted."""

    def words(line: HotspotLine) -> str:
        return COUNTING if line.place is None else figure(line.place)

    return words


def visits_words(place: Place) -> str:
    """Return the counted visits of the period."""
    return "0" if place.dosage is None else f"{place.dosage.visits:,}"


def hours_words(place: Place) -> str:
    """Return the person-hours of our own staff."""
    return minutes_as_hours(0 if place.dosage is None else place.dosage.person_minutes)


def required_words(place: Place) -> str:
    """Return the visits that the plan requires, or a dash where it requires none."""
    required = None if place.dosage is None else place.dosage.required
    return NOTHING if required is None else f"{required:,}"


def compliance_words(place: Place) -> str:
    """Return the compliance, with a shape where the plan is not met."""
    return NOTHING if place.dosage is None else compliance_of(place.dosage)


def compliance_of(dosage: Dosage) -> str:
    """Return 100 × qualifying ÷ required as a shape and a percentage."""
    percent = dosage.compliance
    if percent is None:
        return NOTHING
    return f"{'●' if percent >= _FULL else '▲'} {_percent(percent)}"


def days_since_words(place: Place) -> str:
    """Return the days since the last counted visit."""
    return translate("hotspots", "never") if place.days_since is None else f"{place.days_since:,}"


def last_visit_tip(line: HotspotLine) -> str:
    """Return the day of the last counted visit."""
    if line.place is None or line.place.last_on is None:
        return translate("hotspots", "No counted visit yet.")
    return translate("hotspots", "Last counted visit {0}, {1} days before {2}.").format(
        date_in_short(line.place.last_on), line.place.days_since, day_words(line.place.upto)
    )


def share_words(percent: float | None) -> str:
    """Return a share, or a dash where no rule says."""
    return NOTHING if percent is None else _percent(percent)


def minutes_as_hours(minutes: int) -> str:
    """Return whole minutes as hours and minutes, `12 h 05`."""
    return f"{minutes // 60:,} h {minutes % 60:02d}"


def order_words(line: PspoLine) -> str:
    """Return whether an order is in force today, as a shape and words."""
    if line.void_reason is not None:
        return translate("hotspots", "✕ void")
    if line.standing is Standing.OVER and line.to_on is not None:
        return translate("hotspots", "✕ expired {0}").format(day_words(line.to_on))
    if line.standing is Standing.LATER and line.from_on is not None:
        return translate("hotspots", "◌ from {0}").format(day_words(line.from_on))
    return translate("hotspots", "● in force")


def outline_words(outline: Outline) -> str:
    """Return an outline in words: its kind, its points and its greatest extent."""
    kind = (
        translate("hotspots", "polygon")
        if len(outline.polygons) == 1
        else translate("hotspots", "{0} polygons").format(len(outline.polygons))
    )
    return translate("hotspots", "{0} with {1} points, about {2} across").format(
        kind, f"{outline.points:,}", _metres(outline.across)
    )


def _metres(metres: float) -> str:
    if metres >= 1_000:  # noqa: PLR2004 - a kilometre
        return f"{metres / 1_000:.1f} km"
    return f"{max(10, round(metres / 10) * 10)} m"


def _percent(percent: float) -> str:
    """Return a percentage rounded down, so that 99.9 is not yet all of it."""
    return f"{int(percent)} %"

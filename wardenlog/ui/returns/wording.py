"""How the page of returns says things: states, results, units and the records behind a figure."""

from typing import Final, Literal

from PySide6.QtCore import QCoreApplication

from wardenlog.catalogue.measures import RuleCard, load_measures
from wardenlog.catalogue.powers import load_powers
from wardenlog.counting.scope import Period
from wardenlog.errors import UserError
from wardenlog.model.vocabulary import HoursCounted
from wardenlog.services.periods import short_words
from wardenlog.services.returns.behind import Behind, Figure, Item
from wardenlog.services.returns.building import Built, Figures
from wardenlog.services.returns.cells import number_words
from wardenlog.services.returns.periods import PeriodState, ReturnPeriod
from wardenlog.services.returns.sending import Sent
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.widgets import shapes

translate = QCoreApplication.translate

Ink = Literal["text", "muted", "good", "warn", "bad"]

_SHAPES: Final = {
    PeriodState.RUNNING: shapes.AHEAD,
    PeriodState.ELSEWHERE: shapes.KNOW,
    PeriodState.OPEN: shapes.OPEN,
    PeriodState.APPROVED: shapes.KNOW,
    PeriodState.SENT: shapes.DONE,
    PeriodState.AMENDED: shapes.DONE,
}

RESULTS: Final[dict[str, str]] = {
    "Fail": QT_TRANSLATE_NOOP("returns", "✕ Fail"),
    "Attention": QT_TRANSLATE_NOOP("returns", "▲ Attention"),
    "Explained": QT_TRANSLATE_NOOP("returns", "✓ Explained"),
    "Noted": QT_TRANSLATE_NOOP("returns", "● Noted"),
    "Pass": QT_TRANSLATE_NOOP("returns", "✓ Pass"),
}
"""What came of a check, as a shape and a word."""

INKS: Final[dict[str, Ink]] = {
    "Fail": "bad",
    "Attention": "warn",
    "Explained": "text",
    "Noted": "muted",
    "Pass": "good",
}


def state_words(row: ReturnPeriod) -> str:
    """Return how far a period's return has come, as a shape and words."""
    shape = shapes.WRONG if row.overdue else _SHAPES[row.state]
    return f"{shape} {row.state_words}"


def state_ink(row: ReturnPeriod) -> Ink:
    """Return the colour of the theme that a state is written in."""
    if row.overdue:
        return "bad"
    if row.state is PeriodState.ELSEWHERE:
        return "muted"
    return "good" if row.state in {PeriodState.SENT, PeriodState.AMENDED} else "text"


def result_words(result: str) -> str:
    """Return what came of a check as a shape and a word."""
    return translate("returns", RESULTS[result])


def value_words(card: RuleCard, value: object) -> str:
    """Return a value of a measure, in the unit that it adds up in, as people read it."""
    if value is None or (not isinstance(value, int | float) and not hasattr(value, "quantize")):
        return "–"
    if card.in_hours:
        return translate("returns", "{0} h").format(number_words(float(value) / 60, "hours"))  # type: ignore[arg-type]
    if card.unit == "pounds":
        return number_words(value, "money")  # type: ignore[arg-type]
    if card.unit == "percent":
        return number_words(value, "percent")  # type: ignore[arg-type]
    return number_words(value, "count")  # type: ignore[arg-type]


def figure_title(card: RuleCard, figure: Figure, days: Period) -> str:
    """Return which figure it is: its name, what it is narrowed to, and its days."""
    parts = [card.name]
    if figure.step is not None:
        parts.append(load_measures().card(figure.step).name)
    parts += [each for each in (figure.hotspot, figure.month, figure.staff_group) if each]
    return " · ".join((*parts, short_words(days)))


def records_words(figure: Figure, items: tuple[Item, ...]) -> str:
    """Return how many of what stand behind a figure: `14 visits`."""
    number = len(items)
    kinds = {each.kind for each in items}
    if figure.measure == "amount_claimed":
        one, many = translate("returns", "line"), translate("returns", "lines")
    elif kinds <= {"shift"} and all(each.visit is not None for each in items):
        one, many = _of_visits(items)
    elif kinds == {"hotspot"} and figure.measure != "required_visits":
        one, many = translate("returns", "place-day"), translate("returns", "place-days")
    elif kinds == {"hotspot"}:
        one, many = translate("returns", "hotspot"), translate("returns", "hotspots")
    else:
        one, many = translate("returns", "entry"), translate("returns", "entries")
    return f"{number:,} {one if number == 1 else many}"


def _of_visits(items: tuple[Item, ...]) -> tuple[str, str]:
    """Return what to call items that all stand on a visit: visits, where there is one of each."""
    if len({(each.record_id, each.visit) for each in items}) == len(items):
        return translate("returns", "visit"), translate("returns", "visits")
    return translate("returns", "entry on visits"), translate("returns", "entries on visits")


def sum_words(behind: Behind) -> str:
    """Say that the records make the figure, or that they no longer do."""
    card, figure = behind.card, behind.asked.figure
    what = records_words(figure, behind.items)
    printed = value_words(card, behind.asked.printed)
    made = value_words(card, behind.made)
    if figure.measure == "compliance_percent":
        words = translate("returns", "{0} that qualify, of {1} required by the plan: {2}").format(
            what, f"{behind.required or 0:,}", made
        )
    elif figure.measure == "median_minutes":
        words = translate("returns", "The middle of these {0}: {1} minutes").format(what, made)
    elif figure.measure == "visits_affected":
        words = translate("returns", "These {0}").format(what)
    elif not behind.items:
        words = translate("returns", "No records, so {0}").format(made)
    elif len(behind.items) == 1:
        words = translate("returns", "{0}: {1}").format(what, made)
    else:
        words = translate("returns", "Sum of these {0}: {1}").format(what, made)
    if behind.agrees:
        return translate("returns", "✓ {0} = the figure").format(words)
    return translate(
        "returns",
        "▲ {0}. The figure says {1}: the record has changed since it was counted. Count again"
        " (F5).",
    ).format(words, printed)


def item_status(item: Item) -> str:
    """Return what is said of a record: whether it is claimed, or why not."""
    if item.kind == "agreement":
        return item.status
    codes = item.status.split()
    known = {card.code: card.name for card in load_measures().bridge()}
    if codes and all(code in known for code in codes):
        names = [known[code].removeprefix("Not claimed because: ") for code in codes]
        return translate("returns", "Not claimed: {0}").format("; ".join(names))
    if item.kind == "shift" and item.people is not None and not codes and item.visit is not None:
        return translate("returns", "Claimed")
    return item.status.replace("_", " ")


def item_what(item: Item) -> str:
    """Return the sort that a record is of: a power by its name, else its own words."""
    if item.what.count(" ") == 1 and "." in item.what:
        try:
            power, stage = item.what.split(" ")
            names = (load_powers().power(power).name, load_powers().stage(stage).name)
        except UserError:
            return item.what
        return f"{names[0]}: {names[1]}"
    return item.what.replace("_", " ")


def amount_words(unit: str, text: str | None) -> str:
    """Return a figure that a return reported, as its unit is read; a dash where it had none."""
    if text is None:
        return "–"
    try:
        number = float(text)
    except ValueError:
        return text
    return _in_unit(unit, number)


def changed_words(unit: str, change: float | None) -> str:
    """Return by how much a reported figure is other now, with its sign."""
    if change is None:
        return translate("returns", "changed")
    return f"{'+' if change > 0 else ''}{_in_unit(unit, change)}"


def _in_unit(unit: str, number: float) -> str:
    if unit.endswith("minutes"):
        return translate("returns", "{0} h").format(number_words(number / 60, "hours"))
    if unit == "pounds":
        return number_words(number, "money")
    if unit == "percent":
        return number_words(number, "percent")
    return number_words(int(number) if number.is_integer() else number, "count")


def built_words(built: Built) -> str:
    """Say what a workbook claims, how it is identified and where it is."""
    looked = len(built.figures.findings)
    lines = (
        "✓ " + claim_words(built.figures),
        translate("returns", "Receipt code {0}").format(built.receipt_code),
        translate("returns", "To look at: {0}, listed on its Checks sheet").format(looked)
        if looked
        else translate("returns", "Nothing found that needs a look"),
        str(built.path),
    )
    return "\n".join(lines)


def claim_words(figures: Figures) -> str:
    """Say what a return claims: hours in the unit it is paid by, and the amount."""
    claim = figures.claim
    by_person = claim.unit == HoursCounted.PERSON
    minutes = claim.person_minutes if by_person else claim.patrol_minutes
    unit = (
        translate("returns", "person-hours") if by_person else translate("returns", "patrol-hours")
    )
    amount = (
        translate("returns", "no amount agreed")
        if claim.amount is None
        else number_words(claim.amount, "money")
    )
    words = translate("returns", "{0} claimable {1} · {2}")
    return words.format(number_words(minutes / 60, "hours"), unit, amount)


def freezing_words(figures: Figures, actor: str) -> str:
    """Say what sending does, before it is done: which figures are kept for good."""
    del actor  # whoever sends
    words = translate(
        "returns",
        "Version {0} will say: {1}.\nSending makes the workbook and keeps every figure of it as it"
        " is now. The records can still be changed; a change then shows as a restatement in the"
        " next return, or in an amended version, and never in this one.\nNothing leaves this"
        " computer: you send the workbook to the funder yourself.",
    )
    return words.format(figures.version, claim_words(figures))


def approval_words(figures: Figures, actor: str) -> str:
    """Say what approving does, before it is done."""
    words = translate(
        "returns",
        "Version {0} will say: {1}.\nYou approve it as {2}. The approval holds for exactly these"
        " figures: once one changes, it must be given again. Somebody else sends it.",
    )
    return words.format(figures.version, claim_words(figures), actor)


def sent_words(sent: Sent) -> str:
    """Say what was sent, how it is identified and what to do with it."""
    words = translate(
        "returns",
        "✓ Version {0} is kept as sent. Receipt code {1}\nNow send this file to the funder:\n{2}",
    )
    return words.format(sent.version, sent.receipt_code, sent.path)

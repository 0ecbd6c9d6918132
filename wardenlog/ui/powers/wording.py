"""Says in words and shapes how a power stands: its status, what is due, what the checks ask."""

from datetime import date
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QCoreApplication

from wardenlog.model.vocabulary import PowerStatus, Use
from wardenlog.services.powers import (
    Authorities,
    Case,
    Due,
    DueKind,
    Ending,
    Finding,
    Law,
    PowerLine,
    Totals,
)
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.widgets.form import Choice
from wardenlog.ui.widgets.shorthand import date_in_short

translate = QCoreApplication.translate

STATUSES: Final = (
    Choice("issued", QT_TRANSLATE_NOOP("form", "Issued")),
    Choice("paid", QT_TRANSLATE_NOOP("form", "Paid")),
    Choice("cancelled", QT_TRANSLATE_NOOP("form", "Cancelled")),
    Choice("appealed", QT_TRANSLATE_NOOP("form", "Appealed")),
    Choice("prosecuted", QT_TRANSLATE_NOOP("form", "Prosecuted")),
)
"""How a penalty or notice can stand, in the words of its form."""

_STATUS_WORDS: Final = {
    PowerStatus.ISSUED: QT_TRANSLATE_NOOP("powers", "○ Issued"),
    PowerStatus.PAID: QT_TRANSLATE_NOOP("powers", "● Paid"),
    PowerStatus.CANCELLED: QT_TRANSLATE_NOOP("powers", "✕ Cancelled"),
    PowerStatus.APPEALED: QT_TRANSLATE_NOOP("powers", "◐ Appealed"),
    PowerStatus.PROSECUTED: QT_TRANSLATE_NOOP("powers", "■ Prosecuted"),
}


def day_words(day: date | None) -> str:
    """Return a date without its weekday, nothing for none."""
    return "" if day is None else date_in_short(day)[4:]


def use_words(line: PowerLine) -> str:
    """Return whose use it was."""
    return translate("powers", "Own") if line.use is Use.OWN else translate("powers", "Assisted")


def step_words(line: PowerLine) -> str:
    """Return the stage, and how many where it was more than one."""
    return line.stage_name if line.count == 1 else f"{line.stage_name} × {line.count}"


def status_words(line: PowerLine) -> str:
    """Return how a use stands and since when, as a shape and a word."""
    if line.void_reason is not None:
        return translate("powers", "✕ Void")
    if not line.counts:
        return translate("powers", "◌ Sheet unfinished")
    if line.status is None:
        return ""
    words = translate("powers", _STATUS_WORDS[line.status])
    return f"{words} {day_words(line.status_on)}".strip()


def due_words(line: PowerLine) -> str:
    """Return what is waited for and until when, as a shape and a word."""
    day = day_words(line.due_on)
    match line.due:
        case Due.NOTHING:
            return ""
        case Due.UNKNOWN:
            return translate("powers", "○ Day not known")
        case Due.OVERDUE:
            return translate("powers", "✕ Overdue {0}").format(day)
        case Due.OVER:
            return translate("powers", "○ Appeal ended {0}").format(day)
        case Due.AHEAD | Due.SOON:
            shape = "▲" if line.due is Due.SOON else "●"
            if line.due_kind is DueKind.PAYMENT:
                return shape + " " + translate("powers", "Pay by {0}").format(day)
            return shape + " " + translate("powers", "Appeal by {0}").format(day)


def warning_words(line: PowerLine) -> str:
    """Return how many things the checks ask about a use, or that all of them are explained."""
    waiting = sum(1 for each in line.findings if each.explained is None)
    if waiting:
        return f"▲ {waiting}"
    return translate("powers", "✓ kept") if line.findings else ""


def warning_tip(line: PowerLine) -> str:
    """Return what the checks ask about a use, a line each."""
    return "\n".join(finding_words(each) for each in line.findings)


def finding_words(finding: Finding) -> str:
    """Return what a check asks and what to do, or why it is right as it stands."""
    says = finding.says[:1].upper() + finding.says[1:]
    if finding.explained is not None:
        return translate("powers", "✓ {0} Kept, because: {1}").format(says, finding.explained)
    return f"▲ {says} {finding.do}"


def amount_words(amount: Decimal | None) -> str:
    """Return pounds and pence, nothing for none."""
    return "" if amount is None else f"£{amount:,.2f}"


def officer_words(line: PowerLine) -> str:
    """Return who used the power."""
    return f"{line.officer} {line.officer_name}".strip()


def place_words(line: PowerLine) -> str:
    """Return the hotspot."""
    return f"{line.hotspot} {line.hotspot_name}".strip()


def case_step_words(line: PowerLine) -> str:
    """Return a step of a case: when, who and what, and in a line below it how it stands."""
    standing = status_words(line) if line.due in {Due.NOTHING, Due.OVER} else due_words(line)
    parts = (
        f"{day_words(line.day)} {line.officer}".strip(),
        step_words(line),
        "" if line.use is Use.OWN else use_words(line),
    )
    words = " · ".join(part for part in parts if part)
    return f"{words}\n{standing}" if standing else words


def case_title(case: Case) -> str:
    """Return what a case is called."""
    if case.reference is None:
        return case.last.power_name
    return translate("powers", "Case {0}").format(case.reference)


def about_words(line: PowerLine) -> str:
    """Return what else was written down about a use."""
    parts = (
        line.power_name,
        officer_words(line),
        place_words(line),
        line.behaviour or "",
        translate("powers", "age {0}").format(line.age_band) if line.age_band else "",
        line.pspo or "",
        translate("powers", "sheet {0}").format(line.sheet),
    )
    return " · ".join(part for part in parts if part)


def next_words(case: Case) -> str:
    """Return what may come next by the catalogue."""
    if not case.next:
        return translate("powers", "Nothing follows this step.")
    names = ", ".join(
        translate("powers", "{0} (a status)").format(step.name) if step.status else step.name
        for step in case.next
    )
    return translate("powers", "May come next: {0}.").format(names)


def law_words(law: Law) -> str:
    """Return what a power rests on; what was not read in its source is said not to be confirmed."""
    words = law.statute
    if not law.confirmed:
        words = translate("powers", "{0} (not confirmed)").format(words)
    if law.most is None:
        return words + "."
    most = (
        translate("powers", "A fixed penalty may be up to {0}.")
        if law.most_confirmed
        else translate("powers", "A fixed penalty may be up to {0} (not confirmed).")
    )
    return f"{words}. {most.format(f'£{law.most:,.0f}')}"


def totals_words(totals: Totals, period: str) -> str:
    """Return the figures of the return; own and assisted stand apart (counting rule 8)."""
    return translate(
        "powers", "In the return, {0}: own {1} · assisted {2} · cancelled {3} · under 18 {4}"
    ).format(
        period,
        f"{totals.own:,}",
        f"{totals.assisted:,}",
        f"{totals.cancelled:,}",
        f"{totals.under_18:,}",
    )


def authority_words(found: Authorities) -> str:
    """Return whose authorisations ended, end soon or are missing; nothing where all is well."""
    never = ", ".join(found.never)
    parts = (
        (found.ended, translate("powers", "✕ Authorisation ended: {0}."), _names(found.ended)),
        (found.ending, translate("powers", "▲ Ends soon: {0}."), _names(found.ending)),
        (found.never, translate("powers", "✕ Used a power and never authorised: {0}."), never),
    )
    return " ".join(words.format(names) for there, words, names in parts if there)


def _names(endings: tuple[Ending, ...]) -> str:
    return ", ".join(f"{each.code} {day_words(each.ends_on)}" for each in endings)

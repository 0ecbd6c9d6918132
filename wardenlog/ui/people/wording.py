"""Says in words and shapes where a person stands, what they may do, and what an organisation is."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from wardenlog.services.people import (
    About,
    Authority,
    FundingRow,
    OrganisationRow,
    PersonLine,
    Standing,
)
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.widgets.form import Choice
from wardenlog.ui.widgets.shorthand import date_in_short

translate = QCoreApplication.translate

KINDS: Final = (
    Choice("council", QT_TRANSLATE_NOOP("form", "Council")),
    Choice("police", QT_TRANSLATE_NOOP("form", "Police")),
    Choice("contractor", QT_TRANSLATE_NOOP("form", "Contractor")),
    Choice("housing", QT_TRANSLATE_NOOP("form", "Housing association")),
    Choice("voluntary", QT_TRANSLATE_NOOP("form", "Voluntary body")),
    Choice("funder", QT_TRANSLATE_NOOP("form", "Funder")),
)
"""What an organisation can be, in the words of its form."""

BASES: Final = (
    Choice("delegated", QT_TRANSLATE_NOOP("form", "Delegated")),
    Choice("CSAS", QT_TRANSLATE_NOOP("form", "CSAS")),
    Choice("PSPO", QT_TRANSLATE_NOOP("form", "PSPO")),
    Choice("EPA", QT_TRANSLATE_NOOP("form", "EPA")),
)
"""What an authorisation can rest on."""


def standing_words(line: PersonLine) -> str:
    """Return whether somebody goes on shift today, as a shape and a word."""
    if line.void_reason is not None:
        return translate("people", "✕ Void")
    if line.standing is Standing.LEFT and line.active_to is not None:
        return translate("people", "○ Left {0}").format(date_in_short(line.active_to)[4:])
    if line.standing is Standing.LATER and line.active_from is not None:
        return translate("people", "◌ From {0}").format(date_in_short(line.active_from)[4:])
    return translate("people", "● Active")


def authority_words(line: PersonLine) -> str:
    """Return until when somebody is authorised, as a shape and a word."""
    if line.void_reason is not None or line.standing is Standing.LEFT:
        return ""
    day = "" if line.ends_on is None else date_in_short(line.ends_on)[4:]
    match line.authority:
        case Authority.NONE:
            return translate("people", "○ none")
        case Authority.LASTING:
            return translate("people", "● no end")
        case Authority.CURRENT:
            return translate("people", "● expires {0}").format(day)
        case Authority.SOON:
            return translate("people", "▲ expires {0}").format(day)
        case Authority.EXPIRED:
            return translate("people", "✕ expired {0}").format(day)


def own_words(row: OrganisationRow) -> str:
    """Return whether an organisation's people are paid by us under the grant."""
    return translate("people", "● Yes") if row.own else translate("people", "○ No")


def kind_words(row: OrganisationRow) -> str:
    """Return what an organisation is."""
    found = next((one.words for one in KINDS if one.value == row.kind), "")
    return translate("form", found) if found else ""


def paid_from_words(row: FundingRow) -> str:
    """Return where a funding source's money comes from."""
    if row.agreement is None:
        return translate("people", "Business as usual")
    return f"{row.agreement} {row.programme or ''}".strip()


def about_words(about: About) -> str:
    """Say which posts somebody holds today, and when they were last on a sheet."""
    posts = [
        translate("people", "Holds {0} of agreement {1}.").format(
            f"{each.reference} {each.title or ''}".strip(), each.agreement
        )
        for each in about.posts
    ] or [translate("people", "Holds no post of an agreement today.")]
    if about.sheet is None or about.day is None:
        last = translate("people", "Never on a sheet yet.")
    else:
        last = translate("people", "Last on sheet {0}, {1}, paid by {2}.").format(
            about.sheet,
            date_in_short(about.day),
            about.funding or translate("people", "nobody recorded"),
        )
    return " ".join((*posts, last))

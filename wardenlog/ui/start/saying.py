"""What the page of a first start says of the answers: what comes of them, and what is left out."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from wardenlog.services.people import Pasted, PastedLine
from wardenlog.services.setup import Missing
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate

_NAMED: Final = 4
"""So many of a list are named; of the others only how many there are is said."""

_MISSING: Final = {
    Missing.SIGNED: QT_TRANSLATE_NOOP("start", "when it was signed"),
    Missing.BASIS: QT_TRANSLATE_NOOP("start", "how it is paid, so no amount can be worked out"),
    Missing.RATE: QT_TRANSLATE_NOOP("start", "the rate, so hours have no amount"),
    Missing.INSTALMENTS: QT_TRANSLATE_NOOP("start", "the instalments, which are not asked here"),
    Missing.HOURS_COUNTED: QT_TRANSLATE_NOOP(
        "start", "whether two wardens are 2 hours or 1, so 2 is taken"
    ),
    Missing.WARDENS: QT_TRANSLATE_NOOP("start", "wardens"),
    Missing.HOTSPOTS: QT_TRANSLATE_NOOP("start", "hotspots"),
}


def missing_words(missing: Sequence[Missing]) -> str:
    """Say what is left out and what that means; that nothing is, where nothing is."""
    if not missing:
        return translate("start", "✓ Everything is answered.")
    said = "; ".join(translate("start", _MISSING[each]) for each in missing)
    return translate("start", "▲ You can finish now. Left out: {0}.").format(said)


def needed_words(labels: Sequence[str]) -> str:
    """Say which answers must still be given."""
    return translate("start", "○ Still needed: {0}.").format(", ".join(labels))


def pasted_words(pasted: Pasted[PastedLine], noun: str) -> str:
    """Say how many a list has, the first of them with their codes, and who is left out.

    `noun` is what they are, marked for translation: “wardens”.
    """
    if not pasted.lines:
        return ""
    added = pasted.added
    named = " · ".join(f"{each.code} {each.name}" for each in added[:_NAMED])
    more = len(added) - _NAMED
    if more > 0:
        named = translate("start", "{0} and {1} more").format(named, more)
    named = f"{named}."
    parts = [f"✓ {len(added)} {translate('start', noun)}: {named}"]
    wrong = [each for each in pasted.lines if each.problem]
    if wrong:
        first = wrong[0]
        words = translate("start", "✕ Line {0} is left out. {1}")
        parts.append(words.format(first.line, first.problem))
    return " ".join(parts)

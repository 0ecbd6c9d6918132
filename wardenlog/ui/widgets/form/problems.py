"""What is wrong in a form, in plain words, and at which field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication

from wardenlog.errors import UserError
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate

Path = tuple[str | int, ...]
"""Where in a form: `("name",)`; `("authorisations", 1, "from_on")` is in a table's second row."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence about a field; one with an empty path concerns the whole record."""

    path: Path
    sentence: str


_SENTENCES: Final = {
    "missing": QT_TRANSLATE_NOOP("form", "Fill this in."),
    "string_too_short": QT_TRANSLATE_NOOP("form", "Fill this in."),
    "string_too_long": QT_TRANSLATE_NOOP("form", "Use {max_length} characters or fewer."),
    "string_type": QT_TRANSLATE_NOOP("form", "Fill this in."),
    "string_pattern_mismatch": QT_TRANSLATE_NOOP("form", "This is not written as it should be."),
    "greater_than_equal": QT_TRANSLATE_NOOP("form", "Give a number of {ge} or more."),
    "greater_than": QT_TRANSLATE_NOOP("form", "Give a number above {gt}."),
    "less_than_equal": QT_TRANSLATE_NOOP("form", "Give a number of {le} or less."),
    "less_than": QT_TRANSLATE_NOOP("form", "Give a number below {lt}."),
    "int_type": QT_TRANSLATE_NOOP("form", "Give a whole number."),
    "int_parsing": QT_TRANSLATE_NOOP("form", "Give a whole number."),
    "int_from_float": QT_TRANSLATE_NOOP("form", "Give a whole number."),
    "decimal_parsing": QT_TRANSLATE_NOOP("form", "Give a number, like 5 or 31.50."),
    "decimal_type": QT_TRANSLATE_NOOP("form", "Give a number, like 5 or 31.50."),
    "decimal_max_places": QT_TRANSLATE_NOOP(
        "form", "Give no more than {decimal_places} figures after the point."
    ),
    "decimal_max_digits": QT_TRANSLATE_NOOP("form", "This number is too long."),
    "decimal_whole_digits": QT_TRANSLATE_NOOP("form", "This number is too large."),
    "enum": QT_TRANSLATE_NOOP("form", "Choose one of the list."),
    "bool_type": QT_TRANSLATE_NOOP("form", "Choose yes or no."),
}
"""What pydantic's kinds of error are in plain words."""


def problems_of(error: UserError | ValidationError) -> tuple[Problem, ...]:
    """Return what an error says, by field. A UserError's `field` has dots between the steps."""
    if isinstance(error, ValidationError):
        return tuple(Problem(each["loc"], _sentence(each)) for each in error.errors())
    steps = error.field.split(".") if error.field else []
    return (Problem(tuple(int(n) if n.isdigit() else n for n in steps), error.message),)


def _sentence(error: Mapping[str, Any]) -> str:
    known = _SENTENCES.get(error["type"])
    if known is not None:
        return translate("form", known).format(**error.get("ctx", {}))
    said = str(error["msg"]).removeprefix("Value error, ")
    return f"{said[:1].upper()}{said[1:].rstrip('.?')}{'?' if said.endswith('?') else '.'}"

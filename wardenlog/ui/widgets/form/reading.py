"""Reads what is typed in a field as its value, and writes a value as it is typed; Qt-free."""

import re
from datetime import date, time
from decimal import Decimal
from typing import Final

from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.services.choices import Named
from wardenlog.ui.widgets.form.fields import Choice, Kind
from wardenlog.ui.widgets.matching import the_one
from wardenlog.ui.widgets.shorthand import date_in_short, typed_date, typed_time

_NUMBER: Final = re.compile(r"-?(\d+(\.\d+)?|\.\d+)")


def read_text(kind: Kind, text: str, choices: tuple[Choice, ...] = ()) -> object:
    """Return the value of what is typed, None where that is nothing.

    UserError where it is no such thing, or names nobody or more than one of the choices.
    """
    typed = text.strip()
    if not typed:
        return None
    match kind:
        case Kind.NUMBER:
            return _number(typed)
        case Kind.DATE:
            return typed_date(typed, clock.local_date(clock.now()))
        case Kind.TIME:
            wall = typed_time(typed)
            return time(wall.hour, wall.minute)
        case Kind.PICK:
            return _picked(typed, choices)
    return typed


def text_of(
    kind: Kind, value: object, choices: tuple[Choice, ...] = (), *, brief: bool = False
) -> str:
    """Write a value as the field shows it; `read_text` gives it back.

    A brief date leaves the weekday out.
    """
    if value is None:
        return ""
    if kind is Kind.DATE and isinstance(value, date):
        words = date_in_short(value)
        return words.partition(" ")[2] if brief else words
    if kind is Kind.TIME and isinstance(value, time):
        return f"{value:%H:%M}"
    if kind is Kind.PICK:
        found = next((one for one in choices if one.value == value), None)
        return str(value) if found is None else found.shown
    return str(value)


def echo_of(kind: Kind, text: str) -> str:
    """Say in words what is typed for short so far; nothing where there is nothing to say."""
    if kind not in {Kind.DATE, Kind.TIME}:
        return ""
    try:
        words = text_of(kind, read_text(kind, text))
    except UserError:
        return ""
    return "" if words == text.strip() else words


def _number(typed: str) -> int | Decimal:
    plain = typed.replace(",", "").replace("£", "").replace(" ", "")
    if not _NUMBER.fullmatch(plain):
        raise UserError("This is not a number. Write it like 5 or 31.50.", code="not_a_number")
    number = Decimal(plain)
    return number if "." in plain else int(number)


def _picked(typed: str, choices: tuple[Choice, ...]) -> str:
    """Return the value chosen; what was there before stands, however it is called now."""
    for one in choices:
        if typed in {one.shown, one.value}:
            return one.value
    named = [Named(one.value, one.code, one.words, one.retired) for one in choices]
    return the_one(typed, named, "record").id

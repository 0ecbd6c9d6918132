"""Writes what was just typed as the sheet shows it; what cannot be read stays as it was typed."""

from dataclasses import replace
from datetime import date

from wardenlog.errors import UserError
from wardenlog.services.choices import Choices, Named
from wardenlog.ui.sheets.crew import UNFUNDED, people_of, pieces_of, text_of
from wardenlog.ui.sheets.visits import VisitReading
from wardenlog.ui.sheets.writing import hotspot_text, out_text
from wardenlog.ui.widgets import shorthand
from wardenlog.ui.widgets.matching import the_one, the_sure_one


def header_text(field: str, text: str, choices: Choices, today: date) -> str:
    """Return the text of a header field: dates and times written out, people by their codes."""
    try:
        match field:
            case "day" if text:
                text = shorthand.date_in_short(shorthand.typed_date(text, today))
            case "start" | "end" if text:
                text = str(shorthand.typed_time(text))
            case "crew":
                text = _codes(text, choices)
    except UserError:
        pass  # the reading of the sheet says what is wrong with it
    return text


def cell_text(field: str, text: str, visit: VisitReading, choices: Choices) -> str:
    """Return the text of a cell; `visit` is the reading of its line with the text in it."""
    if field == "left" and shorthand.minutes_after(text) is not None:
        if visit.in_at is None or visit.out_at is None:
            return text
        return out_text(visit.in_at, visit.out_at)
    try:
        match field:
            case "hotspot" if text:
                text = hotspot_text(_hotspot(text, choices))
            case "crew":
                text = _codes(text, choices)
            case "came" | "left" if text:
                text = str(shorthand.typed_time(text))
    except UserError:
        pass  # as above
    return text


def _codes(text: str, choices: Choices) -> str:
    """Write a crew by codes, with own times written out and funding by its code."""
    pieces = pieces_of(text)
    return text_of(
        [
            replace(
                piece,
                who=one.code,
                start=piece.start and str(shorthand.typed_time(piece.start)),
                end=piece.end and str(shorthand.typed_time(piece.end)),
                funding=_funding(piece.funding, choices),
            )
            for piece, one in zip(pieces, people_of(pieces, choices), strict=True)
        ]
    )


def _hotspot(text: str, choices: Choices) -> Named:
    return the_sure_one(text, choices.hotspots, "hotspot", choices.short("hotspot"))


def _funding(text: str, choices: Choices) -> str:
    return text if text in {"", UNFUNDED} else the_one(text, choices.funding, "funding").code

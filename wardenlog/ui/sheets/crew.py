"""Reads and writes who was there and from when to when: `AK JR@15:30-16:00 [BAU]`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from wardenlog.errors import UserError
from wardenlog.services.choices import Choices, Named
from wardenlog.ui.widgets.matching import the_sure_one

UNFUNDED: Final = "-"
"""In brackets: nobody pays for this person's time, whatever the head of the sheet says."""

_PIECE: Final = re.compile(
    r"(?P<who>[^\s,/&+@\[\]]+)(?:@(?P<start>[0-9:.*]*)(?:-(?P<end>[0-9:.*]*))?)?"
    r"(?:\s*\[(?P<funding>[^\]]*)\])?"
)
_BETWEEN: Final = re.compile(r"[\s,/&+]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """One person of a crew as typed; blank times are the whole of the shift or visit."""

    who: str
    start: str = ""
    end: str = ""
    funding: str = ""

    def __str__(self) -> str:
        """Write it as people type it."""
        times = f"@{self.start}-{self.end}" if self.end else self.start and f"@{self.start}"
        return f"{self.who}{times}{self.funding and f' [{self.funding}]'}"


def pieces_of(text: str) -> list[Piece]:
    """Part a typed crew into people; UserError (`not_a_crew`) where it cannot be read."""
    found, place = [], _end_of_gap(text, 0)
    while place < len(text):
        piece = _PIECE.match(text, place)
        if piece is None:
            raise UserError(
                "Write who was there by codes or names, like AK JR, and own times like"
                " JR@15:30-16:00.",
                code="not_a_crew",
            )
        found.append(
            Piece(**{name: (part or "").strip() for name, part in piece.groupdict().items()})
        )
        place = _end_of_gap(text, piece.end())
    return found


def text_of(pieces: Sequence[Piece]) -> str:
    """Write a crew as people type it."""
    return " ".join(map(str, pieces))


def people_of(pieces: Sequence[Piece], choices: Choices) -> list[Named]:
    """Return the people named; UserError where one is unknown, unclear, or named twice."""
    found: list[Named] = []
    for piece in pieces:
        one = the_sure_one(piece.who, choices.people, "person", choices.short("person"))
        if one in found:
            raise UserError(f"{one.code} is named twice. Name each person once.", code="twice")
        found.append(one)
    return found


def crew_of(text: str, choices: Choices) -> list[Named]:
    """Return the people named by codes or names: `AK JR`, `AK/JR`, `AK & JR`.

    UserError where one is unknown, could be several, or is named twice.
    """
    return people_of(pieces_of(text), choices)


def _end_of_gap(text: str, place: int) -> int:
    gap = _BETWEEN.match(text, place)
    return gap.end() if gap else place

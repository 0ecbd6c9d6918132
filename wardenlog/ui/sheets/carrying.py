"""Takes what cannot be read in a cell of the grid into lines of the details, to be said there."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from wardenlog.errors import UserError
from wardenlog.model import Shift, new_id
from wardenlog.services.choices import Choices
from wardenlog.ui.sheets import cells, values
from wardenlog.ui.sheets.details import KIND
from wardenlog.ui.sheets.draft import DetailDraft, VisitDraft
from wardenlog.ui.sheets.values import Facts


def carried(
    visit: VisitDraft, field: str, base: Shift | None, facts: Facts
) -> tuple[str, list[DetailDraft]]:
    """Return what stays in a cell of powers or incidents, and the lines for what cannot be read.

    For any other cell nothing is carried: the whole text stays.
    """
    text, read = str(getattr(visit, field)), _READERS.get(field)
    if read is None:
        return text, []
    kept, lines = [], []
    for piece in filter(None, (each.strip() for each in re.split(r"[;,]", text))):
        try:
            read(piece, visit.number, base, facts.choices)
        except UserError:
            lines += _lines_for(field, piece, visit.number, facts)
        else:
            kept.append(piece)
    return ", ".join(kept), lines


def _lines_for(field: str, piece: str, number: int, facts: Facts) -> list[DetailDraft]:
    """Return a line of the visit for each time that a piece says, with what follows from it."""
    kind = KIND[field]
    word, count = cells.word_and_count(field, piece)
    times = 1 if field == "powers" else count
    texts = {column.name: "" for column in kind.columns}
    column = kind.columns[0]
    texts[column.name] = values.tidied(column, word, texts, facts)
    texts |= values.followed(column, texts, facts)
    if field == "powers" and count > 1:
        texts["count"] = str(count)
    return [DetailDraft(new_id(), field, number, tuple(texts.values())) for _ in range(times)]


def _read_powers(
    piece: str, number: int, base: Shift | None, _choices: Choices
) -> Sequence[object]:
    return cells.read_powers(piece, number, cells.powers_of(base.powers, number) if base else ())


def _read_incidents(
    piece: str, number: int, base: Shift | None, choices: Choices
) -> Sequence[object]:
    before = cells.incidents_of(base.incidents, number) if base else ()
    return cells.read_incidents(piece, number, before, choices)


_READERS: Final[Mapping[str, Callable[[str, int, Shift | None, Choices], Sequence[object]]]] = {
    "powers": _read_powers,
    "incidents": _read_incidents,
}

"""Guesses what each column of a spreadsheet holds, by its heading and by its cells."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from wardenlog.imports.book import Cell
from wardenlog.imports.spreadsheet.cells import read_number
from wardenlog.imports.spreadsheet.dates import is_date
from wardenlog.imports.spreadsheet.fields import IGNORED, Field, load_vocabulary
from wardenlog.imports.spreadsheet.headings import likenesses
from wardenlog.imports.spreadsheet.layout import Flat, SourceColumn
from wardenlog.imports.spreadsheet.matching import Known, split_crew, the_person, the_place
from wardenlog.imports.spreadsheet.times import Unit, read_minutes, read_span, read_time
from wardenlog.imports.standard_log.kinds import plain
from wardenlog.imports.standard_log.problems import CellError

EXAMPLES: Final = 3
_LOOKED_AT: Final = 60
_LEAST_SURE: Final = 0.4
_SURE: Final = 0.8
_LIKELY: Final = 0.6
_HALF: Final = 0.5

Fits = Callable[[Cell], bool]
Reads = Callable[[Cell], object]


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column seems to hold, how sure that is (0 to 1), and some of its cells."""

    column: SourceColumn
    field: str
    sure: float
    examples: tuple[str, ...]

    @property
    def words(self) -> str:
        """How sure it is, in a word or two."""
        if self.field == IGNORED:
            return "Not read"
        return "Sure" if self.sure >= _SURE else "Likely" if self.sure >= _LIKELY else "Check this"


@dataclass(frozen=True, slots=True)
class _Score:
    sure: float
    field: str
    column: SourceColumn


def guess_mapping(
    flat: Flat, people: tuple[Known, ...], hotspots: tuple[Known, ...]
) -> tuple[Guess, ...]:
    """Return a guess for each column; no field that only one column may hold is guessed twice."""
    fields = load_vocabulary().fields
    scores = [
        score
        for column in flat.columns
        for score in _scores(column, flat.cells(column)[:_LOOKED_AT], people, hotspots)
    ]
    scores.sort(key=lambda score: (-score.sure, score.column.place))
    chosen: dict[str, _Score] = {}
    taken: set[str] = set()
    for score in scores:
        field = fields.get(score.field)
        is_free = field is None or field.many or score.field not in taken
        if score.column.key not in chosen and score.sure >= _LEAST_SURE and is_free:
            chosen[score.column.key] = score
            taken.add(score.field)
    _part_hotspot(chosen)
    return tuple(
        Guess(
            column,
            chosen[column.key].field if column.key in chosen else IGNORED,
            chosen[column.key].sure if column.key in chosen else 0.0,
            examples(flat.cells(column)),
        )
        for column in flat.columns
    )


def examples(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Return a few different cells as text."""
    found: dict[str, None] = {}
    for cell in cells:
        found.setdefault(" ".join(shown(cell).split())[:40])
        if len(found) == EXAMPLES:
            break
    return tuple(found)


def shown(cell: Cell) -> str:
    """Return a cell as a person in the UK would read it."""
    if isinstance(cell, datetime) and cell.time() == time():
        cell = cell.date()
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else plain(cell)


def _scores(
    column: SourceColumn,
    cells: Sequence[Cell],
    people: tuple[Known, ...],
    hotspots: tuple[Known, ...],
) -> list[_Score]:
    fields = load_vocabulary().fields
    found = []
    for code, sure in likenesses(column.heading).items():
        field = fields.get(code)
        fit = 1.0 if field is None else _fit(field, cells, people, hotspots)
        found.append(_Score(sure * fit, code, column))
    if cells and not any(score.sure >= _HALF for score in found):
        by_cells = (
            ("day", _share(cells, _is_plain_date)),
            ("crew", _share(cells, lambda cell: _is_crew(cell, people))),
            ("hotspot", _share(cells, lambda cell: the_place(plain(cell), hotspots) is not None)),
        )
        found += [
            _Score(share * _LIKELY, code, column) for code, share in by_cells if share > _HALF
        ]
    return found


def _fit(
    field: Field,
    cells: Sequence[Cell],
    people: tuple[Known, ...],
    hotspots: tuple[Known, ...],
) -> float:
    """Return how well the cells go with a field: 1, or less where they are of another kind."""
    if not cells:
        return _HALF
    if field.code == "note":
        return 1.0
    if field.holds == "people":
        return max(
            _share(cells, lambda cell: _is_crew(cell, people)), 0.9 * _share(cells, _is_text)
        )
    if field.holds == "place":
        known = _share(cells, lambda cell: the_place(plain(cell), hotspots) is not None)
        return max(known, 0.9 * _share(cells, _is_short))
    if field.code in {"sheet", "team"}:
        return _share(cells, _is_short)
    return _share(cells, _FITS[field.holds])


def _part_hotspot(chosen: dict[str, _Score]) -> None:
    """A column of hotspots' names stands for the hotspots where no other has their codes."""
    fields = {score.field: key for key, score in chosen.items()}
    if "hotspot" not in fields and "hotspot_name" in fields:
        key = fields["hotspot_name"]
        chosen[key] = _Score(chosen[key].sure, "hotspot", chosen[key].column)


def _share(cells: Sequence[Cell], fits: Fits) -> float:
    return sum(1 for cell in cells if fits(cell)) / len(cells) if cells else 0.0


def _reads(read: Reads, cell: Cell) -> bool:
    if isinstance(cell, datetime) and cell.time() == time():
        return False
    try:
        read(cell)
    except CellError:
        return False
    return True


def _is_plain_date(cell: Cell) -> bool:
    return not isinstance(cell, float | int) and is_date(cell)


def _is_crew(cell: Cell, people: tuple[Known, ...]) -> bool:
    names = split_crew(plain(cell), people)
    return bool(names) and all(the_person(name, people) for name in names)


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, date | time | timedelta):
        return False
    try:
        read_number(cell)
    except CellError:
        return False
    return True


def _is_text(cell: Cell) -> bool:
    return isinstance(cell, str) and any(char.isalpha() for char in cell)


def _is_short(cell: Cell) -> bool:
    return not isinstance(cell, date | time | timedelta) and 0 < len(plain(cell)) <= 60  # noqa: PLR2004


_FITS: Final[dict[str, Fits]] = {
    "date": is_date,
    "time": lambda cell: _reads(read_time, cell),
    "span": lambda cell: _reads(read_span, cell),
    "minutes": lambda cell: _reads(lambda it: read_minutes(it, Unit.MINUTES), cell),
    "number": _is_number,
    "powers": _is_text,
    "text": _is_text,
}
"""What a cell of each kind of field must be."""

"""The workbook's sheets Hotspots, Powers and Engagement, with the records behind their figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from wardenlog.counting.behind import Figure
from wardenlog.returns.contents import engagement, hotspots, powers
from wardenlog.returns.contents.common import Omitted, Z, month_name
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Cell, Chart, Kind, Sheet
from wardenlog.services.returns.behind import Asked
from wardenlog.services.returns.cells import Value, cell_words, number_in

_PLACES: Final = {
    "Days listed": ("place_days_listed", "days_listed"),
    "Days visited": ("place_days_visited", "days_visited"),
    "Visits": ("visits", "visits"),
    "Qualifying visits": ("qualifying_visits", "qualifying"),
    "Required visits": ("required_visits", "required"),
    "Compliance percent": ("compliance_percent", "compliance"),
    "Longest gap days": ("longest_gap_days", "longest_gap"),
    "Hours": ("person_minutes", "person_minutes"),
    "Hours claimable": ("claimable", "claimable_minutes"),
}
"""The columns of the sheet Hotspots: their measure, and where its value stands in a row."""

_POWERS: Final = {
    "Own use": ("own_use", "own"),
    "Assisted": ("powers_assisted", "assisted"),
    "Cancelled": ("powers_cancelled", "cancelled"),
    "Subjects under 18": ("subjects_under_18", "under_18"),
}
_AGAINST: Final = frozenset({"Hours", "Required visits"})
"""Columns that a chart of two sets against the other: all of it, or what is required."""


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row of a sheet: its cells by their heading."""

    cells: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart; `against` is what it is measured by, None where it stands alone."""

    name: str
    value: float
    against: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of the workbook; `alt_text` says its figures to those who cannot see it."""

    title: str
    alt_text: str
    of: str
    against: str | None
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class SheetShown:
    """A sheet as a screen shows it; without lines, `notes` say why there are none."""

    notes: tuple[str, ...]
    lines: tuple[TableLine, ...] = ()
    charts: tuple[Bars, ...] = ()


def hotspots_shown(figures: Figures) -> SheetShown:
    """Word the sheet Hotspots: each hotspot listed or visited in the period."""
    asked = [
        {
            heading: _asked(figures, Figure(measure, hotspot=row.hotspot_code), getattr(row, of))
            for heading, (measure, of) in _PLACES.items()
        }
        for row in figures.hotspots
    ]
    return _shown(hotspots.sheet(figures), asked)


def powers_shown(figures: Figures) -> SheetShown:
    """Word the sheet Powers: uses by month, hotspot and stage."""
    asked = []
    for row in figures.powers:
        where = Figure(
            "own_use", row.month, row.hotspot_code or "", power=row.power, stage=row.stage
        )
        asked.append(
            {
                heading: _asked(figures, where.of(measure), getattr(row, of))
                for heading, (measure, of) in _POWERS.items()
            }
        )
    return _shown(powers.sheet(figures), asked)


def engagement_shown(figures: Figures) -> SheetShown:
    """Word the sheet Engagement: tallies by month, hotspot and measure."""
    asked = [
        {
            "Number": _asked(
                figures,
                Figure(row.measure, row.month, row.hotspot_code or "", tally=True),
                row.number,
            )
        }
        for row in figures.tallies
    ]
    return _shown(engagement.sheet(figures), asked)


def _asked(figures: Figures, figure: Figure, printed: float | None) -> Asked | None:
    """Return what stands behind a cell; nothing where it has no number."""
    if printed is None:
        return None
    return Asked(figures.particulars.reference, figures.wanted.period, figure, printed)


def _shown(sheet: Sheet | Omitted, asked: Sequence[Mapping[str, Asked | None]]) -> SheetShown:
    """Word a sheet; `asked` are the figures of its rows by their heading."""
    if isinstance(sheet, Omitted):
        return SheetShown((f"{sheet.because[:1].upper()}{sheet.because[1:]}.",))
    headings = [column.heading for column in sheet.table.columns]
    rows = [dict(zip(headings, row, strict=True)) for row in sheet.table.rows]
    kinds = {column.heading: column.kind for column in sheet.table.columns}
    lines = tuple(
        TableLine(
            {
                heading: Value(_words(heading, cell, kinds[heading]), behind.get(heading))
                for heading, cell in row.items()
            }
        )
        for row, behind in zip(rows, asked, strict=True)
    )
    charts = tuple(_bars(chart, rows, lines) for chart in sheet.charts)
    notes = tuple(note.replace(Z, cell_words(Z)) for note in sheet.notes)
    return SheetShown(notes, lines, charts)


def _words(heading: str, cell: Cell, kind: Kind) -> str:
    return month_name(str(cell)) if heading == "Month" else cell_words(cell, kind)


def _bars(chart: Chart, rows: Sequence[Mapping[str, Cell]], lines: Sequence[TableLine]) -> Bars:
    """Return a chart with a bar for each row that has a number in every one of its columns."""
    of = next(each for each in chart.values if each not in _AGAINST)
    against = next((each for each in chart.values if each in _AGAINST), None)
    bars = []
    for row, line in zip(rows, lines, strict=True):
        value = number_in(row[of])
        beside = None if against is None else number_in(row[against])
        if value is None or (against is not None and beside is None):
            continue
        words = line.cells[of].words
        if against is not None:
            words = f"{words} of {line.cells[against].words}"
        name = line.cells[chart.categories].words
        bars.append(Bar(name, float(value), None if beside is None else float(beside), words))
    return Bars(chart.title, chart.alt_text, of, against, tuple(bars))

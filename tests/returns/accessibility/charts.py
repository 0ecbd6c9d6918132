"""Rules of charts: native, with their figures inside and in words, legible, where they belong."""

import math
import re
from typing import Any

from tests.returns.accessibility.rules import Problems, of_sheets
from tests.returns.accessibility.workbook import Sheet, place

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHARTED = {"Hotspots": "Hours claimable", "Claim_bridge": "Person-hours"}
LEGIBLE = 1000
"""Hundredths of a point."""


@of_sheets("charts where they belong")
def there(sheet: Sheet) -> Problems:
    drawn = [_text(each) for _, _, chart in sheet.charts() for each in chart.iter(f"{C}tx")]
    wanted = CHARTED.get(sheet.table)
    if wanted and wanted not in drawn:
        yield f"no chart of {wanted}"
    planned = sheet.table == "Hotspots" and any(
        c.is_number for c in sheet.column("Required visits")
    )
    if planned and "Required visits" not in drawn:
        yield "no chart of visits against those required"


@of_sheets("charts have a title and titled axes")
def titled(sheet: Sheet) -> Problems:
    for _, _, chart in sheet.charts():
        if chart.find(f"{C}chart/{C}title") is None:
            yield "a chart without title"
        if all(axis.find(f"{C}title") is None for axis in chart.iter(f"{C}valAx")):
            yield "figures without the name of their unit"


@of_sheets("charts carry the figures of their cells")
def caches(sheet: Sheet) -> Problems:
    for _, _, chart in sheet.charts():
        for reference in chart.iter(f"{C}numRef"):
            cells = _referred(sheet, reference.findtext(f"{C}f") or "")
            kept = {
                int(point.get("idx")): float(point.findtext(f"{C}v"))
                for point in reference.iter(f"{C}pt")
            }
            shown = {n: float(cell.text) for n, cell in enumerate(cells) if cell.is_number}
            same = all(math.isclose(kept.get(n, -1), value) for n, value in shown.items())
            if kept.keys() != shown.keys() or not same:
                yield f"{reference.findtext(f'{C}f')} is not what the chart keeps"


@of_sheets("charts told in words with their figures")
def alternative(sheet: Sheet) -> Problems:
    for _, frame, chart in sheet.charts():
        told = frame.get("descr") or ""
        values = [
            point.findtext(f"{C}v")
            for series in list(chart.iter(f"{C}ser"))[-1:]
            for point in series.find(f"{C}val").iter(f"{C}pt")
        ]
        for value in values:
            figure = float(value)
            if f"{figure:,.2f}" not in told and f"{figure:,.0f}" not in told:
                yield f"{value} is not in the words of {frame.get('title')!r}"


@of_sheets("charts in Arial of 10 points or more")
def legible(sheet: Sheet) -> Problems:
    for _, _, chart in sheet.charts():
        for letters in chart.iter(f"{A}defRPr"):
            font = letters.find(f"{A}latin")
            if int(letters.get("sz")) < LEGIBLE or font is None or font.get("typeface") != "Arial":
                yield f"letters of {letters.get('sz')}"


def _referred(sheet: Sheet, formula: str) -> list[Any]:
    match = re.fullmatch(r"'?([^'!]+)'?!(\$[A-Z]+\$\d+):(\$[A-Z]+\$\d+)", formula)
    assert match, formula
    (top, column), (bottom, _) = place(match[2]), place(match[3])
    return [sheet.cells[row, column] for row in range(top, bottom + 1)]


def _text(title: Any) -> str:
    return "".join(each.text or "" for each in title.iter(f"{C}v"))

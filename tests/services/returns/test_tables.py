"""The sheets Hotspots, Powers and Engagement say on the screen what the workbook says."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.returns.worked import QUARTER, figures_of, import_example, rows_of
from wardenlog.counting.scope import Period
from wardenlog.returns.contents import engagement, hotspots, powers
from wardenlog.returns.figures import Figures, Wanted
from wardenlog.returns.workbook.layout import Sheet
from wardenlog.services.record import Record
from wardenlog.services.returns.behind import behind
from wardenlog.services.returns.shown import Shown, show
from wardenlog.services.returns.tables import SheetShown


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with import_example(tmp_path) as store:
        yield Record(store, "Sam")


def sheets(figures: Figures, shown: Shown) -> Iterator[tuple[Sheet, SheetShown]]:
    for module, there in (
        (hotspots, shown.hotspots),
        (powers, shown.powers),
        (engagement, shown.engagement),
    ):
        made = module.sheet(figures)
        assert isinstance(made, Sheet)
        yield made, there


def test_rows_are_the_workbooks(record: Record) -> None:
    shown = show(record, Wanted("GA-1", QUARTER))
    for made, there in sheets(figures_of(record.store, QUARTER), shown):
        rows = rows_of(made)
        assert len(there.lines) == len(rows) > 0
        for line, row in zip(there.lines, rows, strict=True):
            assert list(line.cells) == list(row)
            for heading, value in row.items():
                if isinstance(value, int):
                    assert line.cells[heading].words == f"{value:,}"


def test_every_figure_is_what_its_records_make(record: Record) -> None:
    shown = show(record, Wanted("GA-1", QUARTER))
    asked = [
        cell.asked
        for sheet in (shown.hotspots, shown.powers, shown.engagement)
        for line in sheet.lines
        for cell in line.cells.values()
        if cell.asked is not None
    ]
    assert len(asked) > 30
    for each in asked:
        looked = behind(record, each)
        assert looked.agrees, (each, looked.made)


def test_charts_have_a_bar_for_each_row_with_a_number(record: Record) -> None:
    shown = show(record, Wanted("GA-1", QUARTER)).hotspots
    hours, visits = shown.charts
    assert [bar.name for bar in hours.bars] == [line.cells["Hotspot"].words for line in shown.lines]
    for bar, line in zip(hours.bars, shown.lines, strict=True):
        assert bar.words == f"{line.cells['Hours claimable'].words} of {line.cells['Hours'].words}"
        assert bar.against is not None
        assert bar.value <= bar.against
    assert (visits.of, visits.against) == ("Qualifying visits", "Required visits")
    planned = [line for line in shown.lines if line.cells["Required visits"].words != "–"]
    assert len(visits.bars) == len(planned)


def test_a_sheet_without_rows_says_why(record: Record) -> None:
    shown = show(record, Wanted("GA-1", Period(date(2019, 4, 1), date(2019, 7, 1))))
    assert shown.powers.notes == ("No use of a power is recorded in the period.",)
    assert shown.powers.lines == ()
    assert shown.hotspots.charts == ()


def test_a_target_says_how_it_was_reached(record: Record) -> None:
    shown = show(record, Wanted("GA-1", QUARTER))
    line = shown.summary[0]
    assert shown.figures.claim.target_words is not None
    assert shown.figures.claim.target_words in line.cells["Target this period"].reached
    assert "are claimable" in line.cells["Percent of target"].reached
    assert line.cells["This period"].reached == ""

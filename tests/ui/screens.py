"""Takes pictures of every screen, on the demo council, into build/screens.

Run it where there is a display, or under Xvfb: `xvfb-run python -m tests.ui.screens`.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from tests.imports.spreadsheet.desks import book
from wardenlog.app import DEMO_FOLDER, Program
from wardenlog.services.demo.fill import fill
from wardenlog.services.record import open_record
from wardenlog.settings import Look
from wardenlog.ui.blank_sheets.dialog import BlankSheetsDialog
from wardenlog.ui.checks.page import ChecksPage
from wardenlog.ui.hotspots.page import HotspotsPage
from wardenlog.ui.hotspots.paste import PasteDialog as PasteHotspots
from wardenlog.ui.imports.page import ImportPage
from wardenlog.ui.people.page import PeoplePage
from wardenlog.ui.people.paste import PasteDialog
from wardenlog.ui.powers.page import PowersPage
from wardenlog.ui.powers.step import NextStepDialog
from wardenlog.ui.returns.page import ReturnsPage
from wardenlog.ui.sheets.page import SheetsPage
from wardenlog.ui.today.page import TodayPage
from wardenlog.ui.widgets.history import HistoryDialog
from wardenlog.ui.widgets.list_and_form import ListAndForm

SIZES = ((1366, 768), (1920, 1080))
LOOKS: tuple[Look, ...] = ("light", "dark", "contrast_light", "contrast_dark")
OUT = Path("build") / "screens"


def settle(application: QApplication, until: Callable[[], bool]) -> None:
    """Let the window work until something has come about."""
    end = time.monotonic() + 60
    while not until() and time.monotonic() < end:
        application.processEvents()
        time.sleep(0.01)
    application.processEvents()


def take(window: QWidget, name: str, look: str) -> None:
    """Keep a picture of the window at its present size."""
    application = cast("QApplication", QApplication.instance())
    for _ in range(5):
        application.processEvents()
        time.sleep(0.02)
    OUT.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(OUT / f"{name}-{look}-{window.width()}x{window.height()}.png"))


def main() -> None:
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "record"
        first = Program(application, folder, "Sam", settings_folder=folder)
        first.start()
        first.window.show()
        for look in LOOKS:
            first._theme.choose(look)
            for size in SIZES:
                first.window.resize(*size)
                take(first.window, "start", look)
                first._page.finish()
                take(first.window, "start-problems", look)
        first.close()
        first.window.close()
        with open_record(folder / DEMO_FOLDER) as store:
            fill(store)
        program = Program(application, folder / DEMO_FOLDER, "Sam", settings_folder=folder)
        program.start()
        program.window.show()
        picture_pages(application, program, Path(place))
        program.close()


def picture_pages(application: QApplication, program: Program, place: Path) -> None:
    window = program.window
    assert window.frame is not None
    sheets = cast("SheetsPage", window.frame.page("sheets"))
    returns = cast("ReturnsPage", window.frame.page("returns"))
    today = cast("TodayPage", window.frame.page("today"))
    settle(application, lambda: sheets.list.sheets.model.rowCount() > 0)
    for look in LOOKS:
        program._theme.choose(look)
        for size in SIZES:
            program.window.resize(*size)
            window.frame.go_to("today")
            settle(application, lambda: today.seen is not None and today._task is None)
            take(program.window, "today", look)
            picture_blank_sheets(today, look)
            window.frame.go_to("sheets")
            sheets.setCurrentWidget(sheets.list)
            sheets.list.sheets.table.setFocus()
            take(program.window, "sheets", look)
            picture_visits(application, sheets, look)
            sheets._open(str(sheets.list.sheets.model.id_at(3)))
            take(program.window, "sheet", look)
            sheets._begin()
            type_a_sheet(sheets)
            take(program.window, "sheet-problems", look)
            sheets.editor.presenter.start_new()
            sheets._show_list()
            window.frame.go_to("hotspots")
            picture_hotspots(application, program.window, look)
            window.frame.go_to("people")
            picture_people(application, program.window, look)
            window.frame.go_to("powers")
            picture_powers(application, program.window, look)
            window.frame.go_to("returns")
            returns.form.out.setText(str(place))
            returns.build()
            settle(application, lambda: returns._task is None)
            take(program.window, "returns", look)
            window.frame.go_to("checks")
            picture_checks(application, program.window, look)
            window.frame.go_to("settings")
            take(program.window, "settings", look)
            window.frame.show_keys()
            assert window.frame._keys_window is not None
            take(window.frame._keys_window, "keys", look)
            window.frame._keys_window.close()
            picture_import(application, program, place, look)


def picture_checks(application: QApplication, window: QWidget, look: str) -> None:
    page = window.findChild(ChecksPage)
    assert page is not None
    settle(application, lambda: page._looked is not None and not page.busy)
    take(window, "checks", look)


def shows_a_record(both: ListAndForm) -> bool:
    return both.form.record_id is not None


def picture_hotspots(application: QApplication, window: QWidget, look: str) -> None:
    page = window.findChild(HotspotsPage)
    assert page is not None
    settle(application, lambda: not page.counting and shows_a_record(page.hotspots))
    for n, name in enumerate(("hotspots", "pspos")):
        page.tabs.setCurrentIndex(n)
        take(window, name, look)
    page.tabs.setCurrentIndex(0)
    box = PasteHotspots(page._desk, page)
    box.text.setPlainText("H31 Canal basin, Riverside\nH01 Market Square\nMill Lane")
    box.look()
    box.open()
    take(box, "paste-hotspots", look)
    box.reject()


def picture_people(application: QApplication, window: QWidget, look: str) -> None:
    page = window.findChild(PeoplePage)
    assert page is not None
    for n, name in enumerate(("people", "organisations", "funding")):
        page.tabs.setCurrentIndex(n)
        settle(application, partial(shows_a_record, page.lists()[n]))
        take(window, name, look)
    page.tabs.setCurrentIndex(0)
    page.people.begin()
    page.people.save()
    take(window, "person-problems", look)
    page.people.form._give_up()
    QGuiApplication.clipboard().setText("AB\tAda Brook\nCal Dene\nW01 Eve Ford\n")
    page.paste()
    box = page.findChild(PasteDialog)
    assert box is not None
    take(box, "paste-people", look)
    box.reject()


def picture_import(application: QApplication, program: Program, place: Path, look: str) -> None:
    """Take each step of importing a messy spreadsheet; nothing is saved."""
    assert program.window.frame is not None
    page = cast("ImportPage", program.window.frame.page("imports"))
    rows = [
        ("Amber Valley wardens",),
        ("Date", "Location", "Time in", "Time out", "Wardens", "Engagements", "Action taken"),
        *(
            (f"{day}/04/2026", place_code, "1520", out, crew, "3+2", power)
            for day in range(10, 30)
            for place_code, out, crew, power in (
                ("H01", "15:42", "W01/W02", "CPW"),
                ("Old Quay", "16:10", "W03 & TB", "stern look" if day % 3 else None),
                ("H03", "soon" if day % 7 == 0 else "16:30", "W01, W02", None),
            )
        ),
    ]
    flow = page.flow
    program.window.frame.go_to("imports")
    take(program.window, "import", look)
    flow.open(book(place / "patrols.xlsx", rows))
    settle(application, lambda: flow._task is None)
    take(program.window, "import-columns", look)
    flow.next()
    take(program.window, "import-names", look)
    flow.next()
    settle(application, lambda: flow._task is None)
    take(program.window, "import-preview", look)
    for _ in range(3):
        flow.back()


def picture_powers(application: QApplication, window: QWidget, look: str) -> None:
    page = window.findChild(PowersPage)
    assert page is not None
    page.register.narrowing.filter_by("stage", "CPN.BREACH")
    settle(application, lambda: not page.register.busy and page.register.model.rowCount() > 0)
    page.register.table.selectRow(0)
    take(window, "powers", look)
    page.record_next()
    box = page.findChild(NextStepDialog)
    assert box is not None
    take(box, "next-step", look)
    box.reject()
    page.register.narrowing.clear()
    settle(application, lambda: page.register.model.rowCount() > 0)
    page.register.table.choose(0, range(5))
    take(window, "powers-several", look)


def picture_blank_sheets(today: TodayPage, look: str) -> None:
    dialog = BlankSheetsDialog(today._desk, today)
    dialog.open()
    take(dialog, "blank-sheets", look)
    dialog.reject()


def picture_visits(application: QApplication, sheets: SheetsPage, look: str) -> None:
    sheets.list.tabs.setCurrentIndex(1)
    visits = sheets.list.visits
    assert visits is not None
    settle(application, lambda: visits.model.rowCount() > 0 and not visits.busy)
    take(sheets.window(), "visits", look)
    visits.history_action.trigger()
    history = visits.findChildren(HistoryDialog)[-1]
    settle(application, lambda: history.model.rowCount() > 0)
    take(history, "history", look)
    history.reject()
    visits.narrowing.field.setText("nothing like it")
    settle(application, lambda: not visits.busy and visits.model.rowCount() == 0)
    take(sheets.window(), "visits-none", look)
    visits.narrowing.clear()
    sheets.list.tabs.setCurrentIndex(0)


def type_a_sheet(sheets: SheetsPage) -> None:
    presenter = sheets.editor.presenter
    for field, text in {
        "day": "25/10/2025",
        "start": "2200",
        "end": "0600",
        "pause": "30",
        "team": "Amber",
        "crew": "W01 W02",
    }.items():
        presenter.change(field, text)
    for row, line in enumerate(
        (
            {"hotspot": "H01", "came": "2215", "left": "+25", "engagements": "3+2"},
            {"hotspot": "H02", "came": "0130", "left": "0210", "advice": "2", "note": "Busy."},
            {"hotspot": "larkmoor", "came": "0300", "left": "2599", "crew": "W01"},
            {"hotspot": "H05", "came": "0330", "incidents": "noise 2"},
        )
    ):
        for field, text in line.items():
            presenter.change_cell(row, field, text)
    sheets.editor.refresh()
    sheets.editor.grid.setCurrentIndex(sheets.editor.grid.model().index(1, 2))


if __name__ == "__main__":
    if sys.platform == "linux" and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()

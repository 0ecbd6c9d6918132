"""Every screen of the window as data: how each is brought into view, for pictures and audits."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from tests.imports.spreadsheet.desks import book
from tests.returns.verify.tampering import Spot, typed
from tests.ui.conftest import FakePrompts
from wardenlog.app import DEMO_FOLDER, Program
from wardenlog.services import ways
from wardenlog.services.backups.making import State
from wardenlog.services.demo.returns import fill_and_send
from wardenlog.services.record import open_record
from wardenlog.services.returns.building import build_return, wanted
from wardenlog.services.ways import Ways
from wardenlog.settings import Look, TextSize
from wardenlog.ui.backups.found import FoundDialog
from wardenlog.ui.backups.preview import RestoreDialog
from wardenlog.ui.backups.restoring import RestoringPage
from wardenlog.ui.blank_sheets.dialog import BlankSheetsDialog
from wardenlog.ui.frame import PAGES
from wardenlog.ui.grant.budget import BudgetTab
from wardenlog.ui.grant.ledger import LedgerDialog
from wardenlog.ui.grant.list_box import ReplaceBox
from wardenlog.ui.grant.paste import PasteAmounts
from wardenlog.ui.grant.posts import PostsTab
from wardenlog.ui.grant.spending import SpendingTab
from wardenlog.ui.grant.year_end import YearTab
from wardenlog.ui.hotspots.paste import PasteDialog as PasteHotspots
from wardenlog.ui.people.paste import PasteDialog
from wardenlog.ui.powers.step import NextStepDialog
from wardenlog.ui.returns.behind import BehindDialog
from wardenlog.ui.returns.building import BuildDialog
from wardenlog.ui.returns.sending import SendDialog
from wardenlog.ui.sheets.page import SheetsPage
from wardenlog.ui.sheets.rekey_dialog import RekeyDialog
from wardenlog.ui.start import RefusalPage
from wardenlog.ui.tasks import Progress, TaskRunner
from wardenlog.ui.widgets.history import HistoryDialog

_LONGEST: Final = 60.0
"""Seconds that a screen may take to be there."""

DEMO_NOW: Final = datetime(2026, 4, 2, 9, tzinfo=UTC)
"""A little after the demo council's last sheet: the moment that a tour is made at."""

_WHAT_IF: Final = 7
"""The tab of the page of returns that counts under another rule."""

_CALM: Final = 3
"""Rounds without anything running after which a screen is at rest."""


@dataclass
class Tour:
    """A program on the demo council, and a folder for what its screens write."""

    application: QApplication
    place: Path
    program: Program = field(init=False)
    prompts: FakePrompts = field(default_factory=FakePrompts)

    def __post_init__(self) -> None:
        folder = self.place / "record" / DEMO_FOLDER
        if not folder.exists():
            with open_record(folder, create=True) as store:
                fill_and_send(store)
        self.open()

    def open(self) -> None:
        """Open the window on the record."""
        self.program = Program(
            self.application,
            self.place / "record" / DEMO_FOLDER,
            "Sam",
            settings_folder=self.place,
            prompts=self.prompts,
        )
        self.program.start()
        self.window.show()
        self.window.activateWindow()

    def reopen(self, text_size: TextSize = 100, look: Look = "system") -> None:
        """Open the window anew, as after a change of language, with text of a size, in a look."""
        self.program._settings.choose(text_size=text_size, look=look)
        self.close()
        self.open()
        self.settle()

    def close(self) -> None:
        """Close the window and the record."""
        self.program.close()
        self.window.hide()
        self.window.deleteLater()
        self.program.deleteLater()
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def window(self) -> QWidget:
        """The window of the program."""
        return self.program.window

    def page(self, key: str) -> Any:
        """Show a page and return it."""
        frame = self.program.window.frame
        assert frame is not None
        frame.go_to(key)
        self.settle()
        self.window.activateWindow()  # offscreen, a list that is made takes it away
        self.settle()
        return frame.page(key)

    def _runners(self) -> Iterator[TaskRunner]:
        yield from (self.program._lists, self.program._work, self.program._keeper)
        if self.program._backups is not None:
            yield self.program._backups.runner

    def settle(self, until: Callable[[], bool] | None = None) -> None:
        """Let the window work until nothing runs, and until something has come about."""
        end, calm = time.monotonic() + _LONGEST, 0
        while calm < _CALM and time.monotonic() < end:
            self.application.processEvents()
            busy = any(runner.busy for runner in self._runners())
            calm = 0 if busy or not (until is None or until()) else calm + 1
            time.sleep(0.005)
        assert calm == _CALM, "the screen did not come to rest"


Showing = Callable[[Tour], AbstractContextManager[QWidget]]


@dataclass(frozen=True)
class Screen:
    """A screen by name; `show` brings it into view and gives the window that it is in."""

    name: str
    show: Showing


@contextmanager
def _page(key: str, tour: Tour, tab: int | None = None) -> Iterator[QWidget]:
    page = tour.page(key)
    if tab is not None:
        page.findChild(QTabWidget).setCurrentIndex(tab)
        tour.settle()
    yield tour.window


@contextmanager
def _grant_tab(kind: type[QWidget], tour: Tour) -> Iterator[QWidget]:
    tab = _money_tab(kind, tour)
    tab.register.table.setCurrentIndex(tab.register.model.index(0, 0))
    tour.settle()
    yield tour.window


@contextmanager
def _paste_amounts(tour: Tour) -> Iterator[QWidget]:
    tab = _money_tab(SpendingTab, tour)
    QGuiApplication.clipboard().setText(
        "01/03/2026\tPAY\t£1,250.00\tGL9001\tMarch salaries\n"
        "31/02/2026\tPAY\t50.00\tGL9002\t\n02/03/2026\tTENTS\t75.00\tGL9003\t\n"
        "02/03/2026\tUNIFORM\tseventy\tGL9004\t\n"
    )
    tab.paste()
    tour.settle()
    box = tab.findChild(PasteAmounts)
    yield box
    _close(box)


@contextmanager
def _ledger(step: int, tour: Tour) -> Iterator[QWidget]:
    path = tour.place / "ledger.csv"
    path.write_text(_LEDGER, encoding="utf-8")
    tab = _money_tab(SpendingTab, tour)
    tab.open_ledger(path)
    tour.settle()
    box = tab.findChild(LedgerDialog)
    if step > 0:
        box.next()
    if step > 1:
        for row in range(box.codes.model.rowCount()):
            cell = box.codes.model.index(row, 2)
            if "▲" in cell.data():
                box.codes.model.setData(cell, "UNIFORM")
        box.next()
    tour.settle(lambda: not box.busy)
    yield box
    _close(box)


def _money_tab(kind: type[QWidget], tour: Tour) -> Any:
    page = tour.page("grant")
    tab = page.tabs.findChild(kind)
    page.tabs.setCurrentWidget(tab)
    tour.settle()
    return tab


_LEDGER: Final = (
    "Posting date,Trans no,Account,Description,Net amount\n"
    "04/03/2026,J2201,PAY,March salaries,1250.00\n05/03/2026,J2202,6110,Boots,120.40\n"
    "05/03/2026,J2203,6110,Boots returned,-20.40\n31/02/2026,J2204,PAY,No such day,10.00\n"
)


@contextmanager
def _sheet(tour: Tour) -> Iterator[QWidget]:
    page = tour.page("sheets")
    page._open(str(page.list.sheets.model.id_at(3)))
    tour.settle(lambda: not page.editor._figures._soon.isActive())
    yield tour.window
    page.editor.presenter.start_new()
    page._show_list()


@contextmanager
def _sheet_for_a_second_look(tour: Tour) -> Iterator[QWidget]:
    page = tour.page("sheets")
    record = page._desk.record
    ways.save(record, Ways(second_check=True, rekey_percent=100))
    page.start()
    page.list.sheets.narrowing.filter_by("state", "check")
    tour.settle(lambda: not page.list.sheets.busy)
    page._open(str(page.list.sheets.model.id_at(3)))
    tour.settle(lambda: not page.editor._figures._soon.isActive())
    yield tour.window
    ways.save(record, Ways())
    page.editor.presenter.start_new()
    page._show_list()
    page.start()
    page.list.sheets.narrowing.clear()
    tour.settle(lambda: not page.list.sheets.busy)


@contextmanager
def _typed_again(tour: Tour, *, compared: bool = False) -> Iterator[QWidget]:
    with _sheet_for_a_second_look(tour):
        second = tour.page("sheets").editor.second
        second.type_again()
        tour.settle()
        box = second._owner.findChild(RekeyDialog)
        if compared:
            box.compare()
            tour.settle()
        yield box
        _close(box)
        tour.settle()


@contextmanager
def _sheet_with_problems(tour: Tour) -> Iterator[QWidget]:
    page = tour.page("sheets")
    page._begin()
    type_a_sheet(page)
    tour.settle()
    yield tour.window
    page.editor.throw_away(page.editor.presenter.draft.id)
    page.editor.presenter.start_new()
    page._show_list()


@contextmanager
def _sheet_details(tour: Tour) -> Iterator[QWidget]:
    with _sheet_with_problems(tour) as window:
        editor = tour.page("sheets").editor
        editor.findChild(QWidget, "sheet.details")
        next(a for a in editor.actions() if a.objectName() == "sheet.details").trigger()
        tour.settle()
        yield window


@contextmanager
def _person_with_problems(tour: Tour) -> Iterator[QWidget]:
    page = tour.page("people")
    page.tabs.setCurrentIndex(0)
    page.people.begin()
    page.people.save()
    tour.settle()
    yield tour.window
    page.people.form._give_up()


@contextmanager
def _paste_hotspots(tour: Tour) -> Iterator[QWidget]:
    page = tour.page("hotspots")
    page.tabs.setCurrentIndex(0)
    page.paste()
    tour.settle()
    box = page.findChild(PasteHotspots)
    box.text.setPlainText("H31 Canal basin, Riverside\nH01 Market Square\nMill Lane")
    box.look()
    yield box
    _close(box)


@contextmanager
def _paste(tour: Tour) -> Iterator[QWidget]:
    page = tour.page("people")
    page.tabs.setCurrentIndex(0)
    QGuiApplication.clipboard().setText("AB\tAda Brook\nCal Dene\nW01 Eve Ford\n")
    page.paste()
    tour.settle()
    box = page.findChild(PasteDialog)
    yield box
    _close(box)


@contextmanager
def _history(tour: Tour) -> Iterator[QWidget]:
    page = tour.page("people")
    page.tabs.setCurrentIndex(0)
    tour.settle()
    page.people.register.history_action.trigger()
    tour.settle()
    box = tour.window.findChild(HistoryDialog)
    assert box is not None
    yield box
    _close(box)


@contextmanager
def _blank_sheets(tour: Tour) -> Iterator[QWidget]:
    today = tour.page("today")
    box = BlankSheetsDialog(today._desk, today)
    box.open()
    tour.settle()
    yield box
    _close(box)


@contextmanager
def _keys(tour: Tour) -> Iterator[QWidget]:
    frame = tour.program.window.frame
    assert frame is not None
    frame.show_keys()
    tour.settle()
    assert frame._keys_window is not None
    yield frame._keys_window
    frame._keys_window.close()
    tour.window.activateWindow()


@contextmanager
def _returns(tour: Tour, tab: int, *, changed: bool = False) -> Iterator[QWidget]:
    """A tab of the period before the newest, or of the newest that changed after it was sent."""
    page = tour.page("returns")
    tour.settle(lambda: not page.busy and page.period.can_ask)
    rows = map(page.periods.rows.row, range(page.periods.rows.rowCount()))
    late = [n for n, row in enumerate(rows) if row.version is not None and row.changed]
    page.periods.selectRow(late[0] if changed else 1)
    page.period.tabs.setCurrentIndex(tab)
    tour.settle(lambda: not page.busy and page.period.tabs.isEnabled())
    tour.window.activateWindow()  # offscreen, a chart that is made takes it away
    tour.settle()
    page.period.focus_tab()
    if tab == _WHAT_IF:
        page.period.what_if.minimum.setText("20")
        page.period.what_if.run()
        tour.settle(lambda: not page.busy)
    yield tour.window
    page.period.what_if.as_agreed()
    page.period.tabs.setCurrentIndex(0)


@contextmanager
def _behind(tour: Tour) -> Iterator[QWidget]:
    with _returns(tour, 0):
        page = tour.page("returns")
        page.period.focus_tab()
        page.period.summary.table.ask()
        box = page.findChild(BehindDialog)
        tour.settle(lambda: not box.busy)
        yield box
        _close(box)


@contextmanager
def _build(tour: Tour) -> Iterator[QWidget]:
    with _returns(tour, 0):
        page = tour.page("returns")
        page.build()
        box = page.findChild(BuildDialog)
        box.form.out.setText(str(tour.place))
        for file in tour.place.glob("*.xlsx"):
            file.unlink()
        box.build()
        tour.settle(lambda: not box.busy)
        yield box
        _close(box)


@contextmanager
def _send(tour: Tour, row: int) -> Iterator[QWidget]:
    with _returns(tour, 0):
        page = tour.page("returns")
        page.periods.selectRow(row)
        tour.settle(lambda: not page.busy)
        page.send()
        box = page.findChild(SendDialog)
        box.form.out.setText(str(tour.place))
        tour.settle(lambda: not box.busy)
        yield box
        _close(box)


@contextmanager
def _import(steps: int, tour: Tour) -> Iterator[QWidget]:
    flow = tour.page("imports").flow
    flow.open(_messy(tour.place / "patrols.xlsx"))
    tour.settle()
    for _ in range(steps):
        flow.next()
        tour.settle()
    yield tour.window
    for _ in range(steps + 1):
        flow.back()
        tour.settle()


@contextmanager
def _first_start(tour: Tour, *, finish: bool = False) -> Iterator[QWidget]:
    first = Program(
        tour.application,
        tour.place / "nothing yet",
        "Sam",
        settings_folder=tour.place,
        prompts=tour.prompts,
    )
    first.start()
    first.window.resize(tour.window.size())
    first.window.show()
    first.window.activateWindow()
    first._page.start()
    if finish:
        first._page.finish()
    tour.settle()
    yield first.window
    first._page.forget()
    first.close()
    first.window.hide()
    first.window.deleteLater()
    first.deleteLater()
    tour.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    tour.window.activateWindow()


@contextmanager
def _backups(tour: Tour) -> Iterator[QWidget]:
    page = tour.page("backups")
    page.back_up()
    tour.settle(page.now.isEnabled)
    page.start()
    tour.settle(lambda: page.list.lines.rowCount() > 0)
    yield tour.window


@contextmanager
def _restore_preview(tour: Tour) -> Iterator[QWidget]:
    with _backups(tour):
        page = tour.page("backups")
        logbook, record = page._desk.logbook, page._desk.record
        with record.store.read() as session:
            sheets = [each for (each,) in session.rows("SELECT id FROM shift LIMIT 3")]
        changes = logbook.void_all([("shift", each) for each in sheets], "typed twice")
        page.look_at_chosen()
        tour.settle(lambda: page.findChild(RestoreDialog) is not None)
        box = page.findChild(RestoreDialog)
        yield box
        _close(box)
        for revision in reversed(changes.revisions):
            logbook.undo(revision.id)
        tour.settle()


@contextmanager
def _backups_found(tour: Tour) -> Iterator[QWidget]:
    with _backups(tour):
        tour.program._offer_backups()
        box = tour.window.findChild(FoundDialog)
        assert box is not None
        tour.settle(box.restore.isEnabled)
        yield box
        _close(box)


@contextmanager
def _backup_late(tour: Tour) -> Iterator[QWidget]:
    keeper = tour.page("today")._desk.backups
    before, keeper.state = keeper.state, State(DEMO_NOW, late=True, failed="The disk is full.")
    keeper.stood.emit(keeper.state)
    tour.settle()
    yield tour.window
    keeper.state = before or State(DEMO_NOW, late=False)
    keeper.stood.emit(keeper.state)
    tour.settle()


@contextmanager
def _restoring(tour: Tour) -> Iterator[QWidget]:
    page = RestoringPage()
    page.show_progress(Progress("Checking the backup", 400, 881))
    yield from _alone(tour, page)


@contextmanager
def _refused(tour: Tour) -> Iterator[QWidget]:
    words = (
        "wardenlog.sqlite3 is damaged. Change nothing in it, and restore the newest good backup."
    )
    yield from _alone(tour, RefusalPage(words, restorable=True))


def _alone(tour: Tour, page: QWidget) -> Iterator[QWidget]:
    """Show a page that takes the whole window."""
    page.resize(tour.window.size())
    page.show()
    page.activateWindow()
    tour.settle()
    yield page
    page.hide()
    page.deleteLater()
    tour.window.activateWindow()


@contextmanager
def _crash(tour: Tour) -> Iterator[QWidget]:
    crashes = tour.program.crashes
    crashes._told_at.clear()  # it is told again, however soon
    crashes.report(ZeroDivisionError())
    tour.settle(lambda: crashes.box is not None)
    box = crashes.box
    assert box is not None
    yield box
    box.reject()
    tour.settle(lambda: crashes.box is None)
    tour.window.activateWindow()


@contextmanager
def _check_returns(tour: Tour, *, filled: bool = False) -> Iterator[QWidget]:
    frame = tour.program.window.frame
    assert frame is not None
    frame.check_returns()
    window = frame._check_window
    assert window is not None
    window.resize(tour.window.size())
    if filled:
        window.begin(_received(tour))
        tour.settle(lambda: not window.busy)
    window.activateWindow()
    tour.settle()
    yield window
    window.close()
    tour.settle()
    tour.window.activateWindow()


def _received(tour: Tour) -> list[Path]:
    """Return a return of the demo council, one that was altered, and a file that is none."""
    made, edited = tour.place / "received.xlsx", tour.place / "received, edited.xlsx"
    letter = tour.place / "letter.xlsx"
    if not made.exists():
        frame = tour.program.window.frame
        assert frame is not None
        ask = wanted("HA-2024-01", date(2025, 7, 1), date(2025, 9, 30))
        build_return(frame.desk.record.store, ask, made)
        typed(made, edited, Spot("Hotspots", ("H01",), "Visits"), 1_000)
        letter.write_bytes(b"%PDF-1.7")
    return [made, edited, letter]


@contextmanager
def _draft_offer(tour: Tour) -> Iterator[QWidget]:
    page = tour.page("sheets")
    page._begin()
    type_a_sheet(page)
    page.keep_draft()
    tour.settle()
    page._show_list()
    tour.settle()
    assert page.list.offers.isVisible()
    yield tour.window
    page.editor.throw_away(page.editor.presenter.draft.id)
    page.editor.presenter.start_new()
    tour.settle()
    page._show_list()


@contextmanager
def _visits(tour: Tour, found: str = "") -> Iterator[QWidget]:
    page = tour.page("sheets")
    page.list.tabs.setCurrentIndex(1)
    visits = page.list.visits
    visits.narrowing.field.setText(found)
    tour.settle(lambda: not visits.busy and (visits.model.rowCount() == 0) == bool(found))
    tour.window.activateWindow()  # offscreen, a list that is made takes it away
    visits.focus_list()
    tour.settle()
    yield tour.window
    visits.narrowing.clear()
    page.list.tabs.setCurrentIndex(0)
    tour.settle(lambda: not visits.busy)


@contextmanager
def _case(tour: Tour) -> Iterator[QWidget]:
    page = tour.page("powers")
    register = page.register
    register.narrowing.filter_by("stage", "CPN.BREACH")
    tour.settle(lambda: not register.busy and register.model.rowCount() > 0)
    register.table.selectRow(0)
    tour.settle()
    yield tour.window
    register.narrowing.clear()
    tour.settle(lambda: not register.busy)


@contextmanager
def _next_step(tour: Tour) -> Iterator[QWidget]:
    with _case(tour):
        page = tour.page("powers")
        page.record_next()
        tour.settle()
        box = page.findChild(NextStepDialog)
        yield box
        _close(box)


@contextmanager
def _several_powers(tour: Tour) -> Iterator[QWidget]:
    page = tour.page("powers")
    tour.settle(lambda: not page.register.busy and page.register.model.rowCount() > 0)
    page.register.table.choose(0, range(5))
    tour.settle()
    yield tour.window
    page.register.table.selectRow(0)


@contextmanager
def _variation_with_problems(tour: Tour) -> Iterator[QWidget]:
    page = tour.page("grant")
    page.tabs.setCurrentWidget(page.variations)
    tour.settle()
    page.variations.begin()
    page.variations.form.form.show_values(
        {
            "number": 5,
            "effective_from": DEMO_NOW.date().replace(month=1),
            "status": "signed",
            "terms": (
                {"item": "hours_counted", "key": "", "value": "count as 1 hour"},
                {"item": "cap", "key": "2025-26", "value": "£20,000"},
                {"item": "hours_target", "key": "next year", "value": "lots"},
            ),
        }
    )
    page.variations.form._advise()
    page.variations.save()
    tour.settle()
    yield tour.window
    page.variations.form._give_up()


@contextmanager
def _replace_on_list(tour: Tour) -> Iterator[QWidget]:
    page = tour.page("grant")
    page.tabs.setCurrentWidget(page.hotspot_list)
    register = page.hotspot_list.listed
    tour.settle(lambda: not register.busy and register.model.rowCount() > 0)
    register.table.selectRow(0)
    page.hotspot_list.replace()
    tour.settle()
    box = page.findChild(ReplaceBox)
    yield box
    _close(box)


@contextmanager
def _finding(tour: Tour) -> Iterator[QWidget]:
    page = tour.page("checks")
    tour.settle(lambda: not page.busy and page.register.model.rowCount() > 0)
    page.register.table.selectRow(0)
    page.register.focus_list()
    tour.settle()
    yield tour.window
    page.start()


def _close(box: Any) -> None:
    window = box.parentWidget().window()
    box.reject()
    box.deleteLater()
    window.activateWindow()


def _messy(path: Path) -> Path:
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
    return book(path, rows)


def type_a_sheet(sheets: SheetsPage) -> None:
    """Type a sheet of four visits, of which two have something wrong."""
    presenter = sheets.editor.presenter
    for name, text in {
        "day": "25/10/2025",
        "start": "2200",
        "end": "0600",
        "pause": "30",
        "team": "Amber",
        "crew": "W01 W02",
    }.items():
        presenter.change(name, text)
    for row, line in enumerate(
        (
            {"hotspot": "H01", "came": "2215", "left": "+25", "engagements": "3+2"},
            {"hotspot": "H02", "came": "0130", "left": "0210", "advice": "2", "note": "Busy."},
            {"hotspot": "larkmoor", "came": "0300", "left": "2599", "crew": "W01"},
            {"hotspot": "H05", "came": "0330", "incidents": "noise 2"},
        )
    ):
        for name, text in line.items():
            presenter.change_cell(row, name, text)
    sheets.editor.refresh()
    sheets.editor.grid.setCurrentIndex(sheets.editor.grid.model().index(1, 2))


SCREENS: Final = (
    *(Screen(spec.key, partial(_page, spec.key)) for spec in PAGES),
    Screen("first-start", _first_start),
    Screen("first-start-problems", partial(_first_start, finish=True)),
    Screen("sheet", _sheet),
    Screen("sheet-second-look", _sheet_for_a_second_look),
    Screen("typed-again", _typed_again),
    Screen("typed-again-compared", partial(_typed_again, compared=True)),
    Screen("sheet-problems", _sheet_with_problems),
    Screen("sheet-details", _sheet_details),
    Screen("draft-offer", _draft_offer),
    Screen("visits", _visits),
    Screen("visits-none", partial(_visits, found="nothing like it")),
    Screen("organisations", partial(_page, "people", tab=1)),
    Screen("funding", partial(_page, "people", tab=2)),
    Screen("person-problems", _person_with_problems),
    Screen("paste-people", _paste),
    Screen("grant-posts", partial(_grant_tab, PostsTab)),
    Screen("grant-budget", partial(_grant_tab, BudgetTab)),
    Screen("grant-spending", partial(_grant_tab, SpendingTab)),
    Screen("grant-years", partial(_grant_tab, YearTab)),
    Screen("paste-amounts", _paste_amounts),
    Screen("ledger-columns", partial(_ledger, 0)),
    Screen("ledger-codes", partial(_ledger, 1)),
    Screen("ledger-preview", partial(_ledger, 2)),
    Screen("pspos", partial(_page, "hotspots", tab=1)),
    Screen("paste-hotspots", _paste_hotspots),
    Screen("power-case", _case),
    Screen("next-step", _next_step),
    Screen("powers-several", _several_powers),
    Screen("check-finding", _finding),
    Screen("grant-variations", partial(_page, "grant", tab=1)),
    Screen("grant-variation-problems", _variation_with_problems),
    Screen("grant-hotspot-list", partial(_page, "grant", tab=2)),
    Screen("grant-replace", _replace_on_list),
    Screen("grant-agreement", partial(_page, "grant", tab=3)),
    Screen("history", _history),
    Screen("blank-sheets", _blank_sheets),
    Screen("keys", _keys),
    Screen("check-returns", _check_returns),
    Screen("check-returns-filled", partial(_check_returns, filled=True)),
    Screen("backups-listed", _backups),
    Screen("restore-preview", _restore_preview),
    Screen("backups-found", _backups_found),
    Screen("backup-late", _backup_late),
    Screen("restoring", _restoring),
    Screen("refused", _refused),
    Screen("crash", _crash),
    Screen("return-bridge", partial(_returns, tab=1)),
    Screen("return-hotspots", partial(_returns, tab=2)),
    Screen("return-powers", partial(_returns, tab=3)),
    Screen("return-engagement", partial(_returns, tab=4)),
    Screen("return-checks", partial(_returns, tab=5)),
    Screen("return-changes", partial(_returns, tab=6)),
    Screen("return-changed", partial(_returns, tab=6, changed=True)),
    Screen("return-what-if", partial(_returns, tab=_WHAT_IF)),
    Screen("return-behind", _behind),
    Screen("return-built", _build),
    Screen("return-send", partial(_send, row=1)),
    Screen("return-not-ready", partial(_send, row=0)),
    Screen("import-columns", partial(_import, 0)),
    Screen("import-names", partial(_import, 1)),
    Screen("import-preview", partial(_import, 2)),
)
"""Every page as it is first seen, and what is more than that."""

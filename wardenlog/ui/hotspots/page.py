"""The page of hotspots: where, since when, and how well covered."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter

from wardenlog.errors import MachineError, UserError
from wardenlog.services.logbook import Changes
from wardenlog.services.periods import Viewed
from wardenlog.services.places import outlines
from wardenlog.services.places.figures import Counted, Figures
from wardenlog.services.places.lists import HotspotLine, Hotspots, Pspos
from wardenlog.services.places.outlines import Bounded, Outline, outline_of
from wardenlog.services.places.saving import load_hotspot
from wardenlog.ui.actions import make_action
from wardenlog.ui.desk import Desk
from wardenlog.ui.hotspots.dosage import DosagePanel
from wardenlog.ui.hotspots.forms import HotspotKeeper, hotspot_form, pspo_form
from wardenlog.ui.hotspots.lists import hotspots_list, pspos_list
from wardenlog.ui.hotspots.outlines import OutlinesDialog
from wardenlog.ui.hotspots.paste import PasteDialog
from wardenlog.ui.tasks import Job, Task
from wardenlog.ui.widgets.list_and_form import ListAndForm
from wardenlog.ui.widgets.register import Register
from wardenlog.ui.widgets.tabbed_page import Tab, TabbedPage

_PAUSE_MS: Final = 200
"""Changes that come together are counted together."""


def _count(figures: Figures, viewed: Viewed, job: Job) -> Counted:
    def step() -> None:
        job.report("", 0, 1)

    return figures.count(viewed, step)


class HotspotsPage(TabbedPage):
    """Hotspots with their figures, and public spaces protection orders."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._undo: Callable[[], Changes] | None = None
        self._task: Task | None = None
        self._outline: tuple[str, Outline | None] | None = None
        self._figures = Figures(desk.record)
        self._keeper = HotspotKeeper(desk)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._start_counting)
        self.hotspots = ListAndForm(
            Register(
                desk,
                hotspots_list(desk.record),
                Hotspots(desk.record, self._figures, self._viewing),
                show_title=False,
            ),
            hotspot_form(desk, self._keeper),
            "hotspots.new",
        )
        self.pspos = ListAndForm(
            Register(
                desk,
                pspos_list(),
                Pspos(desk.record, self._figures, self._viewing),
                show_title=False,
            ),
            pspo_form(desk),
            "pspos.new",
        )
        self.dosage = DosagePanel(desk.theme)
        self._add_actions()
        self._lay_out()
        self.hotspots.register.selected.connect(self._show_dosage)
        self.hotspots.form.saved.connect(self._saved)
        desk.bus.changed.connect(self._hear)
        desk.view.changed.connect(self._look_elsewhere)
        self._start_counting()

    @property
    def counting(self) -> bool:
        """Whether figures are still to arrive."""
        return self._task is not None or self._pause.isActive()

    def _add_actions(self) -> None:
        register = self.hotspots.register
        self.hotspots.addActions(
            [
                register.add_action("hotspots.paste", self.paste),
                register.add_action("hotspots.outlines", self.ask_outlines),
            ]
        )
        self.pspos.addAction(self.pspos.register.add_action("hotspots.outlines", self.ask_outlines))
        self._take_back = make_action("hotspots.take_back", self, self.take_back)
        self._remember(None)

    def _lay_out(self) -> None:
        left = QSplitter(Qt.Orientation.Vertical)
        left.setChildrenCollapsible(False)
        left.setHandleWidth(self.fontMetrics().height() // 2)
        self.hotspots.insertWidget(0, left)
        self.hotspots.setStretchFactor(0, 3)
        self.hotspots.setStretchFactor(1, 2)
        left.addWidget(self.hotspots.register)
        left.addWidget(self.dosage)
        left.setStretchFactor(0, 1)
        self.show_tabs(
            (
                Tab("hotspot", self.tr("Hotspots"), self.hotspots),
                Tab("pspo", self.tr("PSPOs"), self.pspos),
            ),
            self.tr("Hotspots or PSPOs"),
        )
        self.lay_out(
            self.tr("Hotspots"), self.tr("Where, since when, how well covered?"), self._take_back
        )

    def _viewing(self) -> Viewed:
        return self._desk.view.now

    # Figures

    def _look_elsewhere(self) -> None:
        for each in self.lists():
            each.register.reread()
        self._count_soon()

    def _hear(self, changes: object) -> None:
        if not isinstance(changes, Changes):
            return
        self._outline = None
        self._remember(None)
        self._count_soon()
        form = self.hotspots.form
        if "agreement" in changes.kinds and not form.dirty and not form.is_new:
            form.give_up()

    def _count_soon(self) -> None:
        self._pause.start()

    def _start_counting(self) -> None:
        if self._task is not None:
            self._task.cancel()
        task = self._desk.lists.start(partial(_count, self._figures, self._desk.view.now))
        self._task = task
        task.succeeded.connect(self._show_figures)
        task.failed.connect(self._could_not_count)

    def _show_figures(self, counted: Counted) -> None:
        self._task = None
        if counted.viewed != self._desk.view.now:
            self._count_soon()
            return
        for each in self.lists():
            each.register.reread()

    def _could_not_count(self, error: BaseException) -> None:
        self._task = None
        self._desk.prompts.tell_error(error)

    def _show_dosage(self, row: Any) -> None:  # noqa: ANN401 - the row of any list
        line = row if isinstance(row, HotspotLine) else None
        counted = self._figures.known(self._desk.view.now)
        self._part_keys()
        self.dosage.show_place(line, counted, None if line is None else self._outline_of(line))

    def _outline_of(self, line: HotspotLine) -> Outline | None:
        if line.boundaries == 0:
            return None
        if self._outline is None or self._outline[0] != line.id:
            whole, _ = load_hotspot(self._desk.record, line.id)
            self._outline = (line.id, outline_of(whole.boundaries[-1].geojson))
        return self._outline[1]

    # Doing things

    def paste(self) -> None:
        """Open the box that takes a list of hotspots."""
        box = PasteDialog(self._desk, self)
        box.added.connect(self._pasted)
        box.open()

    def ask_outlines(self) -> None:
        """Ask for a file of outlines, after asking about what is typed."""
        self.in_view().form.when_free(self._ask_outlines)

    def take_back(self) -> None:
        """Undo what was last saved, pasted or brought in, all of it at once."""
        if self._undo is None:
            return
        try:
            changes = self._undo()
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            return
        self._remember(None)
        self._desk.bus.tell(changes)
        self.told.emit(self.tr("Taken back"))

    def _ask_outlines(self) -> None:
        self._desk.prompts.ask_open_file(
            self.tr("Import outlines"),
            Path.home(),
            self.tr("GeoJSON file (*.geojson *.json)"),
            self._match_outlines,
        )

    def _match_outlines(self, path: Path) -> None:
        kind: Bounded = "hotspot" if self.in_view() is self.hotspots else "pspo"
        selected = self.in_view().register.current_id()
        job = partial(_match, self._desk, kind, path, selected)
        task = self._desk.work.start(job)
        task.succeeded.connect(self._show_outlines)
        task.failed.connect(self._desk.prompts.tell_error)

    def _show_outlines(self, matched: outlines.Matched) -> None:
        box = OutlinesDialog(self._desk, matched, self)
        box.added.connect(self._brought_in)
        box.open()

    def _saved(self) -> None:
        saved = self._keeper.last
        if saved.revisions:
            self._remember(partial(self._desk.logbook.take_back, saved))

    def _pasted(self, news: tuple[str, int]) -> None:
        batch, number = news
        self._remember(partial(self._desk.logbook.undo, batch))
        self.told.emit(self.tr("Added {0} hotspots. Ctrl+Z takes them all back.").format(number))

    def _brought_in(self, news: tuple[str, int]) -> None:
        batch, number = news
        self._remember(partial(self._desk.logbook.undo, batch))
        self.told.emit(self.tr("Brought in {0} outlines. Ctrl+Z takes them back.").format(number))

    def _remember(self, undo: Callable[[], Changes] | None) -> None:
        self._undo = undo
        self._take_back.setVisible(undo is not None)
        self._take_back.setEnabled(undo is not None)
        self._part_keys()

    def _part_keys(self) -> None:
        """Let the list's own undo wait while there is something newer to take back."""
        if self._undo is not None:
            for each in self.lists():
                each.register.undo_action.setEnabled(False)


def _match(
    desk: Desk, kind: Bounded, path: Path, selected: str | None, job: Job
) -> outlines.Matched:
    del job  # one small file: there is nothing to stop half-way
    return outlines.match(desk.record, kind, path, selected)

"""The page of a first start: everything that a council's record begins with, on one page."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from wardenlog.errors import UserError
from wardenlog.services import setup
from wardenlog.services.setup import CAPPED, PAID_BY_HOURS, Employer, FirstFacts, Pasteds
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.start.fields import GRANT, PATROL
from wardenlog.ui.start.saying import missing_words, needed_words, pasted_words
from wardenlog.ui.start.typed import TypedPage
from wardenlog.ui.tasks import Progress
from wardenlog.ui.widgets.flow import Flow
from wardenlog.ui.widgets.form import Form, Problem
from wardenlog.ui.widgets.form.problems import problems_of
from wardenlog.ui.widgets.words import Words

translate = QCoreApplication.translate

_KEEP_AFTER_MS: Final = 500

_WIDEST: Final = 210
"""Characters across: lines that are longer are hard to read, and far from their labels."""

_HIGHEST: Final = 42
"""Lines of text: a card that is higher is empty at its foot."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered, and whether a spreadsheet is to be imported next."""

    facts: FirstFacts
    importing: bool


def begun_words(answers: Answers) -> str:
    """Say what was made of the answers, and what to do next."""
    facts = answers.facts
    read = Pasteds.of(facts.wardens, facts.hotspots)
    made = translate("start", "The record is made: grant {0}, wardens {1}, hotspots {2}.").format(
        facts.reference, len(read.wardens.added), len(read.hotspots.added)
    )
    following = translate("start", "Now choose your spreadsheet.")
    if not answers.importing:
        following = translate("start", "Now type your first sheet.")
    return f"{made} {following}"


def breakable(folder: Path) -> str:
    """Write a path so that a line may break after each of its folders."""
    return str(folder).replace(os.sep, f"{os.sep}\u200b")


class StartPage(QWidget):
    """`finished` carries the Answers; the other signals say what else was chosen.

    Nothing is written but what was typed so far, so that it is there again after a crash.
    """

    finished = Signal(object)
    demo_wanted = Signal()
    folder_wanted = Signal()
    check_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, folder: Path, typed: TypedPage) -> None:
        super().__init__()
        self._typed = typed
        self._over = False
        self.grant = Form(GRANT)
        self.patrol = Form(PATROL)
        self._finish = make_action("start.finish", self, self.finish)
        self._import = make_action("start.import", self, self.finish_and_import)
        self._demo = make_action("start.demo", self, self.demo_wanted.emit)
        self._restore = make_action("start.restore", self, self.restore_wanted.emit)
        self._other = make_action("start.folder", self, self.folder_wanted.emit)
        self._check = make_action("start.check", self, self.check_wanted.emit)
        self._state = Words(wrap=True)
        self._bar = QProgressBar()
        self._keep_soon = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._lay_out(folder)
        self._show_typed()
        for form in (self.grant, self.patrol):
            form.edited.connect(self._follow)
            form.left.connect(self._look_again)
        self._keep_soon.timeout.connect(self.keep)
        self._follow()

    def start(self) -> None:
        """Put the keyboard where work begins."""
        self.grant.begin()

    def finish(self) -> None:
        """Hand on the answers, or show what is wrong with them."""
        self._hand_on(importing=False)

    def finish_and_import(self) -> None:
        """Hand on the answers, to go on with a spreadsheet."""
        self._hand_on(importing=True)

    def refuse(self, error: UserError) -> None:
        """Show beside its field what stood in the way of writing the answers."""
        self._show_problems(problems_of(error))

    def keep(self) -> None:
        """Keep what is typed for the next start."""
        self._keep_soon.stop()
        if not self._over:
            self._typed.keep({**self.grant.typed(), **self.patrol.typed()})

    def forget(self) -> None:
        """Keep nothing any more: the answers are in the record."""
        self._over = True
        self._keep_soon.stop()
        self._typed.forget()

    def show_progress(self, progress: Progress) -> None:
        """Say how far the demo council has come."""
        self._bar.setRange(0, max(1, progress.total))
        self._bar.setValue(progress.done)
        self._bar.setFormat(progress.step)

    def wait(self, *, waiting: bool) -> None:
        """Take no answers while something is being made."""
        for action in (
            self._finish,
            self._import,
            self._demo,
            self._restore,
            self._other,
        ):
            action.setEnabled(not waiting)
        for form in (self.grant, self.patrol):
            form.setEnabled(not waiting)
        self._state.setVisible(not waiting)
        self._bar.setVisible(waiting)
        self._bar.setRange(0, 0)

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)

    # Answers

    def _hand_on(self, *, importing: bool) -> None:
        facts, problems = self._facts()
        if facts is not None:
            problems = tuple(each for e in setup.faults(facts) for each in problems_of(e))
        self._show_problems(problems)
        if facts is not None and not problems:
            self.finished.emit(Answers(facts, importing))

    def _facts(self) -> tuple[FirstFacts | None, tuple[Problem, ...]]:
        """Return the answers, or None and what is wrong with them."""
        values, problems = self.grant.values()
        more, others = self.patrol.values()
        if problems or others:
            return None, (*problems, *others)
        said = {name: value for name, value in {**values, **more}.items() if value is not None}
        try:
            return FirstFacts.model_validate(said), ()
        except ValidationError as e:
            return None, problems_of(e)

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show each problem beside its field, and go to the first, wherever on the page it is."""
        names = {field.name for field in PATROL}
        there = [each for each in problems if names.intersection(each.path[:1])]
        self.patrol.find_wrong(there)
        self.grant.find_wrong([each for each in problems if each not in there])

    # What is said of them

    def _follow(self) -> None:
        basis = self.grant.typed()["basis"]
        patrol = self.patrol.typed()
        self.grant.show_field("rate", shown=basis in PAID_BY_HOURS)
        self.grant.show_field("cap", shown=basis in CAPPED)
        self.patrol.show_field("contractor", shown=patrol["employer"] == Employer.CONTRACTOR)
        read = Pasteds.of(str(patrol["wardens"]), str(patrol["hotspots"]))
        self.patrol.tell("wardens", pasted_words(read.wardens, "wardens"))
        self.patrol.tell("hotspots", pasted_words(read.hotspots, "hotspots"))
        self._say_state()
        if not self._keep_soon.isActive() and not self._over:
            self._keep_soon.start()

    def _look_again(self) -> None:
        self.grant.warn({})
        self.patrol.warn({})

    def _say_state(self) -> None:
        typed = {**self.grant.typed(), **self.patrol.typed()}
        needed = [
            translate("form", each.label)
            for each in (*GRANT, *PATROL)
            if each.required and typed[each.name] in {"", None}
        ]
        facts, _ = self._facts()
        if needed:
            self._state.say(needed_words(needed), "body")
        elif facts is None:
            self._state.say("")
        else:
            missing = setup.missing(facts)
            self._state.say(missing_words(missing), "warn" if missing else "good")

    def _show_typed(self) -> None:
        kept = self._typed.read()
        for form, fields in ((self.grant, GRANT), (self.patrol, PATROL)):
            shown: dict[str, object] = {}
            for field in fields:
                text = kept.get(field.name)
                offered = {one.value for one in field.offered()}
                if not offered or text in offered:
                    shown[field.name] = text
            form.show_values(shown)

    # Making it

    def _lay_out(self, folder: Path) -> None:
        unit = self.fontMetrics().height() // 2
        self._bar.setAccessibleName(self.tr("How far the demo council has come"))
        self._bar.setVisible(False)
        cards, foot = QHBoxLayout(), QHBoxLayout()
        for row in (cards, foot):
            row.setSpacing(unit * 2)
        title = QVBoxLayout()
        title.setSpacing(0)
        title.addWidget(Words(self.tr("Welcome to wardenlog"), "title"))
        about = self.tr(
            "Answer what you know; what is marked * is needed, the rest can wait. Your record is"
            " kept in {0}, on this computer only."
        )
        title.addWidget(Words(about.format(breakable(folder)), "muted", wrap=True))
        ways = Flow()
        for action in (self._demo, self._restore, self._other, self._check):
            ways.addWidget(ActionButton(action))
        cards.addWidget(_card(self.tr("Council and grant"), self.grant), 1)
        cards.addWidget(_card(self.tr("Who patrols, and where"), self.patrol), 1)
        foot.addWidget(self._state, 1)
        foot.addWidget(self._bar, 1)
        foot.addWidget(ActionButton(self._import))
        main = ActionButton(self._finish)
        main.setProperty("main", True)
        foot.addWidget(main)
        page = QWidget()
        page.setMaximumWidth(self.fontMetrics().averageCharWidth() * _WIDEST)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(page, 100)  # in the middle, once it is as wide as it may be
        across.addStretch(1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(unit * 2, unit, unit * 2, unit)
        layout.addStretch(1)
        layout.setSpacing(unit)
        layout.addLayout(title)
        layout.addLayout(ways)
        layout.addLayout(cards, 100)  # the rest, once they are as high as they may be, is below
        layout.addLayout(foot)
        layout.addStretch(1)
        self._state.setMinimumHeight(self.fontMetrics().lineSpacing() * 2)
        self.setTabOrder(self.grant, self.patrol)


def _card(heading: str, form: Form) -> QFrame:
    card = QFrame()
    card.setProperty("card", True)
    card.setMaximumHeight(card.fontMetrics().height() * _HIGHEST)
    layout = QVBoxLayout(card)
    unit = card.fontMetrics().height() // 2
    layout.setContentsMargins(unit * 2, unit, unit, unit)
    layout.setSpacing(unit // 2)
    words = Words(heading, "heading")
    layout.addWidget(words)
    layout.addWidget(form, 1)
    return card

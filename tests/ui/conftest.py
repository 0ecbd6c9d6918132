"""A window's surroundings for tests: a small record, prompts that answer by themselves, a desk."""

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.council import Council, make_council
from wardenlog import clock
from wardenlog.services import choices, periods
from wardenlog.services.checks import Checks
from wardenlog.services.logbook import Logbook
from wardenlog.services.record import Record
from wardenlog.services.returns.building import build_return
from wardenlog.services.sheets import Sheets
from wardenlog.settings import SettingsFile
from wardenlog.store import Store
from wardenlog.ui.backups.keeper import BackupKeeper
from wardenlog.ui.bus import Bus
from wardenlog.ui.desk import Desk
from wardenlog.ui.tasks import TaskRunner
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.view import View

NOW = datetime(2025, 11, 3, 9, tzinfo=UTC)


@dataclass
class FakePrompts:
    """Answers what a test has said it will, and remembers what was asked and told."""

    text: str | None = None
    folder: Path | None = None
    file: Path | None = None
    answer: str | None = None
    asked: list[str] = field(default_factory=list)
    told: list[BaseException] = field(default_factory=list)

    def ask_folder(self, title: str, start: Path, then: Callable[[Path], object]) -> None:
        self.asked.append(title)
        if self.folder is not None:
            then(self.folder)

    def ask_open_file(
        self, title: str, start: Path, kind: str, then: Callable[[Path], object]
    ) -> None:
        self.asked.append(title)
        if self.file is not None:
            then(self.file)

    def ask_open_files(
        self, title: str, start: Path, kind: str, then: Callable[[list[Path]], object]
    ) -> None:
        self.asked.append(title)
        if self.file is not None:
            then([self.file])

    def ask_save_file(
        self, title: str, start: Path, kind: str, then: Callable[[Path], object]
    ) -> None:
        self.asked.append(title)
        if self.file is not None:
            then(self.file)

    def ask_text(self, title: str, question: str, then: Callable[[str], object]) -> None:
        self.asked.append(question)
        if self.text is not None:
            then(self.text)

    def choose(self, title: str, question: str, answers: dict[str, Callable[[], object]]) -> None:
        self.asked.append(question)
        if self.answer is not None:
            answers[self.answer]()

    def tell_error(self, error: BaseException) -> None:
        self.told.append(error)


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """Collect garbage between tests only, so that no worker thread destroys a widget."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with clock.freeze(NOW):
        yield


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "record" / "wardenlog.sqlite3") as opened:
        yield opened


@pytest.fixture
def council(store: Store) -> Council:
    made = make_council()
    made.record(store)
    return made


@pytest.fixture
def prompts() -> FakePrompts:
    return FakePrompts()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def desk(
    qtbot: QtBot,
    store: Store,
    council: Council,
    prompts: FakePrompts,
    theme: Theme,
    tmp_path: Path,
) -> Iterator[Desk]:
    lists, work, keeper = TaskRunner(), TaskRunner(), TaskRunner()
    settings = SettingsFile(tmp_path / "settings.json")
    backups = BackupKeeper(Record(store, "Sam"), settings)
    yield Desk(
        record=Record(store, "Sam"),
        logbook=Logbook(store, "Sam"),
        sheets=Sheets(store),
        checks=Checks(Record(store, "Sam")),
        choices=partial(choices.load_choices, store),
        agreements=partial(periods.agreements, store),
        build_return=partial(build_return, store),
        council="Exampleton Council",
        bus=Bus(),
        view=View(periods.first_viewed(store, NOW.date())),
        prompts=prompts,
        lists=lists,
        work=work,
        keeper=keeper,
        backups=backups,
        theme=theme,
        settings=settings,
    )
    for runner in (lists, work, keeper):
        runner.close()
    backups.close()

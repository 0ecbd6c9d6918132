"""The desktop program put together: application, record, services and window. Only main runs it.

What an open record does not show at once is imported where it is used: a start waits for the rest.
"""

import shutil
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QObject, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from wardenlog import clock, logs
from wardenlog.errors import MachineError, UserError
from wardenlog.paths import (
    APP_NAME,
    STORE_NAME,
    default_data_dir,
    log_dir,
    settings_path,
    store_path,
)
from wardenlog.services import choices, periods
from wardenlog.services.logbook import Logbook
from wardenlog.services.looking import Checks
from wardenlog.services.record import Record, data_folder, is_empty, is_there, open_record
from wardenlog.services.sheets import Sheets
from wardenlog.settings import SettingsFile
from wardenlog.store import Store
from wardenlog.ui.backups.keeper import BackupKeeper
from wardenlog.ui.bus import NEW, Bus, Place
from wardenlog.ui.crash import Crashes, Hooks, LastTime
from wardenlog.ui.desk import Desk
from wardenlog.ui.frame import MainWindow
from wardenlog.ui.help.window import HelpKey
from wardenlog.ui.language import speak, translations_dir
from wardenlog.ui.prompts import Prompts, QtPrompts
from wardenlog.ui.tasks import Collector, Job, TaskRunner
from wardenlog.ui.theme.icons import program_icon
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.view import View

if TYPE_CHECKING:
    from wardenlog.services.backups.restoring import Restored
    from wardenlog.services.returns.building import Built, Report, Wanted
    from wardenlog.ui.check_returns.window import CheckReturnsWindow
    from wardenlog.ui.start import Answers

DEMO_FOLDER = "demo"
"""The folder of the demo council, inside the folder of the record."""


_AT_FAULT: Final = frozenset({"damaged", "not_a_database", "other_application"})
"""Why a record is not opened where the file itself is at fault."""


class Program(QObject):
    """The program while it runs: one window on one record."""

    def __init__(
        self,
        application: QApplication,
        folder: Path,
        actor: str,
        *,
        allow_unsafe: bool = False,
        settings_folder: Path | None = None,
        prompts: Prompts | None = None,
    ) -> None:
        """Prepare everything but the record; `settings_folder` and `prompts` are for tests."""
        super().__init__()
        place = settings_folder or default_data_dir()
        self._place = place
        self._folder = folder
        self._actor = actor
        self._allow_unsafe = allow_unsafe
        self._settings = SettingsFile(settings_path(place))
        chosen = self._settings.now
        self._theme = Theme(application, chosen.look, chosen.text_size, chosen.rows)
        self._help = HelpKey(application, self._settings, self._theme)
        self._store: Store | None = None
        self._check_window: CheckReturnsWindow | None = None
        self._backups: BackupKeeper | None = None
        self._lists, self._work = TaskRunner(self), TaskRunner(self)
        self._keeper = TaskRunner(self)
        geometry = QSettings(str(place / "window.ini"), QSettings.Format.IniFormat, self)
        self.window = MainWindow(geometry)
        self.prompts: Prompts = prompts or QtPrompts(self.window)
        self.crashes = Crashes(self.window, log_dir(folder), self.prompts)
        for runner in (self._lists, self._work, self._keeper):
            runner.broke.connect(self.crashes.report)

    def start(self) -> None:
        """Open the record, or where nothing is recorded yet the page of a first start."""
        try:
            self._open_or_begin(self._folder)
        except (UserError, MachineError) as e:
            self._refuse(e)

    def close(self) -> None:
        """Stop what runs and close the record."""
        self.window.hide()  # a field that is left may ask the record for advice: while it is open
        for runner in (self._lists, self._work, self._keeper):
            runner.close()
        if self._backups is not None:
            self._backups.close()
        if self._store is not None:
            self._store.close()

    def _open_or_begin(self, folder: Path) -> None:
        """Show what a folder's record holds, or where that is nothing ask for its first facts."""
        if is_there(folder):
            store = open_record(folder, create=False, allow_unsafe=self._allow_unsafe)
            if not is_empty(store):
                self._show(store)
                return
            store.close()
        from wardenlog.ui.start import StartPage, TypedPage

        self._folder = folder
        page = StartPage(folder, TypedPage(self._place))
        page.finished.connect(self._begin)
        page.demo_wanted.connect(self._open_demo)
        page.folder_wanted.connect(self._ask_folder)
        page.check_wanted.connect(self._check_returns)
        page.restore_wanted.connect(self._offer_backups)
        self._page = page
        self._help.serve(page)
        self.window.show_start(page)
        page.start()

    def _refuse(self, error: UserError | MachineError) -> None:
        """Say why the record is not open; a backup is offered where that would help."""
        from wardenlog.ui.start import RefusalPage

        page = RefusalPage(error.message, restorable=error.code in _AT_FAULT)
        page.restore_wanted.connect(self._offer_backups)
        self.window.show_start(page)

    def _offer_backups(self) -> None:
        """List the backups of this folder and of the second one, to restore one of them."""
        from wardenlog.services.backups.found import own_folder
        from wardenlog.ui.backups.found import FoundDialog

        record, second = store_path(self._folder), self._settings.now.backups.folder
        folders = [own_folder(record)] if second is None else [own_folder(record), second]
        box = FoundDialog(record, folders, self._work, self.prompts, self.window)
        box.confirmed.connect(self._restore)
        box.open()

    def _restore(self, backup: Path) -> None:
        """Close the record, put a backup in its place, and open that."""
        unsaved = None if self.window.frame is None else self.window.frame.unsaved()
        if unsaved is not None:
            words = self.tr("{0} has changes that are not saved. Save it first, then restore.")
            self.prompts.tell_error(UserError(words.format(unsaved[1]), code="unsaved"))
            return
        from wardenlog.ui.backups.restore import Restore

        runners = [self._lists, self._keeper, self._work]
        if self._backups is not None:
            runners.insert(0, self._backups.runner)
        record = store_path(self._folder) if self._store is None else self._store.path
        restore = Restore(record, backup, runners, self._close_record, self)
        restore.restored.connect(self._restored)
        restore.failed.connect(self._not_restored)
        restore.stopped.connect(self._stopped)
        self._folder = record.parent
        self.window.put_record_away(restore.page)
        restore.start()

    def _close_record(self) -> None:
        if self._backups is not None:
            self._backups.close()
            self._backups.deleteLater()
            self._backups = None
        if self._store is not None:
            self._store.close()
            self._store = None

    def _restored(self, restored: "Restored") -> None:
        from wardenlog.services.backups.wording import restored_words

        self.start()
        self.window.say(restored_words(restored))

    def _stopped(self) -> None:
        self.start()
        self.window.say(self.tr("The restore was stopped"))

    def _not_restored(self, error: BaseException) -> None:
        """Open what was there before again, and say why."""
        self.start()
        self.prompts.tell_error(error)

    def _begin(self, answers: "Answers") -> None:
        """Make the record of the answers, and go on with a blank sheet or an import."""
        from wardenlog.services import setup
        from wardenlog.ui.start import begun_words

        store = None
        try:
            store = open_record(self._folder, allow_unsafe=self._allow_unsafe)
            setup.begin(Record(store, self._actor), answers.facts)
        except (UserError, MachineError) as e:
            if store is not None:
                store.close()
            if isinstance(e, UserError) and e.field is not None:
                self._page.refuse(e)
            else:
                self.prompts.tell_error(e)
            return
        self._page.forget()
        desk = self._show(store)
        desk.bus.go(Place("imports") if answers.importing else Place("sheets", "shift", NEW))
        self.window.say(begun_words(answers))

    def _ask_folder(self) -> None:
        self.prompts.ask_folder(
            self.tr("The folder that the record is kept in"), self._folder.parent, self._open_other
        )

    def _open_other(self, folder: Path) -> None:
        if not store_path(folder).exists():
            words = self.tr("There is no record in {0}. Choose the folder that holds {1}.")
            self.prompts.tell_error(UserError(words.format(folder, STORE_NAME), code="no_record"))
            return
        try:
            self._open_or_begin(folder)
        except (UserError, MachineError) as e:
            self.prompts.tell_error(e)
            return
        self._settings.choose(record_folder=folder)

    def _check_returns(self) -> None:
        if self._check_window is None:
            self._check_window = _check_window(self._theme, self._help, self.window)
            self._check_window.closed.connect(self._forget_checks)
        self._check_window.begin()

    def _forget_checks(self) -> None:
        if self._check_window is not None:
            self._check_window.deleteLater()
            self._check_window = None

    def _open_demo(self) -> None:
        folder = self._folder / DEMO_FOLDER
        if store_path(folder).exists():
            self._demo_made()
            return
        self._page.wait(waiting=True)
        task = self._work.start(partial(_fill_demo, folder, self._allow_unsafe))
        task.progressed.connect(self._page.show_progress)
        task.succeeded.connect(self._demo_made)
        task.failed.connect(self._demo_failed)

    def _demo_made(self) -> None:
        try:
            self._show(
                open_record(
                    self._folder / DEMO_FOLDER, create=False, allow_unsafe=self._allow_unsafe
                )
            )
        except (UserError, MachineError) as e:
            self._demo_failed(e)

    def _demo_failed(self, error: BaseException) -> None:
        self._page.wait(waiting=False)
        self.prompts.tell_error(error)

    def _show(self, store: Store) -> Desk:
        """Show an open record in the window, at a desk of its own."""
        self._store = store
        record = Record(store, self._actor)
        self._backups = backups = BackupKeeper(record, self._settings, self)
        backups.runner.broke.connect(self.crashes.report)
        backups.restore_wanted.connect(self._restore)
        desk = Desk(
            record=record,
            logbook=Logbook(store, self._actor),
            sheets=Sheets(store),
            checks=Checks(record),
            choices=partial(choices.load_choices, store),
            agreements=partial(periods.agreements, store),
            build_return=partial(_build_return, store),
            council=choices.council_name(store),
            bus=Bus(self),
            view=View(self._viewed(store), self),
            prompts=self.prompts,
            lists=self._lists,
            work=self._work,
            keeper=self._keeper,
            backups=backups,
            theme=self._theme,
            settings=self._settings,
        )
        self.window.show_record(desk)
        backups.start()
        return desk

    def _viewed(self, store: Store) -> periods.Viewed:
        """Return what was last looked at, or what a first start looks at."""
        today, last = clock.local_date(clock.now()), self._settings.now.view
        again = last and periods.viewed_again(store, today, last.agreement, last.from_on)
        return again or periods.first_viewed(store, today)


def run(data_dir: Path | None, actor: str, allow_unsafe: bool = False) -> int:  # noqa: FBT001, FBT002 - as the command line calls it
    """Open the window on a folder's record, and return the exit code once it is closed.

    A record that cannot be opened, or a folder that is no safe place, is told in the window.
    """
    application = _application()
    folder = data_folder(data_dir or _opened_last())
    logs.start(log_dir(folder))
    last_time = LastTime(log_dir(folder))
    cut_off = last_time.begin()
    program = Program(application, folder, actor, allow_unsafe=allow_unsafe)
    collector = Collector(application)
    hooks = Hooks(program.crashes.report)
    hooks.install()
    try:
        program.start()
        program.window.show()
        if cut_off is not None:
            program.crashes.tell_last_time(cut_off)
        code = application.exec()
    finally:
        hooks.remove()
        program.close()
        collector.deleteLater()
    last_time.end()
    return code


def check_returns(files: Sequence[Path]) -> int:
    """Open the window that checks returns, without a record; return the exit code once closed."""
    application = _application()
    place = default_data_dir()
    logs.start(log_dir(place))
    settings = SettingsFile(settings_path(place))
    chosen = settings.now
    theme = Theme(application, chosen.look, chosen.text_size, chosen.rows)
    window = _check_window(theme, HelpKey(application, settings, theme), None)
    collector = Collector(application)
    crashes = Crashes(window, log_dir(place), QtPrompts(window))
    hooks = Hooks(crashes.report)
    hooks.install()
    try:
        window.begin(files)
        return application.exec()
    finally:
        hooks.remove()
        window.close()
        collector.deleteLater()


def _application() -> QApplication:
    """Return the application, dressed as ours and in the user's language."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError("a Qt application without windows is already running")
    application.setApplicationName(APP_NAME)
    application.setWindowIcon(program_icon())
    speak(application, QLocale.system().uiLanguages(), translations_dir())
    return application


def _check_window(theme: Theme, helper: HelpKey, parent: QWidget | None) -> "CheckReturnsWindow":
    """Return a new window that checks returns, with help of its own."""
    from wardenlog.ui.check_returns.window import CheckReturnsWindow

    window = CheckReturnsWindow(theme, parent)
    helper.serve(window)
    return window


def _build_return(
    store: Store, ask: "Wanted", out: Path, report: "Report", *, replace: bool
) -> "Built":
    from wardenlog.services.returns.building import build_return

    return build_return(store, ask, out, report, replace=replace)


def _opened_last() -> Path | None:
    """Return the folder of the record that was opened from elsewhere, if it is still there."""
    folder = SettingsFile(settings_path(default_data_dir())).now.record_folder
    return folder if folder is not None and store_path(folder).exists() else None


def _fill_demo(folder: Path, allow_unsafe: bool, job: Job) -> None:  # noqa: FBT001 - a flag passed on
    """Make the demo beside its folder and put it there once it is whole, or not at all."""
    from wardenlog.files.saving import told_plainly
    from wardenlog.services.demo.returns import fill_and_send

    making = folder.with_name(f"{folder.name}-unfinished")
    shutil.rmtree(making, ignore_errors=True)
    try:
        with open_record(making, allow_unsafe=allow_unsafe) as store:
            fill_and_send(store, report=job.report)
        with told_plainly(folder):
            making.rename(folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


__all__ = ["Program", "check_returns", "run"]

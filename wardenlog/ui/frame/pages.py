"""The pages there are, and what the frame needs of one.

A page is imported and made when it is first shown, so that the window is there at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk

Group = Literal["main", "below"]


class Page(Protocol):
    """What the frame needs of a page, which is a widget with a signal `told` that says words."""

    def start(self) -> None:
        """Put the keyboard where work begins."""
        ...

    def show_place(self, place: Place) -> None:
        """Show a record of the page, and put the keyboard on the field that is named."""
        ...


@runtime_checkable
class KeepsWork(Protocol):
    """A page on which something may be typed that is not saved yet."""

    def unsaved(self) -> str | None:
        """Return what closing would lose changes of, such as “Sheet 0412”, or None."""
        ...

    def save(self) -> bool:
        """Save it; whether that worked. Where it did not, the page says why."""
        ...


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page as data. The action `go.` and its key goes to it, and gives it its name and icon."""

    key: str
    make: Callable[[Desk], QWidget]
    group: Group = "main"
    under: str = ""
    """The page whose button of the rail stands for this one too, which has none of its own."""


def _today(desk: Desk) -> QWidget:
    from wardenlog.ui.today.page import TodayPage

    return TodayPage(desk)


def _sheets(desk: Desk) -> QWidget:
    from wardenlog.ui.sheets.page import SheetsPage

    return SheetsPage(desk)


def _hotspots(desk: Desk) -> QWidget:
    from wardenlog.ui.hotspots.page import HotspotsPage

    return HotspotsPage(desk)


def _people(desk: Desk) -> QWidget:
    from wardenlog.ui.people.page import PeoplePage

    return PeoplePage(desk)


def _powers(desk: Desk) -> QWidget:
    from wardenlog.ui.powers.page import PowersPage

    return PowersPage(desk)


def _grant(desk: Desk) -> QWidget:
    from wardenlog.ui.grant.page import GrantPage

    return GrantPage(desk)


def _returns(desk: Desk) -> QWidget:
    from wardenlog.ui.returns.page import ReturnsPage

    return ReturnsPage(desk)


def _imports(desk: Desk) -> QWidget:
    from wardenlog.ui.imports.page import ImportPage

    return ImportPage(desk)


def _checks(desk: Desk) -> QWidget:
    from wardenlog.ui.checks.page import ChecksPage

    return ChecksPage(desk)


def _settings(desk: Desk) -> QWidget:
    from wardenlog.ui.settings.page import SettingsPage

    return SettingsPage(desk)


def _backups(desk: Desk) -> QWidget:
    from wardenlog.ui.backups.page import BackupsPage

    return BackupsPage(desk)


def _help(desk: Desk) -> QWidget:
    from wardenlog.ui.help.page import HelpPage

    return HelpPage(desk.settings, desk.theme)


PAGES: Final = (
    PageSpec("today", _today),
    PageSpec("sheets", _sheets),
    PageSpec("hotspots", _hotspots),
    PageSpec("people", _people),
    PageSpec("powers", _powers),
    PageSpec("grant", _grant),
    PageSpec("returns", _returns),
    PageSpec("checks", _checks, "below"),
    PageSpec("imports", _imports, "below"),
    PageSpec("settings", _settings, "below"),
    PageSpec("backups", _backups, "below", under="settings"),
    PageSpec("help", _help, "below"),
)
"""The pages in the order of the rail: those below its line are smaller."""

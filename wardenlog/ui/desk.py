"""What every screen is given: the services it calls and what it shares with the others."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from wardenlog.services.choices import Choices
from wardenlog.services.logbook import Logbook
from wardenlog.services.looking import Checks
from wardenlog.services.periods import AgreementChoice
from wardenlog.services.record import Record
from wardenlog.services.sheets import Sheets
from wardenlog.settings import SettingsFile
from wardenlog.ui.backups.keeper import BackupKeeper
from wardenlog.ui.bus import Bus
from wardenlog.ui.prompts import Prompts
from wardenlog.ui.tasks import TaskRunner
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.view import View

if TYPE_CHECKING:
    from wardenlog.services.returns.building import Built, Report, Wanted


class BuildReturn(Protocol):
    """Builds a return's workbook, as `services.returns.building.build_return` of a record."""

    def __call__(self, ask: "Wanted", out: Path, report: "Report", *, replace: bool) -> "Built":
        """Build it; `replace` says whether a file of that name may be written over."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """One open record at one window; functions of `services` are called with its `record`.

    `lists` runs what a list waits for, `work` what takes long, `keeper` what keeps drafts.
    """

    record: Record
    logbook: Logbook
    sheets: Sheets
    checks: Checks
    choices: Callable[[], Choices]
    agreements: Callable[[], list[AgreementChoice]]
    build_return: BuildReturn
    council: str | None
    bus: Bus
    view: View
    prompts: Prompts
    lists: TaskRunner
    work: TaskRunner
    keeper: TaskRunner
    backups: BackupKeeper
    theme: Theme
    settings: SettingsFile

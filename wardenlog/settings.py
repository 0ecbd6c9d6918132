"""What the program remembers of a user's choices, between one start and the next."""

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

Look = Literal["system", "light", "dark", "contrast_light", "contrast_dark"]
Rows = Literal["comfortable", "compact"]
TextSize = Literal[100, 125, 150, 175, 200]


class ReturnChoices(BaseModel):
    """What was chosen when a return was last built."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    folder: Path | None = None
    full: bool = False
    evidence: bool = False
    place_days: bool = False


class RegisterChoices(BaseModel):
    """How a list was last looked at: its order, its filters, and its columns."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    order: str | None = None
    descending: bool = False
    filters: dict[str, str] = {}
    columns: tuple[tuple[str, int], ...] = ()
    """The columns from left to right, each with its width in tenths of a character."""


class ViewChoice(BaseModel):
    """The period that was last chosen to look at."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    agreement: str
    """Its reference."""
    from_on: date


class SheetChoices(BaseModel):
    """How shift sheets are typed."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    locked: frozenset[str] = frozenset({"team", "mode", "funding"})
    """The fields of the head that carry from a sheet to the next and are passed over."""


class Settings(BaseModel):
    """A user's choices. Unknown ones, of a newer version, are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    look: Look = "system"
    text_size: TextSize = 100
    """In per cent of the system's."""
    rows: Rows = "comfortable"
    """How high the rows of a table are."""
    record_folder: Path | None = None
    """The folder of a record that is kept elsewhere than usual, to open when none is named."""
    narrow_rail: bool = False
    sheets: SheetChoices = SheetChoices()
    page: str | None = None
    """The page that was in view when the window was last closed."""
    view: ViewChoice | None = None
    shortcuts: dict[str, tuple[str, ...]] = {}
    """The keys of the actions whose keys were changed, by the action's id."""
    returns: ReturnChoices = ReturnChoices()
    registers: dict[str, RegisterChoices] = {}
    """By the list's key."""
    speaks_for_days: str | None = None
    """The id of the person who last said that there is nothing to report."""
    blank_sheets: Path | None = None
    """The folder that blank sheets were last kept in."""


class SettingsFile:
    """The settings as they stand, and the file that keeps them."""

    def __init__(self, path: Path) -> None:
        """Read the file; one that is missing or unreadable gives the choices of a first start."""
        self._path = path
        try:
            self.now = Settings.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            self.now = Settings()

    def choose(self, **choices: object) -> bool:
        """Change some choices from now on; whether they could be kept for the next start.

        ValidationError for a value that is none of a choice's.
        """
        self.now = Settings.model_validate(dict(self.now) | choices)
        try:
            self.remember(self.now)
        except OSError:
            return False
        return True

    def remember(self, settings: Settings) -> None:
        """Keep other settings from now on; OSError where the file cannot be written."""
        self.now = settings
        self._path.parent.mkdir(parents=True, exist_ok=True)
        half = self._path.with_name(f"{self._path.name}.new")
        half.write_text(settings.model_dump_json(indent=2), encoding="utf-8")
        half.replace(self._path)

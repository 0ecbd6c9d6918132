"""What the program remembers of a user's choices, between one start and the next.

Plain dataclasses and JSON, because every start waits for them before it can show anything.
"""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, get_args

Look = Literal["system", "light", "dark", "contrast_light", "contrast_dark"]
Rows = Literal["comfortable", "compact"]
TextSize = Literal[100, 125, 150, 175, 200]


@dataclass(frozen=True)
class ReturnChoices:
    """What was chosen when a return was last built."""

    folder: Path | None = None
    full: bool = False
    evidence: bool = False
    place_days: bool = False


@dataclass(frozen=True)
class RegisterChoices:
    """How a list was last looked at: its order, its filters, and its columns."""

    order: str | None = None
    descending: bool = False
    filters: dict[str, str] = field(default_factory=dict)
    columns: tuple[tuple[str, int], ...] = ()
    """The columns from left to right, each with its width in tenths of a character."""


@dataclass(frozen=True)
class ViewChoice:
    """The period that was last chosen to look at."""

    agreement: str
    """Its reference."""
    from_on: date


@dataclass(frozen=True)
class SheetChoices:
    """How shift sheets are typed."""

    locked: frozenset[str] = frozenset({"team", "mode", "funding"})
    """The fields of the head that carry from a sheet to the next and are passed over."""


@dataclass(frozen=True)
class BackupChoices:
    """Another folder that backups are copied to, on another disk."""

    folder: Path | None = None
    had_at: str | None = None
    """When it last had the newest backup, or else was chosen, as text in UTC."""


@dataclass(frozen=True)
class Settings:
    """A user's choices. Unknown ones, of a newer version, are passed over."""

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
    shortcuts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The keys of the actions whose keys were changed, by the action's id."""
    returns: ReturnChoices = ReturnChoices()
    backups: BackupChoices = BackupChoices()
    registers: dict[str, RegisterChoices] = field(default_factory=dict)
    """By the list's key."""
    speaks_for_days: str | None = None
    """The id of the person who last said that there is nothing to report."""
    blank_sheets: Path | None = None
    """The folder that blank sheets were last kept in."""


class SettingsFile:
    """The settings as they stand, and the file that keeps them."""

    def __init__(self, path: Path) -> None:
        """Read the file; what is missing or unreadable is as at a first start."""
        self._path = path
        try:
            self.now = _settings(_Said(json.loads(path.read_bytes())))
        except (OSError, ValueError):
            self.now = Settings()

    def choose(self, **choices: Any) -> bool:  # noqa: ANN401 - each choice has its own type
        """Change some choices from now on; whether they could be kept for the next start."""
        self.now = replace(self.now, **choices)
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
        text = json.dumps(asdict(settings), indent=2, ensure_ascii=False, default=_plain)
        half.write_text(text, encoding="utf-8")
        half.replace(self._path)


class _Said:
    """An object of the file: what it says under a name, where that can be such a value."""

    def __init__(self, said: object) -> None:
        self._said: dict[str, Any] = said if isinstance(said, dict) else {}

    def text(self, name: str) -> str | None:
        value = self._said.get(name)
        return value if isinstance(value, str) else None

    def path(self, name: str) -> Path | None:
        text = self.text(name)
        return Path(text) if text else None

    def flag(self, name: str) -> bool:
        return self._said.get(name) is True

    def one_of(self, name: str, kind: object, first: Any) -> Any:  # noqa: ANN401 - of the kind
        value = self._said.get(name)
        return value if isinstance(value, str | int) and value in get_args(kind) else first

    def texts(self, name: str) -> tuple[str, ...] | None:
        value = self._said.get(name)
        return tuple(map(str, value)) if isinstance(value, list) else None

    def inside(self, name: str) -> "_Said":
        return _Said(self._said.get(name))

    def names(self) -> list[str]:
        return list(self._said)

    def pairs(self, name: str) -> tuple[tuple[str, int], ...]:
        value = self._said.get(name)
        return tuple(
            (each[0], each[1])
            for each in (value if isinstance(value, list) else ())
            if isinstance(each, list) and list(map(type, each)) == [str, int]
        )


def _settings(said: _Said) -> Settings:
    first, returns, shortcuts = Settings(), said.inside("returns"), said.inside("shortcuts")
    locked, registers = said.inside("sheets").texts("locked"), said.inside("registers")
    return Settings(
        look=said.one_of("look", Look, first.look),
        text_size=said.one_of("text_size", TextSize, first.text_size),
        rows=said.one_of("rows", Rows, first.rows),
        record_folder=said.path("record_folder"),
        narrow_rail=said.flag("narrow_rail"),
        sheets=first.sheets if locked is None else SheetChoices(frozenset(locked)),
        page=said.text("page"),
        view=_view(said.inside("view")),
        shortcuts={
            action: keys
            for action in shortcuts.names()
            if (keys := shortcuts.texts(action)) is not None
        },
        returns=ReturnChoices(
            folder=returns.path("folder"),
            full=returns.flag("full"),
            evidence=returns.flag("evidence"),
            place_days=returns.flag("place_days"),
        ),
        backups=BackupChoices(
            said.inside("backups").path("folder"), _moment(said.inside("backups").text("had_at"))
        ),
        registers={key: _register(registers.inside(key)) for key in registers.names()},
        speaks_for_days=said.text("speaks_for_days"),
        blank_sheets=said.path("blank_sheets"),
    )


def _view(said: _Said) -> ViewChoice | None:
    agreement, from_on = said.text("agreement"), said.text("from_on")
    if agreement is None or from_on is None:
        return None
    try:
        return ViewChoice(agreement, date.fromisoformat(from_on))
    except ValueError:
        return None


def _moment(text: str | None) -> str | None:
    """Return a moment as it was written, or None for what is none."""
    try:
        return text and datetime.fromisoformat(text).isoformat().replace("+00:00", "Z")
    except ValueError:
        return None


def _register(said: _Said) -> RegisterChoices:
    filters = said.inside("filters")
    return RegisterChoices(
        order=said.text("order"),
        descending=said.flag("descending"),
        filters={name: filters.text(name) or "" for name in filters.names()},
        columns=said.pairs("columns"),
    )


def _plain(value: object) -> object:
    """Return a value as JSON can hold it."""
    return sorted(value) if isinstance(value, frozenset) else str(value)

"""The fields of a form as data: what each is called, what it takes and what it is chosen from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from wardenlog.services.choices import Named


class Kind(Enum):
    """What a field takes, and the value it gives; a blank one gives None."""

    TEXT = auto()
    """A line of text: str."""
    LONG_TEXT = auto()
    """Several lines of text: str."""
    NUMBER = auto()
    """`1,250`, `£31.50`: int where it is whole, else Decimal."""
    DATE = auto()
    """A date in the shorthand of the sheets: date."""
    TIME = auto()
    """A UK time of day in the shorthand of the sheets: time."""
    CHOICE = auto()
    """One of a few, in a drop-down list: the value of a Choice."""
    PICK = auto()
    """One of many, typed by code or name: the value of a Choice."""
    SEVERAL = auto()
    """Any of a few, to tick: a tuple of values."""
    YES_NO = auto()
    """Yes, No, or not said: bool or None."""
    FLAG = auto()
    """A tick: bool, never None."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its value, its words, and the code it is typed by, if it has one.

    A retired one is offered no more, but is shown where it was chosen before.
    """

    value: str
    words: str
    code: str = ""
    retired: bool = False

    @property
    def shown(self) -> str:
        """Its code and its words."""
        return f"{self.code} {self.words}" if self.code else self.words


Choices = tuple[Choice, ...] | Callable[[], Sequence[Choice]]
"""Choices that never change, or what reads them whenever a record is shown."""


Values = Mapping[str, object]
"""What stands in a form, or in a row of its table, by the names of the fields."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A field. Its texts are marked for translation in the context `form`.

    `name` is that of the value it shows, and of the attribute of the record. The hint stands under
    the field and says what it is for; the example shows inside it while it is blank. `width` is in
    characters; 0 takes all the room there is. `lines` of a long text are seen at once.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    hint: str = ""
    example: str = ""
    required: bool = False
    choices: Choices = ()
    width: int = 0
    lines: int = 3

    def offered(self) -> tuple[Choice, ...]:
        """Return what may be chosen now."""
        return tuple(self.choices() if callable(self.choices) else self.choices)


@dataclass(frozen=True, slots=True)
class FormRows:
    """A small table in a form: any number of rows of the same fields.

    `noun` is one of its rows, such as “authorisation”; `fresh` is what a new row begins with, or
    what says so by the values of the whole form.
    `offers` gives, by field, what may be chosen in a row of such values, for fields that are typed
    in; it is asked again whenever a field of the row is done.
    """

    name: str
    label: str
    noun: str
    fields: tuple[FormField, ...]
    hint: str = ""
    fresh: Values | Callable[[Values], Values] = field(default_factory=dict)
    offers: Callable[[Values], Mapping[str, Sequence[Choice]]] | None = None

    def begun(self, values: Values) -> Values:
        """Return what a row that is added to a form with these values begins with."""
        return self.fresh(values) if callable(self.fresh) else self.fresh


def choices_of(named: Sequence[Named]) -> tuple[Choice, ...]:
    """Return records as choices: typed by code, and retired where they are void."""
    return tuple(Choice(one.id, one.name, one.code, retired=one.void) for one in named)

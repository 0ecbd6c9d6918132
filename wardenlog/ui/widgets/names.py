"""What a field for names takes, and what it has to say: data without Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from wardenlog.services.choices import Choices, Named


class Kind(Enum):
    """What is named: the kind of record."""

    HOTSPOT = "hotspot"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Names:
    """The records that may be named, and the short codes that were confirmed for them."""

    kind: Kind
    among: Sequence[Named]
    short: Mapping[str, str]

    @property
    def several(self) -> bool:
        """Whether one field names several of them, parted by blanks."""
        return self.kind is Kind.PERSON

    @property
    def words(self) -> list[str]:
        """The code and name of each."""
        return [f"{one.code} {one.name}" for one in self.among if not one.void]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A text that was said to mean a record."""

    kind: Kind
    typed: str
    meant: Named


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text of a kind of record that is to be added."""

    kind: Kind
    typed: str


def names_of(kind: Kind, choices: Choices) -> Names:
    """Return the records of a kind that may be named."""
    among = choices.hotspots if kind is Kind.HOTSPOT else choices.people
    return Names(kind, among, choices.short(kind.value))

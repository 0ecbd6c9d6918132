"""What the columns of a council's own spreadsheet may hold, and the words they are known by.

The facts are in `resources/import-headings.toml`; this module reads them.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from wardenlog.paths import resource

Holds = Literal[
    "date", "time", "span", "minutes", "number", "people", "place", "powers", "text", "money"
]
Subject = Literal["visits", "ledger"]
"""What the rows of a file are: visits, or amounts of a ledger."""

IGNORED: Final = "ignore"
"""The code of no field: the column is not read."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a column may hold. `many`: several columns may; `needed`: one column must."""

    code: str
    name: str
    about: str
    holds: Holds
    words: tuple[str, ...]
    needed: bool = False
    many: bool = False
    measure: str | None = None
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every field of visits and of a ledger by code, and the words for columns of visits that are
    not read, incident categories and powers.
    """

    fields: Mapping[str, Field]
    ledger: Mapping[str, Field]
    ignored: frozenset[str]
    categories: Mapping[str, tuple[str, ...]]
    powers: Mapping[str, str]
    """A stage's code by each of its words."""

    def of(self, subject: Subject) -> Mapping[str, Field]:
        """Return the fields that columns of such a file may hold."""
        return self.ledger if subject == "ledger" else self.fields

    def category(self, incident_type: str) -> str:
        """Return the category that an incident type belongs to: nuisance unless a word tells."""
        typed = f" {folded(incident_type)} "
        for category, words in self.categories.items():
            if any(f" {word} " in typed for word in words):
                return category
        return "nuisance"


@cache
def load_vocabulary() -> Vocabulary:
    """Return what is shipped with the program, read once."""
    raw = tomllib.loads(resource("import-headings.toml").read_text(encoding="utf-8"))
    return Vocabulary(
        fields={each["code"]: _field(each) for each in raw["field"]},
        ledger={each["code"]: _field(each) for each in raw["ledger"]},
        ignored=frozenset(raw["ignore"]["words"]),
        categories={name: tuple(words) for name, words in raw["categories"].items()},
        powers={word: stage for stage, words in raw["powers"].items() for word in words},
    )


def _field(raw: dict[str, Any]) -> Field:
    return Field(**raw | {"words": tuple(raw["words"])})


def folded(text: str) -> str:
    """Return text in small letters, without accents and punctuation, blanks made single."""
    plain = unicodedata.normalize("NFKD", text).casefold().replace("&", " and ")
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", " ", plain.replace("’", "").replace("'", "")).strip()

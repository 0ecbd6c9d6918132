"""The codes that an exported log uses instead of ids: each record's own, made unique."""

from typing import Final

from wardenlog.imports.standard_log.kinds import LONGEST_CODE
from wardenlog.store import ReadSession

_QUERIES: Final = {
    "Organisations": "SELECT id, code, void_reason FROM organisation",
    "People": "SELECT id, code, void_reason FROM person",
    "Hotspots": "SELECT id, code, void_reason FROM hotspot",
    "PSPOs": "SELECT id, code, void_reason FROM pspo",
    "Funding": "SELECT id, code, void_reason FROM funding_source",
    "Agreements": "SELECT id, reference, void_reason FROM agreement",
    "Shifts": "SELECT id, sheet, void_reason FROM shift",
}


class Names:
    """Codes by sheet and id. Of several records with one code, the later ones get a number.

    A void record is worth a row only where another row refers to it, so uses are noted.
    """

    def __init__(self, session: ReadSession) -> None:
        self.notes: Final[list[str]] = []
        self._codes: dict[str, dict[str, str]] = {}
        self._wanted: dict[str, set[str]] = {}
        for sheet, query in _QUERIES.items():
            self._codes[sheet] = codes = {}
            self._wanted[sheet] = set()
            taken: set[str] = set()
            for identity, code, void_reason in session.rows(
                f"{query} ORDER BY void_reason IS NOT NULL, id"
            ):
                codes[identity] = self._free(sheet, code, taken)
                taken.add(codes[identity])
                if void_reason is None:
                    self._wanted[sheet].add(identity)

    def _free(self, sheet: str, code: str, taken: set[str]) -> str:
        if code not in taken:
            return code
        number = 2
        while (free := f"{code[: LONGEST_CODE - 8]} ({number})") in taken:
            number += 1
        self.notes.append(
            f"{sheet}: the code {code} stands there twice; one was written as {free}."
        )
        return free

    def code(self, sheet: str, identity: str) -> str:
        """Return the code of a record, and note that a row refers to it."""
        self._wanted[sheet].add(identity)
        return self._codes[sheet][identity]

    def is_wanted(self, sheet: str, identity: str) -> bool:
        """Say whether a record gets a row: it is not void, or a row refers to it."""
        return identity in self._wanted[sheet]

"""The shift sheets as screens list them: ids in an order, pages of rows, and what each counts."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from wardenlog import clock
from wardenlog.counting.sheets import SheetCount, sheet_counts
from wardenlog.errors import UserError
from wardenlog.services.listing import PackedIds, Sought
from wardenlog.store import Store
from wardenlog.store.lists import drafts
from wardenlog.store.lists import sheets as lists
from wardenlog.store.lists.sheets import SheetRow

__all__ = [
    "Line",
    "SheetCount",
    "SheetRow",
    "Sheets",
    "duration_words",
    "next_number",
    "standing_words",
]


@dataclass(frozen=True, slots=True)
class Line:
    """A sheet's row with what it counts."""

    row: SheetRow
    count: SheetCount

    @property
    def standing(self) -> str:
        """What the sheet counts, or why it counts nothing yet, in words."""
        return standing_words(self.row, self.count)


class Sheets:
    """Reads shift sheets for lists and headers; changes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def ids(self, sought: Sought) -> PackedIds:
        """Return the id of every sheet sought, in its order. Long lists take a while.

        Orders are those of the store's ORDERS. Filters: `state` (finished, unfinished, void,
        check for those that no second person has checked, `rekey/10` for those of a sample of 10
        in 100 that nobody has typed again), `team`, and `days` as `2025-04-01/2025-07-01`, its end
        exclusive.
        """
        filters = dict(sought.filters)
        state, _, percent = filters.get("state", "").partition("/")
        if percent:
            filters["state"] = state
        with self._store.read() as session:
            found = PackedIds(
                lists.sheet_ids(
                    session,
                    sought.order,
                    descending=sought.descending,
                    words=sought.find.split(),
                    filters=filters,
                )
            )
        if not percent:
            return found
        from wardenlog.services.second_look import in_sample  # late: a start does not wait for it

        return PackedIds("".join(each for each in found if in_sample(each, int(percent))))

    def rows(self, ids: Collection[str]) -> dict[str, Line]:
        """Return the lines of a page of sheets by id; absent where a sheet is gone."""
        with self._store.read() as session:
            rows = lists.sheet_rows(session, ids)
            counts = sheet_counts(session, ids)
        return {
            shift_id: Line(row, counts.get(shift_id, SheetCount()))
            for shift_id, row in rows.items()
        }

    def line(self, shift_id: str) -> Line | None:
        """Return one sheet's line, or None where it is not in the record."""
        return self.rows([shift_id]).get(shift_id)

    def new_number(self) -> str:
        """Return the number to offer for a new sheet: after the last one, unused; first 0001."""
        with self._store.read() as session:
            newest = lists.newest_sheet_number(session)
        return self.new_number_after("0000" if newest is None else newest)

    def new_number_after(self, number: str) -> str:
        """Return the next number in a sequence that no sheet has yet, nor one being typed."""
        with self._store.read() as session:
            drafted = drafts.drafted_sheet_numbers(session)
            following = next_number(number)
            while following in drafted or lists.sheets_called(session, following):
                following = next_number(following)
        return following

    def check_number(self, number: str, shift_id: str) -> None:
        """Raise UserError (`sheet_taken`) where another sheet has the number."""
        with self._store.read() as session:
            others = [
                day for other, day in lists.sheets_called(session, number) if other != shift_id
            ]
        if others:
            day = clock.date_text(date.fromisoformat(others[0]))
            raise UserError(
                f"Sheet {number} is already in the record, for {day}. Give this one another number,"
                " or open that one.",
                field="sheet",
                code="sheet_taken",
            )


def next_number(number: str) -> str:
    """Return a sheet number with its last digits one higher, as wide as before: A0009, A0010."""
    found = re.search(r"(\d+)(\D*)$", number)
    if found is None:
        return f"{number}-2"
    digits, rest = found.groups()
    return f"{number[: found.start()]}{int(digits) + 1:0{len(digits)}}{rest}"


def duration_words(minutes: int) -> str:
    """Write whole minutes as hours and minutes: `2 h 04`, or `24 min` under an hour."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02}" if hours else f"{rest} min"


def standing_words(row: SheetRow, count: SheetCount) -> str:
    """Say what a recorded sheet counts, in person-hours, or why it counts nothing yet (rule 5)."""
    if row.void_reason is not None:
        return f"Void, so it counts nowhere: {row.void_reason}"
    missing = None if row.without_out is None else f"visit {row.without_out} has no Out"
    if not row.finished:
        return f"Does not count yet: {missing or 'the sheet is not finished'}"
    counts = f"Counts: {duration_words(count.person_minutes)}"
    return f"{counts}; {missing}, so that visit does not" if missing else counts

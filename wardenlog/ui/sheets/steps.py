"""What was done to a sheet, step after step, so that each can be taken back and done again."""

from dataclasses import dataclass, fields, replace
from typing import Final

from wardenlog.services.logbook import Changes
from wardenlog.ui.sheets.draft import SheetDraft

_WORDS: Final = {
    "day": "date",
    "sheet": "sheet number",
    "start": "start of the shift",
    "end": "end of the shift",
    "pause": "break",
    "came": "In",
    "left": "Out",
    "engagements": "people engaged",
    "advice": "words of advice",
    "void_reason": "void",
    "note": "note",
    "said_visits": "the paper’s visits",
    "said_minutes": "the paper’s minutes",
    "said_engagements": "the paper’s engagements",
    "source": "source of its times",
}
"""What a field is called where its own name would not do."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done. A draft of None is whatever the record holds of the sheet.

    `revision` is what it wrote in the log.
    """

    before: SheetDraft | None
    after: SheetDraft | None
    words: str
    revision: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken back or done again, and what that changed in the record."""

    step: Step
    changes: Changes


class Steps:
    """The steps done, and those taken back, which a new step makes an end of."""

    def __init__(self, done: list[Step] | None = None) -> None:
        self._done = done or []
        self._undone: list[Step] = []

    def add(self, step: Step) -> None:
        """Note a step that was done."""
        self._done.append(step)
        self._undone.clear()

    def lead_to(self, draft: SheetDraft, words: str) -> None:
        """Let the last step lead on to another sheet."""
        self._done[-1] = replace(self._done[-1], after=draft, words=words)

    @property
    def last(self) -> Step | None:
        """The step that would be taken back."""
        return self._done[-1] if self._done else None

    @property
    def next(self) -> Step | None:
        """The step that would be done again."""
        return self._undone[-1] if self._undone else None

    def took_back(self) -> None:
        """Note that the last step was taken back."""
        self._undone.append(self._done.pop())

    def did_again(self, revision: str | None) -> None:
        """Note that the next step was done again, and what that wrote in the log."""
        self._done.append(replace(self._undone.pop(), revision=revision))


def changed_place(before: SheetDraft, after: SheetDraft) -> tuple[int | None, str] | None:
    """Return the row and field where two drafts of a sheet first differ, by the later one's rows.

    The row is None in the head; None where they do not differ, or differ in whole lines only.
    """
    for each in fields(SheetDraft):
        same = getattr(before, each.name) == getattr(after, each.name)
        if not same and isinstance(getattr(after, each.name), str):
            return None, each.name
    was = {visit.id: visit for visit in before.visits}
    for row, visit in enumerate(after.visits):
        old = was.get(visit.id)
        if old == visit:
            continue
        if old is None:
            return row, "hotspot"
        for each in fields(visit):
            if getattr(old, each.name) != getattr(visit, each.name):
                return row, each.name
    return None


def change_words(before: SheetDraft, after: SheetDraft) -> str:
    """Say in a few words where two drafts of a sheet differ: `visit 3, Out`."""
    place = changed_place(before, after) or changed_place(after, before)
    if place is None:
        return "details of the sheet"
    row, field = place
    words = _WORDS.get(field, field)
    if row is None:
        return words
    whose = after if changed_place(before, after) else before
    return f"visit {whose.visits[row].number}, {words}"

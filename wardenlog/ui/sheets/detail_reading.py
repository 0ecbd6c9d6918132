"""Reads the lines of the details into parts of the record, and writes such parts as lines.

A text that still says what the record says keeps what the record holds; only what was typed anew
is read anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from pydantic import ValidationError

from wardenlog import clock
from wardenlog.catalogue.powers import load_powers
from wardenlog.model import Part, Shift, new_id
from wardenlog.ui.sheets import cells, moving
from wardenlog.ui.sheets.details import KIND, KINDS, Column, Kind
from wardenlog.ui.sheets.draft import DetailDraft, SheetDraft
from wardenlog.ui.sheets.problems import Problem, Problems, sentence_of
from wardenlog.ui.sheets.values import (
    Facts,
    category_of,
    read_value,
    stages_of,
    write_value,
)

ON_VISIT: Final = "partners"
"""The kind that the record keeps with the visit itself."""


@dataclass(frozen=True, slots=True)
class Held:
    """A line and the part that it says; None while it cannot be read or nothing is typed."""

    line: DetailDraft
    part: Part | None


def parts_of(shift: Shift) -> list[tuple[Kind, int | None, Part]]:
    """Return every part of a record that has a line, with its visit, in the order of the lines."""
    found: list[tuple[Kind, int | None, Part]] = []
    for kind in KINDS:
        if kind.name == ON_VISIT:
            found += [
                (kind, visit.number, each) for visit in shift.visits for each in visit.partners
            ]
        else:
            found += [
                (kind, getattr(each, "visit", None), each) for each in getattr(shift, kind.name)
            ]
    return found


def lines_of(shift: Shift, facts: Facts) -> tuple[DetailDraft, ...]:
    """Write a record's parts as lines; a line keeps its id while the parts stand as they do."""
    return tuple(
        line_of(kind, visit, part, facts, f"{kind.name}-{n}")
        for n, (kind, visit, part) in enumerate(parts_of(shift))
    )


def line_of(
    kind: Kind, visit: int | None, part: Part, facts: Facts, line_id: str | None = None
) -> DetailDraft:
    """Write a part as a line."""
    own_id = getattr(part, "id", None) or line_id or new_id()
    return DetailDraft(own_id, kind.name, visit, tuple(_text(c, part, facts) for c in kind.columns))


class DetailReader:
    """Reads every line of a draft once, and takes what is typed in the grid's own cells."""

    def __init__(
        self,
        draft: SheetDraft,
        base: Shift | None,
        was: SheetDraft | None,
        facts: Facts,
        problems: Problems,
        *,
        moved: bool,
    ) -> None:
        self._facts = facts
        self._problems = problems
        self._moved = moved
        self._row_of = {visit.number: row for row, visit in enumerate(draft.visits)}
        recorded = parts_of(base) if base else []
        self._recorded = {
            line.id: (line, part)
            for line, (_, _, part) in zip(was.details if was else (), recorded, strict=True)
        }
        there = {None, *self._row_of}
        self._held = [Held(line, self._read(line)) for line in draft.details if line.visit in there]

    def parts(self, kind: str, visit: int | None) -> list[Any]:
        """Return the parts of a kind that the lines of a visit, or of the whole shift, say."""
        return [
            held.part
            for held in self._held
            if held.part and (held.line.kind, held.line.visit) == (kind, visit)
        ]

    def all_parts(self, kind: str) -> tuple[Any, ...]:
        """Return the parts of a kind on the whole sheet."""
        return tuple(held.part for held in self._held if held.part and held.line.kind == kind)

    def replace(self, kind: str, visit: int, before: Sequence[Part], after: Sequence[Part]) -> None:
        """Exchange some parts of a visit; those that stay keep their lines and places."""
        gone = {id(part) for part in before} - {id(part) for part in after}
        new = [part for part in after if not any(part is each for each in before)]
        self._held = [held for held in self._held if id(held.part) not in gone]
        self._held += [Held(line_of(KIND[kind], visit, part, self._facts), part) for part in new]

    def lines(self) -> tuple[DetailDraft, ...]:
        """Return the lines as they stand, those of the grid's cells among them."""
        return tuple(held.line for held in self._held)

    def _read(self, line: DetailDraft) -> Part | None:
        if line.is_blank:
            return None
        kind = KIND[line.kind]
        was, part = self._recorded.get(line.id, (None, None))
        texts = dict(zip((column.name for column in kind.columns), line.texts, strict=True))
        same = was is not None and (was.kind, was.visit) == (line.kind, line.visit)
        values: dict[str, Any] = dict(part) if part and same else {}
        if kind.name == "powers":
            values["id"] = line.id
        if line.kind not in {ON_VISIT, "other_time"}:
            values["visit"] = line.visit
        whole = True
        for place, column in enumerate(kind.columns):
            if same and was and was.texts[place] == line.texts[place]:
                continue
            whole = self._take(line, column, texts, values) and whole
        if self._moved and values.get("at"):
            whole = self._move(line, values) and whole
        return self._made(line, kind, values) if whole else None

    def _take(
        self, line: DetailDraft, column: Column, texts: dict[str, str], values: dict[str, Any]
    ) -> bool:
        """Read a text into the values; whether nothing stands in the way."""
        text = texts[column.name].strip()
        if not text:
            values.pop(column.name, None)
            default = self._default(column, texts)
            if default is not None:
                values[column.name] = default
            elif column.needed:
                sentence = f"Give the {column.label.partition(',')[0].lower()}."
                self._tell(line, column.name, sentence, missing=True)
                return False
            return True
        before = len(self._problems.found)
        found = self._problems.attempt(
            self._row(line), "details", partial(read_value, column, text, texts, self._facts)
        )
        if found is None:
            self._problems.point(before, line.id, column.name)
            return False
        values |= found
        return True

    def _default(self, column: Column, texts: dict[str, str]) -> object:
        """Return what a blank text of a line means, where it means anything."""
        stages = stages_of(texts.get("power", "")) if column.value in {"stage", "use"} else ()
        if stages:
            power = load_powers().power_of(stages[0].code)
            if column.value == "use":
                return load_powers().default_use(power.code)
            return power.usual_stage.code if power.usual_stage else None
        if column.value == "category":
            return category_of(texts["incident_type"], self._facts)
        return None

    def _move(self, line: DetailDraft, values: dict[str, Any]) -> bool:
        start_at = self._facts.start_at
        if start_at is None:
            return True
        since = start_at - clock.EARLY_ARRIVAL
        moved = self._problems.attempt(
            self._row(line), "day", partial(moving.moment, values["at"], since)
        )
        values["at"] = moved
        return moved is not None

    def _made(self, line: DetailDraft, kind: Kind, values: dict[str, Any]) -> Part | None:
        _, recorded = self._recorded.get(line.id, (None, None))
        try:
            part = kind.part.model_validate(values)
        except ValidationError as e:
            field = str((e.errors()[0]["loc"] or (kind.columns[0].name,))[0])
            self._tell(line, field, sentence_of(e), missing=False)
            return None
        return recorded if part == recorded else part

    def _tell(self, line: DetailDraft, name: str, sentence: str, *, missing: bool) -> None:
        before = len(self._problems.found)
        if missing:
            self._problems.missing(self._row(line), "details", sentence)
        else:
            self._problems.found.append(Problem(self._row(line), "details", sentence))
        self._problems.point(before, line.id, name)

    def _row(self, line: DetailDraft) -> int | None:
        return None if line.visit is None else self._row_of.get(line.visit)


def _text(column: Column, part: Part, facts: Facts) -> str:
    value = getattr(part, column.name)
    if column.value == "tally":
        return f"{'~' if getattr(part, 'estimated', False) else ''}{value}"
    if column.name == "count" and value == 1:
        return ""
    return write_value(column, value, facts)


def cell_texts(kind: str, visit: int, reader: DetailReader, facts: Facts) -> dict[str, str]:
    """Return the texts of the grid's cells that stand for a visit's lines of a kind."""
    parts = reader.parts(kind, visit)
    match kind:
        case "tallies":
            return {"engagements": cells.engagements_text(cells.engagements_of(parts, visit))}
        case "powers":
            return {
                "advice": cells.advice_text(cells.advice_of(parts, visit)),
                "powers": cells.powers_text(cells.powers_of(parts, visit)),
            }
        case "incidents":
            seen = cells.incidents_of(parts, visit)
            return {"incidents": cells.incidents_text(seen, facts.choices)}
    return {}

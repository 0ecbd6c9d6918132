"""The agreements of a log, with variations, terms, listings, plan rules, posts and budgets."""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from wardenlog.imports.standard_log.gathering import Family, Gathering, Values
from wardenlog.imports.standard_log.kinds import did_you_mean
from wardenlog.imports.standard_log.log import Row
from wardenlog.imports.standard_log.tables import TABLE
from wardenlog.model import (
    Agreement,
    BudgetChange,
    BudgetLine,
    Listing,
    PlanRule,
    Post,
    PostHolding,
    Term,
    Underspend,
    Variation,
    new_id,
)
from wardenlog.model.base import Part
from wardenlog.model.terms import canonical_key

_CHILDREN: Final = (
    "Variations",
    "Terms",
    "Listings",
    "Plan rules",
    "Posts",
    "Budget lines",
    "Budget changes",
    "Underspends",
)
P = TypeVar("P", bound=Part)


def gather_agreements(gathering: Gathering) -> None:
    """Gather every agreement that the file names."""
    for family in gathering.families("Agreements", _CHILDREN, "agreement"):
        _Agreement(gathering, family).gather()


class _Agreement:
    """One agreement being gathered from its rows on nine sheets."""

    def __init__(self, gathering: Gathering, family: Family) -> None:
        self._gathering = gathering
        self._family = family
        self._before = family.before if isinstance(family.before, Agreement) else None

    def gather(self) -> None:
        fields: Values = {"id": new_id(), **TABLE["Agreements"].defaults()}
        if self._before is not None:
            fields = dict(self._before)
        if self._family.head is not None:
            values = self._gathering.resolved(self._family.head)
            if values is None:
                self._refuse_children(self._family.head)
                return
            fields |= values
        before = self._before
        fields["budget_lines"] = self._parts(
            "Budget lines", before.budget_lines if before else (), self._line, _reference
        )
        lines = {line.reference for line in fields["budget_lines"]}
        fields["variations"] = self._variations(lines)
        fields["listings"] = self._parts(
            "Listings", before.listings if before else (), self._listing
        )
        fields["plan_rules"] = self._parts(
            "Plan rules", before.plan_rules if before else (), self._rule
        )
        fields["posts"] = self._posts()
        fields["underspends"] = self._parts(
            "Underspends",
            before.underspends if before else (),
            self._underspend,
            lambda each: each.year,
        )
        agreement = self._gathering.build(self._family.first_row, Agreement, fields)
        if agreement is None:
            self._refuse_children(self._family.first_row)
            return
        self._gathering.know("agreement", self._family.code, agreement.id)
        self._gathering.keep(self._family.code, agreement, self._before)

    def _refuse_children(self, row: Row) -> None:
        for rows in self._family.children.values():
            self._gathering.refuse_because(
                rows, f"{row.table.sheet}, row {row.number}, was refused."
            )

    def _parts(
        self,
        sheet: str,
        before: Sequence[P],
        build: Callable[[Row], P | None],
        key: Callable[[P], object] | None = None,
    ) -> tuple[P, ...]:
        rows = self._gathering.good(self._family.children[sheet])
        now = [part for row in rows if (part := build(row)) is not None]
        return self._gathering.merged(sheet, before, now, key)

    def _simple(self, row: Row, model: type[P]) -> P | None:
        values = self._gathering.resolved(row, but=["agreement"])
        return None if values is None else self._gathering.build(row, model, values)

    def _line(self, row: Row) -> BudgetLine | None:
        return self._simple(row, BudgetLine)

    def _underspend(self, row: Row) -> Underspend | None:
        return self._simple(row, Underspend)

    def _listing(self, row: Row) -> Listing | None:
        return self._simple(row, Listing)

    def _rule(self, row: Row) -> PlanRule | None:
        start, end = row.values.get("window_start"), row.values.get("window_end")
        if (start is None) != (end is None):
            blank = "window_end" if end is None else "window_start"
            self._gathering.refuse(
                row, blank, "A window needs both a start and an end.", "Fill in both or neither."
            )
        elif start is not None and start == end:
            self._gathering.refuse(
                row, "window_end", "The window starts and ends at the same time.", "Correct one."
            )
        return self._simple(row, PlanRule)

    # Variations with their terms and budget changes

    def _variations(self, lines: set[str]) -> tuple[Variation, ...]:
        sheet = "Variations"
        before = {each.number: each for each in (self._before.variations if self._before else ())}
        rows: dict[int, Row] = {}
        for row in self._family.children[sheet]:
            if row.values.get("number") is not None:
                rows.setdefault(row.values["number"], row)
        numbers = list(rows if self._gathering.replaces(sheet) else before)
        if self._gathering.adds(sheet):
            numbers = list(dict.fromkeys([*before, *numbers]))
        void = [number for number, each in before.items() if each.void_reason is not None]
        numbers = list(dict.fromkeys([*numbers, *void]))  # a log has no row for a void one
        terms, changes = self._by_variation("Terms"), self._by_variation("Budget changes")
        found = []
        for number in numbers:
            variation = self._variation(
                before.get(number),
                rows.get(number),
                [terms.pop(number, []), changes.pop(number, [])],
                lines,
            )
            if variation is not None:
                found.append(variation)
        for strays in (terms, changes):
            for number, hanging in strays.items():
                for row in hanging:
                    self._gathering.refuse(
                        row,
                        "variation",
                        f"Agreement {self._family.code} has no variation {number}.",
                        "Add it to Variations, or correct the number.",
                    )
        return tuple(found)

    def _by_variation(self, sheet: str) -> dict[Any, list[Row]]:
        found: dict[Any, list[Row]] = {}
        for row in self._gathering.good(self._family.children[sheet]):
            found.setdefault(row.values["variation"], []).append(row)
        return found

    def _variation(
        self, recorded: Variation | None, row: Row | None, hanging: list[list[Row]], lines: set[str]
    ) -> Variation | None:
        """Return a variation with its terms; one whose row is refused stays as it is recorded."""
        fields: Values = dict(recorded) if recorded else TABLE["Variations"].defaults()
        if row is not None:
            values = self._gathering.resolved(row, but=["agreement"])
            if values is None:
                for rows in hanging:
                    self._gathering.refuse_because(
                        rows, f"Variations, row {row.number}, was refused."
                    )
                return recorded
            fields |= values
        fields.pop("agreement", None)
        terms, changes = hanging
        fields["terms"] = self._gathering.merged(
            "Terms",
            recorded.terms if recorded else (),
            self._terms(terms),
            lambda term: (term.item, term.key),
        )
        fields["budget_changes"] = self._gathering.merged(
            "Budget changes",
            recorded.budget_changes if recorded else (),
            [change for each in changes if (change := self._change(each, lines)) is not None],
        )
        return self._gathering.build(row or self._family.first_row, Variation, fields)

    def _terms(self, rows: list[Row]) -> list[Term]:
        seen: dict[tuple[str, str], int] = {}
        found = []
        for row in rows:
            term = self._term(row)
            if term is None:
                continue
            first = seen.setdefault((term.item, term.key), row.number)
            if first == row.number:
                found.append(term)
            else:
                self._gathering.refuse(
                    row,
                    "item",
                    f"Row {first} sets the same item and key.",
                    "Delete one of the two.",
                )
        return found

    def _term(self, row: Row) -> Term | None:
        values = row.values
        try:
            canonical_key(values["item"], values.get("key") or "")
        except ValueError as error:
            said = str(error)
            self._gathering.refuse(row, "key", f"{said[:1].upper()}{said[1:]}.", "")
            return None
        try:
            return Term(item=values["item"], key=values.get("key") or "", value=values["value"])
        except ValueError as error:
            said = str(error).rpartition("Value error, ")[2].partition(" [type=")[0]
            self._gathering.refuse(row, "value", f"For {values['item']}, {said}.", "")
            return None

    def _change(self, row: Row, lines: set[str]) -> BudgetChange | None:
        if row.values["line"] not in lines:
            refuse_line(self._gathering, row, self._family.code, lines)
        values = self._gathering.resolved(row, but=["agreement", "variation"])
        return None if values is None else self._gathering.build(row, BudgetChange, values)

    # Posts: a row a holder

    def _posts(self) -> tuple[Post, ...]:
        before = self._before.posts if self._before else ()
        by_post: dict[str, list[tuple[Row, Values]]] = {}
        for row in self._gathering.good(self._family.children["Posts"]):
            values = self._gathering.resolved(row, but=["agreement"])
            if values is not None:
                by_post.setdefault(values["reference"], []).append((row, values))
        now = [
            post
            for held in by_post.values()
            if (post := self._gathering.build(held[0][0], Post, _post([each for _, each in held])))
        ]
        return self._gathering.merged("Posts", before, now, _reference)


def _post(rows: list[Values]) -> Values:
    """Return a post of one row, or of a row a holder.

    With several rows, each row's Actual start and End are its holder's, and the post runs from
    the first start to the last end.
    """
    fields = {field: value for field, value in rows[0].items() if field != "person_id"}
    if len(rows) == 1:
        person = rows[0].get("person_id")
        return fields | {"holdings": (PostHolding(person_id=person),) if person else ()}
    starts = [day for row in rows if (day := row.get("actual_start")) is not None]
    ends = [day for row in rows if (day := row.get("end_on")) is not None]
    holdings = tuple(
        PostHolding(
            person_id=row["person_id"], from_on=row.get("actual_start"), to_on=row.get("end_on")
        )
        for row in rows
        if row.get("person_id")
    )
    return fields | {
        "actual_start": min(starts, default=None),
        "end_on": max(ends) if len(ends) == len(rows) else None,
        "holdings": holdings,
    }


def _reference(part: BudgetLine | Post) -> str:
    return part.reference


def refuse_line(gathering: Gathering, row: Row, agreement: str, lines: set[str]) -> None:
    """Refuse a row whose budget line is not one of the agreement's."""
    line = row.values["line"]
    gathering.refuse(
        row,
        "line",
        f"Agreement {agreement} has no budget line “{line}”.",
        did_you_mean(line, lines, "Add it to Budget lines, or correct the line."),
    )

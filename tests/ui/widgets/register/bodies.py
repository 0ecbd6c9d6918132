"""Organisations in a list screen, as its tests show them and read them back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from pytestqt.qtbot import QtBot

from wardenlog.model import Organisation
from wardenlog.services.listing import Sought
from wardenlog.services.logbook import Logbook
from wardenlog.ui.desk import Desk
from wardenlog.ui.widgets.register import Column, Filter, Register, RegisterSpec


@dataclass
class Bodies:
    """The organisations of a record, listed."""

    logbook: Logbook
    ids_in_order: list[str]
    asked: list[Sought] = field(default_factory=list)

    def ids(self, sought: Sought) -> Sequence[str]:
        self.asked.append(sought)
        rows = self.rows(self.ids_in_order)
        found = [
            row
            for row in rows.values()
            if all(word.lower() in row.name.lower() for word in sought.find.split())
            and dict(sought.filters).get("initial", row.code[0]) == row.code[0]
        ]
        found.sort(key=lambda row: getattr(row, sought.order), reverse=sought.descending)
        return [row.id for row in found]

    def rows(self, ids: Collection[str]) -> Mapping[str, Organisation]:
        found = {}
        for each in ids:
            body, _ = self.logbook.load("organisation", each)
            assert isinstance(body, Organisation)
            found[each] = body
        return found


COLUMNS: tuple[Column[Organisation], ...] = (
    Column("code", "Code", lambda row: row.code, 10, order="code"),
    Column("name", "Name", lambda row: row.name, 20, order="name"),
    Column("length", "Length", lambda row: str(len(row.name)), 6, number=True),
)

SPEC: RegisterSpec[Organisation] = RegisterSpec(
    key="bodies",
    title="Organisations",
    one="organisation",
    many="organisations",
    columns=COLUMNS,
    order="code",
    kinds=frozenset({"organisation"}),
    empty="No organisation yet. Press Ctrl+N to add the first.",
    find_hint="Name",
    filters=(Filter("initial", "Initial", lambda: [("A", "A only"), ("B", "B only")]),),
    stretch="name",
    record_of=lambda row: ("organisation", row.id),
    void_reason_of=lambda row: row.void_reason,
)


def show(qtbot: QtBot, desk: Desk, bodies: Bodies) -> Register[Organisation]:
    register = Register(desk, SPEC, bodies)
    qtbot.addWidget(register)
    register.resize(800, 500)
    register.show()
    qtbot.waitUntil(lambda: register.model.rowCount() > 0)
    return register


def codes(register: Register[Organisation]) -> list[str]:
    return [register.model.index(row, 0).data() for row in range(register.model.rowCount())]


def choose(register: Register[Organisation], *rows: int) -> None:
    register.table.choose(rows[0], rows)

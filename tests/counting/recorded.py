"""A standard log read through the real import into a real store, and counted."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from wardenlog.catalogue.powers import load_powers
from wardenlog.counting.particulars import particulars
from wardenlog.counting.scope import Period, Scope, open_scope
from wardenlog.imports.standard_log import apply, preview, read_log
from wardenlog.store import ReadSession, Store


def record(folder: Path, file: Path) -> Store:
    """Import a standard log into an empty record; nothing in it may be refused."""
    store = Store.open(folder / "wardenlog.sqlite3")
    log = read_log(file)
    with store.read() as session:
        found = preview(session, log)
    assert not found.problems, [str(problem) for problem in found.problems]
    apply(store, found, actor="Test")
    return store


@contextmanager
def counted(store: Store, agreement: str, first: date, last: date) -> Iterator[ReadSession]:
    """Open the scope of an agreement between two days, both included."""
    with store.read() as session:
        agreement_id = particulars(session, agreement).agreement_id
        open_scope(session, Scope(agreement_id, Period.inclusive(first, last)))
        yield session


def printed_stages() -> str:
    """Every stage that the catalogue counts in the return, with the measure it adds to."""
    return json.dumps(
        [
            [power.code, stage.code, stage.counted_as]
            for power in load_powers().powers
            for stage in power.stages
            if stage.count_in_return
        ]
    )

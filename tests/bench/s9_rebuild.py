"""S9: the tables that counting reads, dropped and derived again from the log."""

from tests.bench.data import Records
from tests.bench.job import Job, Line, within
from tests.bench.timing import alone
from wardenlog.services.demo.scale import Size
from wardenlog.services.upkeep import rebuild
from wardenlog.store import Store


def measure(records: Records) -> list[Line]:
    """Rebuild a copy of the record, telling progress as the window does."""
    with records.copy(Size.COUNCIL) as (record,), Store.open(record.path) as store:
        with store.read() as session:
            sheets = session.value("SELECT count(*) FROM shift")
        seconds = alone(lambda: rebuild(store, _told))
    note = f"{sheets:,} sheets, {sheets / seconds:,.0f} a second"
    return [within("rebuild from the log, council", seconds, 30, note)]


def _told(_step: str, _done: int, _total: int) -> None:
    return


JOB = Job("S9", frozenset({Size.COUNCIL}), measure)

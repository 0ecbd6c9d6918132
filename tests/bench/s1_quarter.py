"""S1: a quarter's figures from the store, against whole tables read and grouped by pandas."""

from tests.bench import pandas_delivery, pandas_presence, pandas_registers
from tests.bench.data import Record, Records
from tests.bench.job import Job, Line, at_least
from tests.bench.pandas_tables import whole_tables
from tests.bench.quarter import Quarter, by_counting, last_quarter
from tests.bench.timing import side_by_side
from wardenlog.services.demo.scale import Size
from wardenlog.store import Store


def measure(records: Records) -> list[Line]:
    """Take the figures both ways, hold them equal, then time them."""
    record = records.of(Size.COUNCIL)
    with Store.open(record.path, create=False) as store:
        assert by_counting(store, record) == by_pandas(record)
        pair = side_by_side(lambda: by_counting(store, record), lambda: by_pandas(record))
    job = "a quarter’s figures, council"
    return [at_least(job, "pandas on whole tables", pair, 10, "same figures; guide: 50 ms")]


def by_pandas(record: Record) -> Quarter:
    """Return the last quarter's figures from whole tables, as an analyst would."""
    period = last_quarter(record)
    tables = whole_tables(record.path)
    here = pandas_presence.present(tables, record.facts.agreement_reference, period)
    return Quarter(
        pandas_presence.bridge(here.members),
        pandas_delivery.delivery(tables, here),
        pandas_registers.powers(tables, period),
        pandas_registers.tallies(tables, period),
        pandas_registers.incidents(tables, period),
    )


JOB = Job("S1", frozenset({Size.COUNCIL}), measure)

"""S3: a quarter's figures out of thirty years, against the same quarter out of ten."""

from tests.bench.data import Records
from tests.bench.job import Job, Line, at_most
from tests.bench.quarter import by_counting
from tests.bench.timing import side_by_side
from wardenlog.services.demo.scale import Size
from wardenlog.store import Store


def measure(records: Records) -> list[Line]:
    """Hold the figures equal, as the earlier years add nothing to them, then time both."""
    council, large = records.of(Size.COUNCIL), records.of(Size.LARGE)
    with (
        Store.open(council.path, create=False) as small,
        Store.open(large.path, create=False) as big,
    ):
        assert by_counting(small, council) == by_counting(big, large)
        pair = side_by_side(lambda: by_counting(big, large), lambda: by_counting(small, council))
    return [at_most("a quarter’s figures, large", "council, a twentieth of the visits", pair, 3)]


JOB = Job("S3", frozenset({Size.COUNCIL, Size.LARGE}), measure)

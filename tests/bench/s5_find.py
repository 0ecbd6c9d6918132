"""S5: words found in the notes of a large record, against a LIKE scan of the same notes."""

from collections import Counter
from typing import Any, Final

from tests.bench.data import Records
from tests.bench.job import Job, Line, at_least
from tests.bench.timing import side_by_side
from wardenlog.services.demo.scale import Size
from wardenlog.services.record import Record
from wardenlog.services.search import Group, find
from wardenlog.store import Store

_NEWEST: Final = 6
_NOTES: Final = """
    SELECT note, count(*) FROM (SELECT note FROM visit UNION ALL SELECT note FROM shift)
    WHERE note IS NOT NULL GROUP BY note
"""
_SCAN: Final = """
    SELECT * FROM (
        SELECT shift_id, number, day, note FROM visit WHERE note LIKE :like
        UNION ALL
        SELECT id, NULL, day, note FROM shift WHERE note LIKE :like
    )
    ORDER BY day || '' DESC LIMIT :newest
"""
"""Every note is looked at: by an index of days the search for a common word would end early."""


def measure(records: Records) -> list[Line]:
    """Find the commonest and the rarest word of the notes, each by quick find and by a scan."""
    record = records.of(Size.LARGE)
    lines = []
    with Store.open(record.path, create=False) as store:
        ours = Record(store, "Bench")
        for kind, (word, notes) in zip(("a common", "a rare"), _words(store), strict=True):
            hits = [it for it in find(ours, word, _NEWEST) if it.group is Group.NOTES]
            assert len(hits) == len(_scanned(store, word)) == _NEWEST
            pair = side_by_side(
                lambda word=word: find(ours, word, _NEWEST),  # type: ignore[misc]
                lambda word=word: _scanned(store, word),  # type: ignore[misc]
            )
            note = f"a word of {notes:,} notes; names and references are looked through too"
            lines.append(at_least(f"find {kind} word, large", "a LIKE scan", pair, 50, note))
    return lines


def _words(store: Store) -> tuple[tuple[str, int], tuple[str, int]]:
    """Return the commonest and the rarest word of six letters and more, and in how many notes."""
    counted: Counter[str] = Counter()
    with store.read() as session:
        for note, number in session.rows(_NOTES):
            for word in {it for it in note.split() if it.isalpha() and len(it) >= 6}:
                counted[word] += number
    ordered = counted.most_common()
    return ordered[0], ordered[-1]


def _scanned(store: Store, word: str) -> list[tuple[Any, ...]]:
    with store.read() as session:
        return session.rows(_SCAN, {"like": f"%{word}%", "newest": _NEWEST})


JOB = Job("S5", frozenset({Size.LARGE}), measure)

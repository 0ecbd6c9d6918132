"""Building tells how far it has come, can be cancelled, and never harms what was there."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from wardenlog.counting.scope import Period, Session
from wardenlog.errors import UserError
from wardenlog.returns.building import Built, Report, count_return, write_return
from wardenlog.returns.figures import Wanted
from wardenlog.returns.workbook.reading import read_properties
from wardenlog.services.demo.fill import fill
from wardenlog.store import Store

MONTH = Period(date(2026, 2, 1), date(2026, 3, 1))
WANTED = Wanted("HA-2024-01", MONTH)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path = tmp_path_factory.mktemp("demo") / "record.sqlite3"
    with Store.open(path) as store:
        fill(store)
        with store.read() as reading:
            yield reading


class CancelledError(Exception):
    pass


def build_return(
    session: Session, wanted: Wanted, out: Path, report: Report | None = None
) -> Built:
    return write_return(count_return(session, wanted, out, report), out, report)


def test_it_goes_into_a_folder_under_its_usual_name(session: Session, tmp_path: Path) -> None:
    built = build_return(session, WANTED, tmp_path)
    name = "THORNMERE-DISTRICT-COUNCIL_HA-2024-01_V3_2025-26_2026-02-01-to-2026-02-28_r1.xlsx"
    assert built.path == tmp_path / name
    assert read_properties(built.path)["wardenlog.fingerprint"] == built.fingerprint
    assert built.figures.wanted == WANTED


def test_it_tells_how_far_it_has_come(session: Session, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    build_return(session, WANTED, tmp_path / "r.xlsx", lambda _, done, of: told.append((done, of)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("at", [0, 1, 2])
def test_cancelling_leaves_the_old_file(session: Session, tmp_path: Path, at: int) -> None:
    out = tmp_path / "r.xlsx"
    out.write_bytes(b"old")

    def cancel(_step: str, done: int, _total: int) -> None:
        if done == at:
            raise CancelledError

    with pytest.raises(CancelledError):
        build_return(session, WANTED, out, cancel)
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


def test_an_unknown_agreement_is_told(session: Session, tmp_path: Path) -> None:
    with pytest.raises(UserError) as told:
        build_return(session, Wanted("NO-1", MONTH), tmp_path / "r.xlsx")
    assert told.value.code == "no_agreement"

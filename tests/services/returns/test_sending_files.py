"""Whatever stops a sending, files and record agree: no sent return without its whole workbook."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from tests.services.returns.small_grant import (
    BY_HOURS,
    Q1,
    REFERENCE,
    START,
    SmallGrant,
    variation,
)
from wardenlog.errors import UserError
from wardenlog.model import Return
from wardenlog.returns.building import Built, write_return
from wardenlog.returns.verify import verify_file
from wardenlog.services.record import Record
from wardenlog.services.returns import sending
from wardenlog.services.returns.building import build_return, wanted
from wardenlog.services.returns.sending import Sent, send
from wardenlog.services.returns.sent_files import sha256_of
from wardenlog.store import Store, WriteSession

SENT_ON = date(2025, 7, 4)
ASK = wanted(REFERENCE, Q1.from_on, Q1.last_on)


@pytest.fixture
def grant(tmp_path: Path) -> Iterator[SmallGrant]:
    made = SmallGrant(tmp_path, variation(0, START, **BY_HOURS))
    with made.on(date(2025, 4, 11)):
        made.save(made.sheet("0001", date(2025, 4, 10), ("H1", 120), ("H2", 60)))
    with made.on(SENT_ON):
        yield made
    made.store.close()


def sent_returns(grant: SmallGrant) -> list[Return]:
    with grant.store.read() as session:
        return [each for each in session.load_all("return") if isinstance(each, Return)]


@pytest.mark.parametrize("replace", [False, True])
def test_of_two_programs_sending_at_once_the_slower_leaves_the_file_of_the_faster(
    grant: SmallGrant, monkeypatch: pytest.MonkeyPatch, *, replace: bool
) -> None:
    faster: list[Sent] = []

    def write_slowly(*given: object) -> Built:
        monkeypatch.setattr(sending, "write_return", write_return)
        built = write_return(*given)  # type: ignore[arg-type]
        with Store.open(grant.store.path) as other:
            faster.append(send(Record(other, "Robin"), ASK, grant.out))
        return built

    monkeypatch.setattr(sending, "write_return", write_slowly)
    with pytest.raises(UserError) as told:
        send(grant.record, ASK, grant.out, replace=replace)
    assert told.value.code == "changed_meanwhile"
    (kept,) = sent_returns(grant)
    assert [each.name for each in grant.out.iterdir()] == [kept.file_name]
    assert sha256_of(faster[0].path) == kept.file_sha256


def test_a_file_that_appeared_meanwhile_is_not_replaced(
    grant: SmallGrant, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = grant.out / "mine.xlsx"

    def write_slowly(*given: object) -> Built:
        mine.write_bytes(b"somebody's")
        return write_return(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(sending, "write_return", write_slowly)
    with pytest.raises(UserError) as told:
        send(grant.record, ASK, mine)
    assert told.value.code == "file_exists"
    assert mine.read_bytes() == b"somebody's"
    assert sent_returns(grant) == []


@pytest.mark.parametrize("before", [b"old", None])
def test_a_record_that_cannot_be_written_gives_back_the_file_that_was_there(
    grant: SmallGrant, monkeypatch: pytest.MonkeyPatch, before: bytes | None
) -> None:
    path = grant.out / "mine.xlsx"
    if before is not None:
        path.write_bytes(before)

    def fail(_: WriteSession) -> None:
        assert path.read_bytes() != before  # the workbook is in place by now
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(WriteSession, "finish", fail)
    with pytest.raises(OSError, match="No space left"):
        send(grant.record, ASK, path, replace=True)
    assert (path.read_bytes() if path.exists() else None) == before
    assert len(list(grant.out.iterdir())) == (0 if before is None else 1)
    assert sent_returns(grant) == []


def test_a_program_killed_before_the_record_is_written_leaves_a_whole_workbook(
    grant: SmallGrant,
) -> None:
    killed = dedent(
        f"""
        import os, signal
        from datetime import UTC, date, datetime
        from pathlib import Path
        from wardenlog import clock
        from wardenlog.services.record import Record
        from wardenlog.services.returns import sending
        from wardenlog.services.returns.building import wanted
        from wardenlog.store import Store, WriteSession

        WriteSession.finish = lambda session: os._exit(9)
        ask = wanted({REFERENCE!r}, date(2025, 4, 1), date(2025, 6, 30))
        with clock.freeze(datetime(2025, 7, 4, 12, tzinfo=UTC)):
            store = Store.open({str(grant.store.path)!r})
            sending.send(Record(store, "Sam"), ask, Path({str(grant.out)!r}))
        """
    )
    done = subprocess.run([sys.executable, "-c", killed], check=False, env=os.environ, timeout=60)
    assert done.returncode == 9
    assert sent_returns(grant) == []
    (left,) = grant.out.glob("*.xlsx")
    assert verify_file(left).problems == ()
    with pytest.raises(UserError) as told:
        grant.send(Q1)
    assert told.value.code == "file_exists"
    whole = left.read_bytes()
    sent = send(grant.record, ASK, grant.out, replace=True)
    assert sent.path == left
    assert left.read_bytes() == whole


def test_the_workbook_of_a_sent_return_is_never_replaced(grant: SmallGrant) -> None:
    path = grant.out / "mine.xlsx"
    send(grant.record, ASK, path)
    whole = path.read_bytes()
    grant.save(grant.sheet("0002", date(2025, 4, 12), ("H1", 30)))
    with pytest.raises(UserError) as told:
        send(grant.record, ASK, path, replace=True)
    assert told.value.code == "sent_file"
    assert "sent as 2025-26 Q1 r1" in told.value.message
    with pytest.raises(UserError) as told:
        build_return(grant.store, ASK, path)
    assert told.value.code == "sent_file"
    assert path.read_bytes() == whole

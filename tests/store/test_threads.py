"""Threads share a store: no save is lost, half seen or overwritten unseen."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from tests.store.records import Town
from wardenlog.errors import UserError
from wardenlog.model import Hotspot
from wardenlog.store import Store, verify


def test_threads_lose_no_save_and_read_only_whole_ones(store: Store, town: Town) -> None:
    stop = threading.Event()

    def save(number: int) -> None:
        for turn in range(12):
            with store.write(f"thread {number}") as session:
                session.save(town.sheet(100 * number + turn, visits=3))

    def read() -> int:
        rounds = 0
        while not stop.is_set():
            with store.read() as session:
                sheets = session.value("SELECT count(*) FROM shift")
                assert session.value("SELECT count(*) FROM visit") == 3 * sheets
                assert session.value("SELECT count(*) FROM revision") == sheets + 6
            rounds += 1
        return rounds

    with ThreadPoolExecutor(6) as pool:
        reading = [pool.submit(read) for _ in range(2)]
        for done in [pool.submit(save, number) for number in range(4)]:
            done.result()
        stop.set()
        assert all(it.result() > 0 for it in reading)
    with store.read() as session:
        assert session.value("SELECT count(*) FROM shift") == 48
    assert verify(store) == []


def test_threads_that_amend_one_record_never_overwrite_each_other(store: Store, town: Town) -> None:
    place = town.hotspots[0]

    def append_letter(letter: str) -> None:
        saved = False
        while not saved:
            with store.read() as session:
                opened = session.latest("hotspot", place.id)
                found = session.load("hotspot", place.id)
            assert isinstance(found, Hotspot)
            assert opened is not None
            longer = found.model_copy(update={"name": found.name + letter})
            with suppress(UserError), store.write(letter) as writing:
                saved = writing.save(longer, expect=opened.id) is not None

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(append_letter, "abcdefghijkl"))
    with store.read() as session:
        found = session.load("hotspot", place.id)
    assert isinstance(found, Hotspot)
    assert sorted(found.name.removeprefix("Place 0")) == list("abcdefghijkl")

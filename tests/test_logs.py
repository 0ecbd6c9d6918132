"""What the log says of an error: kinds and places, never words, values or folders (promise 25)."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from wardenlog import logs

CANARY = "Quillwort"


def fail() -> None:
    try:
        dict[str, str]()[CANARY]
    except KeyError as e:
        raise ValueError(CANARY) from e


def caught() -> BaseException:
    try:
        fail()
    except ValueError as e:
        return e
    raise AssertionError


@pytest.fixture
def own_log() -> Iterator[logging.Logger]:
    """The program's logger without handlers, put back as it was afterwards."""
    log = logging.getLogger("wardenlog")
    before = log.handlers[:], log.level
    log.handlers = []
    yield log
    for handler in log.handlers:
        handler.close()
    log.handlers, level = before
    log.setLevel(level)


def test_an_error_is_told_by_kinds_and_places_with_its_cause() -> None:
    told = logs.told(caught()).splitlines()
    assert [line.split(",")[0] for line in told] == [
        "ValueError",
        "  test_logs.py",
        "  test_logs.py",
        "after KeyError",
        "  test_logs.py",
    ]
    assert CANARY not in "".join(told)
    assert logs.place(caught()).startswith("ValueError in test_logs.py, line ")


def test_causes_that_go_round_in_a_circle_end() -> None:
    error = caught()
    assert error.__cause__ is not None
    error.__cause__.__cause__ = error
    assert logs.told(error)


@pytest.mark.parametrize(
    ("file", "named"),
    [
        (r"C:\Users\Quillwort\wardenlog\_internal\wardenlog\ui\frame.py", "wardenlog/ui/frame.py"),
        ("/home/q/lib/site-packages/pydantic/main.py", "site-packages/pydantic/main.py"),
        ("/home/q/lib/python3.11/json/decoder.py", "decoder.py"),
        ("<string>", "<string>"),
    ],
)  # fmt: skip
def test_a_file_is_named_from_its_package_on(file: str, named: str) -> None:
    assert logs.short(file) == named
    assert logs.without_folders(f'  File "{file}", line 5 in f') == f'  File "{named}", line 5 in f'


@pytest.mark.parametrize(
    "message",
    [
        'cannot open "Quillwort"',
        "bad value 'Quillwort' here",
        "cannot watch /home/Quillwort/x",
        r"cannot watch C:\Users\Quillwort\x",
        "“Quillwort” is no name",
    ],
)
def test_what_another_library_quotes_is_left_out(message: str) -> None:
    cleaned = logs.without_quotes(message)
    assert CANARY not in cleaned
    assert "…" in cleaned


def test_logs_are_bounded(tmp_path: Path, own_log: logging.Logger) -> None:
    logs.start(tmp_path / "logs")
    for _ in range(60):
        own_log.info("x" * 100_000)
    sizes = [it.stat().st_size for it in (tmp_path / "logs").iterdir()]
    assert len(sizes) == logs.OLD_FILES + 1
    assert max(sizes) <= logs.BYTES_A_FILE

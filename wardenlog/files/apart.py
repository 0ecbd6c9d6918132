"""Reads a file in a process of its own, so that no file can hang or exhaust the program."""

import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from wardenlog.errors import UserError
from wardenlog.files.limits import limit_process

MOST_SECONDS: Final = 10.0
"""How long reading a file may take (promises.md, 18)."""

_BETWEEN_LOOKS: Final = 0.1
"""Seconds after which whoever waits is asked whether they still do."""


class GaveUpError(Exception):
    """The reading process was stopped for its time, or ended for its memory or a damaged file."""

    def __init__(self, *, too_slow: bool) -> None:
        """Keep which of the two it was."""
        super().__init__("too slow" if too_slow else "ended")
        self.too_slow: Final = too_slow


def read_apart(
    read: Callable[[Path], Iterable[object]],
    path: Path,
    still_wanted: Callable[[], object] | None = None,
) -> Iterator[object]:
    """Yield what `read(path)` yields in a process with 10 seconds and 500 MB.

    `read` is a function of a module, and gives what can be pickled. Raises the UserError that it
    raises (`cannot_read` where the file may not be opened), GaveUpError, and whatever
    `still_wanted` raises, which is called about ten times a second; the process then ends.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(read, str(path), sender), daemon=True)
    process.start()
    sender.close()
    end = time.monotonic() + MOST_SECONDS
    try:
        while True:
            message = _next(receiver, end, still_wanted)
            if isinstance(message, UserError):
                raise message
            if message == _END:
                return
            yield message
    finally:
        receiver.close()
        process.kill()
        process.join()
        process.close()


_END: Final = "wardenlog: the file is read"


def _next(receiver: Connection, end: float, still_wanted: Callable[[], object] | None) -> object:
    """Wait for the next message, and no longer than until `end`."""
    while not receiver.poll(max(0.0, min(_BETWEEN_LOOKS, end - time.monotonic()))):
        if time.monotonic() >= end:
            raise GaveUpError(too_slow=True)
        if still_wanted is not None:
            still_wanted()
    try:
        return receiver.recv()
    except (EOFError, OSError) as error:
        raise GaveUpError(too_slow=False) from error


def _serve(read: Callable[[Path], Iterable[object]], path: str, sender: Connection) -> None:
    """Run in the child: send each message, then the end or a refusal."""
    limit_process()
    try:
        for message in read(Path(path)):
            sender.send(message)
        sender.send(_END)
    except UserError as refusal:
        sender.send(refusal)
    except PermissionError:
        sender.send(
            UserError(
                f"{Path(path).name} cannot be opened. Close it in other programs, and check that "
                "you may read it.",
                code="cannot_read",
            )
        )

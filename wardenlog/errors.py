"""The two kinds of error a person is told about in plain words; anything else is our bug.

Neither class is a frozen dataclass, because Python itself must set `__traceback__` and notes on
an exception; `Final` keeps the attributes read-only for the type checker. Every argument but the
message has a default, so that an error raised in a child process can be unpickled here.
"""

from typing import Final


class UserError(Exception):
    """Something the user can put right: shown beside the field it concerns."""

    def __init__(self, message: str, *, field: str | None = None, code: str | None = None) -> None:
        """Keep one plain sentence, the field it concerns, and a code for programs and tests."""
        super().__init__(message)
        self.message: Final = message
        self.field: Final = field
        self.code: Final = code


class MachineError(Exception):
    """Something the computer got wrong (disk, files, set-up): shown in a dialog with what to do."""

    def __init__(self, message: str, *, code: str | None = None) -> None:
        """Keep one plain sentence and a code for programs and tests."""
        super().__init__(message)
        self.message: Final = message
        self.code: Final = code

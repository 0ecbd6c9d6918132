"""The command line: every job that needs no window."""

from wardenlog.cli.main import Windows, run

__all__ = ["Windows", "run"]

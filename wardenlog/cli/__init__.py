"""The command line: every job that needs no window."""

from wardenlog.cli.main import OpenWindow, run

__all__ = ["OpenWindow", "run"]

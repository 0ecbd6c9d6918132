"""The one way in: the command line, which opens the window when no job is named."""

import gc
import sys
from collections.abc import Sequence
from multiprocessing import freeze_support
from pathlib import Path

from wardenlog import cli


def main() -> None:
    freeze_support()  # in a frozen program, the child that reads a spreadsheet starts here too
    if sys.argv[1:] == ["--smoke"]:
        from wardenlog import smoke

        sys.exit(smoke.run())
    cli.run(cli.Windows(record=open_window, checks=check_returns))


def open_window(data_dir: Path | None, actor: str, allow_unsafe: bool) -> int:  # noqa: FBT001 - cli.Windows
    """Import Qt only now, so that every job without a window runs where Qt cannot."""
    gc.disable()  # the window collects garbage itself; while it is imported there is none
    from wardenlog import app

    return app.run(data_dir, actor, allow_unsafe)


def check_returns(files: Sequence[Path]) -> int:
    """Import Qt only now, as `open_window`."""
    gc.disable()
    from wardenlog import app

    return app.check_returns(files)


if __name__ == "__main__":
    main()

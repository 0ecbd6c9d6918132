"""Runs tests inside a frozen program; it stands in for Python where a test starts another.

With `-m` or `-c` it does what Python would, otherwise its arguments are pytest's; without any it
runs the tests of the store and of the return.
"""

import os
import runpy
import sys
from multiprocessing import freeze_support
from pathlib import Path

TESTS = ("tests/store", "tests/returns")


def main() -> int:
    """Do what the arguments say; return the exit code."""
    freeze_support()
    os.environ.pop("LD_LIBRARY_PATH", None)  # other programs have libraries of their own
    os.chdir(Path(sys._MEIPASS))  # type: ignore[attr-defined]
    sys.path.insert(0, os.getcwd())  # noqa: PTH109 - the path as Python writes it
    match sys.argv[1:]:
        case ["-m", module, *rest]:
            sys.argv = [module, *rest]
            runpy.run_module(module, run_name="__main__", alter_sys=True)
            return 0
        case ["-c", program, *rest]:
            sys.argv = ["-c", *rest]
            exec(compile(program, "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102 - as Python's -c
            return 0
        case arguments:
            import pytest

            own = [
                "-c",
                "tests/frozen/pytest.ini",
                *["--rootdir", ".", "--confcutdir", ".", "-p", "no:cacheprovider", "-q"],
            ]
            return int(pytest.main([*own, *(arguments or TESTS)]))


if __name__ == "__main__":
    sys.exit(main())

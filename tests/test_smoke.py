"""The whole program works from its start to a return and back to its end."""

import subprocess
import sys


def test_the_program_tries_itself_and_says_that_all_of_it_works() -> None:
    tried = subprocess.run(
        [sys.executable, "-m", "wardenlog", "--smoke"],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert tried.stdout.splitlines()[-1:] == ["All of it works"], tried.stderr
    assert tried.returncode == 0

"""Makes one backup of a record after another, or restores a backup again and again, until killed.

`backing_child.py copy RECORD FOLDER` or `backing_child.py restore RECORD BACKUP`.
"""

import sys
from datetime import timedelta
from itertools import count
from pathlib import Path

from tests.store.saving_child import say
from wardenlog import clock
from wardenlog.store import Store
from wardenlog.store.restore import restore


def main(job: str, record: Path, other: Path) -> None:
    say("ready")
    if job == "copy":
        with Store.open(record) as store:
            for number in count():
                say(str(store.back_up(other, clock.now() + timedelta(seconds=number))))
    for number in count():
        restore(record, other, f"aside {number}", lambda *_: None)
        say(str(number))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))

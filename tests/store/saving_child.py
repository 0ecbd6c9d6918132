"""Saves sheets one after another and prints the id of each once it is saved, until killed."""

import sys
from pathlib import Path

from tests.store.records import make_town
from wardenlog.store import Store


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(path: Path) -> None:
    town = make_town()
    say("ready")
    with Store.open(path) as store:
        town.record(store)
        number = 0
        while True:
            sheet = town.sheet(number, visits=3)
            with store.write("Sam") as session:
                session.save(sheet)
                if number:
                    session.save(sheet.model_copy(update={"note": "amended at once"}))
            say(sheet.id)
            number += 1


if __name__ == "__main__":
    main(Path(sys.argv[1]))

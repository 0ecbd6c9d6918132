"""A program that imports a file and says when it begins to save; for the test that kills it."""

import sys
from pathlib import Path

from wardenlog.imports.standard_log import apply, preview, read_log
from wardenlog.store import Store


def main(record: str, file: str) -> None:
    with Store.open(record) as store:
        log = read_log(Path(file))
        with store.read() as session:
            shown = preview(session, log)
        sys.stdout.write("saving\n")
        sys.stdout.flush()
        apply(store, shown, actor="killed")


if __name__ == "__main__":
    main(*sys.argv[1:])

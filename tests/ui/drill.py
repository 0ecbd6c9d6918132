"""The restore drill, step by step through the window: lose the record, and have it again.

`python -m tests.ui.drill` keeps a picture of each step in build/screens/drill.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QApplication

from tests.ui.tour import DEMO_NOW, Tour
from wardenlog import clock
from wardenlog.paths import store_path
from wardenlog.store import Head
from wardenlog.ui.backups.found import FoundDialog
from wardenlog.ui.backups.preview import RestoreDialog

OUT: Final = Path("build") / "screens" / "drill"

Figures = tuple[tuple[str, ...], Head | None]
"""What Today and the table of claimable hours say, and where the log stands."""


def figures(tour: Tour) -> Figures:
    """Return what the window says of the record, and where its log stands."""
    page = tour.page("today")
    tour.settle(lambda: page.seen is not None)
    model = page.rate.table.model()
    cells = (
        str(model.index(row, column).data())
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    )
    said = (page.week.text(), *(str(card.said) for card in page.cards.values()), *cells)
    with page._desk.record.store.read() as session:
        return said, session.head()


def drill(tour: Tour) -> Iterator[tuple[str, Any]]:
    """Go through the drill; gives each step's name and the widget to look at.

    AssertionError where the record that is back does not say what it said before.
    """
    page = tour.page("backups")
    page.back_up()
    tour.settle(page.now.isEnabled)
    yield "1-a-backup-is-made", tour.window
    before = figures(tour)
    yield "2-the-figures-before", tour.window
    record = store_path(tour.place / "record" / "demo")
    tour.close()
    for each in record.parent.glob(f"{record.name}*"):
        each.unlink()
    tour.open()
    tour.window.resize(1366, 768)
    tour.settle()
    assert tour.program.window.frame is None
    yield "3-the-record-is-gone", tour.window
    tour.program._offer_backups()
    box = tour.window.findChild(FoundDialog)
    assert box is not None
    tour.settle(box.restore.isEnabled)
    yield "4-backups-are-found", box
    box.restore.trigger()
    tour.settle(lambda: box.findChild(RestoreDialog) is not None)
    preview = box.findChild(RestoreDialog)
    assert preview is not None
    yield "5-what-would-be-lost", preview
    preview.restore.trigger()
    tour.settle(lambda: tour.program.window.frame is not None)
    yield "6-restored-and-checked", tour.window
    after = figures(tour)
    yield "7-the-figures-after", tour.window
    assert after == before


def main() -> None:
    """Take the pictures."""
    application = QApplication(sys.argv[:1])
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, clock.freeze(DEMO_NOW):
        tour = Tour(application, Path(place))
        tour.window.resize(1366, 768)
        for name, window in drill(tour):
            tour.settle()
            window.grab().save(str(OUT / f"{name}.png"))
        tour.close()


if __name__ == "__main__":
    if sys.platform == "linux" and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()

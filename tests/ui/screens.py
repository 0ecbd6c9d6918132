"""Takes pictures of every screen, on the demo council, into build/screens, with contact sheets.

Run it where there is a display, or under Xvfb: `xvfb-run python -m tests.ui.screens`, for some
of the dresses with their names: `light`, `dark-200`, `contrast_dark-150-longer`.
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.ui.pseudo import Pseudo
from tests.ui.tour import DEMO_NOW, SCREENS, Screen, Tour
from wardenlog import clock
from wardenlog.settings import Look, TextSize

OUT: Final = Path("build") / "screens"
SIZES: Final = ((1366, 768), (1920, 1080))

_LOOKS: Final[tuple[Look, ...]] = ("light", "dark", "contrast_light", "contrast_dark")
_TEXT_SIZES: Final[tuple[TextSize, ...]] = (100, 150, 200)

_ACROSS: Final = 4
_THUMB: Final = QSize(640, 360)
_MARGIN: Final = 12
_CAPTION: Final = 24


@dataclass(frozen=True)
class Dress:
    """How the window looks in a set of pictures."""

    name: str
    look: Look
    text_size: TextSize = 100
    longer: bool = False
    """Whether every text is in a longer language."""


def _every_dress() -> Iterator[Dress]:
    for look, text_size, longer in product(_LOOKS, _TEXT_SIZES, (False, True)):
        parts = (look, str(text_size) if text_size != 100 else "", "longer" if longer else "")
        yield Dress("-".join(filter(None, parts)), look, text_size, longer)


DRESSES: Final = tuple(_every_dress())
"""Every look at every size of text, in English and in a longer language."""


@contextmanager
def dressed(tour: Tour, dress: Dress) -> Iterator[None]:
    """Open the window in a dress, and as it was before once that is over."""
    language = Pseudo()
    if dress.longer:
        tour.application.installTranslator(language)
    tour.reopen(dress.text_size, dress.look)
    try:
        yield
    finally:
        tour.application.removeTranslator(language)
        tour.reopen()


def picture(tour: Tour, screen: Screen) -> QImage:
    """Return a screen as it is seen."""
    with screen.show(tour) as window:
        tour.settle()
        return window.grab().toImage()


def is_blank(image: QImage) -> bool:
    """Whether a picture shows nothing: hardly a colour but that of the window and of a line."""
    small = image.scaled(64, 36)
    colours = {small.pixel(x, y) for x in range(small.width()) for y in range(small.height())}
    return len(colours) < 4


def contact_sheet(pictures: Sequence[tuple[str, QImage]]) -> QImage:
    """Return small pictures beside each other, each under its name."""
    rows = -(-len(pictures) // _ACROSS)
    cell = QSize(_THUMB.width() + _MARGIN, _THUMB.height() + _CAPTION + _MARGIN)
    sheet = QImage(cell.width() * _ACROSS, cell.height() * rows, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#808080"))
    painter = QPainter(sheet)
    for n, (name, image) in enumerate(pictures):
        left, top = n % _ACROSS * cell.width() + _MARGIN, n // _ACROSS * cell.height()
        painter.drawText(
            QRect(left, top, _THUMB.width(), _CAPTION), Qt.AlignmentFlag.AlignVCenter, name
        )
        small = image.scaled(
            _THUMB.boundedTo(image.size()),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(left, top + _CAPTION, small)
    painter.end()
    return sheet


def take_all(
    tour: Tour,
    out: Path,
    dresses: Sequence[Dress] = DRESSES,
    sizes: Sequence[tuple[int, int]] = SIZES,
) -> list[Path]:
    """Keep a picture of each screen in each dress and size, and a contact sheet of each set."""
    kept = []
    for dress in dresses:
        with dressed(tour, dress):
            for size in sizes:
                for _ in range(2):  # the rail is narrow only once the window is
                    tour.window.resize(*size)
                    tour.settle()
                name = f"{dress.name}-{size[0]}x{size[1]}"
                folder = out / name
                folder.mkdir(parents=True, exist_ok=True)
                pictures = [(screen.name, picture(tour, screen)) for screen in SCREENS]
                for screen, image in pictures:
                    kept.append(folder / f"{screen}.png")
                    image.save(str(kept[-1]))
                kept.append(out / f"{name}.png")
                contact_sheet(pictures).save(str(kept[-1]))
    return kept


def main() -> None:
    """Take them all."""
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as place, clock.freeze(DEMO_NOW):
        tour = Tour(application, Path(place))
        take_all(tour, OUT, [d for d in DRESSES if not sys.argv[1:] or d.name in sys.argv[1:]])
        tour.close()


if __name__ == "__main__":
    if sys.platform == "linux" and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()

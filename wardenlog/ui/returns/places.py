"""Where in the window a record behind a figure is opened."""

from typing import Final

from wardenlog.services.returns.behind import Item
from wardenlog.ui.bus import Place
from wardenlog.ui.frame.pages import PAGES

_PAGE_OF: Final = {
    "shift": "sheets",
    "hotspot": "hotspots",
    "person": "people",
    "agreement": "grant",
    "line_month": "grant",
    "explanation": "checks",
}


def place_of(kind: str, record_id: str, visit: int | None = None) -> Place | None:
    """Return where a record is opened; None where the window has no page for its kind."""
    page = _PAGE_OF.get(kind)
    if page is None or page not in {spec.key for spec in PAGES}:
        return None
    if kind in {"line_month", "explanation"} or not record_id:
        return Place(page)
    return Place(page, kind, record_id, visit=visit)


def place_of_item(item: Item) -> Place | None:
    """Return where a record behind a figure is opened."""
    return place_of(item.kind, item.record_id, item.visit)

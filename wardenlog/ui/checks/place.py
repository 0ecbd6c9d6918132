"""Where in the window a finding is put right."""

from typing import Final

from wardenlog.services.checks import Finding
from wardenlog.ui.bus import Place
from wardenlog.ui.frame.pages import PAGES

_PAGE_OF: Final = {
    "shift": "sheets",
    "person": "people",
    "hotspot": "hotspots",
    "agreement": "grant",
    "nil_day": "today",
}
_PAGE_OF_COUNCIL: Final = {
    "no_funding": Place("people", "funding_source"),
    "power_not_allowed": Place("people"),
    "pspo_missing": Place("hotspots", "pspo"),
}
"""Where to add what nobody has recorded yet, by check."""


def place_of(finding: Finding) -> Place | None:
    """Return where a finding is put right; None while the window has no page for it."""
    place = _PAGE_OF_COUNCIL.get(finding.check)
    if finding.record_kind in _PAGE_OF:
        page = _PAGE_OF[finding.record_kind]
        place = Place(page, finding.record_kind, finding.record_id, finding.field, finding.visit)
    known = {spec.key for spec in PAGES}
    return place if place is not None and place.page in known else None

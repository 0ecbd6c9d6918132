"""The Visits sheet: every visit behind the figures, one row each."""

from wardenlog.returns.contents.common import Omitted
from wardenlog.returns.contents.evidence import NOTES, table
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Sheet


def sheet(figures: Figures) -> Sheet | Omitted:
    """Return every visit of the period; its rows are made as they are read."""
    if not figures.evidence:
        return Omitted("Visits", "no visits were recorded in the period")
    return Sheet(
        "Visits",
        "Visits: the evidence",
        subtitle(figures),
        table("Visit_evidence", figures.evidence),
        notes=NOTES,
    )

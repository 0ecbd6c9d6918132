"""The sheet Changes: figures of earlier returns that the record now gives differently."""

from wardenlog.returns.contents.common import Omitted, is_first_period
from wardenlog.returns.figures import Figures


def sheet(figures: Figures) -> Omitted:
    """Leave the sheet out: only a return recorded as sent can be restated (counting rule 12)."""
    if is_first_period(figures):
        return Omitted("Changes", "this is the first period of the agreement")
    return Omitted("Changes", "no earlier return of this agreement is recorded as sent")

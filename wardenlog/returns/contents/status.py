"""How complete a month's figures are, as their rows say (domain.md, counting rule 10)."""

from wardenlog.returns.figures import Figures


def unfinished_months(figures: Figures) -> frozenset[str]:
    """Return the months in which a shift sheet is not finished, so that it counts nowhere."""
    return frozenset(
        f"{found.day:%Y-%m}"
        for found in figures.findings
        if found.check == "unfinished_sheet" and found.day is not None
    )


def from_sheets(month: str, unfinished: frozenset[str]) -> str:
    """Return the status of figures counted from a month's sheets."""
    return "part" if month in unfinished else "complete"

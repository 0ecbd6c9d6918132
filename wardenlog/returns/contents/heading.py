"""The line under a sheet's title: whose return it is, for which agreement and period."""

from wardenlog.returns.figures import Figures


def subtitle(figures: Figures) -> str:
    """Return council, agreement and period in words; the recipient where no council is set up."""
    party = figures.particulars
    council = party.council or party.recipient or "Council not set up"
    return f"{council}, agreement {party.reference}, {figures.wanted.period.words()}"

"""Quick find: one box over people, hotspots, sheets, power references and notes."""

from wardenlog.ui.search.box import QuickFind

__all__ = ["QuickFind"]

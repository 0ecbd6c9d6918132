"""The filter that keeps a list to the period in view, whichever that is."""

from wardenlog.ui.view import View
from wardenlog.ui.widgets.register.spec import Filter

NAME = "days"
_IN_VIEW = "in_view"


def period_filter(view: View) -> Filter:
    """Return the filter `days`, which asks for `2025-04-01/2025-07-01`, its end exclusive."""
    return Filter(NAME, "Dates", _values, every="All dates", meaning=_Meaning(view).of)


def _values() -> list[tuple[str, str]]:
    return [(_IN_VIEW, "Period in view")]


class _Meaning:
    """The days of the period in view."""

    def __init__(self, view: View) -> None:
        self._view = view

    def of(self, value: str) -> str:
        del value  # there is only one
        period = self._view.now.period
        return f"{period.from_on.isoformat()}/{period.to_on.isoformat()}"

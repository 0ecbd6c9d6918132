"""The one list screen of the program: any records, listed, narrowed, put in order and acted on.

A page describes its list with a `RegisterSpec` and gives it a `Listing` of `services.listing`:

    register = Register(desk, RegisterSpec(key="people", …), PeopleListing(desk.record))
    register.add_action("people.new", self._new)
    register.open_wanted.connect(self._open)

Every action, finding, putting in order, selecting, void and restore with one reason, undo of
that, history, copying and CSV are the list's own. What was chosen is remembered under `key`.
A listing that also is a `LongListing` shows its first rows before the rest of it is known;
`period_filter` narrows to the period in view.

Signals: `open_wanted(id)`, `selected(row or None)` for the current row, `told(words)`.
"""

from wardenlog.ui.widgets.register.in_view import period_filter
from wardenlog.ui.widgets.register.register import Register
from wardenlog.ui.widgets.register.spec import Filter, RegisterSpec
from wardenlog.ui.widgets.table_model import Column

__all__ = ["Column", "Filter", "Register", "RegisterSpec", "period_filter"]

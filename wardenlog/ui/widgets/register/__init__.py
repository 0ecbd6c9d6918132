"""The one list screen of the program: any records, listed, narrowed, put in order and acted on.

A page describes its list with a `RegisterSpec` and gives it a `Listing` of `services.listing`:

    register = Register(desk, RegisterSpec(key="people", …), PeopleListing(desk.record))
    register.add_action("people.new", self._new)
    register.open_wanted.connect(self._open)

Signals: `open_wanted(id)`, `selected(row or None)` for the current row, `told(words)`.
"""

from wardenlog.ui.widgets.register.register import Register
from wardenlog.ui.widgets.register.spec import Filter, RegisterSpec
from wardenlog.ui.widgets.table_model import Column

__all__ = ["Column", "Filter", "Register", "RegisterSpec"]

"""Powers across all sheets: listed, followed from step to step, and changed where they stand."""

from wardenlog.counting.checks import Finding
from wardenlog.services.powers.cases import Case, Law, NextStep, case_of
from wardenlog.services.powers.changing import (
    CHANGEABLE,
    change_uses,
    record_step,
    sheets_for,
)
from wardenlog.services.powers.overview import (
    Authorities,
    Ending,
    Overview,
    Totals,
    authorities,
    overview,
)
from wardenlog.services.powers.register import (
    DAYS_AHEAD,
    NO_STATUS,
    Due,
    PowerLine,
    Powers,
    lines_of,
    officers,
    powers_used,
    stages_used,
)
from wardenlog.services.powers.rules import DueKind, due_rules
from wardenlog.store.lists.powers import SheetChoice

__all__ = [
    "CHANGEABLE",
    "DAYS_AHEAD",
    "NO_STATUS",
    "Authorities",
    "Case",
    "Due",
    "DueKind",
    "Ending",
    "Finding",
    "Law",
    "NextStep",
    "Overview",
    "PowerLine",
    "Powers",
    "SheetChoice",
    "Totals",
    "authorities",
    "case_of",
    "change_uses",
    "due_rules",
    "lines_of",
    "officers",
    "overview",
    "powers_used",
    "record_step",
    "sheets_for",
    "stages_used",
]

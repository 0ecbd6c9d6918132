"""A council's own spreadsheet, one row a visit: found, mapped, matched, previewed and saved.

Importing goes `find_table` → `begin` (a `Draft`) → decisions → `preview_spreadsheet` →
`apply_spreadsheet`; between the last two, the rows are tables of the standard log.
"""

from wardenlog.imports.spreadsheet.apply import apply_spreadsheet, write_refused
from wardenlog.imports.spreadsheet.background import Background, load_background
from wardenlog.imports.spreadsheet.draft import Draft, begin
from wardenlog.imports.spreadsheet.layout import Flat, find_table
from wardenlog.imports.spreadsheet.mapping import Decision, Mapping
from wardenlog.imports.spreadsheet.preview import SpreadsheetPreview, preview_spreadsheet

__all__ = [
    "Background",
    "Decision",
    "Draft",
    "Flat",
    "Mapping",
    "SpreadsheetPreview",
    "apply_spreadsheet",
    "begin",
    "find_table",
    "load_background",
    "preview_spreadsheet",
    "write_refused",
]

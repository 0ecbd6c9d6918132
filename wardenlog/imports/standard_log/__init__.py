"""The standard log: one workbook, or folder of CSV, that holds a council's whole record.

Reading goes file → `read_log` → `preview` → `apply`; writing is `export_log`.
"""

from wardenlog.imports.standard_log.apply import Applied, apply
from wardenlog.imports.standard_log.export import export_log
from wardenlog.imports.standard_log.log import Log, read_log
from wardenlog.imports.standard_log.preview import TITLES, Change, Preview, preview
from wardenlog.imports.standard_log.problems import Problem
from wardenlog.imports.standard_log.rejects import write_rejects

__all__ = [
    "TITLES",
    "Applied",
    "Change",
    "Log",
    "Preview",
    "Problem",
    "apply",
    "export_log",
    "preview",
    "read_log",
    "write_rejects",
]

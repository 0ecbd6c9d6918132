"""Every rule of return-workbook.md, as a checker of any workbook file, a file per family of rules.

Written from the rules and the file format, sharing no code with the engine it checks.
"""

from tests.returns.accessibility import (  # noqa: F401 - each registers its rules
    charts,
    identity,
    look,
    package,
    printing,
    structure,
    text,
    values,
)
from tests.returns.accessibility.rules import RULES, broken, problems

__all__ = ["RULES", "broken", "problems"]

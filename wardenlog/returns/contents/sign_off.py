"""The sheet Sign-off: what the council's people vouch for, always left for them to fill in."""

from wardenlog.returns.contents.common import X
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Column, Sheet, Table, Validation

TABLE = "Sign_off"
_COLUMNS = (
    Column("Statement", width=78),
    Column("Answer", width=10),
    Column("Name", width=26),
    Column("Role", width=22),
    Column("Date", "date", width=14),
)
_BUDGET_HOLDER = "Budget holder"
_SECTION_151 = "Section 151 officer"
_STATEMENTS = (
    ("The visits and hours in this return agree with the council’s records.", _BUDGET_HOLDER),
    ("No other grant or budget has paid for the hours claimed.", _BUDGET_HOLDER),
    ("The checks that need attention have been looked at and explained.", _BUDGET_HOLDER),
    (
        "The grant was spent only on the purpose of the agreement and its signed variations.",
        _SECTION_151,
    ),
    (
        "The amount claimed is due under the agreement and has not been claimed before.",
        _SECTION_151,
    ),
)


def sheet(figures: Figures) -> Sheet:
    """Return the statements with nothing answered: the file never signs for anybody."""
    return Sheet(
        "Sign-off",
        "Sign-off",
        subtitle(figures),
        Table(
            TABLE,
            _COLUMNS,
            [(statement, X, X, role, X) for statement, role in _STATEMENTS],
            sealed=False,
        ),
        notes=(
            "Replace each [x]: choose Yes or No, and give a name and a date.",
            "Filling in this sheet does not change the receipt code.",
        ),
        validations=(Validation("Answer", ("Yes", "No")),),
    )

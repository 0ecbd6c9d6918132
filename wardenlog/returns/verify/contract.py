"""The contract of a return's tables: their sheets, keys and headings, by schema version.

Stated here a second time and apart from what writes the sheets (return-workbook.md, "Sheets and
tables"), so that a slip in the one is noticed by the other.
"""

from dataclasses import dataclass, replace
from typing import Final

SCHEMA_MAJOR: Final = "1"
"""Returns of this major version keep these tables and headings."""

FINGERPRINT: Final = "wardenlog.fingerprint"
PROPERTIES: Final = (
    "wardenlog.schema",
    "wardenlog.return",
    "wardenlog.ons",
    "wardenlog.period",
    FINGERPRINT,
)
"""The custom properties that say which return a file is."""

UNSEALED: Final = frozenset({"Sign_off"})
"""Tables that people fill in, left out of the fingerprint."""

FILLED_IN: Final = frozenset(
    {("Claim", "Comment", "Value"), ("Narrative", "", "Text"), ("Finance", "", "Explanation")}
)
"""Where the council may type over an `[x]` once the return is made: table, row or all, heading."""


@dataclass(frozen=True, slots=True)
class TableContract:
    """One table: its sheet, the headings that tell its rows apart, and all headings in order.

    A table that is not `always` there is left out where it has nothing to say.
    """

    sheet: str
    keys: tuple[str, ...]
    headings: tuple[str, ...]
    always: bool = False


def _table(sheet: str, keys: str, headings: str, *, always: bool = False) -> TableContract:
    return TableContract(
        sheet, tuple(keys.split(" · ")), tuple(headings.split(" · ")), always=always
    )


TABLES: Final[dict[str, TableContract]] = {
    "Claim": _table(
        "Claim",
        "Field",
        "Field · Value · Note",
        always=True,
    ),
    "Contents": _table(
        "Contents",
        "Sheet",
        "Sheet · What it shows",
        always=True,
    ),
    "Summary": _table(
        "Summary",
        "Measure code",
        "Measure code · Measure · Unit · This period · Previous period as reported "
        "· Previous period restated · Financial year to date · Agreement to date · "
        "Target this period · Percent of target · Status · Note",
        always=True,
    ),
    "Claim_bridge": _table(
        "Working",
        "Exclusion code",
        "Step · Exclusion code · Person-minutes · Person-hours · Visits affected · Note",
        always=True,
    ),
    "Payment": _table(
        "Payment",
        "Line · From · To",
        "Line · From · To · Basis · Hours · Rate · Amount · Note",
        always=True,
    ),
    "Hotspots": _table(
        "Hotspots",
        "Hotspot code",
        "Hotspot code · Hotspot · Kind · Days listed · Days visited · Visits · "
        "Qualifying visits · Required visits · Compliance percent · Longest gap "
        "days · Hours · Hours claimable",
    ),
    "Powers": _table(
        "Powers",
        "Month · Hotspot code · Power code · Stage code",
        "Month · Hotspot code · Power code · Power · Stage code · Stage · Group · "
        "Own use · Assisted · Cancelled · Subjects under 18",
    ),
    "Engagement": _table(
        "Engagement",
        "Month · Hotspot code · Measure code",
        "Month · Hotspot code · Measure code · Measure · Number · Of which estimated · Status",
    ),
    "Restatements": _table(
        "Changes",
        "Return · Measure code · Where",
        "Return · Measure code · Measure · Where · Reported · Now · Difference · Reason",
    ),
    "Checks": _table(
        "Checks",
        "Check",
        "Check · Expected · Found · Difference · Tolerance · Result · Explanation",
        always=True,
    ),
    "Definitions": _table(
        "Definitions",
        "Measure code",
        "Measure code · Measure · Unit · Definition · Counts · Does not count · Rules version",
        always=True,
    ),
    "Sign_off": _table(
        "Sign-off",
        "Statement",
        "Statement · Answer · Name · Role · Date",
        always=True,
    ),
    "Return_data": _table(
        "Data",
        "Month · Hotspot code · Staff group · Measure code",
        "Council · ONS code · Agreement · Period start · Period end · Version · "
        "Month · Hotspot code · Staff group · Measure code · Measure · Value · Unit "
        "· Status",
        always=True,
    ),
    "Narrative": _table(
        "Narrative",
        "Heading",
        "Heading · Text",
    ),
    "Other_counts": _table(
        "Other counts",
        "Month · Hotspot code · Kind · Code",
        "Month · Hotspot code · Kind · Code · Number · Status",
    ),
    "Variations": _table(
        "Agreement",
        "Variation · Item",
        "Variation · Date requested · Date signed · Effective from · Status · Item "
        "· Original value · Previous value · Current value · Reason",
    ),
    "Delivery": _table(
        "Delivery",
        "Month · Hotspot code",
        "Month · Hotspot code · Hotspot · Place-days listed · Place-days visited · "
        "Visits · Qualifying visits · Required visits · Compliance percent · "
        "Longest gap days · Patrol-minutes · Median minutes per visit · Person-"
        "minutes · Person-minutes claimable · Partner presences · Partner minutes · "
        "Foot visits · Cycle visits · Vehicle visits · Mixed visits · Status",
    ),
    "Staff_groups": _table(
        "Staff",
        "Month · Staff group · Employer · Funding",
        "Month · Staff group · Employer · Funding · Headcount · Shift paid hours · "
        "In-hotspot person-hours · Outside-hotspot patrol hours · Travel and "
        "briefing hours · Other hours · Utilisation percent",
    ),
    "Incidents": _table(
        "Incidents",
        "Month · Hotspot code · Source · Category · Type",
        "Month · Hotspot code · Source · Category · Type · Number · Same month last year · Status",
    ),
    "Finance": _table(
        "Finance",
        "Budget line",
        "Budget line · Category · Labour or non-labour · Original budget · "
        "Variations net · Current budget · Actual this period · Year to date · "
        "Agreement to date · Forecast to year end · Forecast outturn · Variance · "
        "Variance percent · Explanation",
    ),
    "Posts": _table(
        "Posts",
        "Post",
        "Post · Job title · Grade · FTE · Funded FTE · Fixed term · Planned start · "
        "Actual start · End · Vacant days in period · Budget · Actual",
    ),
    "Visit_evidence": _table(
        "Visits",
        "Visit",
        "Visit · Paper sheet · Date · Start · End · Patrol-minutes · Hotspot code · "
        "Own persons · Person-minutes · Person-minutes claimable · Exclusion · "
        "Partner persons · Mode · Time source · Entered on · Amended",
    ),
    "Place_days": _table(
        "Place-days",
        "Hotspot code · Date",
        "Hotspot code · Date · Assigned · Visited · Visits · Patrol-minutes · "
        "Person-minutes · Incidents · Source",
    ),
}
TABLES["Audit_sample"] = replace(TABLES["Visit_evidence"], sheet="Audit sample")

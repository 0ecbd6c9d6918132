"""What the checks of powers find about single uses, so that a list can say it beside each."""

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from typing import Final

from wardenlog import clock
from wardenlog.catalogue.powers import load_powers
from wardenlog.counting.checks import powers
from wardenlog.counting.checks.facts import TABLES, fill_catalogue
from wardenlog.counting.checks.finding import Finding
from wardenlog.counting.checks.run import run
from wardenlog.counting.scope import Session

_SPAN: Final = """
INSERT INTO check_span
SELECT coalesce(min(used.day), ''), coalesce(max(used.day), ''), ?
FROM power_use AS used WHERE used.id IN (SELECT value FROM json_each(?))
"""

_SHEETS: Final = """
INSERT INTO check_sheet
SELECT shift.id, 'Sheet ' || shift.sheet, shift.day, shift.finished
FROM shift
WHERE shift.void_reason IS NULL AND shift.id IN (
    SELECT used.shift_id FROM power_use AS used
    WHERE used.id IN (SELECT value FROM json_each(?))
)
"""

# The checks read the uses asked about, and take the id of each for its place.
_ASKED: Final = """
CREATE TEMP TABLE check_asked AS
SELECT * FROM check_use WHERE id IN (SELECT value FROM json_each(?))
"""
_ONLY_THOSE: Final = """
UPDATE check_asked SET place = id;
DROP VIEW temp.check_use;
CREATE TEMP VIEW check_use AS SELECT * FROM check_asked;
"""

# A person's finding is about each of their uses that needs the authority they never had.
_OF_PERSON: Final = """
SELECT used.id
FROM check_use AS used
WHERE used.person_id = ? AND used.use = 'own' AND used.needs_authorisation = 1 AND used.act = 1
    AND NOT EXISTS (
        SELECT 1 FROM check_authority AS held
        WHERE held.person_id = used.person_id AND held.family = used.family
            AND (held.basis IS NULL OR EXISTS (
                SELECT 1 FROM check_basis AS accepted
                WHERE accepted.power = used.power AND accepted.basis = held.basis
            ))
    )
"""

_NEVER_AUTHORISED: Final = "no authorisation that covers this power is recorded for the officer."

_CHECKS: Final = tuple(each for each in powers.CHECKS if each.record_kind != "council")


def use_findings(session: Session, ids: Collection[str]) -> dict[str, tuple[Finding, ...]]:
    """Return what the checks of powers ask about each of these uses, by id; absent where nothing.

    Replaces the TEMP tables `check_…` of the session. Nothing is found of a use that is void.
    """
    asked = json.dumps(list(ids))
    session.script(f"DROP TABLE IF EXISTS temp.check_asked; {TABLES}")
    session.rows(_SPAN, (clock.local_date(clock.now()).isoformat(), asked))
    session.rows(_SHEETS, (asked,))
    fill_catalogue(session, load_powers())
    session.rows(_ASKED, (asked,))
    session.script(_ONLY_THOSE)
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for each in run(session, _CHECKS):
        if each.record_kind == "person":
            for (use_id,) in session.rows(_OF_PERSON, (each.record_id,)):
                found[use_id].append(replace(each, says=_NEVER_AUTHORISED))
        else:
            found[each.place].append(each)
    return {use_id: tuple(findings) for use_id, findings in found.items()}

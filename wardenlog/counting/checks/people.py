"""Checks of people: who was there, who pays for them, and whether they were paid for the time."""

from typing import Final

from wardenlog.counting.checks.finding import Check

_NO_MEMBERS = """
SELECT visit.shift_id, visit.number, visit.place, visit.day
FROM check_visit AS visit
WHERE NOT EXISTS (
    SELECT 1 FROM visit_member AS member
    WHERE member.shift_id = visit.shift_id AND member.number = visit.number
)
"""

_NO_OWN_MEMBERS = """
WITH theirs AS (
    SELECT visit.shift_id, visit.number, min(organisation.code) AS organisation
    FROM check_visit AS visit
    CROSS JOIN visit_member AS member
        ON member.shift_id = visit.shift_id AND member.number = visit.number
    INNER JOIN person ON person.id = member.person_id
    INNER JOIN organisation ON organisation.id = person.organisation_id
    GROUP BY visit.shift_id, visit.number
    HAVING max(organisation.own) = 0
)

SELECT
    sheet.shift_id, min(theirs.number), sheet.place, sheet.day,
    theirs.organisation, group_concat(theirs.number, ', ')
FROM theirs
INNER JOIN check_sheet AS sheet ON sheet.shift_id = theirs.shift_id
GROUP BY theirs.shift_id, theirs.organisation
"""

# A member without Left is one of a visit without Out, and that is a check of its own.
_ZERO_MINUTES = """
SELECT visit.shift_id, visit.number, visit.place, visit.day, person.code, member.joined_at
FROM check_visit AS visit
CROSS JOIN visit_member AS member
    ON member.shift_id = visit.shift_id AND member.number = visit.number
INNER JOIN person ON person.id = member.person_id
WHERE member.left_minute = member.joined_minute
"""

_UNPAID = """
WITH unpaid AS (
    SELECT DISTINCT sheet.shift_id, sheet.place, sheet.day, person.code
    FROM check_sheet AS sheet
    CROSS JOIN visit_member AS member ON member.shift_id = sheet.shift_id
    INNER JOIN person ON person.id = member.person_id
    INNER JOIN organisation ON organisation.id = person.organisation_id
    WHERE +member.live = 1 AND member.funding_id IS NULL AND organisation.own = 1
)
"""

_NO_FUNDING = f"""
{_UNPAID}
SELECT shift_id, NULL, place, day, group_concat(code, ', ')
FROM unpaid
WHERE EXISTS (SELECT 1 FROM funding_source)
GROUP BY shift_id
"""

_NO_FUNDING_ANYWHERE = f"""
{_UNPAID}
SELECT
    coalesce((SELECT id FROM council ORDER BY id LIMIT 1), ''), NULL, 'All sheets', NULL,
    count(DISTINCT shift_id)
FROM unpaid
WHERE NOT EXISTS (SELECT 1 FROM funding_source)
HAVING count(*) > 0
"""

# By the sheet's date, so that visits after midnight stand beside the pay of their shift.
_INACTIVE = """
WITH present AS (
    SELECT sheet.shift_id, sheet.place, sheet.day, member.person_id
    FROM check_sheet AS sheet
    CROSS JOIN shift_member AS member ON member.shift_id = sheet.shift_id
    WHERE +member.live = 1
    UNION
    SELECT sheet.shift_id, sheet.place, sheet.day, member.person_id
    FROM check_sheet AS sheet
    CROSS JOIN visit_member AS member ON member.shift_id = sheet.shift_id
    WHERE +member.live = 1
)
"""

_NOT_YET_ACTIVE = f"""
{_INACTIVE}
SELECT
    present.shift_id, NULL, present.place, present.day,
    person.code, person.active_from, present.day
FROM present
INNER JOIN person ON person.id = present.person_id
WHERE present.day < person.active_from
"""

_NO_LONGER_ACTIVE = f"""
{_INACTIVE}
SELECT
    present.shift_id, NULL, present.place, present.day,
    person.code, person.active_to, present.day
FROM present
INNER JOIN person ON person.id = present.person_id
WHERE present.day > person.active_to
"""

_SHIFT_OVERLAP = """
SELECT
    sheet.shift_id, NULL, sheet.place, sheet.day, other.sheet,
    max(min(later.end_minute, earlier.end_minute) - later.start_minute),
    group_concat(DISTINCT person.code)
FROM check_sheet AS sheet
CROSS JOIN shift_member AS later ON later.shift_id = sheet.shift_id
CROSS JOIN shift_member AS earlier
    ON earlier.day IN (later.day, date(later.day, '-1 day'), date(later.day, '-2 days'))
    AND earlier.live = 1 AND earlier.person_id = later.person_id
INNER JOIN person ON person.id = later.person_id
INNER JOIN organisation ON organisation.id = person.organisation_id
CROSS JOIN shift AS other ON other.id = earlier.shift_id
WHERE +later.live = 1 AND organisation.own = 1 AND earlier.shift_id <> later.shift_id
    AND (earlier.start_minute, earlier.shift_id) < (later.start_minute, later.shift_id)
    AND earlier.end_minute > later.start_minute
GROUP BY sheet.shift_id, earlier.shift_id
"""

_ABOVE_PAID = """
WITH claimed AS (
    SELECT
        shift.day, presence.person, min(sheet.shift_id) AS shift_id,
        sum(presence.net_minutes) AS minutes
    FROM check_presence AS presence
    CROSS JOIN shift ON shift.rowid = presence.shift
    LEFT JOIN check_sheet AS sheet ON sheet.shift_id = shift.id
    WHERE presence.exclusion = ''
    GROUP BY shift.day, presence.person
    HAVING min(sheet.shift_id) IS NOT NULL
)

SELECT
    claimed.shift_id, NULL, sheet.place, claimed.day,
    person.code, claimed.minutes, claimed.day, (
    SELECT coalesce(sum(paid.paid_minutes), 0)
    FROM shift_member AS paid
    WHERE paid.day = claimed.day AND paid.live = 1 AND paid.person_id = person.id
) AS paid_minutes
FROM claimed
INNER JOIN check_sheet AS sheet ON sheet.shift_id = claimed.shift_id
INNER JOIN person ON person.rowid = claimed.person
WHERE claimed.minutes > paid_minutes
ORDER BY claimed.day, person.id
"""

CHECKS: Final = (
    Check(
        "no_members",
        _NO_MEMBERS,
        "nobody is recorded on the visit, so it counts nowhere.",
        field="crew",
    ),
    Check(
        "no_own_members",
        _NO_OWN_MEMBERS,
        "only people of {organisation} are on {which_visits}, so nothing of that counts.",
        field="crew",
    ),
    Check(
        "zero_minutes",
        _ZERO_MINUTES,
        "{person} joined and left at {joined_at}, so adds no time.",
        field="crew",
    ),
    Check(
        "no_funding",
        _NO_FUNDING,
        "nothing says who pays for {people}, so their time is not claimed.",
        field="funding",
    ),
    Check(
        "no_funding",
        _NO_FUNDING_ANYWHERE,
        "no funding source is recorded, so no time is claimed. Sheets without funding: {sheets}.",
        record_kind="council",
    ),
    Check(
        "person_inactive",
        _NOT_YET_ACTIVE,
        "{person} is active only from {active_on}, after this sheet of {day_on}.",
        field="crew",
    ),
    Check(
        "person_inactive",
        _NO_LONGER_ACTIVE,
        "{person} was active only to {active_on}, before this sheet of {day_on}.",
        field="crew",
    ),
    Check(
        "shift_overlap",
        _SHIFT_OVERLAP,
        "the shift of sheet {sheet} overlaps this one by {shared_minutes} for {people}.",
        field="start",
    ),
    Check(
        "claimed_above_paid",
        _ABOVE_PAID,
        "{person} is claimed for {claimed_minutes} on sheets of {day_on} and paid for "
        "{paid_minutes}.",
        field="end",
    ),
)

"""Checks of sheets: whether they are finished, filled in and typed once."""

from typing import Final

from wardenlog.counting.checks.finding import Check

_FUTURE = """
SELECT sheet.shift_id, NULL, sheet.place, sheet.day, sheet.day
FROM check_span AS span
CROSS JOIN check_sheet AS sheet ON sheet.day > span.today
"""

_UNFINISHED = """
SELECT sheet.shift_id, NULL, sheet.place, sheet.day, sheet.day
FROM check_span AS span
CROSS JOIN check_sheet AS sheet ON sheet.day <= span.today
WHERE sheet.finished = 0
"""

_WITHOUT_VISITS = """
SELECT sheet.shift_id, NULL, sheet.place, sheet.day
FROM check_sheet AS sheet
WHERE sheet.finished = 1
    AND NOT EXISTS (
        SELECT 1 FROM visit WHERE visit.shift_id = sheet.shift_id AND visit.void_reason IS NULL
    )
    AND NOT EXISTS (SELECT 1 FROM other_time AS spent WHERE spent.shift_id = sheet.shift_id)
"""

# Where a visit has no members either, the finding is about the visit.
_WITHOUT_CREW = """
SELECT sheet.shift_id, NULL, sheet.place, sheet.day
FROM check_sheet AS sheet
WHERE sheet.finished = 1
    AND NOT EXISTS (SELECT 1 FROM shift_member AS crew WHERE crew.shift_id = sheet.shift_id)
    AND NOT EXISTS (
        SELECT 1
        FROM visit
        WHERE visit.shift_id = sheet.shift_id AND +visit.live = 1
            AND NOT EXISTS (
                SELECT 1 FROM visit_member AS member
                WHERE member.shift_id = visit.shift_id AND member.number = visit.number
            )
    )
"""

_SAME_NUMBER = """
SELECT sheet.shift_id, NULL, sheet.place, sheet.day, max(earlier.day)
FROM check_sheet AS sheet
CROSS JOIN shift ON shift.id = sheet.shift_id
CROSS JOIN shift AS earlier
    ON earlier.sheet = shift.sheet AND (earlier.day, earlier.id) < (shift.day, shift.id)
WHERE earlier.void_reason IS NULL
GROUP BY sheet.shift_id
"""

_UNKNOWN_TALLY = """
SELECT sheet.shift_id, min(tally.number), sheet.place, sheet.day, tally.measure
FROM check_sheet AS sheet
CROSS JOIN tally ON tally.shift_id = sheet.shift_id
WHERE +tally.live = 1 AND tally.measure NOT IN (SELECT known.measure FROM check_tally AS known)
GROUP BY sheet.shift_id, tally.measure
"""

_MANY_ENGAGED = """
SELECT
    sheet.shift_id, tally.number, sheet.place || ', visit ' || tally.number, tally.day,
    sum(tally.quantity)
FROM check_sheet AS sheet
CROSS JOIN tally ON tally.shift_id = sheet.shift_id
WHERE +tally.live = 1 AND tally.measure = 'engagement' AND tally.estimated = 0
    AND tally.number IS NOT NULL
GROUP BY sheet.shift_id, tally.number
HAVING sum(tally.quantity) > 100
"""

# A nil day of one team says nothing about the others.
_NIL_DAY = """
SELECT nil_day.id, NULL, 'Nil day ' || nil_day.day, nil_day.day, person.code, nil_day.day, (
    SELECT count(DISTINCT visit.id)
    FROM visit
    INNER JOIN shift ON shift.id = visit.shift_id
    INNER JOIN visit_member AS member
        ON member.shift_id = visit.shift_id AND member.number = visit.number
    INNER JOIN person AS warden ON warden.id = member.person_id
    INNER JOIN organisation ON organisation.id = warden.organisation_id
    WHERE visit.day = nil_day.day AND visit.live = 1 AND visit.out_minute IS NOT NULL
        AND organisation.own = 1
        AND (nil_day.scope IS NULL OR lower(nil_day.scope) = lower(shift.team))
) AS visits
FROM check_span AS span
CROSS JOIN nil_day ON nil_day.day >= span.from_on AND nil_day.day < span.to_on
INNER JOIN person ON person.id = nil_day.person_id
WHERE nil_day.void_reason IS NULL AND visits > 0
"""

CHECKS: Final = (
    Check("in_future", _FUTURE, "the date, {day_on}, is after today.", field="day"),
    Check(
        "unfinished_sheet",
        _UNFINISHED,
        "the sheet of {day_on} is not finished, so none of its visits counts.",
    ),
    Check("shift_without_visits", _WITHOUT_VISITS, "the sheet is finished and has no visit."),
    Check("shift_without_members", _WITHOUT_CREW, "nobody is recorded on the shift.", field="crew"),
    Check(
        "duplicate_sheet",
        _SAME_NUMBER,
        "an earlier sheet, of {earlier_on}, has the same number.",
        field="sheet",
    ),
    Check(
        "unknown_tally",
        _UNKNOWN_TALLY,
        "“{measure}” is not a count that the return knows, so it appears nowhere.",
        field="tallies",
    ),
    Check(
        "unlikely_engagement",
        _MANY_ENGAGED,
        "{number} people engaged on one visit is more than is likely.",
        field="engagements",
    ),
    Check(
        "nil_day_contradicted",
        _NIL_DAY,
        "{person} declared nothing to report for {nil_on}, and visits were counted that day: "
        "{number}.",
        record_kind="nil_day",
    ),
)

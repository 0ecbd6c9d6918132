"""Checks of visits: their times, their place, and visits that seem to be recorded twice."""

from typing import Final

from wardenlog.counting.checks.finding import Check

_MISSING_OUT = """
SELECT visit.shift_id, visit.number, visit.place, visit.day, visit.in_at
FROM check_visit AS visit
WHERE visit.out_minute IS NULL
"""

_OVER_3_HOURS = """
SELECT
    visit.shift_id, visit.number, visit.place, visit.day,
    visit.in_at, visit.out_at, visit.out_minute - visit.in_minute
FROM check_visit AS visit
WHERE visit.out_minute - visit.in_minute > 180
"""

# The crew may start 60 minutes early (standard-log.md); a member may have stayed after the others.
_ON_DUTY = """
WITH duty AS (
    SELECT
        shift.id, shift.start_at, shift.start_minute,
        max(shift.end_minute, coalesce(max(member.end_minute), 0)) AS end_minute,
        max(shift.end_at, coalesce(max(member.end_at), '')) AS end_at
    FROM check_sheet AS sheet
    CROSS JOIN shift ON shift.id = sheet.shift_id
    LEFT JOIN shift_member AS member ON member.shift_id = shift.id
    GROUP BY shift.id
)
"""

_BEFORE_SHIFT = f"""
{_ON_DUTY}
SELECT visit.shift_id, visit.number, visit.place, visit.day, visit.in_at, duty.start_at
FROM check_visit AS visit
INNER JOIN duty ON duty.id = visit.shift_id
WHERE visit.in_minute < duty.start_minute - 60
"""

_AFTER_SHIFT = f"""
{_ON_DUTY}
SELECT
    visit.shift_id, visit.number, visit.place, visit.day,
    coalesce(visit.out_at, visit.in_at), duty.end_at
FROM check_visit AS visit
INNER JOIN duty ON duty.id = visit.shift_id
WHERE coalesce(visit.out_minute, visit.in_minute) > duty.end_minute
"""

_UNLISTED = """
SELECT
    visit.shift_id, visit.number, visit.place, visit.day, hotspot.code, agreement.reference
FROM check_presence AS presence
CROSS JOIN shift ON shift.rowid = presence.shift
INNER JOIN check_visit AS visit
    ON visit.shift_id = shift.id AND visit.number = presence.number
INNER JOIN hotspot ON hotspot.id = visit.hotspot_id
INNER JOIN agreement ON agreement.rowid = presence.agreement
WHERE presence.exclusion = 'unlisted'
GROUP BY visit.shift_id, visit.number, agreement.id
"""

_BEFORE_AGREEMENT = """
SELECT
    visit.shift_id, visit.number, visit.place, visit.day,
    agreement.reference, agreement.start_on
FROM check_presence AS presence
CROSS JOIN shift ON shift.rowid = presence.shift
INNER JOIN check_visit AS visit
    ON visit.shift_id = shift.id AND visit.number = presence.number
INNER JOIN agreement ON agreement.rowid = presence.agreement
WHERE presence.exclusion = 'outside_agreement' AND visit.day < agreement.start_on
GROUP BY visit.shift_id, visit.number, agreement.id
"""

# Where no period end is in force there is one finding about the agreement, not one a visit.
_AFTER_AGREEMENT = """
SELECT
    visit.shift_id, visit.number, visit.place, visit.day,
    agreement.reference, period_end.value
FROM check_presence AS presence
CROSS JOIN shift ON shift.rowid = presence.shift
INNER JOIN check_visit AS visit
    ON visit.shift_id = shift.id AND visit.number = presence.number
INNER JOIN agreement ON agreement.rowid = presence.agreement
INNER JOIN check_term AS period_end
    ON period_end.agreement_id = agreement.id
    AND period_end.item = 'period_end' AND period_end.key = ''
    AND period_end.from_on <= visit.day AND visit.day < period_end.to_on
WHERE presence.exclusion = 'outside_agreement' AND visit.day > period_end.value
GROUP BY visit.shift_id, visit.number, agreement.id
"""

_UNDER_MINIMUM = """
SELECT
    visit.shift_id, visit.number, visit.place, visit.day,
    presence.patrol_minutes, presence.minimum_minutes, agreement.reference
FROM check_presence AS presence
CROSS JOIN shift ON shift.rowid = presence.shift
INNER JOIN check_visit AS visit
    ON visit.shift_id = shift.id AND visit.number = presence.number
INNER JOIN agreement ON agreement.rowid = presence.agreement
WHERE presence.exclusion = 'under_minimum'
GROUP BY visit.shift_id, visit.number, agreement.id
"""

_PAIR = """
WITH pair AS (
    SELECT
        visit.shift_id, visit.number, visit.place, visit.day, hotspot.code AS hotspot,
        meeting.people, meeting.shared_minutes, other.in_at AS other_in_at,
        iif(other.shift_id = visit.shift_id, '', 'sheet ' || other.sheet || ', ')
        || 'visit ' || other.number AS other,
        other.hotspot_id = visit.hotspot_id AND (
            other.in_minute = visit.in_minute
            OR meeting.shared_minutes > 0 AND visit.out_minute <= other.out_minute
        ) AS the_same
    FROM check_meeting AS meeting
    INNER JOIN check_visit AS visit
        ON visit.shift_id = meeting.shift_id AND visit.number = meeting.number
    CROSS JOIN visit AS other
        ON other.shift_id = meeting.other_shift_id AND other.number = meeting.other_number
    INNER JOIN hotspot ON hotspot.id = visit.hotspot_id
    WHERE (other.shift_id, other.number) <> (visit.shift_id, visit.number)
)
"""

_OVERLAP = f"""
{_PAIR}
SELECT shift_id, number, place, day, people, other, shared_minutes
FROM pair
WHERE shared_minutes > 0 AND NOT the_same
"""

_DUPLICATE = f"""
{_PAIR}
SELECT shift_id, number, place, day, other, hotspot, other_in_at FROM pair WHERE the_same
"""

_TWICE_ON_ONE = """
SELECT visit.shift_id, visit.number, visit.place, visit.day, meeting.people
FROM check_meeting AS meeting
INNER JOIN check_visit AS visit
    ON visit.shift_id = meeting.shift_id AND visit.number = meeting.number
WHERE meeting.other_shift_id = meeting.shift_id AND meeting.other_number = meeting.number
    AND meeting.shared_minutes > 0
"""

_SAME_IN = """
SELECT
    later.shift_id, later.number, later.place, later.day,
    'visit ' || earlier.number, hotspot.code, later.in_at
FROM check_visit AS later
INNER JOIN check_visit AS earlier
    ON earlier.shift_id = later.shift_id AND earlier.number < later.number
    AND earlier.hotspot_id = later.hotspot_id AND earlier.in_minute = later.in_minute
INNER JOIN hotspot ON hotspot.id = later.hotspot_id
WHERE NOT EXISTS (
    SELECT 1 FROM check_meeting AS meeting
    WHERE meeting.shift_id = later.shift_id AND meeting.other_shift_id = later.shift_id
        AND later.number IN (meeting.number, meeting.other_number)
        AND earlier.number IN (meeting.number, meeting.other_number)
)
"""

CHECKS: Final = (
    Check(
        "missing_out",
        _MISSING_OUT,
        "in at {in_at} and no Out, so the visit counts nowhere and cannot be claimed.",
        field="left",
    ),
    Check(
        "over_3_hours",
        _OVER_3_HOURS,
        "from {in_at} to {out_at} is {long_minutes}, more than 3 hours.",
        field="left",
    ),
    Check(
        "outside_shift",
        _BEFORE_SHIFT,
        "In at {in_at} is more than 60 minutes before the shift starts, at {start_at}.",
        field="came",
    ),
    Check(
        "outside_shift",
        _AFTER_SHIFT,
        "the visit goes on until {until_at}, after the shift ends at {end_at}.",
        field="left",
    ),
    Check(
        "unlisted_hotspot",
        _UNLISTED,
        "hotspot {hotspot} was not on the list of {agreement} that day, so the visit cannot be "
        "claimed.",
        field="hotspot",
    ),
    Check(
        "outside_agreement",
        _BEFORE_AGREEMENT,
        "{agreement} pays for the visit and starts only on {start_on}.",
        field="funding",
    ),
    Check(
        "outside_agreement",
        _AFTER_AGREEMENT,
        "{agreement} pays for the visit and, by the terms in force that day, ended on {end_on}.",
        field="funding",
    ),
    Check(
        "under_minimum",
        _UNDER_MINIMUM,
        "{patrol_minutes} is less than the {agreed_minutes} that {agreement} asks for, so the "
        "visit cannot be claimed.",
        field="left",
    ),
    Check(
        "overlap",
        _OVERLAP,
        "{people} had not yet left {other}. The {shared_minutes} on both are counted once.",
        field="came",
    ),
    Check(
        "overlap", _TWICE_ON_ONE, "the visit names twice, and counts once: {people}.", field="crew"
    ),
    Check(
        "duplicate_visit",
        _DUPLICATE,
        "{other} has the same hotspot, {hotspot}, crew and time (In {in_at}).",
        field="came",
    ),
    Check(
        "duplicate_visit",
        _SAME_IN,
        "{other} has the same hotspot, {hotspot}, and the same In, {in_at}.",
        field="came",
    ),
)

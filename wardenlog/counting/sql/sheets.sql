-- What each sheet of :ids (a JSON array) adds: (shift_id, visits that count, patrol-minutes,
-- person-minutes). Nothing here asks about an agreement. The rules are those of fill.sql: a visit
-- counts with an Out and a member of own staff; minutes that a visit joined earlier by the same
-- person already covers are taken off (domain.md, rules 4 and 5).

WITH
member AS (
    SELECT
        own.shift_id, own.number, own.position, own.person_id, own.sheet, own.day,
        own.joined_minute, own.left_minute
    FROM json_each(:ids) AS asked
    CROSS JOIN visit_member AS own ON own.shift_id = asked.value
    INNER JOIN visit
        ON visit.shift_id = own.shift_id AND visit.number = own.number
        AND visit.out_minute IS NOT NULL
    INNER JOIN person ON person.id = own.person_id
    INNER JOIN organisation ON organisation.id = person.organisation_id AND organisation.own = 1
    WHERE +own.live = 1                 -- the plus keeps to the primary key: a few rows a sheet
),

spent AS (
    SELECT
        member.*,
        max(0, min(member.left_minute, (
            SELECT max(before.left_minute)
            FROM visit_member AS before
            WHERE before.day IN (member.day, date(member.day, '-1 day')) AND before.live = 1
                AND before.person_id = member.person_id
                AND before.joined_minute <= member.joined_minute
                AND (
                    before.joined_minute, before.sheet, before.number, before.shift_id,
                    before.position
                ) < (
                    member.joined_minute, member.sheet, member.number, member.shift_id,
                    member.position
                )
        )) - member.joined_minute) AS overlap
    FROM member
),

counted AS (
    SELECT
        shift_id,
        max(left_minute) - min(joined_minute) AS patrol_minutes,
        sum(left_minute - joined_minute - coalesce(overlap, 0)) AS person_minutes
    FROM spent
    GROUP BY shift_id, number
)

SELECT shift_id, count(*), coalesce(sum(patrol_minutes), 0), coalesce(sum(person_minutes), 0)
FROM counted
GROUP BY shift_id

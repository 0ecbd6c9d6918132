-- Every unfinished sheet that is not void, and what its visits would add once it is finished:
-- (shift_id, sheet, day, team, visits, first visit without an Out, person-minutes as typed). Minutes
-- are those of own staff on visits with an Out; what another visit may cover of them is not taken
-- off, as that is known only when the sheet counts (domain.md, rules 4 and 5).

SELECT
    shift.id,
    shift.sheet,
    shift.day,
    shift.team,
    count(DISTINCT visit.number),
    min(iif(visit.out_minute IS NULL, visit.number, NULL)),
    coalesce(sum(
        iif(
            visit.out_minute IS NOT NULL AND organisation.own = 1,
            member.left_minute - member.joined_minute, 0
        )
    ), 0)
FROM shift
LEFT JOIN visit ON visit.shift_id = shift.id AND visit.void_reason IS NULL
LEFT JOIN visit_member AS member
    ON member.shift_id = visit.shift_id AND member.number = visit.number
LEFT JOIN person ON person.id = member.person_id
LEFT JOIN organisation ON organisation.id = person.organisation_id
WHERE shift.finished = 0 AND shift.void_reason IS NULL
GROUP BY shift.id
ORDER BY shift.day, shift.sheet

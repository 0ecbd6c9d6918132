-- Rule 6: each person on each visit, with the first exclusion that applies in its order: those of
-- the person first, then the visit's own.

INSERT INTO presence
SELECT
    visit.rowid,
    member.position,
    worker.place,
    worker.own,
    funding.rowid,
    coalesce(member.left_minute - member.joined_minute, 0),
    coalesce(overlap.minutes, 0),
    coalesce(member.left_minute - member.joined_minute, 0) - coalesce(overlap.minutes, 0),
    visit.counted,
    CASE
        WHEN worker.own = 0 THEN 'partner'
        WHEN funded.funding_id IS NULL THEN 'other_funding'
        ELSE visit.exclusion
    END
FROM scoped_visit AS visit
CROSS JOIN visit_member AS member
    ON member.shift_id = visit.shift_id AND member.number = visit.number
INNER JOIN worker ON worker.person_id = member.person_id
LEFT JOIN funding_source AS funding ON funding.id = member.funding_id
LEFT JOIN funded ON funded.funding_id = member.funding_id
LEFT JOIN overlap
    ON overlap.shift_id = member.shift_id AND overlap.number = member.number
    AND overlap.position = member.position;

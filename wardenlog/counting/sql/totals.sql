-- What each day of the open scope adds to each Summary measure, into day_total: one pass a table,
-- whatever the stretches asked for afterwards.

DELETE FROM day_total;

INSERT INTO day_total
WITH
seen AS (
    SELECT
        day,
        sum(counted) AS visits,
        sum(qualifying) AS qualifying,
        sum(iif(counted, patrol_minutes, 0)) AS patrol_minutes,
        sum(iif(counted, person_minutes, 0)) AS person_minutes,
        sum(claimable_minutes) AS claimable,
        sum(claimable_patrol) AS claimable_patrol
    FROM scoped_visit GROUP BY day
),

beside AS (
    SELECT
        visit.day,
        sum(partner.persons) AS persons,
        sum(partner.persons * coalesce(partner.minutes, visit.patrol_minutes)) AS minutes
    FROM scoped_visit AS visit
    INNER JOIN partner_presence AS partner
        ON partner.shift_id = visit.shift_id AND partner.number = visit.number
    WHERE visit.counted = 1
    GROUP BY visit.day
)

SELECT 'visits', day, visits FROM seen
UNION ALL
SELECT 'qualifying_visits', day, qualifying FROM seen
UNION ALL
SELECT 'patrol_minutes', day, patrol_minutes FROM seen
UNION ALL
SELECT 'person_minutes', day, person_minutes FROM seen
UNION ALL
SELECT 'claimable', day, claimable FROM seen
UNION ALL
SELECT 'claimable_patrol', day, claimable_patrol FROM seen
UNION ALL
SELECT 'partner_presences', day, persons FROM beside
UNION ALL
SELECT 'partner_minutes', day, minutes FROM beside
UNION ALL
SELECT 'place_days_listed', day, count(*) FROM listed_day GROUP BY day
UNION ALL
SELECT 'place_days_visited', day, count(*)
FROM listed_day INNER JOIN visited_day USING (hotspot_id, day) GROUP BY day
UNION ALL
SELECT 'outside_hotspot_minutes', time.day, sum(time.minutes)
FROM scope
CROSS JOIN other_time AS time ON time.day >= scope.from_on AND time.day < scope.to_on
INNER JOIN worker ON worker.person_id = time.person_id
WHERE time.live = 1 AND time.time_kind = 'outside_patrol' AND worker.own = 1
GROUP BY time.day
UNION ALL
SELECT 'incidents', incident.day, count(*)
FROM scope
CROSS JOIN incident ON incident.day >= scope.from_on AND incident.day < scope.to_on
WHERE incident.live = 1
GROUP BY incident.day
UNION ALL
SELECT 'referrals', referral.day, count(*)
FROM scope
CROSS JOIN referral ON referral.day >= scope.from_on AND referral.day < scope.to_on
WHERE referral.live = 1
GROUP BY referral.day
UNION ALL
SELECT 'seizures', seizure.day, sum(seizure.quantity)
FROM scope
CROSS JOIN seizure ON seizure.day >= scope.from_on AND seizure.day < scope.to_on
WHERE seizure.live = 1
GROUP BY seizure.day
UNION ALL
SELECT 'intelligence', report.day, sum(report.quantity)
FROM scope
CROSS JOIN intelligence AS report ON report.day >= scope.from_on AND report.day < scope.to_on
WHERE report.void_reason IS NULL
GROUP BY report.day;

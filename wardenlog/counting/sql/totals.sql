-- The Summary's measures over :from_on ≤ day < :to_on, all inside the open scope: (code, number).

WITH
used AS (
    SELECT
        use.use,
        use.quantity,
        meaning.value ->> 2 AS measure
    FROM power_use AS use
    INNER JOIN json_each(:stages) AS meaning
        ON meaning.value ->> 0 = use.power AND meaning.value ->> 1 = use.stage
    WHERE use.day >= :from_on AND use.day < :to_on AND use.live = 1
),

cancelled AS (
    SELECT use.quantity
    FROM power_use AS use
    INNER JOIN json_each(:stages) AS meaning
        ON meaning.value ->> 0 = use.power AND meaning.value ->> 1 = use.stage
    WHERE use.status_on >= :from_on AND use.status_on < :to_on AND use.live = 1
        AND use.status = 'cancelled'
),

-- Required visits are rounded once for each hotspot and span, as on the Hotspots sheet.
required AS (
    SELECT CAST(sum(1.0 * visits * days / per_days) + 0.5 + 1e-9 AS INTEGER) AS visits
    FROM (
        SELECT rule.hotspot_id, rule.visits, rule.per_days, count(*) AS days
        FROM scope
        CROSS JOIN plan_rule AS rule ON rule.agreement_id = scope.agreement_id
        INNER JOIN listed_day
            ON listed_day.hotspot_id = rule.hotspot_id
            AND listed_day.day >= max(rule.from_on, :from_on)
            AND listed_day.day <= coalesce(rule.to_on, '9999-12-31')
            AND listed_day.day < :to_on
        GROUP BY rule.position
    )
    GROUP BY hotspot_id
),

claimed_visit AS (
    SELECT max(left_minute) - min(joined_minute) AS minutes
    FROM presence
    WHERE exclusion = '' AND day >= :from_on AND day < :to_on
    GROUP BY shift_id, number
),

beside AS (
    SELECT
        partner.persons,
        partner.persons * coalesce(partner.minutes, visit.patrol_minutes) AS minutes
    FROM scoped_visit AS visit
    INNER JOIN partner_presence AS partner
        ON partner.shift_id = visit.shift_id AND partner.number = visit.number
    WHERE visit.counted = 1 AND visit.day >= :from_on AND visit.day < :to_on
)

SELECT 'claimable', sum(net_minutes) FROM presence
WHERE exclusion = '' AND day >= :from_on AND day < :to_on
UNION ALL
SELECT 'claimable_patrol', sum(minutes) FROM claimed_visit
UNION ALL
SELECT 'visits', count(*) FROM scoped_visit
WHERE counted = 1 AND day >= :from_on AND day < :to_on
UNION ALL
SELECT 'qualifying_visits', sum(qualifying) FROM scoped_visit
WHERE day >= :from_on AND day < :to_on
UNION ALL
SELECT 'required_visits', sum(visits) FROM required
UNION ALL
SELECT 'place_days_listed', count(*) FROM listed_day WHERE day >= :from_on AND day < :to_on
UNION ALL
SELECT 'place_days_visited', count(*) FROM listed_day
INNER JOIN visited_day USING (hotspot_id, day)
WHERE listed_day.day >= :from_on AND listed_day.day < :to_on
UNION ALL
SELECT 'patrol_minutes', sum(patrol_minutes) FROM scoped_visit
WHERE counted = 1 AND day >= :from_on AND day < :to_on
UNION ALL
SELECT 'person_minutes', sum(net_minutes) FROM presence
WHERE counted = 1 AND own = 1 AND day >= :from_on AND day < :to_on
UNION ALL
SELECT 'outside_hotspot_minutes', sum(time.minutes) FROM other_time AS time
INNER JOIN person ON person.id = time.person_id
INNER JOIN organisation ON organisation.id = person.organisation_id
WHERE time.time_kind = 'outside_patrol' AND time.live = 1 AND organisation.own = 1
    AND time.day >= :from_on AND time.day < :to_on
UNION ALL
SELECT 'partner_presences', sum(persons) FROM beside
UNION ALL
SELECT 'partner_minutes', sum(minutes) FROM beside
UNION ALL
SELECT measure, sum(quantity) FROM tally
WHERE live = 1 AND day >= :from_on AND day < :to_on GROUP BY measure
UNION ALL
SELECT 'incidents', count(*) FROM incident WHERE live = 1 AND day >= :from_on AND day < :to_on
UNION ALL
SELECT measure, sum(quantity) FROM used WHERE use = 'own' AND measure IS NOT NULL GROUP BY measure
UNION ALL
SELECT 'powers_assisted', sum(quantity) FROM used WHERE use = 'assisted'
UNION ALL
SELECT 'powers_cancelled', sum(quantity) FROM cancelled
UNION ALL
SELECT 'referrals', count(*) FROM referral WHERE live = 1 AND day >= :from_on AND day < :to_on
UNION ALL
SELECT 'seizures', sum(quantity) FROM seizure
WHERE live = 1 AND day >= :from_on AND day < :to_on
UNION ALL
SELECT 'intelligence', sum(quantity) FROM intelligence
WHERE void_reason IS NULL AND day >= :from_on AND day < :to_on

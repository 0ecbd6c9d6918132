-- domain.md, rule 13 and "Measures, exactly": one row for each span and hotspot listed or visited
-- in it. A span is a month (:monthly = 1) or the whole period.

WITH
span_day AS (
    SELECT day, iif(:monthly, month, '') AS span FROM scope_day
),

listed AS (
    SELECT
        span_day.span,
        listed_day.hotspot_id,
        count(*) AS days_listed,
        count(visited_day.day) AS days_visited
    FROM span_day
    INNER JOIN listed_day ON listed_day.day = span_day.day
    LEFT JOIN visited_day
        ON visited_day.hotspot_id = listed_day.hotspot_id AND visited_day.day = listed_day.day
    GROUP BY span_day.span, listed_day.hotspot_id
),

-- Runs of consecutive listed dates without a counted visit: day number less rank is constant.
unvisited AS (
    SELECT
        span_day.span,
        listed_day.hotspot_id,
        CAST(julianday(listed_day.day) AS INTEGER) - row_number() OVER (
            PARTITION BY span_day.span, listed_day.hotspot_id ORDER BY listed_day.day
        ) AS run
    FROM span_day
    INNER JOIN listed_day ON listed_day.day = span_day.day
    LEFT JOIN visited_day
        ON visited_day.hotspot_id = listed_day.hotspot_id AND visited_day.day = listed_day.day
    WHERE visited_day.day IS NULL
),

gap AS (
    SELECT span, hotspot_id, max(days) AS longest
    FROM (SELECT span, hotspot_id, count(*) AS days FROM unvisited GROUP BY span, hotspot_id, run)
    GROUP BY span, hotspot_id
),

-- Visits × listed dates in force ÷ days, summed over the rules, rounded half up once. The small
-- addition keeps an exact half, reached through thirds or sevenths, from falling short of itself.
required AS (
    SELECT
        span,
        hotspot_id,
        CAST(sum(1.0 * visits * days / per_days) + 0.5 + 1e-9 AS INTEGER) AS visits
    FROM (
        SELECT span_day.span, rule.hotspot_id, rule.visits, rule.per_days, count(*) AS days
        FROM scope
        CROSS JOIN plan_rule AS rule ON rule.agreement_id = scope.agreement_id
        INNER JOIN listed_day
            ON listed_day.hotspot_id = rule.hotspot_id
            AND listed_day.day >= rule.from_on
            AND listed_day.day <= coalesce(rule.to_on, '9999-12-31')
        INNER JOIN span_day ON span_day.day = listed_day.day
        GROUP BY span_day.span, rule.position
    )
    GROUP BY span, hotspot_id
),

visited AS (
    SELECT
        span_day.span,
        visit.hotspot_id,
        count(*) AS visits,
        sum(visit.qualifying) AS qualifying,
        sum(visit.patrol_minutes) AS patrol_minutes,
        sum(visit.person_minutes) AS person_minutes,
        sum(visit.claimable_minutes) AS claimable_minutes,
        sum(visit.mode = 'foot') AS foot,
        sum(visit.mode = 'cycle') AS cycle,
        sum(visit.mode = 'vehicle') AS vehicle,
        sum(visit.mode = 'mixed') AS mixed
    FROM scoped_visit AS visit
    INNER JOIN span_day ON span_day.day = visit.day
    WHERE visit.counted = 1
    GROUP BY span_day.span, visit.hotspot_id
),

middle AS (
    SELECT span, hotspot_id, avg(patrol_minutes) AS median_minutes
    FROM (
        SELECT
            span_day.span,
            visit.hotspot_id,
            visit.patrol_minutes,
            row_number() OVER lengths AS place,
            count(*) OVER (PARTITION BY span_day.span, visit.hotspot_id) AS visits
        FROM scoped_visit AS visit
        INNER JOIN span_day ON span_day.day = visit.day
        WHERE visit.counted = 1
        WINDOW lengths AS (
            PARTITION BY span_day.span, visit.hotspot_id ORDER BY visit.patrol_minutes
        )
    )
    WHERE place BETWEEN visits / 2.0 AND visits / 2.0 + 1
    GROUP BY span, hotspot_id
),

partner AS (
    SELECT
        span_day.span,
        visit.hotspot_id,
        sum(beside.persons) AS presences,
        sum(beside.persons * coalesce(beside.minutes, visit.patrol_minutes)) AS minutes
    FROM scoped_visit AS visit
    INNER JOIN span_day ON span_day.day = visit.day
    INNER JOIN partner_presence AS beside
        ON beside.shift_id = visit.shift_id AND beside.number = visit.number
    WHERE visit.counted = 1
    GROUP BY span_day.span, visit.hotspot_id
),

place AS (
    SELECT span, hotspot_id FROM listed
    UNION
    SELECT span, hotspot_id FROM visited
)

SELECT
    place.span,
    hotspot.code,
    hotspot.name,
    hotspot.hotspot_kind,
    coalesce(listed.days_listed, 0),
    coalesce(listed.days_visited, 0),
    coalesce(visited.visits, 0),
    coalesce(visited.qualifying, 0),
    required.visits,
    iif(listed.days_listed > 0, coalesce(gap.longest, 0), NULL),
    coalesce(visited.patrol_minutes, 0),
    middle.median_minutes,
    coalesce(visited.person_minutes, 0),
    coalesce(visited.claimable_minutes, 0),
    coalesce(partner.presences, 0),
    coalesce(partner.minutes, 0),
    coalesce(visited.foot, 0),
    coalesce(visited.cycle, 0),
    coalesce(visited.vehicle, 0),
    coalesce(visited.mixed, 0),
    place.hotspot_id
FROM place
INNER JOIN hotspot ON hotspot.id = place.hotspot_id
LEFT JOIN listed USING (span, hotspot_id)
LEFT JOIN gap USING (span, hotspot_id)
LEFT JOIN required USING (span, hotspot_id)
LEFT JOIN visited USING (span, hotspot_id)
LEFT JOIN middle USING (span, hotspot_id)
LEFT JOIN partner USING (span, hotspot_id)
ORDER BY place.span, hotspot.code

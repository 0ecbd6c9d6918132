-- Fills the working tables from the scope row that is already there. Order matters.

INSERT INTO scope_day
WITH RECURSIVE days (day) AS (
    SELECT from_on FROM scope
    UNION ALL
    SELECT date(days.day, '+1 day') FROM days, scope WHERE days.day < date(scope.to_on, '-1 day')
)
SELECT
    days.day,
    substr(days.day, 1, 7),
    strftime('%w', days.day),
    days.day >= scope.start_on AND coalesce(days.day <= period_end.value, 0),
    coalesce(CAST(minimum.value AS INTEGER), 0)
FROM days
CROSS JOIN scope
LEFT JOIN term_span AS period_end
    ON period_end.item = 'period_end' AND period_end.key = ''
    AND period_end.from_on <= days.day AND days.day < period_end.to_on
LEFT JOIN term_span AS minimum
    ON minimum.item = 'minimum_minutes' AND minimum.key = ''
    AND minimum.from_on <= days.day AND days.day < minimum.to_on
WHERE days.day < scope.to_on;

INSERT OR IGNORE INTO listed_day
SELECT
    listing.hotspot_id,
    scope_day.day
FROM scope
CROSS JOIN listing ON listing.agreement_id = scope.agreement_id
CROSS JOIN scope_day
    ON scope_day.day >= listing.from_on AND scope_day.day <= coalesce(listing.to_on, '9999-12-31');

INSERT INTO worker
SELECT person.id, person.rowid, organisation.own
FROM person
INNER JOIN organisation ON organisation.id = person.organisation_id;

INSERT INTO funded
SELECT funding.id
FROM funding_source AS funding
INNER JOIN scope ON scope.agreement_id = funding.agreement_id;

-- Rule 4: a visit's minutes that earlier-joined visits of the same person already cover. As visits
-- are taken in the order of joining, all earlier ones began no later, so what they cover of this
-- one is its beginning, up to the latest Left among them. A visit lasts at most 12 hours, so one
-- day on either side of the period holds every visit that can cover one inside it.
INSERT INTO overlap
WITH ordered AS (
    SELECT
        member.shift_id,
        member.number,
        member.position,
        member.joined_minute,
        member.left_minute,
        max(member.left_minute) OVER (
            PARTITION BY worker.place
            ORDER BY
                member.joined_minute, member.sheet, member.number, member.shift_id, member.position
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS covered_until
    FROM scope
    CROSS JOIN visit_member AS member
        ON member.day >= date(scope.from_on, '-1 day') AND member.day <= scope.to_on
    INNER JOIN worker ON worker.person_id = member.person_id
    WHERE member.live = 1
)
SELECT shift_id, number, position, min(left_minute, covered_until) - joined_minute
FROM ordered
WHERE min(left_minute, covered_until) > joined_minute;

-- Rule 6: what the visit itself is excluded for comes after partner and other_funding, which its
-- members are; so a member claims where it is our own, paid by the agreement, and the visit meets
-- no exclusion. The day bounds stand as values, so that the visits are read and grouped in the
-- order of their index.
INSERT INTO scoped_visit
WITH crew AS (
    SELECT
        visit.shift_id,
        visit.number,
        visit.sheet,
        visit.hotspot_id,
        visit.day,
        visit.in_minute,
        visit.out_minute,
        visit.clock_minute,
        visit.mode,
        visit.uniformed,
        max(coalesce(worker.own, 0)) AS has_own,
        coalesce(
            max(iif(worker.own, member.left_minute, NULL))
            - min(iif(worker.own, member.joined_minute, NULL)), 0
        ) AS patrol_minutes,
        sum(
            iif(
                worker.own,
                coalesce(member.left_minute - member.joined_minute, 0)
                - coalesce(overlap.minutes, 0), 0
            )
        ) AS person_minutes,
        sum(
            iif(
                worker.own AND funded.funding_id IS NOT NULL,
                coalesce(member.left_minute - member.joined_minute, 0)
                - coalesce(overlap.minutes, 0), 0
            )
        ) AS funded_minutes,
        coalesce(
            max(iif(worker.own AND funded.funding_id IS NOT NULL, member.left_minute, NULL))
            - min(iif(worker.own AND funded.funding_id IS NOT NULL, member.joined_minute, NULL)), 0
        ) AS funded_patrol
    FROM visit
    LEFT JOIN visit_member AS member
        ON member.shift_id = visit.shift_id AND member.number = visit.number
    LEFT JOIN worker ON worker.person_id = member.person_id
    LEFT JOIN funded ON funded.funding_id = member.funding_id
    LEFT JOIN overlap
        ON overlap.shift_id = member.shift_id AND overlap.number = member.number
        AND overlap.position = member.position
    WHERE visit.live = 1
        AND visit.day >= (SELECT scope.from_on FROM scope)
        AND visit.day < (SELECT scope.to_on FROM scope)
    GROUP BY visit.day, visit.hotspot_id, visit.shift_id, visit.number
),

judged AS (
    SELECT
        crew.*,
        scope_day.month,
        scope_day.weekday,
        listed_day.day IS NOT NULL AS listed,
        crew.out_minute IS NOT NULL AND crew.has_own AS counted,
        CASE
            WHEN scope_day.in_agreement = 0 THEN 'outside_agreement'
            WHEN listed_day.day IS NULL THEN 'unlisted'
            WHEN crew.uniformed = 0 THEN 'not_uniformed'
            WHEN crew.out_minute IS NULL THEN 'incomplete'
            WHEN crew.patrol_minutes < scope_day.minimum_minutes THEN 'under_minimum'
            ELSE ''
        END AS exclusion
    FROM crew
    CROSS JOIN scope_day ON scope_day.day = crew.day
    LEFT JOIN listed_day
        ON listed_day.hotspot_id = crew.hotspot_id AND listed_day.day = crew.day
)

SELECT
    visit.shift_id,
    visit.number,
    visit.sheet,
    visit.hotspot_id,
    visit.day,
    visit.month,
    visit.in_minute,
    visit.out_minute,
    visit.mode,
    visit.patrol_minutes,
    visit.person_minutes,
    iif(visit.exclusion = '', visit.funded_minutes, 0),
    iif(visit.exclusion = '', visit.funded_patrol, 0),
    visit.exclusion,
    visit.counted,
    visit.counted AND visit.listed AND EXISTS (
        SELECT 1
        FROM plan_rule AS rule
        WHERE rule.agreement_id = (SELECT scope.agreement_id FROM scope)
            AND rule.hotspot_id = visit.hotspot_id
            AND rule.from_on <= visit.day AND visit.day <= coalesce(rule.to_on, '9999-12-31')
            AND visit.patrol_minutes >= coalesce(rule.minimum_minutes, 0)
            AND (rule.modes IS NULL OR instr(rule.modes, ' ' || visit.mode || ' '))
            AND (rule.weekdays IS NULL OR instr(rule.weekdays, visit.weekday))
            AND (
                rule.window_start IS NULL
                OR (
                    rule.window_start < rule.window_end
                    AND visit.clock_minute >= rule.window_start
                    AND visit.clock_minute < rule.window_end
                )
                OR (
                    rule.window_start > rule.window_end
                    AND (
                        visit.clock_minute >= rule.window_start
                        OR visit.clock_minute < rule.window_end
                    )
                )
            )
    )
FROM judged AS visit;

INSERT INTO visited_day
SELECT hotspot_id, day, count(*) FROM scoped_visit WHERE counted = 1 GROUP BY hotspot_id, day;

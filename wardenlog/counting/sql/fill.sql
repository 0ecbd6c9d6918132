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

INSERT INTO listed_day
SELECT DISTINCT
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

-- Rule 4: a visit's minutes that earlier-joined visits of the same person already cover. As visits
-- are taken in the order of joining, all earlier ones began no later, so what they cover of this
-- one is its beginning, up to the latest Left among them. A visit lasts at most 12 hours, so one
-- day on either side of the period holds every visit that can cover one inside it.
INSERT INTO attendance
WITH ordered AS (
    SELECT
        member.shift_id,
        member.number,
        member.position,
        member.person_id,
        worker.own,
        member.funding_id,
        member.day,
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
SELECT
    ordered.shift_id,
    ordered.number,
    ordered.position,
    ordered.person_id,
    ordered.own,
    ordered.funding_id,
    ordered.day,
    ordered.joined_minute,
    ordered.left_minute,
    coalesce(ordered.left_minute - ordered.joined_minute, 0),
    coalesce(
        max(0, min(ordered.left_minute, ordered.covered_until) - ordered.joined_minute), 0
    )
FROM scope
CROSS JOIN ordered
WHERE ordered.day >= scope.from_on AND ordered.day < scope.to_on;

INSERT INTO scoped_visit
WITH crew AS (
    SELECT
        shift_id,
        number,
        count(DISTINCT person_id) AS own_persons,
        coalesce(max(left_minute) - min(joined_minute), 0) AS patrol_minutes
    FROM attendance
    WHERE own = 1
    GROUP BY shift_id, number
)
SELECT
    visit.shift_id,
    visit.number,
    visit.sheet,
    visit.hotspot_id,
    visit.day,
    substr(visit.day, 1, 7),
    visit.in_minute,
    visit.out_minute,
    visit.mode,
    visit.uniformed,
    listed_day.day IS NOT NULL,
    coalesce(crew.own_persons, 0),
    coalesce(crew.patrol_minutes, 0),
    visit.out_minute IS NOT NULL AND crew.own_persons IS NOT NULL AS counted,
    visit.out_minute IS NOT NULL AND crew.own_persons IS NOT NULL AND listed_day.day IS NOT NULL
    AND EXISTS (
        SELECT 1
        FROM plan_rule AS rule
        WHERE rule.agreement_id = scope.agreement_id
            AND rule.hotspot_id = visit.hotspot_id
            AND rule.from_on <= visit.day AND visit.day <= coalesce(rule.to_on, '9999-12-31')
            AND crew.patrol_minutes >= coalesce(rule.minimum_minutes, 0)
            AND (rule.modes IS NULL OR instr(rule.modes, ' ' || visit.mode || ' '))
            AND (rule.weekdays IS NULL OR instr(rule.weekdays, strftime('%w', visit.day)))
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
FROM scope
CROSS JOIN visit ON visit.day >= scope.from_on AND visit.day < scope.to_on
LEFT JOIN crew ON crew.shift_id = visit.shift_id AND crew.number = visit.number
LEFT JOIN listed_day
    ON listed_day.hotspot_id = visit.hotspot_id AND listed_day.day = visit.day
WHERE visit.live = 1;

-- Rule 6: the exclusions in their order; the first that applies is the one.
INSERT INTO presence
SELECT
    at.shift_id,
    at.number,
    at.position,
    at.person_id,
    at.own,
    at.funding_id,
    visit.hotspot_id,
    at.day,
    visit.month,
    at.joined_minute,
    at.left_minute,
    at.minutes,
    at.overlap,
    at.minutes - at.overlap,
    visit.counted,
    CASE
        WHEN at.own = 0 THEN 'partner'
        WHEN funding.agreement_id IS NOT scope.agreement_id THEN 'other_funding'
        WHEN scope_day.in_agreement = 0 THEN 'outside_agreement'
        WHEN visit.listed = 0 THEN 'unlisted'
        WHEN visit.uniformed = 0 THEN 'not_uniformed'
        WHEN visit.out_minute IS NULL THEN 'incomplete'
        WHEN visit.patrol_minutes < scope_day.minimum_minutes THEN 'under_minimum'
        ELSE ''
    END
FROM attendance AS at
CROSS JOIN scope
INNER JOIN scoped_visit AS visit ON visit.shift_id = at.shift_id AND visit.number = at.number
INNER JOIN scope_day ON scope_day.day = at.day
LEFT JOIN funding_source AS funding ON funding.id = at.funding_id;

INSERT INTO visited_day
SELECT hotspot_id, day, count(*) FROM scoped_visit WHERE counted = 1 GROUP BY hotspot_id, day;

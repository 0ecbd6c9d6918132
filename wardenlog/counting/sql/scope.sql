-- The working tables of one count: an agreement over a period. All are TEMP: they live in the read
-- session and see its one snapshot. Dates are half-open: from_on ≤ day < to_on.

DROP VIEW IF EXISTS temp.term_span;
DROP TABLE IF EXISTS temp.scope;
DROP TABLE IF EXISTS temp.assumed_signed;
DROP TABLE IF EXISTS temp.assumed_term;
DROP TABLE IF EXISTS temp.scope_day;
DROP TABLE IF EXISTS temp.listed_day;
DROP TABLE IF EXISTS temp.worker;
DROP TABLE IF EXISTS temp.funded;
DROP TABLE IF EXISTS temp.overlap;
DROP TABLE IF EXISTS temp.scoped_visit;
DROP TABLE IF EXISTS temp.presence;
DROP TABLE IF EXISTS temp.visited_day;
DROP TABLE IF EXISTS temp.day_total;

CREATE TEMP TABLE scope (
    agreement_id TEXT NOT NULL, start_on TEXT NOT NULL, from_on TEXT NOT NULL, to_on TEXT NOT NULL
) STRICT;

-- Variations counted as if they were signed, to say "If variation 2 is signed: …"; else empty.
CREATE TEMP TABLE assumed_signed (number INTEGER PRIMARY KEY) STRICT;

-- Terms counted as if they held on every date, in place of the agreement's own; else empty.
CREATE TEMP TABLE assumed_term (
    item TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (item, key)
) STRICT, WITHOUT ROWID;

-- domain.md, "terms on a date": the fold of all signed variations' items, as stretches of days.
CREATE TEMP VIEW term_span AS
SELECT
    item.item,
    item.key,
    item.value,
    item.number,
    variation.effective_from AS from_on,
    coalesce(lead(variation.effective_from) OVER folded, '9999-12-31') AS to_on
FROM scope
CROSS JOIN variation ON variation.agreement_id = scope.agreement_id
INNER JOIN variation_item AS item
    ON item.agreement_id = variation.agreement_id AND item.number = variation.number
WHERE (
    variation.status = 'signed'
    OR variation.number IN (SELECT assumed.number FROM assumed_signed AS assumed)
)
AND NOT EXISTS (
    SELECT 1 FROM assumed_term AS instead
    WHERE instead.item = item.item AND instead.key = item.key
)
WINDOW folded AS (
    PARTITION BY item.item, item.key ORDER BY variation.effective_from, variation.number
)
UNION ALL
SELECT assumed_term.item, assumed_term.key, assumed_term.value, 0, '0001-01-01', '9999-12-31'
FROM assumed_term;

-- Every day of the period with the terms that decide what is claimable on it.
CREATE TEMP TABLE scope_day (
    day TEXT PRIMARY KEY,
    month TEXT NOT NULL,
    weekday TEXT NOT NULL,              -- Sunday 0, as strftime('%w')
    in_agreement INTEGER NOT NULL,      -- between its start and the period end in force that day
    minimum_minutes INTEGER NOT NULL    -- 0 where no minimum is set
) STRICT, WITHOUT ROWID;

-- domain.md, "listed": from ≤ local date ≤ to; dates of several listings are joined.
CREATE TEMP TABLE listed_day (
    hotspot_id TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY (hotspot_id, day)
) STRICT, WITHOUT ROWID;

-- Everybody, with whether they are our own staff; numbered, as numbers sort faster than ids.
CREATE TEMP TABLE worker (
    person_id TEXT PRIMARY KEY, place INTEGER NOT NULL, own INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Funding sources of the agreement.
CREATE TEMP TABLE funded (funding_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Minutes of a person on a visit that an earlier-joined visit of theirs already covers, above 0.
CREATE TEMP TABLE overlap (
    shift_id TEXT NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    PRIMARY KEY (shift_id, number, position)
) STRICT, WITHOUT ROWID;

-- One row for each visit that is not void and whose sheet is finished.
CREATE TEMP TABLE scoped_visit (
    shift_id TEXT NOT NULL, number INTEGER NOT NULL, sheet TEXT NOT NULL, hotspot_id TEXT NOT NULL,
    day TEXT NOT NULL, month TEXT NOT NULL, in_minute INTEGER NOT NULL, out_minute INTEGER,
    mode TEXT NOT NULL,
    patrol_minutes INTEGER NOT NULL,    -- latest Left − earliest Joined of own-staff members
    person_minutes INTEGER NOT NULL,    -- net minutes of own-staff members
    claimable_minutes INTEGER NOT NULL, -- net minutes of members without an exclusion
    claimable_patrol INTEGER NOT NULL,  -- first in to last out of members without one (rule 9a)
    exclusion TEXT NOT NULL,            -- the first that the visit itself meets, '' where none
    counted INTEGER NOT NULL,           -- domain.md, "visit counted"
    qualifying INTEGER NOT NULL         -- domain.md, "qualifying visit"
) STRICT;

-- The claim bridge's rows, one for each person on each of these visits: net minutes and the first
-- exclusion that applies, '' where none (rule 6). Filled by presence.sql. There may be a million,
-- so they hold numbers in place of ids.
CREATE TEMP TABLE presence (
    visit INTEGER NOT NULL,             -- rowid of scoped_visit
    position INTEGER NOT NULL,
    worker INTEGER NOT NULL,            -- place of worker, rowid of person
    own INTEGER NOT NULL,
    funding INTEGER,                    -- rowid of funding_source
    minutes INTEGER NOT NULL,           -- Left − Joined, 0 without Left
    overlap INTEGER NOT NULL, net_minutes INTEGER NOT NULL, counted INTEGER NOT NULL,
    exclusion TEXT NOT NULL
) STRICT;

CREATE TEMP TABLE visited_day (
    hotspot_id TEXT NOT NULL, day TEXT NOT NULL, visits INTEGER NOT NULL,
    PRIMARY KEY (hotspot_id, day)
) STRICT, WITHOUT ROWID;

-- What each day adds to each Summary measure; filled by totals.sql.
CREATE TEMP TABLE day_total (
    measure TEXT NOT NULL, day TEXT NOT NULL, number INTEGER NOT NULL
) STRICT;

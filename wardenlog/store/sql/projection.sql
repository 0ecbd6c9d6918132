-- What counting reads: derived from the log, one aggregate at a time, and rebuilt from it at will.
-- The first column of every table is the id of the aggregate that the row belongs to.
-- Instants are UTC text (…_at) with whole UTC minutes since 1970 beside them (…_minute);
-- money is whole pence; "live" is 1 for what counts: sheet finished, neither it nor the visit void.

CREATE TABLE council (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, ons_code TEXT, marking TEXT, contact TEXT,
    purchase_order TEXT, returns_approved INTEGER NOT NULL, void_reason TEXT
) STRICT;

CREATE TABLE organisation (
    id TEXT PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, organisation_kind TEXT,
    own INTEGER NOT NULL, void_reason TEXT
) STRICT;

CREATE TABLE person (
    id TEXT PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    staff_group TEXT, active_from TEXT, active_to TEXT, void_reason TEXT
) STRICT;

CREATE TABLE authorisation (
    person_id TEXT NOT NULL, position INTEGER NOT NULL, family TEXT NOT NULL, basis TEXT,
    from_on TEXT, to_on TEXT,
    PRIMARY KEY (person_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE hotspot (
    id TEXT PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, ward TEXT, district TEXT,
    hotspot_kind TEXT, sensitive INTEGER NOT NULL, void_reason TEXT
) STRICT;

CREATE TABLE hotspot_boundary (
    hotspot_id TEXT NOT NULL, position INTEGER NOT NULL, from_on TEXT, to_on TEXT,
    geojson TEXT NOT NULL,
    PRIMARY KEY (hotspot_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE pspo (
    id TEXT PRIMARY KEY, code TEXT NOT NULL, title TEXT NOT NULL, from_on TEXT, to_on TEXT,
    boundary TEXT, void_reason TEXT
) STRICT;

CREATE TABLE agreement (
    id TEXT PRIMARY KEY, reference TEXT NOT NULL,
    funder_id TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    recipient_id TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    programme TEXT, start_on TEXT NOT NULL, purpose TEXT, void_reason TEXT
) STRICT;

CREATE TABLE variation (
    agreement_id TEXT NOT NULL, number INTEGER NOT NULL, effective_from TEXT NOT NULL,
    status TEXT NOT NULL, requested_on TEXT, signed_on TEXT, reason TEXT, approval_reference TEXT,
    PRIMARY KEY (agreement_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE variation_item (
    agreement_id TEXT NOT NULL, number INTEGER NOT NULL, item TEXT NOT NULL, key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (agreement_id, number, item, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE listing (
    agreement_id TEXT NOT NULL, position INTEGER NOT NULL,
    hotspot_id TEXT NOT NULL REFERENCES hotspot (id) DEFERRABLE INITIALLY DEFERRED,
    from_on TEXT NOT NULL, to_on TEXT,
    replaced_by_id TEXT REFERENCES hotspot (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (agreement_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_rule (
    agreement_id TEXT NOT NULL, position INTEGER NOT NULL,
    hotspot_id TEXT NOT NULL REFERENCES hotspot (id) DEFERRABLE INITIALLY DEFERRED,
    visits INTEGER NOT NULL, per_days INTEGER NOT NULL, minimum_minutes INTEGER,
    weekdays TEXT,                      -- digits of the days, Sunday 0, as strftime('%w'); NULL: all
    window_start INTEGER,               -- minutes after local midnight; NULL: any time
    window_end INTEGER,
    modes TEXT,                         -- ' foot cycle '; NULL: all
    from_on TEXT NOT NULL, to_on TEXT,
    PRIMARY KEY (agreement_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX plan_rule_by_hotspot ON plan_rule (hotspot_id, agreement_id);

CREATE TABLE post (
    agreement_id TEXT NOT NULL, reference TEXT NOT NULL, title TEXT, grade TEXT, fte TEXT,
    funded_fte TEXT, fixed_term INTEGER, planned_start TEXT, actual_start TEXT, end_on TEXT,
    yearly_pence INTEGER,
    PRIMARY KEY (agreement_id, reference)
) STRICT, WITHOUT ROWID;

CREATE TABLE post_holding (
    agreement_id TEXT NOT NULL, reference TEXT NOT NULL, position INTEGER NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    from_on TEXT, to_on TEXT,
    PRIMARY KEY (agreement_id, reference, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE budget_line (
    agreement_id TEXT NOT NULL, reference TEXT NOT NULL, category TEXT NOT NULL, labour INTEGER,
    original_pence INTEGER NOT NULL,
    PRIMARY KEY (agreement_id, reference)
) STRICT, WITHOUT ROWID;

CREATE TABLE underspend (
    agreement_id TEXT NOT NULL, year TEXT NOT NULL, treatment TEXT NOT NULL, amount_pence INTEGER,
    asked_on TEXT, agreed_on TEXT, note TEXT,
    PRIMARY KEY (agreement_id, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE budget_change (
    agreement_id TEXT NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL,
    line TEXT NOT NULL, amount_pence INTEGER NOT NULL,
    PRIMARY KEY (agreement_id, number, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE funding_source (
    id TEXT PRIMARY KEY, code TEXT NOT NULL,
    agreement_id TEXT REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
    label TEXT, void_reason TEXT
) STRICT;

CREATE TABLE shift (
    id TEXT PRIMARY KEY, sheet TEXT NOT NULL, day TEXT NOT NULL, start_at TEXT NOT NULL,
    end_at TEXT NOT NULL, start_minute INTEGER NOT NULL, end_minute INTEGER NOT NULL,
    break_minutes INTEGER NOT NULL, team TEXT, vehicle TEXT, finished INTEGER NOT NULL, note TEXT,
    void_reason TEXT,
    live INTEGER NOT NULL               -- finished and not void
) STRICT;

CREATE INDEX shift_by_day ON shift (day, sheet, id);
CREATE INDEX shift_by_sheet ON shift (sheet);
CREATE INDEX shift_unfinished ON shift (day) WHERE finished = 0 AND void_reason IS NULL;

CREATE TABLE shift_member (
    shift_id TEXT NOT NULL, position INTEGER NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    start_at TEXT NOT NULL, end_at TEXT NOT NULL,
    start_minute INTEGER NOT NULL, end_minute INTEGER NOT NULL,
    funding_id TEXT REFERENCES funding_source (id) DEFERRABLE INITIALLY DEFERRED,
    day TEXT NOT NULL, live INTEGER NOT NULL,
    paid_minutes INTEGER NOT NULL,      -- end − start − break, never below 0
    PRIMARY KEY (shift_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX shift_member_by_day
ON shift_member (live, day, person_id, paid_minutes, funding_id);

CREATE TABLE visit (
    shift_id TEXT NOT NULL, number INTEGER NOT NULL, id TEXT NOT NULL UNIQUE,
    hotspot_id TEXT NOT NULL REFERENCES hotspot (id) DEFERRABLE INITIALLY DEFERRED,
    sheet TEXT NOT NULL, day TEXT NOT NULL, in_at TEXT NOT NULL, out_at TEXT,
    in_minute INTEGER NOT NULL, out_minute INTEGER,
    clock_minute INTEGER NOT NULL,      -- In as minutes after local midnight
    mode TEXT NOT NULL, uniformed INTEGER NOT NULL, purpose TEXT, time_source TEXT,
    void_reason TEXT, note TEXT, live INTEGER NOT NULL,
    PRIMARY KEY (shift_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX visit_by_day ON visit (
    live, day, hotspot_id, shift_id, number, in_minute, out_minute, clock_minute, mode, uniformed,
    sheet
);
CREATE INDEX visit_by_hotspot ON visit (hotspot_id, day);
CREATE INDEX visit_by_start ON visit (day, in_minute, id);

CREATE TABLE visit_member (
    shift_id TEXT NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    joined_at TEXT NOT NULL, left_at TEXT, joined_minute INTEGER NOT NULL, left_minute INTEGER,
    funding_id TEXT REFERENCES funding_source (id) DEFERRABLE INITIALLY DEFERRED,
    sheet TEXT NOT NULL, day TEXT NOT NULL, live INTEGER NOT NULL,
    PRIMARY KEY (shift_id, number, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX visit_member_by_day ON visit_member (
    live, day, person_id, joined_minute, left_minute, sheet, number, position, funding_id, shift_id
);
CREATE INDEX visit_member_by_person ON visit_member (person_id, day);

CREATE TABLE partner_presence (
    shift_id TEXT NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL,
    partner_kind TEXT NOT NULL, persons INTEGER NOT NULL, minutes INTEGER,
    PRIMARY KEY (shift_id, number, position)
) STRICT, WITHOUT ROWID;

-- What is written on a sheet belongs to a visit (its number, day and hotspot) or to the whole
-- shift (number and hotspot NULL, day the shift's own).

CREATE TABLE tally (
    shift_id TEXT NOT NULL, position INTEGER NOT NULL, number INTEGER, day TEXT NOT NULL,
    hotspot_id TEXT, live INTEGER NOT NULL,
    measure TEXT NOT NULL, quantity INTEGER NOT NULL, estimated INTEGER NOT NULL,
    PRIMARY KEY (shift_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX tally_by_day ON tally (live, day, hotspot_id, measure, quantity, estimated);

CREATE TABLE incident (
    shift_id TEXT NOT NULL, position INTEGER NOT NULL, number INTEGER, day TEXT NOT NULL,
    hotspot_id TEXT, live INTEGER NOT NULL,
    at TEXT, category TEXT NOT NULL, incident_type TEXT NOT NULL, outcome TEXT,
    PRIMARY KEY (shift_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX incident_by_day ON incident (live, day, hotspot_id, category, incident_type);

CREATE TABLE power_use (
    shift_id TEXT NOT NULL, position INTEGER NOT NULL, number INTEGER, day TEXT NOT NULL,
    hotspot_id TEXT, live INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE, at TEXT, power TEXT NOT NULL, stage TEXT NOT NULL, use TEXT NOT NULL,
    person_id TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    subject TEXT, age_band TEXT, behaviour TEXT, outcome TEXT,
    pspo_id TEXT REFERENCES pspo (id) DEFERRABLE INITIALLY DEFERRED,
    reference TEXT, amount_pence INTEGER, quantity INTEGER NOT NULL, status TEXT, status_on TEXT,
    PRIMARY KEY (shift_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX power_use_by_day
ON power_use (live, day, hotspot_id, power, stage, use, age_band, quantity);
CREATE INDEX power_use_by_status_day
ON power_use (live, status, status_on, hotspot_id, power, stage, use, quantity)
WHERE status_on IS NOT NULL;
CREATE INDEX power_use_by_reference ON power_use (reference, stage)
WHERE reference IS NOT NULL;

CREATE TABLE referral (
    shift_id TEXT NOT NULL, position INTEGER NOT NULL, number INTEGER, day TEXT NOT NULL,
    hotspot_id TEXT, live INTEGER NOT NULL,
    pathway TEXT NOT NULL, stage TEXT, outcome TEXT,
    PRIMARY KEY (shift_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX referral_by_day ON referral (live, day, hotspot_id, pathway);

CREATE TABLE seizure (
    shift_id TEXT NOT NULL, position INTEGER NOT NULL, number INTEGER, day TEXT NOT NULL,
    hotspot_id TEXT, live INTEGER NOT NULL,
    seizure_kind TEXT NOT NULL, quantity INTEGER NOT NULL, use TEXT NOT NULL,
    PRIMARY KEY (shift_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX seizure_by_day ON seizure (live, day, hotspot_id, seizure_kind, quantity);

CREATE TABLE other_time (
    shift_id TEXT NOT NULL, position INTEGER NOT NULL, day TEXT NOT NULL, live INTEGER NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    time_kind TEXT NOT NULL, minutes INTEGER NOT NULL,
    PRIMARY KEY (shift_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX other_time_by_day ON other_time (live, day, person_id, time_kind, minutes);

CREATE TABLE line_month (
    id TEXT PRIMARY KEY,
    agreement_id TEXT NOT NULL REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
    line TEXT NOT NULL, month TEXT NOT NULL, forecast_pence INTEGER, void_reason TEXT
) STRICT;

CREATE TABLE expenditure (
    line_month_id TEXT NOT NULL, position INTEGER NOT NULL, agreement_id TEXT NOT NULL,
    line TEXT NOT NULL, spent_on TEXT NOT NULL, amount_pence INTEGER NOT NULL,
    ledger_reference TEXT, post TEXT, note TEXT, void_reason TEXT, live INTEGER NOT NULL,
    PRIMARY KEY (line_month_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX expenditure_by_day
ON expenditure (agreement_id, live, spent_on, line, post, amount_pence);

CREATE TABLE intelligence (
    id TEXT PRIMARY KEY, day TEXT NOT NULL, channel TEXT NOT NULL, quantity INTEGER NOT NULL,
    hotspot_id TEXT REFERENCES hotspot (id) DEFERRABLE INITIALLY DEFERRED, void_reason TEXT
) STRICT;

CREATE TABLE nil_day (
    id TEXT PRIMARY KEY, day TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    scope TEXT, void_reason TEXT
) STRICT;

CREATE TABLE supplied_incidents (
    id TEXT PRIMARY KEY, source TEXT, extracted_on TEXT, coverage TEXT, void_reason TEXT
) STRICT;

CREATE TABLE supplied_count (
    supplied_incidents_id TEXT NOT NULL, position INTEGER NOT NULL,
    hotspot_id TEXT NOT NULL REFERENCES hotspot (id) DEFERRABLE INITIALLY DEFERRED,
    month TEXT NOT NULL, category TEXT, quantity INTEGER NOT NULL, same_month_last_year INTEGER,
    live INTEGER NOT NULL,
    PRIMARY KEY (supplied_incidents_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE assignment (
    id TEXT PRIMARY KEY,
    hotspot_id TEXT NOT NULL REFERENCES hotspot (id) DEFERRABLE INITIALLY DEFERRED,
    day TEXT NOT NULL, arm TEXT NOT NULL, void_reason TEXT
) STRICT;

CREATE TABLE grant_return (
    id TEXT PRIMARY KEY,
    agreement_id TEXT NOT NULL REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
    period_from TEXT NOT NULL, period_to TEXT NOT NULL, version INTEGER NOT NULL,
    return_kind TEXT NOT NULL, state TEXT NOT NULL, variation INTEGER,
    rules_version INTEGER NOT NULL, revision_head TEXT NOT NULL, revision_seq INTEGER NOT NULL,
    file_name TEXT, file_sha256 TEXT, fingerprint TEXT, figures_fingerprint TEXT,
    receipt_code TEXT, sent_at TEXT, unit TEXT, amount_pence INTEGER, comment TEXT,
    approved_by TEXT, approved_at TEXT, void_reason TEXT
) STRICT;

CREATE INDEX grant_return_by_period ON grant_return (agreement_id, period_from, version);

CREATE TABLE return_value (
    grant_return_id TEXT NOT NULL, position INTEGER NOT NULL, table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,              -- a JSON array of the row's key cells
    column_name TEXT NOT NULL, value TEXT NOT NULL, status TEXT NOT NULL,
    PRIMARY KEY (grant_return_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE return_line (
    grant_return_id TEXT NOT NULL, position INTEGER NOT NULL, what TEXT NOT NULL,
    from_on TEXT NOT NULL, to_on TEXT NOT NULL, basis TEXT NOT NULL, unit TEXT, minutes INTEGER,
    rate TEXT, amount_pence INTEGER,
    adjusts_from TEXT, adjusts_to TEXT, adjusts_version INTEGER,
    PRIMARY KEY (grant_return_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE explanation (
    id TEXT PRIMARY KEY, check_code TEXT NOT NULL, record_kind TEXT NOT NULL,
    record_id TEXT NOT NULL, visit INTEGER, text TEXT NOT NULL, void_reason TEXT
) STRICT;

-- The words that quick find looks through. A rowid is 65,536 times the number of the aggregate's
-- first revision, and a position: 0 the record itself, 1 to 9,999 a visit, from 10,000 a power use.

CREATE VIRTUAL TABLE search USING fts5 (
    person, hotspot, sheet, reference, note, tokenize = 'unicode61 remove_diacritics 2'
);

-- The log and what stands beside it. Nothing here is derived, so nothing here is ever rebuilt.

CREATE TABLE revision (
    seq INTEGER PRIMARY KEY,            -- the order in which this file took revisions in
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    aggregate_id TEXT NOT NULL,
    parent TEXT,                        -- the revision of this aggregate that this one follows
    origin TEXT NOT NULL,               -- the installation that wrote it
    origin_seq INTEGER NOT NULL,        -- 1, 2, 3 … within its origin
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    operation TEXT NOT NULL CHECK (operation IN ('record', 'amend', 'void', 'restore', 'undo')),
    reason TEXT,
    batch_id TEXT,
    undoes TEXT,                        -- the revision that this one takes back, with all since
    salt BLOB,
    payload TEXT,                       -- canonical JSON of the whole aggregate; 'null' removes it
    digest TEXT NOT NULL,               -- SHA-256 of salt and payload
    chain TEXT NOT NULL,                -- SHA-256 of the origin's last chain, this header and digest
    UNIQUE (origin, origin_seq)
) STRICT;

CREATE INDEX revision_by_aggregate ON revision (aggregate_id, seq);
CREATE INDEX revision_by_batch ON revision (batch_id) WHERE batch_id IS NOT NULL;

-- What a return that was sent is compared with: records of its days that were changed afterwards.
CREATE INDEX revision_after_the_first ON revision (seq) WHERE operation <> 'record';

CREATE TABLE purge (
    id TEXT PRIMARY KEY,
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    reason TEXT NOT NULL
) STRICT;

CREATE TRIGGER revision_keeps BEFORE DELETE ON revision
BEGIN
    SELECT RAISE(ABORT, 'the log is append-only');
END;

CREATE TRIGGER revision_stands BEFORE UPDATE ON revision
WHEN NOT (
    NEW.salt IS NULL AND NEW.payload IS NULL
    AND EXISTS (SELECT 1 FROM purge WHERE closed_at IS NULL)
    AND NEW.seq = OLD.seq AND NEW.id = OLD.id AND NEW.kind = OLD.kind
    AND NEW.aggregate_id = OLD.aggregate_id AND NEW.parent IS OLD.parent
    AND NEW.origin = OLD.origin AND NEW.origin_seq = OLD.origin_seq AND NEW.at = OLD.at
    AND NEW.actor = OLD.actor AND NEW.operation = OLD.operation AND NEW.reason IS OLD.reason
    AND NEW.batch_id IS OLD.batch_id AND NEW.undoes IS OLD.undoes
    AND NEW.digest = OLD.digest AND NEW.chain = OLD.chain
)
BEGIN
    SELECT RAISE(ABORT, 'the log is append-only');
END;

CREATE TABLE import_batch (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    source TEXT NOT NULL,               -- the file's name, without its folder
    sha256 TEXT NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    undone_at TEXT
) STRICT;

CREATE TABLE access_event (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject_kind TEXT,
    subject_id TEXT,
    detail TEXT
) STRICT;

CREATE TABLE draft (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    aggregate_id TEXT,
    kept_at TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Every blank sheet printed with a number of its own. It is missing until a sheet of that number is
-- typed, or somebody says why it never will be.
CREATE TABLE printed_sheet (
    serial TEXT PRIMARY KEY,
    series TEXT NOT NULL,               -- the serial without its last digits
    number INTEGER NOT NULL,            -- those digits
    team TEXT,
    printed_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    spoiled_reason TEXT,
    spoiled_at TEXT,
    spoiled_by TEXT
) STRICT, WITHOUT ROWID;

-- A second person's look at a finished sheet, where the council wants one: compared with the paper,
-- or typed again blind. It is never counted, and never needed to send (domain.md, rule 5).
CREATE TABLE second_look (
    id TEXT PRIMARY KEY,
    shift_id TEXT NOT NULL,
    revision_id TEXT NOT NULL,          -- the sheet as it was looked at
    kind TEXT NOT NULL CHECK (kind IN ('check', 'rekey')),
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    differences TEXT NOT NULL           -- JSON: a list of [place, recorded, typed again]
) STRICT;

CREATE INDEX second_look_by_sheet ON second_look (shift_id, kind, at);

-- The price book: what usage was ever charged by, and when. Rows are never changed, but that an open span of time is ended.
-- Moments are microseconds since 1970-01-01T00:00:00Z.

CREATE TABLE price (
    id TEXT PRIMARY KEY,
    model TEXT NOT NULL,
    unit TEXT NOT NULL,
    mode TEXT NOT NULL,
    unit_price TEXT NOT NULL,           -- a decimal: for 1,000,000 tokens, 60 seconds, one image or document
    currency TEXT NOT NULL
) STRICT;

CREATE TABLE price_validity (
    price_id TEXT NOT NULL REFERENCES price (id),
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,                   -- NULL while it is in force
    source TEXT NOT NULL,
    PRIMARY KEY (price_id, valid_from)
) STRICT, WITHOUT ROWID;

-- Bills that are final. Rows are never changed and never deleted.

CREATE TABLE bill (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_uuid BLOB NOT NULL,
    month TEXT NOT NULL,                -- such as 2026-10, UTC
    currency TEXT NOT NULL,
    issued_at INTEGER NOT NULL,
    document TEXT NOT NULL,             -- JSON: lines, names, rules and what was left of the free tier
    UNIQUE (organization_uuid, month, currency)
) STRICT;

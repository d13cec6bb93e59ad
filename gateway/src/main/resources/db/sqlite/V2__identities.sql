-- Who may call. Each has an integer id for compatible APIs beside the UUID that everything else uses; ids are never reused.
-- Moments are microseconds since 1970-01-01T00:00:00Z. Of an API key only the hash is kept.

CREATE TABLE organization (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE project (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid BLOB NOT NULL UNIQUE,
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (organization_id, name)
) STRICT;

CREATE TABLE user_account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid BLOB NOT NULL UNIQUE,
    organization_id INTEGER NOT NULL REFERENCES organization (id),
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE api_key (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid BLOB NOT NULL UNIQUE,
    project_id INTEGER NOT NULL REFERENCES project (id),
    user_id INTEGER REFERENCES user_account (id),
    name TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,          -- SHA-256
    hint TEXT NOT NULL,
    scopes TEXT NOT NULL,               -- names, separated by a space
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    revoked_at INTEGER
) STRICT;

-- One row. Every write to the tables above adds one, in the same transaction: nodes ask for it to learn of changes.
CREATE TABLE identity_version (
    version INTEGER NOT NULL
) STRICT;

INSERT INTO identity_version (version) VALUES (0);

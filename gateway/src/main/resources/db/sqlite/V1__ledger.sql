-- Usage records and their rollups.
--
-- Moments are integers: microseconds since 1970-01-01T00:00:00Z in records, seconds in rollups. UUIDs are 16 bytes, so that
-- they sort as they do elsewhere. An amount of money is two integers, whole units and parts of 10^-12, which add exactly.
-- Impacts are kWh, kgCO2eq, kgSbeq, MJ and litres; NULL is a figure that was not estimated.

CREATE TABLE usage_record (
    started_at INTEGER NOT NULL,
    id BLOB NOT NULL,
    node TEXT NOT NULL,
    organization_uuid BLOB NOT NULL,
    project_uuid BLOB NOT NULL,
    api_key_uuid BLOB NOT NULL,
    user_uuid BLOB,
    endpoint TEXT NOT NULL,
    mode TEXT NOT NULL,
    stream INTEGER NOT NULL,
    model TEXT NOT NULL,
    requested_model TEXT NOT NULL,
    prompt_bytes INTEGER NOT NULL,
    tags TEXT,                      -- JSON object, NULL for none
    provider TEXT,                  -- NULL, with the four below, where no provider was reached
    upstream_model TEXT,
    zone TEXT,
    region TEXT,
    deployment_uuid BLOB,
    status INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    finish_reason TEXT,
    latency_us INTEGER NOT NULL,
    first_token_us INTEGER,
    input_tokens INTEGER NOT NULL,
    cached_input_tokens INTEGER NOT NULL,
    cache_write_tokens INTEGER NOT NULL,
    audio_input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    reasoning_tokens INTEGER NOT NULL,  -- part of output_tokens
    count_source TEXT NOT NULL,
    not_counted INTEGER NOT NULL,
    audio_ms INTEGER NOT NULL,
    images INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    currency TEXT NOT NULL,
    charge_units INTEGER NOT NULL,      -- the sum of charge_lines
    charge_pico INTEGER NOT NULL,
    charge_lines TEXT,                  -- JSON array of {unit, quantity, price, amount}, NULL for none
    method TEXT,                        -- NULL where impacts were not estimated
    no_footprint_reason TEXT,           -- NULL where they were
    energy_min REAL,
    energy_max REAL,
    gwp_usage_min REAL,
    gwp_usage_max REAL,
    gwp_embodied_min REAL,
    gwp_embodied_max REAL,
    adpe_usage_min REAL,
    adpe_usage_max REAL,
    adpe_embodied_min REAL,
    adpe_embodied_max REAL,
    pe_usage_min REAL,
    pe_usage_max REAL,
    pe_embodied_min REAL,
    pe_embodied_max REAL,
    wcf_min REAL,
    wcf_max REAL,
    attempts TEXT,                      -- JSON array of {provider, status, failure, offset_us, duration_us}, NULL for none
    PRIMARY KEY (started_at, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX usage_record_by_organization ON usage_record (organization_uuid, started_at, id);
CREATE INDEX usage_record_by_project ON usage_record (project_uuid, started_at, id);

-- In the keys of rollups an absent part is an empty string or an empty blob, so that keys compare.

CREATE TABLE usage_rollup (
    organization_uuid BLOB NOT NULL,
    grain TEXT NOT NULL CHECK (grain IN ('h', 'd', 'm')),
    period INTEGER NOT NULL,
    project_uuid BLOB NOT NULL,
    api_key_uuid BLOB NOT NULL,         -- empty in rows of a day or a month
    model TEXT NOT NULL,
    provider TEXT NOT NULL,             -- empty in rows of a day or a month
    deployment_uuid BLOB NOT NULL,
    endpoint TEXT NOT NULL,
    mode TEXT NOT NULL,
    price TEXT NOT NULL,                -- empty where there was no price
    currency TEXT NOT NULL,
    unit TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    charge_units INTEGER NOT NULL,
    charge_pico INTEGER NOT NULL CHECK (charge_pico BETWEEN 0 AND 999999999999),
    PRIMARY KEY (organization_uuid, grain, period, project_uuid, api_key_uuid, model, provider, deployment_uuid, endpoint,
        mode, price, currency, unit)
) STRICT, WITHOUT ROWID;

CREATE TABLE call_rollup (
    organization_uuid BLOB NOT NULL,
    grain TEXT NOT NULL CHECK (grain IN ('h', 'd', 'm')),
    period INTEGER NOT NULL,
    project_uuid BLOB NOT NULL,
    api_key_uuid BLOB NOT NULL,
    model TEXT NOT NULL,
    provider TEXT NOT NULL,
    deployment_uuid BLOB NOT NULL,
    endpoint TEXT NOT NULL,
    zone TEXT NOT NULL,
    method TEXT NOT NULL,               -- empty for calls whose impacts were not estimated
    status_class TEXT NOT NULL,
    calls INTEGER NOT NULL,
    prompt_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    estimated_tokens INTEGER NOT NULL,  -- of calls whose tokens were estimated
    weighed_tokens INTEGER NOT NULL,    -- of calls whose impacts were estimated
    -- How many calls took at most 10, 20, 40, ... 81,920 ms and more than the bound before; the last: more than all.
    latency_0 INTEGER NOT NULL,
    latency_1 INTEGER NOT NULL,
    latency_2 INTEGER NOT NULL,
    latency_3 INTEGER NOT NULL,
    latency_4 INTEGER NOT NULL,
    latency_5 INTEGER NOT NULL,
    latency_6 INTEGER NOT NULL,
    latency_7 INTEGER NOT NULL,
    latency_8 INTEGER NOT NULL,
    latency_9 INTEGER NOT NULL,
    latency_10 INTEGER NOT NULL,
    latency_11 INTEGER NOT NULL,
    latency_12 INTEGER NOT NULL,
    latency_13 INTEGER NOT NULL,
    latency_14 INTEGER NOT NULL,
    latency_sum_us INTEGER NOT NULL,
    -- The same for the first token of streams: 1, 5, 10, 20, 40, 60, 80, 100, 250, 500, 750 ms, 1, 2.5, 5, 7.5, 10 s, more.
    first_token_0 INTEGER NOT NULL,
    first_token_1 INTEGER NOT NULL,
    first_token_2 INTEGER NOT NULL,
    first_token_3 INTEGER NOT NULL,
    first_token_4 INTEGER NOT NULL,
    first_token_5 INTEGER NOT NULL,
    first_token_6 INTEGER NOT NULL,
    first_token_7 INTEGER NOT NULL,
    first_token_8 INTEGER NOT NULL,
    first_token_9 INTEGER NOT NULL,
    first_token_10 INTEGER NOT NULL,
    first_token_11 INTEGER NOT NULL,
    first_token_12 INTEGER NOT NULL,
    first_token_13 INTEGER NOT NULL,
    first_token_14 INTEGER NOT NULL,
    first_token_15 INTEGER NOT NULL,
    first_token_16 INTEGER NOT NULL,
    first_token_sum_us INTEGER NOT NULL,
    energy_min REAL,
    energy_max REAL,
    gwp_usage_min REAL,
    gwp_usage_max REAL,
    gwp_embodied_min REAL,
    gwp_embodied_max REAL,
    adpe_usage_min REAL,
    adpe_usage_max REAL,
    adpe_embodied_min REAL,
    adpe_embodied_max REAL,
    pe_usage_min REAL,
    pe_usage_max REAL,
    pe_embodied_min REAL,
    pe_embodied_max REAL,
    wcf_min REAL,
    wcf_max REAL,
    PRIMARY KEY (organization_uuid, grain, period, project_uuid, api_key_uuid, model, provider, deployment_uuid, endpoint,
        zone, method, status_class)
) STRICT, WITHOUT ROWID;

CREATE TABLE spend_rollup (
    organization_uuid BLOB NOT NULL,
    scope TEXT NOT NULL,                -- organization, project, user, key, model or tag
    scope_id TEXT NOT NULL,             -- a UUID, the name of a model, or name=value of a tag
    hour INTEGER NOT NULL,
    model TEXT NOT NULL,
    currency TEXT NOT NULL,
    tokens INTEGER NOT NULL,
    charge_units INTEGER NOT NULL,
    charge_pico INTEGER NOT NULL CHECK (charge_pico BETWEEN 0 AND 999999999999),
    energy_max REAL NOT NULL,
    gwp_max REAL NOT NULL,
    PRIMARY KEY (organization_uuid, scope, scope_id, hour, model, currency)
) STRICT, WITHOUT ROWID;

CREATE INDEX spend_rollup_by_hour ON spend_rollup (organization_uuid, hour);

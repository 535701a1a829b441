-- Firms and clients may live in the larger product's own database, so nothing here refers to their tables.

CREATE TABLE runs (
    firm_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    kind TEXT NOT NULL, -- manual_import, reload
    from_month TEXT NOT NULL,
    to_month TEXT NOT NULL, -- included
    created_at TEXT NOT NULL,
    PRIMARY KEY (firm_id, run_id)
) STRICT, WITHOUT ROWID;

-- A run's part for one client.
CREATE TABLE run_items (
    firm_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    position INTEGER NOT NULL, -- the order in the run, from 0
    client_id TEXT NOT NULL,
    epoch INTEGER, -- of the latest start; none: never started
    finished_at TEXT,
    requests INTEGER NOT NULL DEFAULT 0, -- how many the client's books were asked
    PRIMARY KEY (firm_id, item_id),
    UNIQUE (firm_id, run_id, position),
    FOREIGN KEY (firm_id, run_id) REFERENCES runs (firm_id, run_id)
) STRICT, WITHOUT ROWID;

-- The epoch of each client's work: every start of an item of the client counts one up.
CREATE TABLE lanes (
    firm_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    PRIMARY KEY (firm_id, client_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE month_outcomes (
    firm_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    position INTEGER NOT NULL, -- the order in the item, from 0
    month TEXT NOT NULL,
    counts TEXT, -- JSON object: data field to number; none: not counted
    kind TEXT NOT NULL, -- the outcome in one word, for people who look into the table
    outcome TEXT NOT NULL, -- JSON, all of the outcome
    PRIMARY KEY (firm_id, item_id, position),
    FOREIGN KEY (firm_id, item_id) REFERENCES run_items (firm_id, item_id)
) STRICT, WITHOUT ROWID;

-- Firms and clients may live in the larger product's own database, so nothing here refers to their tables.

CREATE TABLE uku.runs (
    firm_id text COLLATE "C" NOT NULL,
    run_id uuid NOT NULL,
    kind text NOT NULL, -- manual_import, reload
    from_month text COLLATE "C" NOT NULL,
    to_month text COLLATE "C" NOT NULL, -- included
    created_at text COLLATE "C" NOT NULL,
    PRIMARY KEY (firm_id, run_id)
);

-- A run's part for one client.
CREATE TABLE uku.run_items (
    firm_id text COLLATE "C" NOT NULL,
    item_id uuid NOT NULL,
    run_id uuid NOT NULL,
    position bigint NOT NULL, -- the order in the run, from 0
    client_id text COLLATE "C" NOT NULL,
    epoch bigint, -- of the latest start; none: never started
    finished_at text COLLATE "C",
    stopped_at text COLLATE "C", -- when it was stopped before its end
    requests bigint NOT NULL DEFAULT 0, -- how many the client's books were asked
    PRIMARY KEY (firm_id, item_id),
    UNIQUE (firm_id, run_id, position),
    FOREIGN KEY (firm_id, run_id) REFERENCES uku.runs (firm_id, run_id)
);

-- The epoch of each client's work: every start of an item of the client counts one up.
CREATE TABLE uku.lanes (
    firm_id text COLLATE "C" NOT NULL,
    client_id text COLLATE "C" NOT NULL,
    epoch bigint NOT NULL,
    PRIMARY KEY (firm_id, client_id)
);

CREATE TABLE uku.month_outcomes (
    firm_id text COLLATE "C" NOT NULL,
    item_id uuid NOT NULL,
    position bigint NOT NULL, -- the order in the item, from 0
    month text COLLATE "C" NOT NULL,
    counts json, -- object: data field to number; none: not counted
    kind text NOT NULL, -- the outcome in one word, for people who look into the table
    outcome json NOT NULL, -- all of the outcome
    PRIMARY KEY (firm_id, item_id, position),
    FOREIGN KEY (firm_id, item_id) REFERENCES uku.run_items (firm_id, item_id)
);

ALTER TABLE uku.runs ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE uku.run_items ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE uku.lanes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE uku.month_outcomes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY one_firm ON uku.runs USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());
CREATE POLICY one_firm ON uku.run_items USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());
CREATE POLICY one_firm ON uku.lanes USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());
CREATE POLICY one_firm ON uku.month_outcomes USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());

GRANT SELECT, INSERT ON uku.runs TO uku_app;
GRANT SELECT, INSERT, UPDATE ON uku.run_items, uku.lanes TO uku_app;
GRANT SELECT, INSERT, DELETE ON uku.month_outcomes TO uku_app;

CREATE TABLE uku.summary_tasks (
    firm_id text COLLATE "C" NOT NULL,
    client_id text COLLATE "C" NOT NULL,
    month text COLLATE "C" NOT NULL,
    task_id text COLLATE "C" NOT NULL,
    title text NOT NULL,
    topic_id text NOT NULL,
    assignee_id text NOT NULL, -- a member
    status text NOT NULL, -- open, done
    start_date text NOT NULL, -- like 2026-10-31
    due_date text NOT NULL,
    billed boolean NOT NULL DEFAULT false, -- the counts are on an invoice
    version bigint NOT NULL, -- counts up with every change, whoever made it
    -- The last accepted count: an earlier one is refused as stale.
    epoch bigint NOT NULL,
    counted_at text COLLATE "C" NOT NULL,
    PRIMARY KEY (firm_id, client_id, month),
    UNIQUE (firm_id, task_id),
    FOREIGN KEY (firm_id, client_id) REFERENCES uku.clients (firm_id, client_id)
);

-- The numbers in the custom fields of one task; an empty field has no row.
CREATE TABLE uku.summary_values (
    firm_id text COLLATE "C" NOT NULL,
    client_id text COLLATE "C" NOT NULL,
    month text COLLATE "C" NOT NULL,
    field_id text COLLATE "C" NOT NULL, -- a custom task field
    value numeric NOT NULL,
    PRIMARY KEY (firm_id, client_id, month, field_id),
    FOREIGN KEY (firm_id, client_id, month) REFERENCES uku.summary_tasks (firm_id, client_id, month)
);

CREATE TABLE uku.summary_settings (
    firm_id text COLLATE "C" PRIMARY KEY,
    title text NOT NULL, -- {month} and {client} are filled in for each task
    topic_id text NOT NULL,
    status text NOT NULL, -- of a new task: open, done
    mapping json NOT NULL -- object: data field to custom task field
);

ALTER TABLE uku.summary_tasks ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE uku.summary_values ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE uku.summary_settings ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY one_firm ON uku.summary_tasks USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());
CREATE POLICY one_firm ON uku.summary_values USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());
CREATE POLICY one_firm ON uku.summary_settings USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());

GRANT SELECT, INSERT, UPDATE ON uku.summary_tasks, uku.summary_values, uku.summary_settings TO uku_app;

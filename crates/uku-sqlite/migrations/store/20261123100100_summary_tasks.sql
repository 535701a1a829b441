CREATE TABLE summary_tasks (
    firm_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    month TEXT NOT NULL,
    task_id TEXT NOT NULL,
    title TEXT NOT NULL,
    topic_id TEXT NOT NULL,
    assignee_id TEXT NOT NULL, -- a member
    status TEXT NOT NULL, -- open, done
    start_date TEXT NOT NULL, -- like 2026-10-31
    due_date TEXT NOT NULL,
    billed INTEGER NOT NULL DEFAULT 0 CHECK (billed IN (0, 1)), -- 1: the counts are on an invoice
    version INTEGER NOT NULL, -- counts up with every change, whoever made it
    -- The last accepted count: an earlier one is refused as stale.
    epoch INTEGER NOT NULL,
    counted_at TEXT NOT NULL,
    PRIMARY KEY (firm_id, client_id, month),
    UNIQUE (firm_id, task_id),
    FOREIGN KEY (firm_id, client_id) REFERENCES clients (firm_id, client_id)
) STRICT, WITHOUT ROWID;

-- The numbers in the custom fields of one task; an empty field has no row.
CREATE TABLE summary_values (
    firm_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    month TEXT NOT NULL,
    field_id TEXT NOT NULL, -- a custom task field
    value TEXT NOT NULL, -- a decimal number; SQLite's own numbers would round it
    PRIMARY KEY (firm_id, client_id, month, field_id),
    FOREIGN KEY (firm_id, client_id, month) REFERENCES summary_tasks (firm_id, client_id, month)
) STRICT, WITHOUT ROWID;

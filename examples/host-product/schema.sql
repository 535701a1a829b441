-- The host product's own tables, as it might have had them for years. Rows have integer keys; what the outside calls
-- them is a text of its own. Only what is marked "for SmartAccounts" came with the integration.

CREATE TABLE IF NOT EXISTS accounts ( -- the accounting firms
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    reg_no TEXT,
    plan TEXT NOT NULL, -- Solo, Team, Elite
    time_zone TEXT NOT NULL DEFAULT 'Europe/Tallinn', -- by whose clock the firm lives
    suspended INTEGER NOT NULL DEFAULT 0 -- 1: not paid
) STRICT;

CREATE TABLE IF NOT EXISTS users (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    login TEXT NOT NULL,
    role TEXT NOT NULL, -- owner, admin, member
    left_us INTEGER NOT NULL DEFAULT 0, -- 1: does not work here any more
    UNIQUE (account_id, login)
) STRICT;

CREATE TABLE IF NOT EXISTS customers ( -- the clients of a firm
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    ref TEXT NOT NULL, -- for SmartAccounts: the integration names the clients that it brings in
    display_name TEXT NOT NULL,
    reg_no TEXT,
    reg_no_key TEXT, -- for SmartAccounts: the same for all ways to write one code; old data may have one twice
    vat_no TEXT,
    responsible_id INTEGER REFERENCES users (id),
    archived INTEGER NOT NULL DEFAULT 0,
    UNIQUE (account_id, ref)
) STRICT;

CREATE INDEX IF NOT EXISTS customers_by_reg_no_key ON customers (account_id, reg_no_key);

CREATE TABLE IF NOT EXISTS contact_cards ( -- people and addresses at a customer
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    place INTEGER NOT NULL, -- their order
    sort TEXT NOT NULL, -- name, mail, tel, post
    content TEXT NOT NULL,
    remark TEXT,
    PRIMARY KEY (customer_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS topics (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0, -- 1: no longer offered
    UNIQUE (account_id, code)
) STRICT;

CREATE TABLE IF NOT EXISTS custom_fields ( -- what a firm added to its tasks
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    sort TEXT NOT NULL DEFAULT 'number', -- number, text, choice, article, price, checkbox
    retired INTEGER NOT NULL DEFAULT 0, -- 1: no longer offered
    UNIQUE (account_id, code)
) STRICT;

CREATE TABLE IF NOT EXISTS tasks ( -- all work of all kinds
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    subject TEXT NOT NULL,
    topic_id INTEGER NOT NULL REFERENCES topics (id),
    assignee_id INTEGER NOT NULL REFERENCES users (id),
    finished INTEGER NOT NULL,
    starts_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1 -- for SmartAccounts: counts up with every change, see the triggers
) STRICT;

CREATE TABLE IF NOT EXISTS custom_values (
    task_id INTEGER NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    field_id INTEGER NOT NULL REFERENCES custom_fields (id),
    content TEXT NOT NULL, -- in a number field a decimal number
    PRIMARY KEY (task_id, field_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS invoice_lines ( -- a task with a line is billed
    id INTEGER PRIMARY KEY,
    task_id INTEGER REFERENCES tasks (id) ON DELETE SET NULL
) STRICT;

CREATE TABLE IF NOT EXISTS feed ( -- what the product tells people when they sign in
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    event_key TEXT, -- for SmartAccounts: of one event there is one line, however often it is told
    happened_at TEXT NOT NULL, -- RFC 3339
    user_id INTEGER REFERENCES users (id), -- for one person; else for the owner and all admins
    line TEXT NOT NULL,
    UNIQUE (account_id, event_key)
) STRICT;

-- For SmartAccounts: which task is a month's summary, and which count was accepted last. The row outlives a task that
-- a person deletes, so that a count from before can't bring it back.
CREATE TABLE IF NOT EXISTS month_summaries (
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    month TEXT NOT NULL, -- like 2026-10
    task_id INTEGER UNIQUE REFERENCES tasks (id) ON DELETE SET NULL,
    epoch INTEGER NOT NULL,
    counted_at TEXT NOT NULL, -- RFC 3339
    PRIMARY KEY (customer_id, month)
) STRICT, WITHOUT ROWID;

-- For SmartAccounts: whoever changes a task, through whichever part of the product, makes a new revision of it.
CREATE TRIGGER IF NOT EXISTS task_changed
AFTER UPDATE OF subject, topic_id, assignee_id, finished, starts_on, due_on ON tasks
BEGIN UPDATE tasks SET revision = revision + 1 WHERE id = new.id; END;

CREATE TRIGGER IF NOT EXISTS number_added AFTER INSERT ON custom_values
BEGIN UPDATE tasks SET revision = revision + 1 WHERE id = new.task_id; END;

CREATE TRIGGER IF NOT EXISTS number_changed AFTER UPDATE ON custom_values
BEGIN UPDATE tasks SET revision = revision + 1 WHERE id = new.task_id; END;

CREATE TRIGGER IF NOT EXISTS number_removed AFTER DELETE ON custom_values
BEGIN UPDATE tasks SET revision = revision + 1 WHERE id = old.task_id; END;

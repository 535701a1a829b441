-- In all tables: every key begins with firm_id, the tenant. Instants are RFC 3339 text in UTC with nine digits of
-- fraction, which sorts by time; months are text like 2026-10; identities are text as their owner wrote them.

CREATE TABLE firms (
    firm_id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    owner_id TEXT NOT NULL -- the member who owns the account
) STRICT, WITHOUT ROWID;

CREATE TABLE clients (
    firm_id TEXT NOT NULL REFERENCES firms (firm_id),
    client_id TEXT NOT NULL,
    name TEXT NOT NULL,
    registry_code TEXT, -- as it was written, unchecked
    default_member_id TEXT, -- who gets the client's tasks
    default_member_active INTEGER CHECK (default_member_active IN (0, 1)),
    PRIMARY KEY (firm_id, client_id),
    CHECK ((default_member_id IS NULL) = (default_member_active IS NULL))
) STRICT, WITHOUT ROWID;

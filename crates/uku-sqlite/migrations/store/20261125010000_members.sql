-- The people of the firms, and what lets them in.
CREATE TABLE members (
    firm_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL, -- as it was typed
    role TEXT NOT NULL, -- owner, admin, member
    exports_invoices INTEGER NOT NULL CHECK (exports_invoices IN (0, 1)),
    active INTEGER NOT NULL CHECK (active IN (0, 1)), -- works for the firm
    password_hash TEXT, -- none until a password is set
    access TEXT NOT NULL, -- JSON: authenticator, its secret sealed; sessions and one-time links, their tokens digested
    version INTEGER NOT NULL, -- how often it was written
    PRIMARY KEY (firm_id, member_id)
) STRICT, WITHOUT ROWID;

-- Who comes is not known by the firm yet: only by an email address, or the token of a session or link. Digests of these
-- stand here, each of which one person of all firms has.
CREATE TABLE sign_in_keys (
    key TEXT NOT NULL PRIMARY KEY, -- what it is, and the digest
    firm_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    FOREIGN KEY (firm_id, member_id) REFERENCES members (firm_id, member_id)
) STRICT, WITHOUT ROWID;

-- The people of the firms, and what lets them in.
CREATE TABLE uku.members (
    firm_id text COLLATE "C" NOT NULL,
    member_id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    email text NOT NULL, -- as it was typed
    role text NOT NULL, -- owner, admin, member
    exports_invoices boolean NOT NULL,
    active boolean NOT NULL, -- works for the firm
    password_hash text, -- none until a password is set
    access json NOT NULL, -- authenticator, its secret sealed; sessions and one-time links, their tokens digested
    version bigint NOT NULL, -- how often it was written
    PRIMARY KEY (firm_id, member_id)
);

ALTER TABLE uku.members ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY one_firm ON uku.members USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());
GRANT SELECT, INSERT, UPDATE ON uku.members TO uku_app;

-- Of who comes the firm is not known yet: only an email address, or the token of a session or link. Digests of these
-- stand here, each of which one person of all firms has. Whoever has such a thing finds out whose it is, before there is
-- a firm to name; what is written is the firm's of the transaction.
CREATE TABLE uku.sign_in_keys (
    key text COLLATE "C" PRIMARY KEY, -- what it is, and the digest
    home text COLLATE "C" NOT NULL, -- the firm
    member_id text COLLATE "C" NOT NULL
);

ALTER TABLE uku.sign_in_keys ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY look ON uku.sign_in_keys FOR SELECT USING (true);
CREATE POLICY add_own ON uku.sign_in_keys FOR INSERT WITH CHECK (home = uku.firm());
CREATE POLICY delete_own ON uku.sign_in_keys FOR DELETE USING (home = uku.firm());
GRANT SELECT, INSERT, DELETE ON uku.sign_in_keys TO uku_app;

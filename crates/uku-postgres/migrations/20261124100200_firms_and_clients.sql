-- In all tables: every key begins with firm_id, the tenant, and a policy that also binds the tables' owner lets
-- nobody see or write another firm's rows than that of the transaction. Instants are RFC 3339 text in UTC with nine
-- digits of fraction, since timestamptz would cut off what is finer than a microsecond; months are text like 2026-10;
-- identities are text as their owner wrote them. Text that is compared or ordered has COLLATE "C": its order is that
-- of its bytes, which sorts instants and months by time, and no update of the system's collations spoils an index.
-- JSON is kept as json and not as jsonb, which refuses the character U+0000 that other people's texts may hold.

CREATE TABLE uku.firms (
    firm_id text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    registry_code text, -- the firm's own, as it was written
    owner_id text NOT NULL, -- the member who owns the account
    plan text NOT NULL, -- solo, team, elite
    lapsed boolean NOT NULL -- the subscription has run out
);

CREATE TABLE uku.clients (
    firm_id text COLLATE "C" NOT NULL REFERENCES uku.firms (firm_id),
    client_id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    registry_code text, -- as it was written, unchecked
    registry_key text COLLATE "C", -- what makes two registry codes the same; none: no code
    vat_number text, -- as it was written, unchecked
    default_member_id text, -- who gets the client's tasks
    default_member_active boolean,
    active boolean NOT NULL, -- the firm works for it
    PRIMARY KEY (firm_id, client_id),
    CHECK ((default_member_id IS NULL) = (default_member_active IS NULL))
);

-- People and addresses at a client.
CREATE TABLE uku.contacts (
    firm_id text COLLATE "C" NOT NULL,
    client_id text COLLATE "C" NOT NULL,
    position bigint NOT NULL, -- the order at the client, from 0
    kind text NOT NULL, -- person, email, phone, address
    value text NOT NULL,
    note text, -- what the source says of it
    PRIMARY KEY (firm_id, client_id, position),
    FOREIGN KEY (firm_id, client_id) REFERENCES uku.clients (firm_id, client_id)
);

ALTER TABLE uku.firms ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE uku.clients ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE uku.contacts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY one_firm ON uku.firms USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());
CREATE POLICY one_firm ON uku.clients USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());
CREATE POLICY one_firm ON uku.contacts USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());

GRANT SELECT, INSERT, UPDATE ON uku.firms, uku.clients TO uku_app;
GRANT SELECT, INSERT, DELETE ON uku.contacts TO uku_app;

CREATE TABLE uku.activations (
    firm_id text COLLATE "C" PRIMARY KEY,
    state text NOT NULL, -- active, inactive; for people who look into the table
    activation json NOT NULL -- all of it
);

-- Every firm that ever said whether it uses the integration: for chores that go through all of them. It holds nothing
-- but identities, so it may be read without a firm.
CREATE TABLE uku.tenants (
    firm_id text COLLATE "C" PRIMARY KEY
);

ALTER TABLE uku.activations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE uku.tenants ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY one_firm ON uku.activations USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());
CREATE POLICY everybody_reads ON uku.tenants FOR SELECT USING (true);
CREATE POLICY one_firm ON uku.tenants FOR INSERT WITH CHECK (firm_id = uku.firm());

GRANT SELECT, INSERT, UPDATE ON uku.activations TO uku_app;
GRANT SELECT, INSERT ON uku.tenants TO uku_app;

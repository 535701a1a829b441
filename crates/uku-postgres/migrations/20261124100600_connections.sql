-- The key pairs of clients and of the firm's own books. The keys are sealed; without its data key a pair never opens.
CREATE TABLE uku.connections (
    firm_id text COLLATE "C" NOT NULL,
    owner text COLLATE "C" NOT NULL, -- own-books, or client: and the client's identity
    client_id text COLLATE "C", -- none: the firm's own books
    fingerprint text COLLATE "C" NOT NULL, -- what stands for the public key
    hint text NOT NULL, -- the last four characters of the secret key
    saved_at text COLLATE "C" NOT NULL,
    state_word text NOT NULL, -- untested, connected, failing; for people who look into the table
    state json NOT NULL, -- all of it
    paused boolean NOT NULL,
    data_key bytea NOT NULL, -- sealed under a master key
    public_key bytea NOT NULL, -- sealed under the data key, like the next
    secret_key bytea NOT NULL,
    PRIMARY KEY (firm_id, owner)
);

ALTER TABLE uku.connections ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY one_firm ON uku.connections USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());
GRANT SELECT, INSERT, UPDATE, DELETE ON uku.connections TO uku_app;

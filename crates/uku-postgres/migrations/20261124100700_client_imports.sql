CREATE TABLE uku.client_imports (
    firm_id text COLLATE "C" NOT NULL,
    import_id uuid NOT NULL,
    number bigint GENERATED ALWAYS AS IDENTITY, -- the order in which imports were begun
    source text NOT NULL, -- directory, own_books, file
    started_by text NOT NULL, -- a member
    started_at text COLLATE "C" NOT NULL,
    state_word text NOT NULL, -- for people who look into the table
    state json NOT NULL, -- all of it
    rows bigint NOT NULL, -- how many were fetched, repeats left out
    repeats bigint NOT NULL, -- how many were left out because an earlier one names the same client
    version bigint NOT NULL, -- counts up with each change, from 1
    PRIMARY KEY (firm_id, import_id)
);

CREATE TABLE uku.client_import_rows (
    firm_id text COLLATE "C" NOT NULL,
    import_id uuid NOT NULL,
    number bigint NOT NULL, -- in the import, from 1
    profile json NOT NULL, -- what the source says, or why it can't be understood
    new_client_id text NOT NULL, -- the identity that the client gets if it is new
    -- The keys of the client's books, where the source has them and the row was not written yet.
    data_key bytea, -- sealed under a master key
    public_key bytea, -- sealed under the data key, like the next
    secret_key bytea,
    notes json NOT NULL, -- what fetching found out
    choice json NOT NULL, -- what a person decided
    done json, -- what came of it; none while it was not written
    PRIMARY KEY (firm_id, import_id, number),
    FOREIGN KEY (firm_id, import_id) REFERENCES uku.client_imports (firm_id, import_id),
    CHECK ((data_key IS NULL) = (public_key IS NULL) AND (data_key IS NULL) = (secret_key IS NULL))
);

-- What is remembered of rows of former imports.
CREATE TABLE uku.client_import_memory (
    firm_id text COLLATE "C" NOT NULL,
    row_key text COLLATE "C" NOT NULL, -- what makes two rows of different imports the same
    remembered json NOT NULL,
    PRIMARY KEY (firm_id, row_key)
);

ALTER TABLE uku.client_imports ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE uku.client_import_rows ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE uku.client_import_memory ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY one_firm ON uku.client_imports USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());
CREATE POLICY one_firm ON uku.client_import_rows USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());
CREATE POLICY one_firm ON uku.client_import_memory USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());

GRANT SELECT, INSERT, UPDATE ON uku.client_imports, uku.client_import_memory TO uku_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON uku.client_import_rows TO uku_app;

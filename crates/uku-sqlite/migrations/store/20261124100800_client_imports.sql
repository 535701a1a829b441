CREATE TABLE client_imports (
    firm_id TEXT NOT NULL,
    import_id TEXT NOT NULL,
    begun INTEGER NOT NULL, -- counts up with each import that is begun; clocks may go back
    source TEXT NOT NULL, -- directory, own_books, file
    started_by TEXT NOT NULL, -- a member
    started_at TEXT NOT NULL,
    kind TEXT NOT NULL, -- the state in one word, for people who look into the table
    state TEXT NOT NULL, -- JSON, all of the state
    fetched INTEGER NOT NULL, -- rows, repeats left out
    repeats INTEGER NOT NULL,
    version INTEGER NOT NULL, -- counts up with every change
    PRIMARY KEY (firm_id, import_id),
    UNIQUE (firm_id, begun)
) STRICT, WITHOUT ROWID;

CREATE TABLE client_import_rows (
    firm_id TEXT NOT NULL,
    import_id TEXT NOT NULL,
    number INTEGER NOT NULL, -- from 1
    profile TEXT NOT NULL, -- JSON: what the source says, or why it can't be understood
    new_client_id TEXT NOT NULL, -- what the client is called if it is new
    notes TEXT NOT NULL, -- JSON array: what fetching found out
    choice TEXT NOT NULL, -- JSON: what a person decided
    done TEXT, -- JSON: what came of it
    PRIMARY KEY (firm_id, import_id, number),
    FOREIGN KEY (firm_id, import_id) REFERENCES client_imports (firm_id, import_id)
) STRICT, WITHOUT ROWID;

-- The keys that came with a row, sealed, until something came of the row.
CREATE TABLE client_import_keys (
    firm_id TEXT NOT NULL,
    import_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    own_page BLOB NOT NULL DEFAULT (zeroblob(1024)), -- as in connection_keys
    data_key BLOB NOT NULL, -- sealed under a master key
    public_key BLOB NOT NULL, -- sealed under the data key
    secret_key BLOB NOT NULL, -- sealed under the data key
    PRIMARY KEY (firm_id, import_id, number),
    FOREIGN KEY (firm_id, import_id, number) REFERENCES client_import_rows (firm_id, import_id, number)
) STRICT, WITHOUT ROWID;

-- What became of rows of former imports.
CREATE TABLE client_import_memory (
    firm_id TEXT NOT NULL,
    row_key TEXT NOT NULL, -- what makes two rows of different imports the same
    kind TEXT NOT NULL, -- imported, declined: for people who look into the table
    remembered TEXT NOT NULL, -- JSON, all of it
    PRIMARY KEY (firm_id, row_key)
) STRICT, WITHOUT ROWID;

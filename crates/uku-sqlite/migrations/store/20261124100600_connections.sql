CREATE TABLE connections (
    firm_id TEXT NOT NULL,
    owner TEXT NOT NULL, -- own-books, or client: and the client's identity
    key_fingerprint TEXT NOT NULL, -- of the public key
    hint TEXT NOT NULL, -- the end of the secret key, by which a person recognises it
    saved_at TEXT NOT NULL,
    kind TEXT NOT NULL, -- the state in one word, for people who look into the table
    state TEXT NOT NULL, -- JSON, all of the state
    paused INTEGER NOT NULL CHECK (paused IN (0, 1)),
    PRIMARY KEY (firm_id, owner)
) STRICT, WITHOUT ROWID;

-- The keys of each connection, sealed. Apart from the connection, so that they don't move when it changes.
CREATE TABLE connection_keys (
    firm_id TEXT NOT NULL,
    owner TEXT NOT NULL,
    -- Fills what of a row lies beside other rows, so that the keys behind it lie on a page of their own. SQLite wipes
    -- a page when it is given up; of rows that share one it may leave a copy behind when it makes room among them.
    own_page BLOB NOT NULL DEFAULT (zeroblob(1024)),
    data_key BLOB NOT NULL, -- sealed under a master key
    public_key BLOB NOT NULL, -- sealed under the data key
    secret_key BLOB NOT NULL, -- sealed under the data key
    PRIMARY KEY (firm_id, owner),
    FOREIGN KEY (firm_id, owner) REFERENCES connections (firm_id, owner)
) STRICT, WITHOUT ROWID;

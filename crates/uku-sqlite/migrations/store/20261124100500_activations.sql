-- Whether each firm uses the integration; a firm that never said so has no row.
CREATE TABLE activations (
    firm_id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL, -- active, inactive: for people who look into the table
    activation TEXT NOT NULL -- JSON, all of it
) STRICT, WITHOUT ROWID;

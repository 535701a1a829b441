-- Which months came up by themselves last.
CREATE TABLE schedules (
    firm_id TEXT NOT NULL PRIMARY KEY,
    schedule TEXT NOT NULL -- JSON, all of it
) STRICT, WITHOUT ROWID;

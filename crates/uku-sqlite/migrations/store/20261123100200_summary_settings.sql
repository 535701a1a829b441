CREATE TABLE summary_settings (
    firm_id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL, -- {month} and {client} are filled in for each task
    topic_id TEXT NOT NULL,
    status TEXT NOT NULL, -- of a new task: open, done
    mapping TEXT NOT NULL -- JSON object: data field to custom task field
) STRICT, WITHOUT ROWID;

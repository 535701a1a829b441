-- How each firm wants its summary tasks, as far as it has filled that in.
CREATE TABLE settings_drafts (
    firm_id TEXT NOT NULL PRIMARY KEY,
    draft TEXT NOT NULL -- JSON; what is not filled in is null or left out
) STRICT, WITHOUT ROWID;
INSERT INTO settings_drafts (firm_id, draft)
SELECT firm_id, json_object('title', title, 'topic', topic_id, 'status', status, 'mapping', json(mapping))
FROM summary_settings;
DROP TABLE summary_settings;

-- What tasks are filed under.
CREATE TABLE topics (
    firm_id TEXT NOT NULL REFERENCES firms (firm_id),
    topic_id TEXT NOT NULL,
    name TEXT NOT NULL,
    archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)), -- 1: no longer offered
    PRIMARY KEY (firm_id, topic_id)
) STRICT, WITHOUT ROWID;

-- The fields that the firm added to its tasks.
CREATE TABLE custom_fields (
    firm_id TEXT NOT NULL REFERENCES firms (firm_id),
    field_id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL, -- number, text, choice, article, price, checkbox
    archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)), -- 1: no longer offered
    PRIMARY KEY (firm_id, field_id)
) STRICT, WITHOUT ROWID;

-- Former versions took the identities as they were written, which so far are also the names.
INSERT INTO topics (firm_id, topic_id, name)
SELECT firm_id, topic_id, topic_id FROM (
    SELECT firm_id, topic_id FROM summary_settings UNION SELECT firm_id, topic_id FROM summary_tasks
) WHERE firm_id IN (SELECT firm_id FROM firms);
INSERT INTO custom_fields (firm_id, field_id, name, kind)
SELECT firm_id, field_id, field_id, 'number' FROM (
    SELECT firm_id, value AS field_id FROM summary_settings, json_each(mapping)
    UNION SELECT firm_id, field_id FROM summary_values
) WHERE firm_id IN (SELECT firm_id FROM firms);

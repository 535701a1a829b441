-- Settings may be filled in bit by bit, so they are kept whole, as far as they are there.
ALTER TABLE uku.summary_settings ADD COLUMN draft json;

ALTER TABLE uku.summary_settings NO FORCE ROW LEVEL SECURITY;
UPDATE uku.summary_settings SET draft =
    json_build_object('title', title, 'topic', topic_id, 'status', status, 'mapping', mapping);
ALTER TABLE uku.summary_settings FORCE ROW LEVEL SECURITY;

ALTER TABLE uku.summary_settings
    ALTER COLUMN draft SET NOT NULL,
    DROP COLUMN title, DROP COLUMN topic_id, DROP COLUMN status, DROP COLUMN mapping;

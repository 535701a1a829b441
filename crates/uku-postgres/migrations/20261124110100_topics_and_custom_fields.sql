CREATE TABLE uku.topics (
    firm_id text COLLATE "C" NOT NULL,
    topic_id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    archived boolean NOT NULL,
    PRIMARY KEY (firm_id, topic_id)
);

CREATE TABLE uku.custom_fields (
    firm_id text COLLATE "C" NOT NULL,
    field_id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    kind text NOT NULL, -- number, text, choice, article, price, checkbox
    archived boolean NOT NULL,
    PRIMARY KEY (firm_id, field_id)
);

-- What settings name was taken as it came so far, so there is one of each. The owner doesn't see firms' rows unless
-- row-level security lets go of it for a moment.
ALTER TABLE uku.summary_settings NO FORCE ROW LEVEL SECURITY;
INSERT INTO uku.topics (firm_id, topic_id, name, archived)
    SELECT firm_id, topic_id, topic_id, false FROM uku.summary_settings;
INSERT INTO uku.custom_fields (firm_id, field_id, name, kind, archived)
    SELECT DISTINCT firm_id, value, value, 'number', false FROM uku.summary_settings, json_each_text(mapping);
ALTER TABLE uku.summary_settings FORCE ROW LEVEL SECURITY;

ALTER TABLE uku.topics ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE uku.custom_fields ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY one_firm ON uku.topics USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());
CREATE POLICY one_firm ON uku.custom_fields USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());
GRANT SELECT, INSERT, UPDATE, DELETE ON uku.topics, uku.custom_fields TO uku_app;

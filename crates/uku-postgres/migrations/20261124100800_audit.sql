-- Who changed what, when. Nobody but whoever migrates can change or delete a record.
CREATE TABLE uku.audit (
    firm_id text COLLATE "C" NOT NULL,
    number bigint GENERATED ALWAYS AS IDENTITY, -- later records have greater numbers
    at text COLLATE "C" NOT NULL,
    who json NOT NULL, -- a member, or this software
    kind text NOT NULL, -- the event in one word, for people who look into the table
    event json NOT NULL, -- all of it
    client_id text COLLATE "C", -- whom it is about; none: the whole firm
    once text COLLATE "C", -- the business key under which it is recorded once; none: always recorded
    PRIMARY KEY (firm_id, number),
    UNIQUE (firm_id, once)
);

-- What is personal in a record, apart from it, so that it can be erased and the record stays.
CREATE TABLE uku.audit_personal (
    firm_id text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    texts json NOT NULL, -- object: what it is to the text
    PRIMARY KEY (firm_id, number),
    FOREIGN KEY (firm_id, number) REFERENCES uku.audit (firm_id, number)
);

ALTER TABLE uku.audit ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE uku.audit_personal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY one_firm ON uku.audit USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());
CREATE POLICY one_firm ON uku.audit_personal USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());

GRANT SELECT, INSERT ON uku.audit TO uku_app;
GRANT SELECT, INSERT, DELETE ON uku.audit_personal TO uku_app;

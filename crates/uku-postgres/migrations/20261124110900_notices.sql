CREATE TABLE uku.notices (
    firm_id text COLLATE "C" NOT NULL,
    number bigint NOT NULL, -- in the firm, from 1: the order in which they were posted
    key text COLLATE "C" NOT NULL, -- the business key
    at text COLLATE "C" NOT NULL,
    member_id text COLLATE "C", -- whom it is for; none: the owner and every admin
    kind text NOT NULL, -- the event in one word, for people who look into the table
    event json NOT NULL, -- all of it
    mail_from text COLLATE "C", -- from when on it may be sent by email, empty: at once; none: it is not, or was
    PRIMARY KEY (firm_id, number),
    UNIQUE (firm_id, key)
);

-- Up to which notice each person has read.
CREATE TABLE uku.notice_readers (
    firm_id text COLLATE "C" NOT NULL,
    member_id text COLLATE "C" NOT NULL,
    read_up_to bigint NOT NULL,
    PRIMARY KEY (firm_id, member_id)
);

-- To which addresses a firm's notices go by email.
CREATE TABLE uku.notice_addresses (
    firm_id text COLLATE "C" PRIMARY KEY,
    addresses json NOT NULL -- array
);

ALTER TABLE uku.notices ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE uku.notice_readers ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE uku.notice_addresses ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY one_firm ON uku.notices USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());
CREATE POLICY one_firm ON uku.notice_readers USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());
CREATE POLICY one_firm ON uku.notice_addresses USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());

GRANT SELECT, INSERT, UPDATE (mail_from) ON uku.notices TO uku_app;
GRANT SELECT, INSERT, UPDATE ON uku.notice_readers, uku.notice_addresses TO uku_app;

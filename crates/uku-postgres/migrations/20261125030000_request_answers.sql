-- What was answered to requests that may come again.
CREATE TABLE uku.request_answers (
    firm_id text COLLATE "C" NOT NULL,
    member_id text COLLATE "C" NOT NULL, -- who sent it
    request_key text COLLATE "C" NOT NULL, -- what that person's program calls it
    fingerprint bytea NOT NULL, -- of what it asks for
    begun_at text COLLATE "C" NOT NULL, -- when somebody began to do it
    answer bytea, -- none while nothing was answered
    PRIMARY KEY (firm_id, member_id, request_key)
);

ALTER TABLE uku.request_answers ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY one_firm ON uku.request_answers USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());
GRANT SELECT, INSERT, UPDATE (begun_at, answer), DELETE ON uku.request_answers TO uku_app;

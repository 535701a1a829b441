-- Attempts to sign in that failed, or are not known to have succeeded, by a digest of the email address or of the network
-- address that they came from. No firm and no person is named: there may be neither.
CREATE TABLE uku.sign_in_attempts (
    key text COLLATE "C" PRIMARY KEY,
    failed bigint NOT NULL, -- in a row
    last text COLLATE "C" NOT NULL -- when the last one was
);

ALTER TABLE uku.sign_in_attempts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody ON uku.sign_in_attempts USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON uku.sign_in_attempts TO uku_app;

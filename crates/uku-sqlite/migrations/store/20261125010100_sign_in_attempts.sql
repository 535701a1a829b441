-- Attempts to sign in that failed, or are not known to have succeeded, by a digest of the email address or of the network
-- address that they came from. No firm and no person is named: there may be neither.
CREATE TABLE sign_in_attempts (
    key TEXT NOT NULL PRIMARY KEY,
    failed INTEGER NOT NULL, -- in a row
    last TEXT NOT NULL -- when the last one was
) STRICT, WITHOUT ROWID;

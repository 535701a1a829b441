-- What was answered to requests that may come again.
CREATE TABLE request_answers (
    firm_id TEXT NOT NULL,
    member_id TEXT NOT NULL, -- who sent it
    request_key TEXT NOT NULL, -- what that person's program calls it
    fingerprint BLOB NOT NULL, -- of what it asks for
    begun_at TEXT NOT NULL, -- when somebody began to do it
    answer BLOB, -- none while nothing was answered
    PRIMARY KEY (firm_id, member_id, request_key)
) STRICT;

-- The requests that each key sent in the last 24 hours. The vendor counts them by key, whoever sent them, so no firm
-- is named here; nor is the key, only its fingerprint.
CREATE TABLE request_slots (
    -- Never given twice: a late answer must not be taken for that of a newer request.
    slot_id INTEGER PRIMARY KEY AUTOINCREMENT,
    key_fingerprint TEXT NOT NULL,
    -- When the answer came, or when it comes at the latest: from then on the slot is held for a minute and a day.
    -- RFC 3339 text in UTC with nine digits of fraction, which sorts by time.
    held_from TEXT NOT NULL,
    answered INTEGER NOT NULL DEFAULT 0 CHECK (answered IN (0, 1))
) STRICT;

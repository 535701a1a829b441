-- The requests that each key sent in the last 24 hours. The vendor counts them by key, whoever sent them, so no firm
-- is named here; nor is the key, only its fingerprint.
CREATE TABLE uku.request_slots (
    slot_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key_fingerprint text COLLATE "C" NOT NULL,
    -- When the answer came, or when it comes at the latest: from then on the slot is held for a minute and a day.
    held_from timestamptz NOT NULL,
    answered boolean NOT NULL DEFAULT false
);

ALTER TABLE uku.request_slots ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY engine ON uku.request_slots TO uku_engine USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON uku.request_slots TO uku_engine;

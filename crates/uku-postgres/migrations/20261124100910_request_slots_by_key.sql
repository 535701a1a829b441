-- Finds the n-th latest slot of a key.
CREATE INDEX request_slots_by_key ON uku.request_slots (key_fingerprint, held_from);

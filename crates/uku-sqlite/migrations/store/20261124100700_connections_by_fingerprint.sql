-- Finds who else has a key.
CREATE INDEX connections_by_fingerprint ON connections (firm_id, key_fingerprint);

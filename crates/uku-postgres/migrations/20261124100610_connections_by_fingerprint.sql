-- Finds who else has a key.
CREATE INDEX connections_by_fingerprint ON uku.connections (firm_id, fingerprint);

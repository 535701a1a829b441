-- Finds the records about a client, the latest first.
CREATE INDEX audit_by_client ON uku.audit (firm_id, client_id, number);

-- Finds the activity about a client, the latest first.
CREATE INDEX audit_records_by_client ON audit_records (firm_id, client_id, number) WHERE client_id IS NOT NULL;

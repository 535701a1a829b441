-- Holds, and finds quickly, that a business key is recorded once.
CREATE UNIQUE INDEX audit_records_once ON audit_records (firm_id, once_key) WHERE once_key IS NOT NULL;

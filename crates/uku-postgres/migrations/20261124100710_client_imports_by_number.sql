-- Finds the latest.
CREATE INDEX client_imports_by_number ON uku.client_imports (firm_id, number);

-- Finds who else has a registry code. Not unique: old data may have one twice.
CREATE INDEX clients_by_registry_key ON clients (firm_id, registry_key);

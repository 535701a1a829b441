-- Finds who has a registry code. Not unique: what was there before the rule stays.
CREATE INDEX clients_by_registry_key ON uku.clients (firm_id, registry_key);

-- Finds the clients that can't be found yet.
CREATE INDEX clients_unsearchable ON uku.clients (firm_id) WHERE search_name IS NULL;

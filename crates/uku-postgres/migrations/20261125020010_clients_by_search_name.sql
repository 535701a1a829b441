-- The clients of a firm in the order of a list.
CREATE INDEX clients_by_search_name ON uku.clients (firm_id, search_name, client_id);

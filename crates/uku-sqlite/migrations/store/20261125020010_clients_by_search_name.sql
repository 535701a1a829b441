-- The clients of a firm in the order of a list, with all that is looked at to find some.
CREATE INDEX clients_by_search_name ON clients (firm_id, search_name, client_id, active, search_text);

-- Finds what was done for a client.
CREATE INDEX run_items_by_client ON uku.run_items (firm_id, client_id);

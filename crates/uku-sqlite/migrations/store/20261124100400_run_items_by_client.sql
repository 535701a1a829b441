-- Finds what came of a client's months.
CREATE INDEX run_items_by_client ON run_items (firm_id, client_id);

-- Finds the lanes in which something is held: a handful of rows.
CREATE INDEX run_items_held ON uku.run_items (firm_id, lane) WHERE lease_until IS NOT NULL;

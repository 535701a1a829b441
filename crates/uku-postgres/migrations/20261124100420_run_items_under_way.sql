-- Finds what has not ended, to stop it.
CREATE INDEX run_items_under_way ON uku.run_items (firm_id) WHERE finished_at IS NULL AND stopped_at IS NULL;

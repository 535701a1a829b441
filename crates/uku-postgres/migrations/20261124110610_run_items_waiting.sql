-- Finds a firm's next item, and what has not ended, to stop it.
CREATE INDEX run_items_waiting ON uku.run_items (firm_id, priority, due_at, run_id, position)
    WHERE finished_at IS NULL AND stopped_at IS NULL;
-- The other index of the same rows.
DROP INDEX uku.run_items_under_way;

-- Finds what a firm has to be done, the most urgent first, then what is due for longest.
CREATE INDEX run_items_open ON run_items (firm_id, priority, due_at, run_id, position)
WHERE finished_at IS NULL AND stopped_at IS NULL;

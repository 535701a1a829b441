ALTER TABLE run_items ADD COLUMN stopped_at TEXT; -- before its end, such as by deactivating the integration

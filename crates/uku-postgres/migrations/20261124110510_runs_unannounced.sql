-- Finds what people were not told of.
CREATE INDEX runs_unannounced ON uku.runs (firm_id, run_id) WHERE NOT announced;

-- Holds, and finds quickly, that a business key is given to one run.
CREATE UNIQUE INDEX runs_once ON runs (firm_id, once_key) WHERE once_key IS NOT NULL;

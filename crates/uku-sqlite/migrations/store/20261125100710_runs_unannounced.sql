-- Finds the runs whose end was not announced.
CREATE INDEX runs_unannounced ON runs (firm_id, run_id) WHERE announced = 0;

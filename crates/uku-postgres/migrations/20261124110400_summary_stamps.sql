-- The last accepted write of each summary task: an earlier one is refused as stale, also when the task was deleted.
CREATE TABLE uku.summary_stamps (
    firm_id text COLLATE "C" NOT NULL,
    client_id text COLLATE "C" NOT NULL,
    month text COLLATE "C" NOT NULL,
    epoch bigint NOT NULL,
    counted_at text COLLATE "C" NOT NULL,
    PRIMARY KEY (firm_id, client_id, month)
);

ALTER TABLE uku.summary_tasks NO FORCE ROW LEVEL SECURITY;
INSERT INTO uku.summary_stamps SELECT firm_id, client_id, month, epoch, counted_at FROM uku.summary_tasks;
ALTER TABLE uku.summary_tasks FORCE ROW LEVEL SECURITY;
ALTER TABLE uku.summary_tasks DROP COLUMN epoch, DROP COLUMN counted_at;

ALTER TABLE uku.summary_stamps ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY one_firm ON uku.summary_stamps USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());
GRANT SELECT, INSERT, UPDATE ON uku.summary_stamps TO uku_app;

-- The last accepted count of each summary task: an earlier one is refused as stale. Apart from the task, which a person
-- may delete.
CREATE TABLE summary_stamps (
    firm_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    month TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    counted_at TEXT NOT NULL,
    PRIMARY KEY (firm_id, client_id, month),
    FOREIGN KEY (firm_id, client_id) REFERENCES clients (firm_id, client_id)
) STRICT, WITHOUT ROWID;
INSERT INTO summary_stamps (firm_id, client_id, month, epoch, counted_at)
SELECT firm_id, client_id, month, epoch, counted_at FROM summary_tasks;
ALTER TABLE summary_tasks DROP COLUMN epoch;
ALTER TABLE summary_tasks DROP COLUMN counted_at;

-- What the integration wrote into each summary task, by which it is known what a person changed since. The tasks may
-- live in the larger product's own database, so nothing here refers to their table.
CREATE TABLE written_months (
    firm_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    month TEXT NOT NULL,
    task_id TEXT, -- none: nothing was written yet
    written TEXT NOT NULL, -- JSON object: custom task field to decimal text
    intended TEXT NOT NULL, -- JSON object like it: what an attempt was about to write
    counted_at TEXT, -- when what was written was true
    PRIMARY KEY (firm_id, client_id, month)
) STRICT, WITHOUT ROWID;
-- Former versions overwrote whatever people typed, so what stands there now counts as written.
INSERT INTO written_months (firm_id, client_id, month, task_id, written, intended, counted_at)
SELECT t.firm_id, t.client_id, t.month, t.task_id, (
        SELECT json_group_object(v.field_id, v.value) FROM summary_values AS v
        WHERE v.firm_id = t.firm_id AND v.client_id = t.client_id AND v.month = t.month
    ), '{}', s.counted_at
FROM summary_tasks AS t JOIN summary_stamps AS s USING (firm_id, client_id, month);

-- The items of runs are the queue: what is not over may be claimed once it is due, unless it is held.

ALTER TABLE runs ADD COLUMN hand_edits TEXT NOT NULL DEFAULT 'keep'; -- keep, overwrite: what people changed by hand
ALTER TABLE runs ADD COLUMN priority INTEGER NOT NULL DEFAULT 2; -- 0: a person waits, 1: scheduled, 2: bulk
ALTER TABLE runs ADD COLUMN asked_by TEXT NOT NULL DEFAULT '"software"'; -- JSON: a member, or this software
ALTER TABLE runs ADD COLUMN once_key TEXT; -- the business key: of runs that have the same one there is one
ALTER TABLE runs ADD COLUMN round INTEGER NOT NULL DEFAULT 0; -- how often what failed was retried
ALTER TABLE runs ADD COLUMN announced INTEGER NOT NULL DEFAULT 0 CHECK (announced IN (0, 1)); -- the end of this round

ALTER TABLE run_items ADD COLUMN priority INTEGER NOT NULL DEFAULT 2; -- the run's, for the index
ALTER TABLE run_items ADD COLUMN lane TEXT NOT NULL DEFAULT ''; -- of a lane one item is held at a time
ALTER TABLE run_items ADD COLUMN due_at TEXT NOT NULL DEFAULT ''; -- from when on it may be claimed
ALTER TABLE run_items ADD COLUMN held_by TEXT; -- the program that claimed it last; none: it was let go, or is over
ALTER TABLE run_items ADD COLUMN lease_until TEXT; -- until when nobody else may claim it
ALTER TABLE run_items ADD COLUMN crashes INTEGER NOT NULL DEFAULT 0; -- claims in a row of which no word came yet
ALTER TABLE run_items ADD COLUMN tries INTEGER NOT NULL DEFAULT 0; -- attempts in a row that met trouble that passes
-- What a former version did not end goes on at once. It has no keys that anybody knows of, so each waits by itself.
UPDATE run_items SET lane = 'item:' || item_id, due_at = (
    SELECT created_at FROM runs WHERE runs.firm_id = run_items.firm_id AND runs.run_id = run_items.run_id
);
-- Nobody is told of what ended long ago.
UPDATE runs SET announced = 1 WHERE NOT EXISTS (
    SELECT 1 FROM run_items AS i
    WHERE i.firm_id = runs.firm_id AND i.run_id = runs.run_id AND i.finished_at IS NULL AND i.stopped_at IS NULL
);

ALTER TABLE month_outcomes ADD COLUMN counted_at TEXT; -- when the counts were true, where that is known

-- When each firm was served last, so that none waits for the others. The latest of all epochs is in here: every claim
-- takes the next one, and none is ever deleted.
CREATE TABLE firm_turns (
    firm_id TEXT NOT NULL PRIMARY KEY,
    epoch INTEGER NOT NULL -- of the latest claim; 0: never served
) STRICT, WITHOUT ROWID;
INSERT INTO firm_turns (firm_id, epoch)
SELECT firm_id, max(epoch) FROM (
    SELECT firm_id, epoch FROM lanes UNION ALL SELECT firm_id, epoch FROM summary_stamps
    UNION ALL SELECT firm_id, 0 FROM runs
) GROUP BY firm_id;
DROP TABLE lanes;

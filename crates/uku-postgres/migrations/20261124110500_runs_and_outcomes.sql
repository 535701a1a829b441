-- What was asked for before had no key, was asked for by nobody we know, and is old news once it is over.
ALTER TABLE uku.runs
    ADD COLUMN hand_edits text NOT NULL DEFAULT 'keep', -- keep, overwrite
    ADD COLUMN priority bigint NOT NULL DEFAULT 2, -- 0 a person waits for it, 1 its day has come, 2 the rest
    ADD COLUMN asked_by json NOT NULL DEFAULT '"software"', -- a member, or this software
    ADD COLUMN once text COLLATE "C", -- the business key under which there is one run; none: always made
    ADD COLUMN round bigint NOT NULL DEFAULT 0, -- how often what failed was retried
    ADD COLUMN announced boolean NOT NULL DEFAULT true, -- people were told of the end of this round
    ADD UNIQUE (firm_id, once);
ALTER TABLE uku.runs
    ALTER COLUMN hand_edits DROP DEFAULT, ALTER COLUMN priority DROP DEFAULT, ALTER COLUMN asked_by DROP DEFAULT,
    ALTER COLUMN announced SET DEFAULT false;

ALTER TABLE uku.month_outcomes ADD COLUMN counted_at text COLLATE "C"; -- when the numbers were true

ALTER TABLE uku.runs NO FORCE ROW LEVEL SECURITY;
ALTER TABLE uku.run_items NO FORCE ROW LEVEL SECURITY;
UPDATE uku.runs SET announced = false WHERE EXISTS (
    SELECT FROM uku.run_items AS i
    WHERE i.firm_id = runs.firm_id AND i.run_id = runs.run_id AND finished_at IS NULL AND stopped_at IS NULL
);
ALTER TABLE uku.runs FORCE ROW LEVEL SECURITY;
ALTER TABLE uku.run_items FORCE ROW LEVEL SECURITY;

GRANT UPDATE (round, announced) ON uku.runs TO uku_app;

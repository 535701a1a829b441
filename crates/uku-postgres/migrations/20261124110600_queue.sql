-- The items of runs are the queue: those that are neither finished nor stopped wait in it, or are held.

-- Later than any epoch that was counted for a client before.
CREATE SEQUENCE uku.epochs START 1000000000;
DROP TABLE uku.lanes;

ALTER TABLE uku.run_items
    ADD COLUMN lane text COLLATE "C", -- of one lane, of whichever firms, one item is held at a time
    ADD COLUMN priority bigint NOT NULL DEFAULT 2, -- of its run
    ADD COLUMN due_at timestamptz NOT NULL DEFAULT uku.now(), -- from when on it may be claimed
    ADD COLUMN held_by text, -- the program that claimed it last and has neither let it go nor ended it
    ADD COLUMN lease_until timestamptz, -- until then nobody else may claim it
    ADD COLUMN crashes bigint NOT NULL DEFAULT 0, -- claims in a row that neither saved anything nor let it go
    ADD COLUMN tries bigint NOT NULL DEFAULT 0, -- attempts that met trouble that passes, in a row
    ADD CHECK ((held_by IS NULL) = (lease_until IS NULL)),
    ADD CHECK (held_by IS NULL OR finished_at IS NULL AND stopped_at IS NULL);
ALTER TABLE uku.run_items ALTER COLUMN priority DROP DEFAULT, ALTER COLUMN due_at DROP DEFAULT;

-- When each firm was served last: the epoch of its latest claim; none if it never was.
ALTER TABLE uku.tenants ADD COLUMN served bigint;

ALTER TABLE uku.run_items NO FORCE ROW LEVEL SECURITY;
ALTER TABLE uku.tenants NO FORCE ROW LEVEL SECURITY;
UPDATE uku.run_items SET lane = 'item:' || item_id;
INSERT INTO uku.tenants (firm_id) SELECT DISTINCT firm_id FROM uku.run_items ON CONFLICT DO NOTHING;
ALTER TABLE uku.run_items FORCE ROW LEVEL SECURITY;
ALTER TABLE uku.tenants FORCE ROW LEVEL SECURITY;
ALTER TABLE uku.run_items ALTER COLUMN lane SET NOT NULL;

-- The engine works for all firms and sees nothing of an item but its place in the queue. Who logs in may become either
-- role and, before that, has the rights of both together: such a one is not the engine.
CREATE POLICY engine ON uku.run_items TO uku_engine
    USING ((SELECT NOT pg_has_role(current_user, 'uku_app', 'USAGE')))
    WITH CHECK ((SELECT NOT pg_has_role(current_user, 'uku_app', 'USAGE')));
GRANT SELECT (firm_id, item_id, run_id, position, lane, priority, due_at, held_by, lease_until, crashes, tries, epoch,
    finished_at, stopped_at) ON uku.run_items TO uku_engine;
GRANT UPDATE (lane, due_at, held_by, lease_until, crashes, tries, epoch) ON uku.run_items TO uku_engine;
GRANT USAGE ON SEQUENCE uku.epochs TO uku_engine;

CREATE POLICY engine ON uku.tenants FOR UPDATE TO uku_engine USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE (served) ON uku.tenants TO uku_engine;
-- Nobody else learns how others are served.
REVOKE SELECT, INSERT ON uku.tenants FROM uku_app;
GRANT SELECT (firm_id), INSERT (firm_id) ON uku.tenants TO uku_app;

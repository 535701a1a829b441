ALTER TABLE firms ADD COLUMN registry_code TEXT; -- the firm's own, as it was written, unchecked
-- Whoever worked with the integration before firms had a plan goes on as they did.
ALTER TABLE firms ADD COLUMN plan TEXT NOT NULL DEFAULT 'team'; -- solo, team, elite
ALTER TABLE firms ADD COLUMN lapsed INTEGER NOT NULL DEFAULT 0 CHECK (lapsed IN (0, 1)); -- 1: the plan ran out

-- Which months came up by themselves last.
CREATE TABLE uku.schedules (
    firm_id text COLLATE "C" PRIMARY KEY,
    followed_since text COLLATE "C", -- import days up to then don't run back
    imported text COLLATE "C", -- the last month whose import day came
    looked text COLLATE "C" -- the last month in which late documents were looked for
);

ALTER TABLE uku.schedules ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY one_firm ON uku.schedules USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());
GRANT SELECT, INSERT, UPDATE ON uku.schedules TO uku_app;

-- What we wrote into summary tasks: by it we know what a person changed since.
CREATE TABLE uku.written_months (
    firm_id text COLLATE "C" NOT NULL,
    client_id text COLLATE "C" NOT NULL,
    month text COLLATE "C" NOT NULL,
    task_id text, -- none while none was written
    written json NOT NULL, -- object: custom task field to the number that we wrote last
    intended json NOT NULL, -- object: the numbers that an attempt was about to write
    counted_at text COLLATE "C", -- when the numbers written last were true
    PRIMARY KEY (firm_id, client_id, month)
);

ALTER TABLE uku.written_months ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY one_firm ON uku.written_months USING (firm_id = uku.firm()) WITH CHECK (firm_id = uku.firm());
GRANT SELECT, INSERT, UPDATE ON uku.written_months TO uku_app;

-- The time that all machines share. Only tests put a row in here, which stops it at a moment; it belongs to whoever
-- migrates, and nobody else may write it.
CREATE TABLE uku.test_clock (
    single boolean PRIMARY KEY DEFAULT true CHECK (single), -- at most one row
    now timestamptz NOT NULL
);

CREATE FUNCTION uku.now() RETURNS timestamptz LANGUAGE sql VOLATILE AS
$$ SELECT coalesce((SELECT now FROM uku.test_clock), clock_timestamp()) $$;

GRANT SELECT ON uku.test_clock TO uku_app, uku_engine;

-- Two roles that nobody logs in as. Roles belong to the whole server: another database may have made them before, or
-- be making them now.
--
-- uku_app     business rows, of one firm at a time
-- uku_engine  the engine's own rows, which hold no client data
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['uku_app', 'uku_engine'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', name);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL; -- made by another database's migration meanwhile
            END;
        END IF;
        -- Whoever migrates may also work with the data. Where the roles were made by somebody else, that one has to
        -- say who may become them.
        IF NOT pg_has_role(current_user, name, 'MEMBER') THEN
            BEGIN
                EXECUTE format('GRANT %I TO CURRENT_USER', name);
            EXCEPTION WHEN insufficient_privilege OR unique_violation THEN
                NULL;
            END;
        END IF;
    END LOOP;
END
$$;

GRANT USAGE ON SCHEMA uku TO uku_app, uku_engine;
-- Both see whether the database is up to date.
GRANT SELECT ON uku._sqlx_migrations TO uku_app, uku_engine;

-- The firm whose rows may be seen and written, set anew in every transaction. On a connection that was used before, a
-- setting of a transaction that has ended is empty and not missing.
CREATE FUNCTION uku.firm() RETURNS text LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('uku.firm', true), '') $$;

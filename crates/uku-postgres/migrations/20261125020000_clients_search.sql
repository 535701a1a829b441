-- What is left of a client's name, and of all that it is looked for by, when case, accents and marks don't count. SQL
-- can't tell it, so it is filled in before clients are looked for; none: not yet.
ALTER TABLE uku.clients
    ADD COLUMN search_name text COLLATE "C",
    ADD COLUMN search_text text COLLATE "C";

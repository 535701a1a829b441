-- What is left of a client's name, and of all that it is looked for by, when case, accents and marks don't count. SQL
-- can't tell it, so it is filled in when the store is opened; none: not yet.
ALTER TABLE clients ADD COLUMN search_name TEXT;
ALTER TABLE clients ADD COLUMN search_text TEXT;

-- Whether people were told what came of an import. Nobody is told of former ones.
ALTER TABLE uku.client_imports ADD COLUMN announced boolean NOT NULL DEFAULT true;
ALTER TABLE uku.client_imports ALTER COLUMN announced SET DEFAULT false;

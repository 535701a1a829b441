-- Whether people were told what came of an import. Nobody is told of former ones.
ALTER TABLE client_imports ADD COLUMN announced INTEGER NOT NULL DEFAULT 0 CHECK (announced IN (0, 1));
UPDATE client_imports SET announced = 1;

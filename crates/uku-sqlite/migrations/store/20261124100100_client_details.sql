ALTER TABLE clients ADD COLUMN vat_number TEXT; -- as it was written, unchecked
-- 0: the firm stopped working for it.
ALTER TABLE clients ADD COLUMN active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1));
-- What two ways of writing one registry code have in common: letters and digits only, in capitals. Two clients may
-- have the same one, from before it was looked at.
ALTER TABLE clients ADD COLUMN registry_key TEXT;
UPDATE clients
SET registry_key = nullif(upper(replace(replace(replace(registry_code, ' ', ''), '-', ''), '.', '')), '');

-- People and addresses at a client.
CREATE TABLE client_contacts (
    firm_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    position INTEGER NOT NULL, -- the order at the client, from 0
    kind TEXT NOT NULL, -- person, email, phone, address
    value TEXT NOT NULL, -- the name, address or number itself
    note TEXT, -- what the source says of it
    PRIMARY KEY (firm_id, client_id, position),
    FOREIGN KEY (firm_id, client_id) REFERENCES clients (firm_id, client_id)
) STRICT, WITHOUT ROWID;

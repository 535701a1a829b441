-- The activity. Records are only ever added, each after all others of its firm.
CREATE TABLE audit_records (
    firm_id TEXT NOT NULL,
    number INTEGER NOT NULL, -- from 1
    at TEXT NOT NULL,
    who TEXT NOT NULL, -- JSON: a member, or this software
    client_id TEXT, -- whom it is about; none: the whole firm
    kind TEXT NOT NULL, -- the event in one word, for people who look into the table
    event TEXT NOT NULL, -- JSON, all of the event; nothing secret and nothing personal
    once_key TEXT, -- the business key: what has one is recorded once
    PRIMARY KEY (firm_id, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER audit_records_never_change BEFORE UPDATE ON audit_records
BEGIN
    SELECT RAISE(ABORT, 'audit records are never changed');
END;

CREATE TRIGGER audit_records_never_go BEFORE DELETE ON audit_records
BEGIN
    SELECT RAISE(ABORT, 'audit records are never deleted');
END;

-- INSERT OR REPLACE would delete without asking the trigger above.
CREATE TRIGGER audit_records_only_at_the_end BEFORE INSERT ON audit_records
WHEN EXISTS (
    SELECT 1 FROM audit_records WHERE firm_id = NEW.firm_id AND number >= NEW.number
    UNION ALL
    SELECT 1 FROM audit_records WHERE firm_id = NEW.firm_id AND once_key = NEW.once_key
)
BEGIN
    SELECT RAISE(ABORT, 'audit records are only added at the end');
END;

-- Texts about people, apart from the record, so that they can be erased.
CREATE TABLE audit_personal (
    firm_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL, -- what the text is
    text TEXT NOT NULL,
    PRIMARY KEY (firm_id, number, name),
    FOREIGN KEY (firm_id, number) REFERENCES audit_records (firm_id, number)
) STRICT, WITHOUT ROWID;

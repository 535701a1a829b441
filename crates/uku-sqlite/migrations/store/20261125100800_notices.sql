-- What people are told without having asked.
CREATE TABLE notices (
    firm_id TEXT NOT NULL,
    number INTEGER NOT NULL, -- from 1
    once_key TEXT NOT NULL, -- the business key: one event is told once
    at TEXT NOT NULL,
    member_id TEXT, -- for whom it is; none: the Owner and every Admin
    kind TEXT NOT NULL, -- the event in one word, for people who look into the table
    event TEXT NOT NULL, -- JSON, all of the event
    to_mail INTEGER NOT NULL CHECK (to_mail IN (0, 1)), -- 1: is to be sent by email, and was not
    taken_until TEXT, -- until when whoever took it to send it is waited for
    PRIMARY KEY (firm_id, number),
    UNIQUE (firm_id, once_key)
) STRICT, WITHOUT ROWID;

-- Up to which number each person has read them.
CREATE TABLE notices_read (
    firm_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (firm_id, member_id)
) STRICT, WITHOUT ROWID;

-- The addresses to which a firm's notices go by email.
CREATE TABLE notice_addresses (
    firm_id TEXT NOT NULL,
    position INTEGER NOT NULL, -- from 0
    address TEXT NOT NULL,
    PRIMARY KEY (firm_id, position)
) STRICT, WITHOUT ROWID;

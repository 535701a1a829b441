-- By whose clock the firm lives, by its name in the IANA database.
ALTER TABLE firms ADD COLUMN time_zone TEXT NOT NULL DEFAULT 'Europe/Tallinn';

-- By whose clock a firm lives: a name of the time zone database. Firms that are there live in Estonia.
ALTER TABLE uku.firms ADD COLUMN time_zone text NOT NULL DEFAULT 'Europe/Tallinn';
ALTER TABLE uku.firms ALTER COLUMN time_zone DROP DEFAULT;

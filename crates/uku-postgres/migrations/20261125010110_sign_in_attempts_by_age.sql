-- Finds what is old enough to be forgotten.
CREATE INDEX sign_in_attempts_by_age ON uku.sign_in_attempts (last);

-- Finds what is old enough to be forgotten.
CREATE INDEX request_slots_by_age ON uku.request_slots (held_from);

-- Finds what lets a person in.
CREATE INDEX sign_in_keys_by_member ON uku.sign_in_keys (home, member_id);

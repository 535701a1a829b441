-- Finds what lets a person in.
CREATE INDEX sign_in_keys_by_member ON sign_in_keys (firm_id, member_id);

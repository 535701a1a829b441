-- Finds the notices that are to be sent by email.
CREATE INDEX notices_to_mail ON notices (firm_id, number) WHERE to_mail = 1;

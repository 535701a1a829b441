-- Finds what is to be sent by email.
CREATE INDEX notices_unmailed ON uku.notices (firm_id, number) WHERE mail_from IS NOT NULL;

-- Finds the answers that were kept for their time.
CREATE INDEX request_answers_by_age ON uku.request_answers (firm_id, begun_at);

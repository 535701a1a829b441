-- Finds what summary tasks of a month hold together.
CREATE INDEX summary_values_by_month ON uku.summary_values (firm_id, month, field_id) INCLUDE (client_id, value);

-- Finds who has a summary task in a month.
CREATE INDEX summary_tasks_by_month ON uku.summary_tasks (firm_id, month, client_id);

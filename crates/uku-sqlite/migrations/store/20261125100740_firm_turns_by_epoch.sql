-- Finds the firm that was served longest ago, and the latest epoch.
CREATE UNIQUE INDEX firm_turns_by_epoch ON firm_turns (epoch, firm_id);

-- Finds what is held in a lane.
CREATE INDEX run_items_held ON run_items (lane) WHERE held_by IS NOT NULL;

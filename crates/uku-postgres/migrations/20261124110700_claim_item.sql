-- Claims the next item for `lease` microseconds; all that comes back is null if there is none. No lease may be longer
-- than `longest`.
--
-- Nothing here waits for anybody: lanes and items that somebody is at are passed over.
CREATE FUNCTION uku.claim_item(
    node text, lease bigint, longest bigint,
    OUT firm text, OUT item uuid, OUT lane text, OUT epoch bigint, OUT crashes bigint, OUT tries bigint
) LANGUAGE plpgsql VOLATILE SET search_path = uku, pg_temp AS $$
#variable_conflict use_column
DECLARE
    moment timestamptz := uku.now();
    latest timestamptz := moment + longest * interval '1 microsecond';
    busy text[]; -- lanes in which something is held, or somebody is at it
    next record;
BEGIN
    -- Leases that were given while the clock was ahead.
    UPDATE run_items SET lease_until = latest WHERE (firm_id, item_id) IN (
        SELECT firm_id, item_id FROM run_items WHERE lease_until > latest FOR NO KEY UPDATE SKIP LOCKED
    );
    busy := ARRAY(SELECT lane FROM run_items WHERE lease_until > moment);
    LOOP
        -- What a dead program held had its turn: it goes on first.
        SELECT firm_id, item_id, lane INTO next FROM run_items
            WHERE lease_until <= moment AND lane <> ALL (busy) ORDER BY lease_until, epoch LIMIT 1;
        IF NOT FOUND THEN
            -- The first item of each firm; of these the urgent ones, then that of the firm that was served longest ago.
            SELECT first.firm_id, first.item_id, first.lane INTO next FROM tenants AS t, LATERAL (
                SELECT firm_id, item_id, lane, priority FROM run_items
                WHERE firm_id = t.firm_id AND finished_at IS NULL AND stopped_at IS NULL AND due_at <= moment
                    AND lane <> ALL (busy)
                ORDER BY priority, due_at, run_id, position LIMIT 1
            ) AS first ORDER BY first.priority > 0, t.served NULLS FIRST, t.firm_id LIMIT 1;
        END IF;
        EXIT WHEN NOT FOUND;

        IF pg_try_advisory_xact_lock(hashtextextended('uku lane ' || next.lane, 0)) THEN
            -- A statement of its own: it sees what whoever had the lane before us did.
            PERFORM FROM run_items
                WHERE firm_id = next.firm_id AND item_id = next.item_id AND lane = next.lane
                    AND finished_at IS NULL AND stopped_at IS NULL AND (due_at <= moment OR lease_until <= moment)
                    AND NOT EXISTS (SELECT FROM run_items AS o WHERE o.lane = next.lane AND o.lease_until > moment)
                FOR UPDATE SKIP LOCKED;
            IF FOUND THEN
                UPDATE run_items SET held_by = node, lease_until = moment + lease * interval '1 microsecond',
                    epoch = nextval('epochs'), crashes = crashes + 1 -- until it is known not to be one
                    WHERE firm_id = next.firm_id AND item_id = next.item_id
                    RETURNING firm_id, item_id, lane, epoch, crashes - 1, tries
                    INTO firm, item, lane, epoch, crashes, tries;
                -- Whoever is at it says much the same.
                UPDATE tenants SET served = claim_item.epoch WHERE firm_id = (
                    SELECT firm_id FROM tenants WHERE firm_id = next.firm_id FOR NO KEY UPDATE SKIP LOCKED
                );
                RETURN;
            END IF;
        END IF;
        busy := busy || next.lane;
    END LOOP;
END
$$;

REVOKE ALL ON FUNCTION uku.claim_item(text, bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION uku.claim_item(text, bigint, bigint) TO uku_engine;

-- Takes a slot of a key, or says from when on there may be one: one of the two is none. Durations are microseconds,
-- instants microseconds since 1970; windows[n] may hold most[n] slots.
--
-- Who asks for the same key waits in line. Each statement below sees what was committed before it began, so it sees
-- what the one before in the line did.
CREATE FUNCTION uku.take_request_slot(
    fingerprint text, most bigint[], windows bigint[], time_out bigint, OUT slot bigint, OUT not_before bigint
) LANGUAGE plpgsql VOLATILE SET search_path = uku, pg_temp AS $$
DECLARE
    moment timestamptz;
    latest timestamptz; -- when an answer comes at the latest
    free_at timestamptz;
    memory interval := '0';
    span interval;
    nth timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('uku request budget ' || fingerprint, 0));
    -- Read only now: waiting for our turn may have taken a while.
    moment := uku.now();
    latest := moment + time_out * interval '1 microsecond';

    -- Slots that were taken while the clock was ahead.
    UPDATE request_slots SET held_from = latest WHERE key_fingerprint = fingerprint AND held_from > latest;

    FOR n IN 1 .. cardinality(windows) LOOP
        span := windows[n] * interval '1 microsecond';
        memory := greatest(memory, span);
        SELECT held_from INTO nth FROM request_slots
            WHERE key_fingerprint = fingerprint AND held_from > moment - span
            ORDER BY held_from DESC LIMIT 1 OFFSET most[n] - 1;
        free_at := greatest(free_at, nth + span);
    END LOOP;
    IF free_at IS NOT NULL THEN
        not_before := (extract(epoch FROM free_at) * 1000000)::bigint;
        RETURN;
    END IF;

    -- A few at a time, and none that somebody else is at: whoever forgets must not wait for others.
    DELETE FROM request_slots WHERE slot_id IN (
        SELECT slot_id FROM request_slots WHERE held_from <= moment - memory
            ORDER BY held_from LIMIT 1000 FOR UPDATE SKIP LOCKED
    );
    INSERT INTO request_slots (key_fingerprint, held_from) VALUES (fingerprint, latest) RETURNING slot_id INTO slot;
END
$$;

REVOKE ALL ON FUNCTION uku.take_request_slot(text, bigint[], bigint[], bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION uku.take_request_slot(text, bigint[], bigint[], bigint) TO uku_engine;

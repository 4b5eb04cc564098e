-- SPDX-License-Identifier: MIT
-- Events may end: those from before events_since (milliseconds), which only
-- ever moves on (src/store/expire.c).

INSERT INTO meta (name, value) VALUES ('events_since', '0');
CREATE INDEX event_by_at ON event (at);

-- only: sqlite
DROP TRIGGER event_keeps;
CREATE TRIGGER event_keeps BEFORE DELETE ON event
WHEN OLD.at >= (SELECT CAST(value AS INTEGER) FROM meta
	WHERE name = 'events_since') BEGIN
	SELECT RAISE(ABORT, 'events are never removed before their time');
END;
-- end only

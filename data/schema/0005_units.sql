-- SPDX-License-Identifier: MIT
-- What the quota counts of each agency, kept from the last judging
-- (src/store/units.h). Derived: it may be emptied at any time.

CREATE TABLE unit (
	agency {int} NOT NULL PRIMARY KEY,
	counts TEXT NOT NULL
) {strict};

-- One row: which state of the database the counts are of.
CREATE TABLE unit_stamp (
	rules TEXT NOT NULL,
	day {int} NOT NULL,
	batch {int} NOT NULL,
	lines {int} NOT NULL,
	head TEXT NOT NULL
) {strict};

-- All facts of a sheet in one text (src/store/pack.h); nothing: read the facts.
ALTER TABLE sheet ADD COLUMN packed TEXT;

-- only: sqlite
-- An event that goes before it was looked at.
CREATE TRIGGER event_unseen AFTER DELETE ON event
WHEN OLD.batch > (SELECT batch FROM unit_stamp) BEGIN
	DELETE FROM unit_stamp;
END;
-- end only

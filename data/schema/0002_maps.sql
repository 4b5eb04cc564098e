-- SPDX-License-Identifier: MIT
-- How the files of a sender are read (rollcall/model/import_map.h).

CREATE TABLE import_map (
	id {id},
	revision {int} NOT NULL,
	code {key} NOT NULL UNIQUE,
	sender TEXT NOT NULL,
	kind TEXT NOT NULL,
	columns TEXT,
	defaults TEXT,
	keys TEXT,
	dates {int},
	encoding TEXT,
	separator TEXT,
	fixes TEXT,
	notes TEXT
) {strict};

-- SPDX-License-Identifier: MIT
-- Reviews and physical counts (rollcall/model/review.h); what is known of a
-- link by measuring.

CREATE TABLE review (
	id {id},
	revision {int} NOT NULL,
	code {key} NOT NULL UNIQUE,
	value TEXT,
	reason TEXT NOT NULL,
	who TEXT,
	at {int}
) {strict};

CREATE TABLE stock_count (
	id {id},
	revision {int} NOT NULL,
	asset_tag {key} NOT NULL UNIQUE,
	counted_on {int} NOT NULL,
	counted_by TEXT,
	status {int},
	agency {int} REFERENCES agency (id),
	place TEXT,
	serial TEXT,
	notes TEXT
) {strict};

ALTER TABLE link ADD COLUMN device {int} REFERENCES device (id);
ALTER TABLE link ADD COLUMN interface TEXT;
ALTER TABLE link ADD COLUMN used_kbps {int};
ALTER TABLE link ADD COLUMN rtt_ms {int};
CREATE INDEX link_by_device ON link (device) WHERE device IS NOT NULL;

-- SPDX-License-Identifier: MIT
-- The first schema: one table per kind of src/model, one column per field,
-- named alike. A reference holds the id. Days count from 1970-01-01, instants
-- are milliseconds since then in UTC, money is whole dong, a choice is the
-- index of its word. `revision` counts the writes of a record. {id} {int} {blob} {strict} {key} are words of the driver.

CREATE TABLE meta (
	name {key} NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) {strict};
INSERT INTO meta (name, value) VALUES
	('audit_head',
	 '0000000000000000000000000000000000000000000000000000000000000000'),
	('audit_lines', '0');

CREATE TABLE agency (
	id {id},
	revision {int} NOT NULL,
	code {key} NOT NULL UNIQUE,
	name TEXT NOT NULL,
	kind {int},
	tier {int} NOT NULL,
	parent {int} REFERENCES agency (id),
	in_quota {int},
	unit_kind TEXT,
	leader TEXT,
	valid_from {int},
	valid_to {int},
	notes TEXT
) {strict};
CREATE INDEX agency_by_parent ON agency (parent);

CREATE TABLE agency_name (
	id {id},
	revision {int} NOT NULL,
	code {key} NOT NULL UNIQUE,
	agency {int} NOT NULL REFERENCES agency (id),
	name TEXT NOT NULL,
	unit_kind TEXT,
	valid_from {int},
	valid_to {int},
	basis TEXT
) {strict};
CREATE INDEX agency_name_by_agency ON agency_name (agency);

CREATE TABLE profile (
	id {id},
	revision {int} NOT NULL,
	code {key} NOT NULL UNIQUE,
	name TEXT NOT NULL,
	cpu_cores {int},
	ram_mb {int},
	disk_gb {int},
	encryption {int},
	forbidden TEXT,
	required TEXT,
	valid_from {int},
	valid_to {int},
	source TEXT
) {strict};

CREATE TABLE post (
	id {id},
	revision {int} NOT NULL,
	code {key} NOT NULL UNIQUE,
	agency {int} NOT NULL REFERENCES agency (id),
	title TEXT NOT NULL,
	title_group {int} NOT NULL,
	holder TEXT,
	signer {int},
	handler {int},
	profile {int} REFERENCES profile (id),
	valid_from {int},
	valid_to {int},
	notes TEXT
) {strict};
CREATE INDEX post_by_agency ON post (agency);

CREATE TABLE device (
	id {id},
	revision {int} NOT NULL,
	asset_tag {key} NOT NULL,
	serial {key},
	uuid TEXT,
	name TEXT,
	hostname TEXT,
	category {int} NOT NULL,
	manufacturer TEXT,
	model TEXT,
	model_number TEXT,
	status {int} NOT NULL,
	agency {int} NOT NULL REFERENCES agency (id),
	post {int} REFERENCES post (id),
	place TEXT,
	custodian TEXT,
	ownership {int},
	connectivity {int} NOT NULL,
	host TEXT,
	port {int},
	ssh_user TEXT,
	profile {int} REFERENCES profile (id),
	purchase_date {int},
	in_service_date {int},
	cost {int},
	book_value {int},
	supplier TEXT,
	order_number TEXT,
	invoice TEXT,
	warranty_months {int},
	warranty_end {int},
	eol_date {int},
	last_counted {int},
	next_count {int},
	expected_return {int},
	ip TEXT,
	mac TEXT,
	os TEXT,
	os_version TEXT,
	cpu TEXT,
	ram_mb {int},
	disk_gb {int},
	last_seen {int},
	last_polled {int},
	last_outcome TEXT,
	notes TEXT
) {strict};
-- Not constraints of the table: an import into the empty one builds them last.
CREATE UNIQUE INDEX device_by_tag ON device (asset_tag);
CREATE UNIQUE INDEX device_by_serial ON device (serial);
CREATE INDEX device_by_agency ON device (agency, status);
CREATE INDEX device_by_post ON device (post) WHERE post IS NOT NULL;
CREATE INDEX device_by_host ON device (host) WHERE host IS NOT NULL;

CREATE TABLE custody (
	id {id},
	revision {int} NOT NULL,
	device {int} NOT NULL REFERENCES device (id),
	post {int} NOT NULL REFERENCES post (id),
	from_date {int} NOT NULL,
	to_date {int},
	reason TEXT
) {strict};
CREATE INDEX custody_by_device ON custody (device, from_date);
CREATE INDEX custody_by_post ON custody (post, from_date);

CREATE TABLE link (
	id {id},
	revision {int} NOT NULL,
	code {key} NOT NULL UNIQUE,
	agency {int} NOT NULL REFERENCES agency (id),
	type {int} NOT NULL,
	status {int} NOT NULL,
	provider TEXT,
	medium TEXT,
	down_kbps {int},
	up_kbps {int},
	measured_kbps {int},
	measured_on {int},
	controlled {int},
	available_bp {int},
	start_date {int},
	end_date {int},
	notice_days {int},
	price {int},
	price_per {int},
	notes TEXT
) {strict};
CREATE INDEX link_by_agency ON link (agency);

CREATE TABLE token (
	id {id},
	revision {int} NOT NULL,
	serial {key} NOT NULL UNIQUE,
	post {int} NOT NULL REFERENCES post (id),
	issuer TEXT,
	status {int} NOT NULL,
	valid_from {int},
	valid_to {int},
	notes TEXT
) {strict};
CREATE INDEX token_by_post ON token (post);

CREATE TABLE target (
	id {id},
	revision {int} NOT NULL,
	code {key} NOT NULL UNIQUE,
	indicator TEXT NOT NULL,
	title TEXT,
	tier {int},
	year {int} NOT NULL,
	percent {int} NOT NULL,
	source TEXT
) {strict};

CREATE TABLE norm (
	id {id},
	revision {int} NOT NULL,
	code {key} NOT NULL UNIQUE,
	title_group {int} NOT NULL,
	item {int} NOT NULL,
	quantity {int} NOT NULL,
	shared_per {int},
	ceiling {int} NOT NULL,
	valid_from {int},
	valid_to {int},
	source TEXT
) {strict};

CREATE TABLE life (
	id {id},
	revision {int} NOT NULL,
	code {key} NOT NULL UNIQUE,
	category {int} NOT NULL,
	years {int} NOT NULL,
	rate_bp {int} NOT NULL,
	valid_from {int},
	valid_to {int},
	source TEXT
) {strict};

CREATE TABLE param (
	id {id},
	revision {int} NOT NULL,
	code {key} NOT NULL UNIQUE,
	name TEXT NOT NULL,
	value {int} NOT NULL,
	unit TEXT,
	valid_from {int},
	valid_to {int},
	source TEXT
) {strict};

CREATE TABLE os_release (
	id {id},
	revision {int} NOT NULL,
	code {key} NOT NULL UNIQUE,
	os_id TEXT NOT NULL,
	version TEXT NOT NULL,
	edition TEXT,
	support_end {int},
	approved {int},
	source TEXT
) {strict};

CREATE TABLE duty (
	id {id},
	revision {int} NOT NULL,
	code {key} NOT NULL UNIQUE,
	title TEXT NOT NULL,
	from_role TEXT NOT NULL,
	to_role TEXT NOT NULL,
	cycle {int} NOT NULL,
	due_month {int},
	due_day {int},
	strict {int},
	valid_from {int},
	valid_to {int},
	source TEXT
) {strict};

CREATE TABLE pin (
	id {id},
	revision {int} NOT NULL,
	address {key} NOT NULL UNIQUE,
	algorithm TEXT NOT NULL,
	fingerprint TEXT NOT NULL,
	status {int} NOT NULL,
	since {int}
) {strict};

-- The fact sheet of a device: its revision, and one row per fact.
CREATE TABLE sheet (
	id {int} NOT NULL PRIMARY KEY REFERENCES device (id),
	revision {int} NOT NULL
) {strict};
CREATE TABLE fact (
	device {int} NOT NULL REFERENCES sheet (id),
	name {key} NOT NULL,
	value TEXT NOT NULL,
	source {int} NOT NULL,
	at {int} NOT NULL,
	PRIMARY KEY (device, name)
-- only: sqlite
) {strict}, WITHOUT ROWID;
-- end only
-- only: postgres
);
-- end only

-- What the program writes down about itself: never changed, but for the count
-- and the recipe of a batch at its end and the mark that it was taken back.
CREATE TABLE batch (
	id {id},
	at {int} NOT NULL,
	who TEXT NOT NULL,
	what TEXT NOT NULL,
	reason TEXT,
	digest TEXT,
	recipe TEXT,
	first_line {int} NOT NULL,
	writes {int} NOT NULL,
	undoes {int} REFERENCES batch (id),
	undone_by {int} REFERENCES batch (id)
) {strict};
CREATE INDEX batch_by_who ON batch (who);
CREATE INDEX batch_by_recipe ON batch (recipe) WHERE recipe IS NOT NULL;

CREATE TABLE audit (
	id {id},
	at {int} NOT NULL,
	who TEXT NOT NULL,
	batch {int} NOT NULL REFERENCES batch (id),
	kind {key} NOT NULL,
	record {int} NOT NULL,
	key TEXT,
	action {int} NOT NULL,
	changes TEXT NOT NULL,
	reason TEXT,
	hash TEXT NOT NULL
) {strict};
-- The lines of a batch follow each other: batch.first_line finds them. New
-- records have the highest numbers, so that a large import only appends here.
CREATE INDEX audit_by_record ON audit (record, kind, action);
-- Numbers that were in use once.
CREATE INDEX audit_removed ON audit (kind, record) WHERE action = 3;

-- The fields of a kind, a blank between, as lines of whole records refer to
-- them instead of naming each.
CREATE TABLE audit_form (
	id {id},
	kind {key} NOT NULL,
	fields TEXT NOT NULL
) {strict};

CREATE TABLE event (
	id {id},
	at {int} NOT NULL,
	device {int} NOT NULL REFERENCES device (id),
	batch {int} NOT NULL REFERENCES batch (id),
	outcome TEXT NOT NULL,
	phase TEXT,
	ms {int},
	detail TEXT
) {strict};
CREATE INDEX event_by_device ON event (device, at);
CREATE INDEX event_by_batch ON event (batch);

-- only: sqlite
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN
	SELECT RAISE(ABORT, 'audit lines are never changed');
END;
CREATE TRIGGER audit_keeps BEFORE DELETE ON audit BEGIN
	SELECT RAISE(ABORT, 'audit lines are never removed');
END;
CREATE TRIGGER audit_form_stays BEFORE UPDATE ON audit_form BEGIN
	SELECT RAISE(ABORT, 'forms of audit lines are never changed');
END;
CREATE TRIGGER audit_form_keeps BEFORE DELETE ON audit_form BEGIN
	SELECT RAISE(ABORT, 'forms of audit lines are never removed');
END;
CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN
	SELECT RAISE(ABORT, 'events are never changed');
END;
CREATE TRIGGER event_keeps BEFORE DELETE ON event BEGIN
	SELECT RAISE(ABORT, 'events are never removed');
END;
CREATE TRIGGER batch_stays
BEFORE UPDATE OF id, at, who, what, reason, digest, first_line, undoes
ON batch BEGIN
	SELECT RAISE(ABORT, 'batches are never changed');
END;
CREATE TRIGGER batch_keeps BEFORE DELETE ON batch BEGIN
	SELECT RAISE(ABORT, 'batches are never removed');
END;
-- end only

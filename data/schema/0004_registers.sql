-- SPDX-License-Identifier: MIT
-- Contracts, licences, waves, orders (rollcall/model/contract.h); systems, reported
-- counts and frozen reports (rollcall/model/register.h).

CREATE TABLE contract (
	id {id},
	revision {int} NOT NULL,
	code {key} NOT NULL UNIQUE,
	title TEXT,
	kind {int} NOT NULL,
	agency {int} NOT NULL REFERENCES agency (id),
	supplier TEXT,
	signed_date {int},
	start_date {int},
	end_date {int},
	notice_days {int},
	amount {int},
	budget {int},
	documents TEXT,
	notes TEXT
) {strict};

CREATE TABLE licence (
	id {id},
	revision {int} NOT NULL,
	code {key} NOT NULL UNIQUE,
	product TEXT NOT NULL,
	kind {int} NOT NULL,
	agency {int} NOT NULL REFERENCES agency (id),
	quantity {int} NOT NULL,
	price {int},
	start_date {int},
	end_date {int},
	contract {int} REFERENCES contract (id),
	notes TEXT
) {strict};
CREATE INDEX licence_by_agency ON licence (agency);

CREATE TABLE wave (
	id {id},
	revision {int} NOT NULL,
	code {key} NOT NULL UNIQUE,
	name TEXT NOT NULL,
	agency {int} NOT NULL REFERENCES agency (id),
	status {int} NOT NULL,
	start_date {int},
	end_date {int},
	planned {int},
	amount {int},
	contract {int} REFERENCES contract (id),
	notes TEXT
) {strict};

CREATE TABLE purchase_order (
	id {id},
	revision {int} NOT NULL,
	code {key} NOT NULL UNIQUE,
	agency {int} NOT NULL REFERENCES agency (id),
	item {int} NOT NULL,
	profile {int} REFERENCES profile (id),
	quantity {int} NOT NULL,
	price {int},
	status {int} NOT NULL,
	ordered_on {int},
	deliver_on {int},
	delivered_on {int},
	contract {int} REFERENCES contract (id),
	wave {int} REFERENCES wave (id),
	budget {int},
	approval TEXT,
	notes TEXT
) {strict};
CREATE INDEX order_by_agency ON purchase_order (agency);

CREATE TABLE system (
	id {id},
	revision {int} NOT NULL,
	code {key} NOT NULL UNIQUE,
	name TEXT NOT NULL,
	agency {int} NOT NULL REFERENCES agency (id),
	level {int},
	dossier {int},
	measures {int},
	decision TEXT,
	decision_date {int},
	next_review {int},
	in_quota {int},
	valid_from {int},
	valid_to {int},
	notes TEXT
) {strict};

CREATE TABLE tally (
	id {id},
	revision {int} NOT NULL,
	code {key} NOT NULL UNIQUE,
	indicator TEXT NOT NULL,
	agency {int} REFERENCES agency (id),
	as_of {int} NOT NULL,
	total {int} NOT NULL,
	done {int} NOT NULL,
	source TEXT,
	notes TEXT
) {strict};
CREATE INDEX tally_by_indicator ON tally (indicator, as_of);

CREATE TABLE snapshot (
	id {id},
	revision {int} NOT NULL,
	code {key} NOT NULL UNIQUE,
	report TEXT NOT NULL,
	period_from {int},
	period_to {int},
	as_of {int} NOT NULL,
	at {int} NOT NULL,
	who TEXT NOT NULL,
	duty TEXT,
	format TEXT,
	language TEXT,
	parameters TEXT,
	bytes {int},
	sha256 TEXT,
	figures TEXT,
	notes TEXT
) {strict};
CREATE TABLE snapshot_body (
	id {int} NOT NULL PRIMARY KEY REFERENCES snapshot (id),
	body {blob} NOT NULL
) {strict};

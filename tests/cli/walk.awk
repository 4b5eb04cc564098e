# SPDX-License-Identifier: MIT
# walk.awk - the quota again, from nothing but what `rollcall export` prints and
# what rollcall(1) says of the rules (HOW IT IS JUDGED). Not a line of the
# program's own is used.
#
#	awk -f walk.awk -v day=2026-11-22 agencies.csv params.csv ...
#
# The kind of a file is its name. Prints "post CODE DEVICE MODERN UNIFORM FIT
# SECURE" for each post, then a line for each agency: "agency CODE TIER POSTS
# SERVED CONFORMING UNKNOWN EQUIPPED CONFORMS".

function split_csv(line, out,   n, i, c, quoted, cell) {
	n = 0; cell = ""; quoted = 0
	for (i = 1; i <= length(line); i++) {
		c = substr(line, i, 1)
		if (quoted && c == "\"" && substr(line, i + 1, 1) == "\"") {
			cell = cell "\""; i++
		} else if (c == "\"")
			quoted = !quoted
		else if (c == "," && !quoted) {
			out[++n] = cell; cell = ""
		} else
			cell = cell c
	}
	out[++n] = cell
	return n
}

# Days since 1970-01-01 of "2026-11-22..."; "" stays "".
function days(s,   y, m, d, era, yoe, doy) {
	if (s == "") return ""
	y = substr(s, 1, 4) + 0; m = substr(s, 6, 2) + 0; d = substr(s, 9, 2) + 0
	if (m <= 2) y--
	era = int(y / 400); yoe = y - era * 400
	doy = int((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1
	return era * 146097 + yoe * 365 + int(yoe / 4) - int(yoe / 100) + doy - 719468
}
# The same day so many years later; 29 February becomes the 28th.
function later(s, years,   y, md) {
	y = substr(s, 1, 4) + years; md = substr(s, 5, 6)
	if (md == "-02-29" && !(y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)))
		md = "-02-28"
	return days(y md)
}
function holds(from, to) {
	return (from == "" || from <= day) && (to == "" || day <= to)
}
function param(name, none) { return name in P ? P[name] + 0 : none }
function both(a, b) { # fail beats unknown beats pass
	if (a == "fail" || b == "fail") return "fail"
	return a == "unknown" || b == "unknown" ? "unknown" : "pass"
}
function least(have, need, parts, of) {
	if (need == "" || need <= 0) return "pass"
	if (have == "") return "unknown"
	return have * of >= need * parts ? "pass" : "fail"
}
function yes(v) { return v == "yes" ? "pass" : v == "no" ? "fail" : "unknown" }
function within(age, most) { return age <= most ? "pass" : "fail" }

function begins(version, whole) {
	return whole == version || index(whole, version ".") == 1
}
# "support" or "approved" of the release that a computer runs.
function release(d, what,   i, best, named, one, answer) {
	if (F[d, "os_id"] == "" || F[d, "os_version_id"] == "") return "unknown"
	for (i = 1; i <= nreleases; i++)
		if (tolower(R[i, "os_id"]) == tolower(F[d, "os_id"]) &&
		    begins(R[i, "version"], F[d, "os_version_id"]) &&
		    length(R[i, "version"]) > best)
			best = length(R[i, "version"])
	if (!best) return what == "support" ? "unknown" : "fail"
	for (i = 1; i <= nreleases; i++)
		if (fits(i, d, best) && R[i, "edition"] != "" &&
		    tolower(R[i, "edition"]) == tolower(F[d, "os_edition"]))
			named = 1
	for (i = 1; i <= nreleases; i++) {
		if (!fits(i, d, best)) continue
		if (named && tolower(R[i, "edition"]) != tolower(F[d, "os_edition"])) continue
		if (!named && F[d, "os_edition"] != "" && R[i, "edition"] != "") continue
		if (what == "approved")
			one = R[i, "approved"] == "true" ? "pass" : "fail"
		else if (R[i, "support_end"] == "")
			one = "unknown"
		else
			one = today + param("os_margin_days", 0) <= days(R[i, "support_end"]) ? "pass" : "fail"
		if (answer != "" && answer != one) return "unknown"
		answer = one
	}
	return answer != "" ? answer : what == "support" ? "unknown" : "fail"
}
function fits(i, d, best) {
	return tolower(R[i, "os_id"]) == tolower(F[d, "os_id"]) &&
	    begins(R[i, "version"], F[d, "os_version_id"]) && length(R[i, "version"]) == best
}

function judge(d, post,   p, w, v, since, at, portable) {
	w = post == "" ? "" : POST[post, "profile"]
	p = D[d, "profile"] != "" ? D[d, "profile"] : w != "" ? w : "office"
	# modern
	since = D[d, "in_service_date"] != "" ? D[d, "in_service_date"] : D[d, "purchase_date"]
	v = since == "" ? "unknown" : today <= later(since, param("age_max_years", 5)) ? "pass" : "fail"
	v = both(v, release(d, "support"))
	v = both(v, least(F[d, "cpu_cores"], PROF[p, "cpu_cores"], 1, 1))
	v = both(v, least(F[d, "ram_kb"], PROF[p, "ram_mb"] * 1024, 7, 8))
	v = both(v, least(F[d, "disk_total_kb"], PROF[p, "disk_gb"] * 976562.5, 15, 16))
	if (param("ssd_required", 0)) v = both(v, F[d, "disk_rotational"] == "no" ? "pass" : F[d, "disk_rotational"] == "yes" ? "fail" : "unknown")
	V[d, 1] = v
	# uniform (i)
	v = F[d, "os_id"] != "" ? "pass" : "unknown"
	v = both(v, F[d, "antivirus"] == "" ? "unknown" : F[d, "antivirus"] == "none" ? "fail" : "pass")
	if (PROF[p, "required"] != "")
		v = both(v, F[d, "missing"] == "" ? "unknown" : F[d, "missing"] == "none" ? "pass" : "fail")
	if (param("token_required", 0) && post != "" && (POST[post, "signer"] == "true" || POST[post, "handler"] == "true"))
		v = both(v, (post in VALID) ? "pass" : "fail")
	V[d, 2] = v
	# fit
	v = D[d, "status"] == "in_use" ? "pass" : "fail"
	v = both(v, HEARD[d] == "" ? "unknown" : within(today - HEARD[d], param("seen_max_days", 30)))
	if (param("disk_free_min", 10))
		v = both(v, F[d, "volume_kb"] + 0 <= 0 ? "unknown" : least(F[d, "disk_free_kb"], F[d, "volume_kb"], param("disk_free_min", 10), 100))
	if (w != "") {
		v = both(v, least(F[d, "cpu_cores"], PROF[w, "cpu_cores"], 1, 1))
		v = both(v, least(F[d, "ram_kb"], PROF[w, "ram_mb"] * 1024, 7, 8))
	}
	if (D[d, "connectivity"] != "isolated")
		v = both(v, link(post != "" ? POST[post, "agency"] : D[d, "agency"]))
	V[d, 3] = v
	# secure
	portable = D[d, "category"] != "desktop"
	v = release(d, "support")
	if (param("firewall_required", 1)) v = both(v, yes(F[d, "firewall"]))
	if (param("antivirus_required", 1)) {
		v = both(v, F[d, "antivirus"] == "none" ? "fail" : F[d, "antivirus"] == "" && F[d, "antivirus_running"] == "yes" ? "unknown" : yes(F[d, "antivirus_running"]))
		v = both(v, F[d, "antivirus_date"] == "" ? "unknown" : within(AT[d, "antivirus_date"] - days(F[d, "antivirus_date"]), param("av_age_max_days", 7)))
	}
	if (param(portable ? "encrypt_portable" : "encrypt_desktop", portable) || PROF[p, "encryption"] == "true" || (w != "" && PROF[w, "encryption"] == "true"))
		v = both(v, yes(F[d, "disk_encrypted"]))
	v = both(v, updates(d))
	if (param("scan_max_days", 90))
		v = both(v, F[d, "scan_date"] == "" ? "unknown" : within(today - days(F[d, "scan_date"]), param("scan_max_days", 90)))
	if (PROF[p, "forbidden"] != "")
		v = both(v, F[d, "forbidden"] == "" ? "unknown" : F[d, "forbidden"] == "none" ? "pass" : "fail")
	V[d, 4] = v
	V[d, 0] = both(both(V[d, 1], V[d, 2]), both(V[d, 3], V[d, 4]))
}
function updates(d,   most, at) {
	most = param("update_age_max_days", 30)
	at = AT[d, "updates_pending"]
	if (F[d, "updates_pending"] == "") return "unknown"
	if (F[d, "updates_pending"] == 0) return "pass"
	if (F[d, "updates_since"] != "") return within(at - days(F[d, "updates_since"]), most)
	if (F[d, "updates_last"] != "" && at - days(F[d, "updates_last"]) <= most) return "pass"
	return "unknown"
}
function link(a) {
	if (!param("link_required", 0)) return "pass"
	if (!(a in BEST)) return "fail"
	return both(BEST[a], (a in GATE) ? GATE[a] : "pass")
}
function add_link(   a, v, min) {
	if (c["status"] != "active" || !holds(c["start_date"], c["end_date"])) return
	a = c["agency"]
	if (c["type"] == "internet" && param("link_controlled_required", 0)) {
		v = c["controlled"] == "true" ? "pass" : c["controlled"] == "false" ? "fail" : "unknown"
		GATE[a] = (a in GATE) ? both(GATE[a], v) : v
	}
	if (param("link_wan_required", 0) && c["type"] != "dedicated" && c["type"] != "party-wan") return
	min = param(A[a, "tier"] == "province" ? "bw_min_province_kbps" : "bw_min_commune_kbps", 0)
	v = min <= 0 ? "pass" : c["down_kbps"] == "" ? "unknown" : c["down_kbps"] + 0 >= min ? "pass" : "fail"
	if (param("avail_min_bp", 0) && c["available_bp"] != "")
		v = both(v, c["available_bp"] + 0 >= param("avail_min_bp", 0) ? "pass" : "fail")
	if (!(a in BEST) || rank[v] < rank[BEST[a]]) BEST[a] = v
}

BEGIN { today = days(day); rank["pass"] = 1; rank["unknown"] = 2; rank["fail"] = 3 }
{ sub(/\r$/, ""); if (FNR == 1) sub(/^\357\273\277/, "") }
FNR == 1 {
	kind = FILENAME; sub(/.*\//, "", kind); sub(/\.csv$/, "", kind)
	ncols = split_csv($0, cols)
	next
}
{
	split_csv($0, cell)
	for (i = 1; i <= ncols; i++) c[cols[i]] = cell[i]
}
kind == "params" && holds(c["valid_from"], c["valid_to"]) {
	if (!(c["name"] in P) || c["valid_from"] >= since_of[c["name"]]) {
		P[c["name"]] = c["value"]; since_of[c["name"]] = c["valid_from"]
	}
}
kind == "agencies" && holds(c["valid_from"], c["valid_to"]) {
	A[c["code"], "tier"] = c["tier"]; quota[c["code"]] = c["in_quota"] == "true"
	agency[++nagencies] = c["code"]
}
kind == "profiles" && holds(c["valid_from"], c["valid_to"]) {
	for (k in c) PROF[c["code"], k] = c[k]
}
kind == "releases" { nreleases++; for (k in c) R[nreleases, k] = c[k] }
kind == "posts" && holds(c["valid_from"], c["valid_to"]) {
	post[++nposts] = c["code"]
	for (k in c) POST[c["code"], k] = c[k]
}
kind == "tokens" && c["status"] == "active" && holds(c["valid_from"], c["valid_to"]) { VALID[c["post"]] = 1 }
kind == "links" { add_link() }
kind == "devices" && (c["category"] == "desktop" || c["category"] == "laptop" || c["category"] == "tablet") {
	device[++ndevices] = c["asset_tag"]
	for (k in c) D[c["asset_tag"], k] = c[k]
}
kind == "custody" && holds(c["from_date"], c["to_date"]) { HAS[c["device"]] = c["post"] }
kind == "facts" && substr(c["at"], 1, 10) <= day {
	F[c["device"], c["name"]] = c["value"]
	AT[c["device"], c["name"]] = days(c["at"])
	if (HEARD[c["device"]] == "" || days(c["at"]) > HEARD[c["device"]]) HEARD[c["device"]] = days(c["at"])
}
END {
	for (i = 1; i <= ndevices; i++) {
		d = device[i]; p = HAS[d]
		judge(d, p)
		if (D[d, "status"] != "in_use" || D[d, "ownership"] == "personal") continue
		a = D[d, "agency"]
		used[a]++
		v = release(d, "approved")
		if (v == "pass") approved[a]++
		else if (v == "unknown") unsure[a]++
		if (p == "") continue
		# The best judged one serves the post; of equals the one in service last.
		q = PRIME[p]
		if (q == "" || rank[V[d, 0]] < rank[V[q, 0]] ||
		    (V[d, 0] == V[q, 0] && D[d, "in_service_date"] > D[q, "in_service_date"]))
			PRIME[p] = d
	}
	for (i = 1; i <= nposts; i++) {
		p = post[i]; a = POST[p, "agency"]; d = PRIME[p]
		n[a]++
		if (d == "") { print "post", p, "-"; continue }
		served[a]++
		if (V[d, 0] == "pass") good[a]++
		if (V[d, 0] == "unknown") vague[a]++
		print "post", p, d, V[d, 1], V[d, 2], V[d, 3], V[d, 4]
	}
	theta = param("theta", 100); min = param("uniform_min", 90)
	for (i = 1; i <= nagencies; i++) {
		a = agency[i]
		if (!quota[a] || !n[a]) continue
		even = !used[a] || 100 * approved[a] >= min * used[a]
		print "agency", a, A[a, "tier"], n[a], served[a] + 0, good[a] + 0, vague[a] + 0, \
		    (100 * served[a] >= theta * n[a]) ? "yes" : "no", \
		    (100 * good[a] >= theta * n[a] && even) ? "yes" : "no"
	}
}

/* SPDX-License-Identifier: MIT */
/* inventory_judge - found, new, or refused; and which facts differ. */
#include "app/inventory_judge.h"

#include <rollcall/app/records.h>
#include <rollcall/base/i18n.h>

#include "app/app_impl.h"
#include "app/software.h"

#include <string.h>

/* One document at work. */
struct judging {
	struct rc_inventory_judge *j;
	const struct rc_inventory *doc;
	struct rc_arena *arena;
	struct rc_inventory_verdict *v;
};

/* --- the options ---------------------------------------------------------- */

static bool
read_default(struct rc_inventory_judge *j, const char *pair, struct rc_err *err)
{
	struct rc_str rest = rc_str_of(pair);
	struct rc_str name;
	const struct rc_field *field;
	struct rc_value value;
	rc_id id;

	if (memchr(rest.p, '=', rest.n) == NULL)
		return rc_fail(err, RC_EUSAGE,
		               _("default %s: write FIELD=VALUE"), pair);
	(void)rc_str_split(&rest, '=', &name);
	field = rc_field_find(&rc_kind_device, name);
	if (field == NULL || (field->flags & RC_READONLY) != 0 ||
	    j->ndefaults == RC_DEVICE_CELLS)
		return rc_fail(err, RC_EUSAGE,
		               _("default %s: devices have no such field"),
		               pair);
	if (!rc_field_parse(field, rest, RC_YMD_OR_DMY, &j->arena, &value, err))
		return rc_within(err, _("default %s"), pair);
	if (field->type == RC_REF && value.type == RC_TEXT) {
		const struct rc_kind *kind =
		        rc_kind_find(rc_str_of(field->ref));

		if (!rc_key_find(j->app, kind, value.s, &id)) {
			(void)rc_row_unknown(j->app->store, kind, value.s, err);
			return rc_within(err, _("default %s"), pair);
		}
		value = RC_VALUE_INT(id);
	}
	j->defaults[j->ndefaults++] = (struct rc_cell){ field, value };
	return true;
}

bool
rc_inventory_judge_open(struct rc_inventory_judge *j, struct rc_app *app,
                        const struct rc_import_options *options,
                        struct rc_err *err)
{
	size_t i;

	RC_ASSERT(rc_kind_device.nfields <= RC_DEVICE_CELLS);
	memset(j, 0, sizeof(*j));
	j->app = app;
	j->options = options;
	j->file_time = rc_app_now(app);
	rc_arena_init(&j->arena);
	rc_map_init(&j->seen);
	for (i = 0; i < options->ndefaults; i++) {
		if (!read_default(j, options->defaults[i], err))
			goto fail;
	}
	if (rc_likeness_open(&j->likeness, app, options->keys, options->nkeys,
	                     err))
		return true;
fail:
	rc_inventory_judge_close(j);
	return false;
}

void
rc_inventory_judge_close(struct rc_inventory_judge *j)
{
	rc_likeness_close(&j->likeness);
	rc_map_fini(&j->seen);
	rc_arena_fini(&j->arena);
}

/* --- refusing ------------------------------------------------------------- */

/* Why a document is refused. */
struct refusal {
	const char *value;
	const char *reason; /* in the arena; NULL = out of memory */
	const char *cause;  /* the reason without names; NULL = the same */
	const char *hint;
};

static bool
refuse_as(const struct judging *g, struct refusal r, struct rc_err *err)
{
	struct rc_inventory_verdict *v = g->v;

	if (r.reason == NULL)
		return rc_fail_nomem(err);
	v->fault = (struct rc_plan_fault){
		.column = 1,
		.value = rc_str_of(r.value),
		.reason = r.reason,
		.cause = r.cause != NULL ? r.cause : r.reason,
		.hint = r.hint,
	};
	v->judged.outcome = RC_REFUSE;
	v->judged.faults = &v->fault;
	v->judged.nfaults = 1;
	return true;
}

static bool
refuse(const struct judging *g, const char *value, const char *reason,
       const char *hint, struct rc_err *err)
{
	return refuse_as(g, (struct refusal){ value, reason, NULL, hint }, err);
}

/* What people call a device: its tag, or its place in this file. */
static bool
name_of(const struct judging *g, rc_id id, const char **ret, struct rc_err *err)
{
	const char *key = NULL;

	if (id > 0 && !rc_row_key(g->j->app->store, &rc_kind_device, id,
	                          g->arena, &key, err))
		return false;
	if (id < 0)
		key = rc_arena_printf(g->arena,
		                      _("the one on line %lld of this file"),
		                      -(long long)id);
	if (key == NULL)
		return rc_fail_nomem(err);
	*ret = key;
	return true;
}

static bool
refuse_conflict(const struct judging *g, const struct rc_like_found *found,
                struct rc_err *err)
{
	struct refusal r = {
		.value = found->hit.value,
		.cause = _("its identifiers are those of two devices"),
		.hint = _("mend the records, or match by fewer fields with "
		          "--key"),
	};
	const char *a;
	const char *b;

	if (!name_of(g, found->hit.id, &a, err) ||
	    !name_of(g, found->rival.id, &b, err))
		return false;
	r.reason = rc_arena_printf(
	        g->arena, _("%s %s is device %s, but %s %s is device %s"),
	        found->hit.field, found->hit.value, a, found->rival.field,
	        found->rival.value, b);
	return refuse_as(g, r, err);
}

static bool
refuse_shared(const struct judging *g, const struct rc_like_hit *shared,
              struct rc_err *err)
{
	struct refusal r = {
		.value = shared->value,
		.cause = _("several devices share its identifiers"),
		.hint = _("give the device its serial number"),
	};

	r.reason = rc_arena_printf(
	        g->arena,
	        _("several devices have %s %s, and nothing else finds one"),
	        shared->field, shared->value);
	return refuse_as(g, r, err);
}

static bool
refuse_taken(const struct judging *g, rc_id id, const char *field,
             struct rc_err *err)
{
	struct refusal r = {
		.value = g->v->device.asset_tag,
		.cause = _("its serial number or asset tag is another "
		           "device's"),
		.hint = _("match by that field too, or mend the record"),
	};
	const char *name;

	if (!name_of(g, id, &name, err))
		return false;
	r.reason = rc_arena_printf(g->arena, _("its %s is that of device %s"),
	                           field, name);
	return refuse_as(g, r, err);
}

static bool
refuse_twice(const struct judging *g, const char *key, struct rc_err *err)
{
	struct refusal r = {
		.value = key,
		.cause = _("the same device stands in this file twice"),
		.hint = _("keep the latest of them"),
	};

	r.reason = rc_arena_printf(
	        g->arena, _("the same device as %s stands in this file twice"),
	        key);
	return refuse_as(g, r, err);
}

/* A short description of the machine, for a person who looks for it. */
static const char *
describe(const struct judging *g)
{
	const struct rc_facts *f = &g->doc->facts;
	const char *const said[] = { f->hostname, f->serial, f->model,
		                     g->doc->user };
	struct rc_buf b;
	const char *text = NULL;
	size_t i;

	rc_buf_init(&b, 8 * RC_INVENTORY_TEXT_MAX);
	for (i = 0; i < RC_COUNT(said); i++) {
		if (said[i] == NULL)
			continue;
		if (b.n > 0)
			rc_buf_puts(&b, ", ");
		rc_buf_puts(&b, said[i]);
	}
	if (b.state == RC_BUF_OK)
		text = rc_arena_textn(g->arena, rc_buf_str(&b).p, b.n);
	rc_buf_fini(&b);
	return text;
}

/* --- a new device --------------------------------------------------------- */

static const struct rc_field *
device_field(const char *name)
{
	const struct rc_field *field =
	        rc_field_find(&rc_kind_device, rc_str_of(name));

	RC_ASSERT(field != NULL);
	return field;
}

/* The first value of a field stays. */
static void
set(struct rc_inventory_verdict *v, const struct rc_field *field,
    struct rc_value value)
{
	if (value.type == RC_NULL ||
	    rc_field_get(field, &v->device).type != RC_NULL)
		return;
	rc_field_put(field, &v->device, value);
	v->device_cells[v->ndevice_cells++] = (struct rc_cell){ field, value };
}

static void
fill_device(const struct judging *g)
{
	const struct rc_facts *f = &g->doc->facts;
	struct rc_inventory_verdict *v = g->v;
	const char *tag = g->doc->asset_tag;
	const struct {
		const char *field;
		const char *value;
	} texts[] = {
		{ "asset_tag", tag != NULL ? tag : f->serial },
		{ "serial", f->serial },
		{ "uuid", f->uuid },
		{ "name", f->hostname },
		{ "hostname", f->hostname },
		{ "manufacturer", f->manufacturer },
		{ "model", f->model },
		{ "mac", f->mac },
	};
	size_t i;

	rc_record_clear(&rc_kind_device, &v->device);
	for (i = 0; i < RC_COUNT(texts); i++)
		set(v, device_field(texts[i].field),
		    rc_value_text(texts[i].value));
	if (g->doc->category != RC_CATEGORY_NONE)
		set(v, device_field("category"),
		    RC_VALUE_INT(g->doc->category));
	for (i = 0; i < g->j->ndefaults; i++)
		set(v, g->j->defaults[i].field, g->j->defaults[i].value);
	set(v, device_field("status"), RC_VALUE_INT(RC_STATUS_IN_USE));
	set(v, device_field("connectivity"), RC_VALUE_INT(RC_NETWORKED));
}

/* Serial and tag are one device's alone, also when they are not matched by. */
static bool
is_taken(const struct judging *g, rc_id *ret, const char **ret_field)
{
	const struct rc_device *d = &g->v->device;

	*ret_field = "serial";
	*ret = rc_likeness_holder(&g->j->likeness, RC_LIKE_SERIAL, d->serial);
	if (*ret != 0)
		return true;
	*ret_field = "asset_tag";
	*ret = rc_likeness_holder(&g->j->likeness, RC_LIKE_TAG, d->asset_tag);
	return *ret != 0;
}

static bool
check_device(const struct judging *g, struct rc_err *err)
{
	const struct rc_device *d = &g->v->device;
	struct rc_err why = { 0 };
	const char *field;
	rc_id id;

	if (d->asset_tag == NULL)
		return refuse(g, describe(g),
		              _("it has no asset tag and no serial number, so "
		                "it cannot be added"),
		              _("add the device with a tag first"), err);
	if (!rc_valid_code(rc_str_of(d->asset_tag)))
		return refuse(g, d->asset_tag,
		              _("that cannot be an asset tag: 1 to 64 visible "
		                "characters"),
		              _("add the device with a tag first"), err);
	if (is_taken(g, &id, &field))
		return refuse_taken(g, id, field, err);
	if (d->category == RC_CATEGORY_NONE)
		return refuse(g, describe(g),
		              _("what sort of device it is does not stand in "
		                "it"),
		              _("say --default category=desktop, or add the "
		                "device first"),
		              err);
	if (!rc_record_check(&rc_kind_device, d, &why))
		return refuse(g, describe(g),
		              rc_arena_printf(g->arena, "%s", why.text), NULL,
		              err);
	g->v->judged.outcome = RC_ADD;
	g->v->judged.key = d->asset_tag;
	g->v->judged.now = d;
	return true;
}

static bool
has_agency(const struct rc_inventory_judge *j)
{
	size_t i;

	for (i = 0; i < j->ndefaults; i++) {
		if (strcmp(j->defaults[i].field->name, "agency") == 0)
			return j->defaults[i].value.type != RC_NULL;
	}
	return false;
}

static bool
judge_new(const struct judging *g, const struct rc_like_found *found,
          struct rc_err *err)
{
	if (found->shared.field != NULL)
		return refuse_shared(g, &found->shared, err);
	if (!found->has_any)
		return refuse(g, describe(g),
		              _("nothing tells which device it is: no serial "
		                "number, UUID, MAC address or asset tag of its "
		                "own"),
		              _("mend the firmware's serial number or asset "
		                "tag, or take its facts by hand"),
		              err);
	if (g->j->options->mode == RC_UPDATE)
		return refuse(g, describe(g), _("no such device"),
		              _("add it first, or leave out --mode update"),
		              err);
	if (!has_agency(g->j))
		return refuse(g, describe(g), _("no such device"),
		              _("add it first, or say of which agency new "
		                "devices are: --default agency=CODE"),
		              err);
	fill_device(g);
	return check_device(g, err);
}

/* --- facts ---------------------------------------------------------------- */

/* Takes the facts of the document; those that differ are the sets. */
static void
take_facts(const struct judging *g, const struct rc_facts *said)
{
	struct rc_inventory_verdict *v = g->v;
	const struct rc_kind *kind = &rc_kind_facts;
	bool outdated = false;
	size_t i;

	v->after = v->before;
	for (i = 0; i < kind->nfields; i++) {
		const struct rc_field *field = &kind->fields[i];
		struct rc_value now = rc_field_get(field, said);
		struct rc_value old = rc_field_get(field, &v->before);

		if (now.type == RC_NULL)
			continue;
		if (old.type != RC_NULL && v->before.at[i] > v->at) {
			outdated = true;
			continue;
		}
		v->facts[v->nfacts++] = (struct rc_cell){ field, now };
		if (rc_value_eq(&old, &now))
			continue;
		rc_field_put(field, &v->after, now);
		v->sets[v->judged.nsets++] = (struct rc_plan_set){ field, now };
	}
	g->j->outdated += outdated;
}

static bool
judge_software(const struct judging *g, rc_id id, struct rc_facts *said,
               struct rc_err *err)
{
	struct rc_software_verdict found = { NULL, NULL };

	/* Without a list nothing was looked for. */
	if (g->doc->nsoftware > 0 &&
	    !rc_software_judge(g->j->app, id, g->doc->software,
	                       g->doc->nsoftware, g->arena, &found, err))
		return false;
	said->forbidden = found.forbidden;
	said->missing = found.missing;
	return true;
}

static bool
judge_found(const struct judging *g, rc_id id, struct rc_err *err)
{
	struct rc_inventory_verdict *v = g->v;
	struct rc_facts said = g->doc->facts;
	const struct rc_str mark = { (const char *)&id, sizeof(id) };
	const char *key;
	int64_t line;

	if (!name_of(g, id, &key, err))
		return false;
	if (id < 0 || rc_map_find(&g->j->seen, mark, &line))
		return refuse_twice(g, key, err);
	if (g->j->options->mode == RC_CREATE)
		return refuse(g, key, _("the device is there already"),
		              _("leave out --mode create"), err);
	if (!rc_map_put(&g->j->seen, mark, (int64_t)g->doc->line, NULL))
		return rc_fail_nomem(err);
	if (!rc_record_get(g->j->app, &rc_kind_facts, id, g->arena, &v->before,
	                   err) ||
	    !judge_software(g, id, &said, err))
		return false;
	take_facts(g, &said);
	v->judged.id = id;
	v->judged.key = key;
	v->judged.old = &v->before;
	v->judged.now = &v->after;
	v->judged.sets = v->sets;
	v->judged.outcome = v->judged.nsets > 0 ? RC_CHANGE : RC_SAME;
	return true;
}

/* --- the whole ------------------------------------------------------------ */

static bool
note(const struct judging *g, struct rc_err *err)
{
	struct rc_inventory_judge *j = g->j;
	const struct rc_inventory *doc = g->doc;

	j->undated += doc->at == RC_MS_NONE;
	if (doc->odd > 0 && j->odd == 0) {
		j->first_odd_line = doc->line;
		j->first_odd = rc_arena_text(&j->arena,
		                             rc_text_or_empty(doc->first_odd));
		if (j->first_odd == NULL)
			return rc_fail_nomem(err);
	}
	j->odd += doc->odd;
	return true;
}

/* Later documents of the file must not be the same new device again. */
static bool
note_new(const struct judging *g, struct rc_err *err)
{
	const char *tag = g->v->device.asset_tag;

	g->j->created++;
	g->j->tagged_by_serial += g->doc->asset_tag == NULL;
	rc_record_clear(&rc_kind_facts, &g->v->before);
	take_facts(g, &g->doc->facts);
	g->v->judged.nsets = 0;
	return rc_likeness_add(&g->j->likeness, g->doc, tag,
	                       -(rc_id)g->doc->line, err);
}

bool
rc_inventory_judge(struct rc_inventory_judge *j, const struct rc_inventory *doc,
                   struct rc_arena *arena, struct rc_inventory_verdict *ret,
                   struct rc_err *err)
{
	const struct judging g = { j, doc, arena, ret };
	struct rc_like_found found;

	memset(ret, 0, sizeof(*ret));
	ret->at = doc->at != RC_MS_NONE ? doc->at : j->file_time;
	if (doc->refusal != NULL)
		return refuse(&g, rc_text_or_empty(doc->device_id),
		              doc->refusal, NULL, err);
	if (!note(&g, err) ||
	    !rc_likeness_find(&j->likeness, doc, arena, &found, err))
		return false;
	if (found.rival.field != NULL)
		return refuse_conflict(&g, &found, err);
	if (found.hit.field != NULL)
		return judge_found(&g, found.hit.id, err);
	return judge_new(&g, &found, err) &&
	       (ret->judged.outcome != RC_ADD || note_new(&g, err));
}

bool
rc_inventory_remarks(const struct rc_inventory_judge *j, struct rc_arena *arena,
                     rc_remark_fn *remark, void *ctx, struct rc_err *err)
{
	const char *said[5] = { NULL };
	struct rc_buf time;
	size_t n = 0;
	size_t i;
	bool ok = true;

	rc_buf_init(&time, 64);
	rc_ms_put_dmy(&time, j->file_time);
	if (j->undated > 0)
		said[n++] = rc_arena_printf(
		        arena,
		        _("%llu inventories do not say when they were "
		          "taken; %s, the time of the file, is taken"),
		        (unsigned long long)j->undated, rc_buf_str(&time).p);
	if (j->outdated > 0)
		said[n++] = rc_arena_printf(
		        arena,
		        _("%llu inventories are older than some facts "
		          "of their device; those facts stay"),
		        (unsigned long long)j->outdated);
	if (j->odd > 0)
		said[n++] = rc_arena_printf(
		        arena,
		        _("%llu values make no sense and are passed "
		          "over; the first, in the inventory of line "
		          "%llu, is %s"),
		        (unsigned long long)j->odd,
		        (unsigned long long)j->first_odd_line, j->first_odd);
	if (j->created > 0)
		said[n++] = rc_arena_printf(
		        arena,
		        _("%llu devices are new; those of which "
		          "--default does not say otherwise are taken "
		          "to be in use and networked"),
		        (unsigned long long)j->created);
	if (j->tagged_by_serial > 0)
		said[n++] = rc_arena_printf(
		        arena,
		        _("%llu new devices have no asset tag in "
		          "their firmware; their serial number stands "
		          "in its place"),
		        (unsigned long long)j->tagged_by_serial);
	for (i = 0; i < n && ok; i++)
		ok = said[i] != NULL && remark(ctx, said[i]);
	rc_buf_fini(&time);
	return ok || rc_fail_nomem(err);
}

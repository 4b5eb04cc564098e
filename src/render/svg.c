/* SPDX-License-Identifier: MIT */
/*
 * svg - charts as pictures inside a page, 720 units wide, in whole units.
 * Colours tell apart in grey print too, and each bar has its figure in words.
 */
#include "render/html.h"

#include <rollcall/base/i18n.h>

#define WIDTH      720
#define DARK       "#1f4e79"
#define MIDDLE     "#9dbbd8"
#define LIGHT      "#e7e7e7"
#define INK        "#000"
#define LINE       "#777"
#define LABEL_WIDE 200 /* units left of the bars, at least */
#define LABEL_MOST 30u /* cells that fit there */
#define LABEL_END  380 /* ... at most */

struct picture {
	struct rc_renderer *r;
	struct rc_buf *b;
	const struct rc_chart *chart;
	int64_t top; /* of the values */
	int left;    /* units that labels take, of bars and heat maps */
};

/* value/top of `units`, never more; nothing below zero. */
static int
scaled(int64_t value, int64_t top, int units)
{
	if (value <= 0 || top <= 0)
		return 0;
	if (value >= top)
		return units;
	/* What would overflow loses digits that no eye can see. */
	while (value > INT64_MAX / units) {
		value /= 2;
		top /= 2;
	}
	return (int)(value * units / top);
}

static int64_t
largest(const struct rc_chart *chart)
{
	const struct rc_chart_point *p;
	int64_t top = 0;
	size_t i;

	for (p = chart->points; p != NULL; p = p->next)
		for (i = 0; i < chart->nseries; i++)
			if (p->values[i] > top)
				top = p->values[i];
	return top;
}

static void
put_string(const struct picture *p, struct rc_str s)
{
	rc_html_put(p->b, s);
}

static void
put_value(const struct picture *p, int64_t value)
{
	put_string(p, rc_render_cell(p->r, rc_cell_of(p->chart->unit, value)));
}

static void
put_series(const struct picture *p, size_t i)
{
	put_string(p, rc_str_of(_(p->chart->series[i])));
}

/* Cut to what fits; the whole of it when pointed at. */
static void
put_label(const struct picture *p, struct rc_doc_cell label, size_t cells)
{
	struct rc_str s = rc_render_cell(p->r, label);
	struct rc_str front;

	if (rc_text_width(s) <= cells) {
		put_string(p, s);
		return;
	}
	front = rc_text_clip(s, cells - 1, NULL);
	put_string(p, front);
	rc_buf_puts(p->b, "\xE2\x80\xA6<title>");
	put_string(p, s);
	rc_buf_puts(p->b, "</title>");
}

/* Room for the longest label, within reason. */
static int
label_units(struct rc_renderer *r, const struct rc_chart *chart)
{
	const struct rc_chart_point *p;
	size_t most = LABEL_MOST;
	int units;

	for (p = chart->points; p != NULL; p = p->next) {
		size_t cells = rc_text_width(rc_render_cell(r, p->label));

		if (cells > most)
			most = cells;
	}
	if (most > 60)
		most = 60;
	units = LABEL_WIDE + ((int)most - (int)LABEL_MOST) * 6;
	return units > LABEL_END ? LABEL_END : units;
}

/* Cells that fit there. */
static size_t
label_cells(const struct picture *p)
{
	return LABEL_MOST + (size_t)(p->left - LABEL_WIDE) / 6;
}

static void
put_rect(const struct picture *p, const int box[4], const char *fill)
{
	rc_buf_printf(p->b,
	              "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
	              "fill=\"%s\"/>\n",
	              box[0], box[1], box[2], box[3], fill);
}

static void
open_text(const struct picture *p, int x, int y, const char *more)
{
	rc_buf_printf(p->b, "<text x=\"%d\" y=\"%d\"%s>", x, y, more);
}

static void
close_text(const struct picture *p)
{
	rc_buf_puts(p->b, "</text>\n");
}

static void
open_picture(const struct picture *p, int height)
{
	rc_buf_puts(p->b, "<figure>\n<figcaption>");
	put_string(p, rc_str_of(_(p->chart->title)));
	rc_buf_printf(p->b,
	              "</figcaption>\n<svg xmlns=\"http://www.w3.org/2000/svg\""
	              " viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"",
	              WIDTH, height);
	put_string(p, rc_str_of(_(p->chart->title)));
	rc_buf_puts(p->b, "\">\n");
}

static void
close_picture(const struct picture *p)
{
	rc_buf_puts(p->b, "</svg>\n</figure>\n");
}

/* --- bullets ------------------------------------------------------------- */

enum { BULLET_SCALE, BULLET_TARGET, BULLET_WIDE, BULLET_NARROW };
#define BULLET_STEP  50
#define BULLET_UNITS 400

static void
put_bullet(const struct picture *p, const struct rc_chart_point *point, int y)
{
	const int64_t *v = point->values;
	int64_t top = v[BULLET_SCALE];
	int at = LABEL_WIDE + scaled(v[BULLET_TARGET], top, BULLET_UNITS);
	const int track[4] = { LABEL_WIDE, y, BULLET_UNITS, 24 };
	const int wide[4] = { LABEL_WIDE, y + 3,
		              scaled(v[BULLET_WIDE], top, BULLET_UNITS), 18 };
	const int narrow[4] = { LABEL_WIDE, y + 8,
		                scaled(v[BULLET_NARROW], top, BULLET_UNITS),
		                8 };
	const int target[4] = { at - 1, y - 3, 3, 30 };
	size_t i;

	open_text(p, 0, y + 17, "");
	put_label(p, point->label, LABEL_MOST);
	close_text(p);
	put_rect(p, track, LIGHT);
	put_rect(p, wide, MIDDLE);
	put_rect(p, narrow, DARK);
	put_rect(p, target, INK);
	if (point->word != NULL) {
		open_text(p, LABEL_WIDE + BULLET_UNITS + 12, y + 17,
		          " font-weight=\"bold\"");
		put_string(p, rc_str_of(_(point->word)));
		close_text(p);
	}
	open_text(p, LABEL_WIDE, y + 38, " font-size=\"11\"");
	for (i = p->chart->nseries; i-- > 0;) {
		put_series(p, i);
		rc_buf_putc(p->b, ' ');
		put_value(p, v[i]);
		rc_buf_puts(p->b, i > 0 ? " \xC2\xB7 " : "");
	}
	close_text(p);
}

static void
put_bullets(const struct picture *p)
{
	static const char *const fills[] = { LIGHT, INK, MIDDLE, DARK };
	const struct rc_chart_point *point;
	int y = 6;
	int x = LABEL_WIDE;
	size_t i;

	open_picture(p, (int)p->chart->npoints * BULLET_STEP + 34);
	for (point = p->chart->points; point != NULL; point = point->next) {
		put_bullet(p, point, y);
		y += BULLET_STEP;
	}
	for (i = 0; i < RC_COUNT(fills); i++) {
		const int box[4] = { x, y + 6, i == BULLET_TARGET ? 3 : 12,
			             12 };
		const char *name = _(p->chart->series[i]);

		put_rect(p, box, fills[i]);
		open_text(p, x + 18, y + 16, " font-size=\"11\"");
		put_series(p, i);
		close_text(p);
		x += 40 + 7 * (int)rc_text_width(rc_str_of(name));
	}
	close_picture(p);
}

/* --- ranked bars --------------------------------------------------------- */

#define BAR_STEP 24
#define BAR_END  570 /* what is right of it is for figures */

static void
put_bars(const struct picture *p)
{
	const struct rc_chart_point *point;
	int room = BAR_END - p->left;
	int y = 4;

	open_picture(p, (int)p->chart->npoints * BAR_STEP + 8);
	for (point = p->chart->points; point != NULL; point = point->next) {
		int units = scaled(point->values[0], p->top, room);
		const int bar[4] = { p->left, y + 2, units, BAR_STEP - 8 };

		open_text(p, 0, y + 15, "");
		put_label(p, point->label, label_cells(p));
		close_text(p);
		put_rect(p, bar, DARK);
		open_text(p, p->left + units + 6, y + 15, "");
		put_value(p, point->values[0]);
		if (point->word != NULL) {
			rc_buf_puts(p->b, " \xC2\xB7 ");
			put_string(p, rc_str_of(_(point->word)));
		}
		close_text(p);
		y += BAR_STEP;
	}
	rc_buf_printf(p->b,
	              "<path d=\"M%d 2V%d\" stroke=\"" LINE "\" fill=\"none\""
	              "/>\n",
	              p->left, y);
	close_picture(p);
}

/* --- burn-up ------------------------------------------------------------- */

enum { BURN_PLAN, BURN_ACTUAL };
#define BURN_LEFT   110
#define BURN_TOP    16
#define BURN_WIDE   560
#define BURN_HIGH   200
#define BURN_BOTTOM (BURN_TOP + BURN_HIGH)

static int
day_x(const struct picture *p, const struct rc_chart_point *point)
{
	int64_t first = p->chart->points->label.i;

	return BURN_LEFT + scaled(point->label.i - first,
	                          p->chart->last_point->label.i - first,
	                          BURN_WIDE);
}

/* Steps: a figure holds until the next is known. Ends in a dot. */
static void
put_steps(const struct picture *p, size_t series, const char *look)
{
	const struct rc_chart_point *point;
	const char *move = "M";
	int x = 0;
	int y = 0;

	rc_buf_printf(p->b, "<path fill=\"none\" %s d=\"", look);
	for (point = p->chart->points; point != NULL; point = point->next) {
		if (point->values[series] == RC_CHART_NOTHING)
			continue;
		x = day_x(p, point);
		if (move[0] == 'H')
			rc_buf_printf(p->b, "H%d", x);
		y = BURN_BOTTOM -
		    scaled(point->values[series], p->top, BURN_HIGH);
		if (move[0] == 'H')
			rc_buf_printf(p->b, "V%d", y);
		else
			rc_buf_printf(p->b, "M%d %d", x, y);
		move = "H";
	}
	rc_buf_puts(p->b, "\"/>\n");
	if (move[0] == 'H' && series == BURN_ACTUAL)
		rc_buf_printf(p->b,
		              "<circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"" DARK
		              "\"/>\n",
		              x, y);
}

static void
put_axes(const struct picture *p)
{
	const struct rc_chart_point *point;
	size_t every = p->chart->npoints / 6 + 1;
	size_t n = 0;
	int i;

	for (i = 0; i <= 2; i++) {
		int y = BURN_BOTTOM - i * BURN_HIGH / 2;

		rc_buf_printf(p->b,
		              "<path d=\"M%d %dH%d\" stroke=\"" LIGHT
		              "\" fill=\"none\"/>\n",
		              BURN_LEFT, y, BURN_LEFT + BURN_WIDE);
		open_text(p, BURN_LEFT - 8, y + 4,
		          " text-anchor=\"end\" font-size=\"11\"");
		put_value(p, i == 2 ? p->top : p->top / 2 * i);
		close_text(p);
	}
	for (point = p->chart->points; point != NULL; point = point->next) {
		if (n++ % every != 0)
			continue;
		open_text(p, day_x(p, point), BURN_BOTTOM + 18,
		          " text-anchor=\"middle\" font-size=\"11\"");
		put_label(p, point->label, 12);
		close_text(p);
	}
}

static void
put_burn_up(const struct picture *p)
{
	static const char *const looks[] = {
		"stroke=\"" LINE "\" stroke-width=\"1.5\" "
		"stroke-dasharray=\"6 3\"",
		"stroke=\"" DARK "\" stroke-width=\"3\"",
	};
	size_t i;
	int x = BURN_LEFT;

	open_picture(p, BURN_BOTTOM + 50);
	put_axes(p);
	for (i = 0; i < RC_COUNT(looks); i++) {
		put_steps(p, i, looks[i]);
		rc_buf_printf(p->b,
		              "<path fill=\"none\" %s d=\"M%d %dh24\"/>\n",
		              looks[i], x, BURN_BOTTOM + 36);
		open_text(p, x + 30, BURN_BOTTOM + 40, " font-size=\"11\"");
		put_series(p, i);
		close_text(p);
		x += 200;
	}
	close_picture(p);
}

/* --- heat map ------------------------------------------------------------ */

#define HEAT_STEP 22

static void
put_heat_cell(const struct picture *p, int64_t value, const int box[4])
{
	static const char *const fills[] = { "#f4f6f9", "#cfdcea", "#9dbbd8",
		                             "#4a76a3", DARK };
	int step = scaled(value, 100, RC_COUNT(fills) - 1);

	if (value == RC_CHART_NOTHING) {
		open_text(p, box[0] + box[2] / 2, box[1] + 15,
		          " text-anchor=\"middle\"");
		rc_buf_puts(p->b, "\xE2\x80\x93");
	} else {
		put_rect(p, box, fills[step]);
		open_text(p, box[0] + box[2] / 2, box[1] + 15,
		          step < 3 ? " text-anchor=\"middle\""
		                   : " text-anchor=\"middle\" fill=\"#fff\"");
		put_value(p, value);
	}
	close_text(p);
}

static void
put_heat(const struct picture *p)
{
	const struct rc_chart_point *point;
	int n = p->chart->nseries > 0 ? (int)p->chart->nseries : 1;
	int wide = (WIDTH - p->left) / n < 128 ? (WIDTH - p->left) / n : 128;
	int y = 20;
	int i;

	open_picture(p, 24 + (int)p->chart->npoints * HEAT_STEP);
	for (i = 0; i < (int)p->chart->nseries; i++) {
		open_text(p, p->left + i * wide + wide / 2, 13,
		          " text-anchor=\"middle\" font-size=\"11\"");
		put_label(p, rc_cell_message(p->chart->series[i]),
		          wide > 21 ? (size_t)wide / 6 : 3);
		close_text(p);
	}
	for (point = p->chart->points; point != NULL; point = point->next) {
		open_text(p, 0, y + 15, "");
		put_label(p, point->label, label_cells(p));
		close_text(p);
		for (i = 0; i < (int)p->chart->nseries; i++) {
			const int box[4] = { p->left + i * wide, y, wide - 2,
				             HEAT_STEP - 2 };

			put_heat_cell(p, point->values[i], box);
		}
		y += HEAT_STEP;
	}
	close_picture(p);
}

void
rc_svg_put(struct rc_renderer *r, const struct rc_chart *chart)
{
	static const struct {
		void (*put)(const struct picture *p);
		size_t least; /* series it needs */
	} types[] = {
		[RC_CHART_BULLETS] = { put_bullets, 4 },
		[RC_CHART_BARS] = { put_bars, 1 },
		[RC_CHART_BURN_UP] = { put_burn_up, 2 },
		[RC_CHART_HEAT] = { put_heat, 1 },
	};
	struct picture p = { r, &r->line, chart, largest(chart),
		             label_units(r, chart) };

	/* An axis has a mark in its middle. */
	if (chart->type == RC_CHART_BURN_UP && p.top % 2 != 0 &&
	    p.top < INT64_MAX)
		p.top++;
	if (chart->npoints > 0 && chart->nseries >= types[chart->type].least)
		types[chart->type].put(&p);
}

/* SPDX-License-Identifier: MIT */
/* xlsx_chart - charts as a sheet draws them, over their own figures. */
#include "render/xlsx_book.h"

#include <rollcall/base/i18n.h>

#define LABEL_WIDE  40
#define VALUE_WIDE  14
#define PICTURE_ROW 16 /* rows that a picture of the least height covers */

struct place { /* of a chart's figures */
	lxw_row_t first, last;
	lxw_col_t columns;
};

static struct place
put_figures(struct rc_renderer *r, const struct rc_chart *chart)
{
	struct rc_book *book = r->book;
	const struct rc_chart_point *point;
	struct place place;
	size_t i;

	rc_book_text(book, 0, _(chart->title), RC_LOOK_TITLE);
	book->row++;
	for (i = 0; i < chart->nseries; i++)
		rc_book_text(book, i + 1, _(chart->series[i]), RC_LOOK_HEAD);
	book->row++;
	place.first = book->row;
	for (point = chart->points; point != NULL; point = point->next) {
		rc_book_cell(r, 0, point->label, RC_LOOK_LEFT);
		rc_book_lines(book,
		              rc_text_width(rc_render_cell(r, point->label)) /
		                              LABEL_WIDE +
		                      1);
		for (i = 0; i < chart->nseries; i++)
			rc_book_cell(r, i + 1,
			             rc_cell_of(chart->unit, point->values[i]),
			             RC_LOOK_PLAIN);
		book->row++;
	}
	place.last = book->row - 1;
	place.columns = (lxw_col_t)chart->nseries;
	return place;
}

static lxw_chart_series *
add_series(struct rc_renderer *r, lxw_chart *picture, struct place place,
           size_t i)
{
	const char *name = r->book->sheet->name;
	lxw_chart_series *series = chart_add_series(picture, NULL, NULL);
	lxw_col_t column = (lxw_col_t)(i + 1);

	chart_series_set_categories(series, name, place.first, 0, place.last,
	                            0);
	chart_series_set_values(series, name, place.first, column, place.last,
	                        column);
	chart_series_set_name_range(series, name, place.first - 1, column);
	return series;
}

static void
set_days(lxw_chart_axis *axis)
{
	lxw_chart_font upright = { .rotation = -90 };

	chart_axis_set_num_format(axis, "dd/mm/yyyy");
	chart_axis_set_num_font(axis, &upright);
}

static void
add_picture(struct rc_renderer *r, const struct rc_chart *chart,
            struct place place)
{
	/* The end of a bullet's scale is no bar of its own. */
	size_t i = chart->type == RC_CHART_BULLETS ? 1 : 0;
	bool lines = chart->type == RC_CHART_BURN_UP;
	lxw_chart *picture = workbook_add_chart(
	        r->book->workbook, lines ? LXW_CHART_LINE : LXW_CHART_BAR);
	lxw_chart_options size = { .x_scale = 1.4, .y_scale = 1 };
	size_t bars = chart->npoints * (chart->nseries - i);

	if (picture == NULL) {
		r->book->error = LXW_ERROR_MEMORY_MALLOC_FAILED;
		return;
	}
	for (; i < chart->nseries; i++) {
		lxw_chart_series *series = add_series(r, picture, place, i);

		if (!lines)
			chart_series_set_labels(series);
	}
	chart_title_set_name(picture, _(chart->title));
	if (chart->nseries == 1)
		chart_legend_set_position(picture, LXW_CHART_LEGEND_NONE);
	else
		chart_legend_set_position(picture, LXW_CHART_LEGEND_BOTTOM);
	/* From the top down, as the table has them. */
	if (!lines)
		chart_axis_set_reverse(picture->y_axis);
	else
		set_days(picture->x_axis);
	if (bars > 12)
		size.y_scale = (int)(bars > 60 ? 60 : bars) / 12.0;
	worksheet_insert_chart_opt(r->book->sheet, place.first - 2,
	                           (lxw_col_t)(place.columns + 2), picture,
	                           &size);
	if (r->book->row < place.first + PICTURE_ROW * size.y_scale)
		r->book->row =
		        place.first + (lxw_row_t)(PICTURE_ROW * size.y_scale);
}

/* A heat map is its table, coloured. */
static void
add_colours(struct rc_renderer *r, struct place place)
{
	lxw_conditional_format scale = {
		.type = LXW_CONDITIONAL_2_COLOR_SCALE,
		.min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
		.max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
		.min_value = 0,
		.max_value = 1,
		.min_color = 0xFFFFFF,
		.max_color = 0x5A87B3,
	};

	worksheet_conditional_format_range(r->book->sheet, place.first, 1,
	                                   place.last, place.columns, &scale);
}

bool
rc_book_charts(struct rc_renderer *r, const struct rc_doc *doc,
               struct rc_err *err)
{
	const struct rc_chart *chart;
	lxw_col_t most = 0;

	if (doc->charts == NULL)
		return true;
	if (!rc_book_sheet(r, _("Charts"), err))
		return false;
	for (chart = doc->charts; chart != NULL; chart = chart->next) {
		struct place place;

		if (chart->npoints == 0 || chart->nseries == 0)
			continue;
		place = put_figures(r, chart);
		if (chart->type == RC_CHART_HEAT)
			add_colours(r, place);
		else
			add_picture(r, chart, place);
		if (place.columns > most)
			most = place.columns;
		r->book->row += 2;
	}
	worksheet_set_column(r->book->sheet, 0, 0, LABEL_WIDE, NULL);
	if (most > 0)
		worksheet_set_column(r->book->sheet, 1, most, VALUE_WIDE, NULL);
	worksheet_set_landscape(r->book->sheet);
	return true;
}

/* SPDX-License-Identifier: MIT */
/*
 * xlsxfloor - the rows of a CSV file (no quotes in it) through libxlsxwriter's
 * constant-memory loop and nothing else: digits as numbers, the rest as text.
 * Usage: xlsxfloor IN.csv OUT.xlsx
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

static void
put_cell(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text)
{
	if (text[0] == '\0')
		return;
	if (strspn(text, "0123456789") == strlen(text))
		worksheet_write_number(sheet, row, column, strtod(text, NULL),
		                       NULL);
	else
		worksheet_write_string(sheet, row, column, text, NULL);
}

int
main(int argc, char **argv)
{
	lxw_workbook_options options = { .constant_memory = LXW_TRUE };
	FILE *f = argc == 3 ? fopen(argv[1], "r") : NULL;
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_row_t row = 0;
	char line[8192];

	if (f == NULL)
		return 1;
	book = workbook_new_opt(argv[2], &options);
	sheet = workbook_add_worksheet(book, NULL);
	while (fgets(line, sizeof(line), f) != NULL) {
		lxw_col_t column = 0;
		char *next = line;
		char *cell;

		line[strcspn(line, "\r\n")] = '\0';
		while ((cell = next) != NULL) {
			next = strchr(cell, ',');
			if (next != NULL)
				*next++ = '\0';
			put_cell(sheet, row, column++, cell);
		}
		row++;
	}
	(void)fclose(f);
	return workbook_close(book) == LXW_NO_ERROR ? 0 : 1;
}

/* SPDX-License-Identifier: MIT */
/* csvfloor - libcsv over a file and nothing else. Usage: csvfloor FILE */
#include <csv.h>
#include <stdio.h>

static void
on_cell(void *p, size_t n, void *ctx)
{
	(void)p;
	*(size_t *)ctx += n;
}

static void
on_row(int c, void *ctx)
{
	(void)c;
	(void)ctx;
}

int
main(int argc, char **argv)
{
	static char chunk[65536];
	struct csv_parser parser;
	size_t bytes = 0;
	size_t n;
	FILE *f = argc == 2 ? fopen(argv[1], "rb") : NULL;

	if (f == NULL || csv_init(&parser, 0) != 0)
		return 1;
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0) {
		if (csv_parse(&parser, chunk, n, on_cell, on_row, &bytes) != n)
			return 1;
	}
	if (csv_fini(&parser, on_cell, on_row, &bytes) != 0)
		return 1;
	csv_free(&parser);
	(void)fclose(f);
	printf("%zu\n", bytes);
	return 0;
}

/* SPDX-License-Identifier: MIT */
/* data - finding a file that is built in; the table itself is generated. */
#include <rollcall/base/data.h>

#include <string.h>

const struct rc_data *
rc_data_find(const char *name)
{
	size_t low = 0;
	size_t high = rc_data_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = strcmp(name, rc_data_files[mid].name);

		if (order == 0)
			return &rc_data_files[mid];
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

struct rc_str
rc_data_str(const struct rc_data *file)
{
	return (struct rc_str){ (const char *)file->bytes, file->n };
}

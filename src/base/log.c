/* SPDX-License-Identifier: MIT */
/* log - one safe line per event into the sink that main chose. */
#include <rollcall/base/log.h>

#include <rollcall/base/text.h>

#include <stdarg.h>

#define LINE_BYTES ((size_t)1024)

static FILE *sink;
static enum rc_level most;

void
rc_log_to(FILE *to, enum rc_level up_to)
{
	sink = to;
	most = up_to;
}

void
rc_log(enum rc_level level, const char *module, const char *fmt, ...)
{
	static const char *const names[] = {
		[RC_LOG_ERROR] = "error",
		[RC_LOG_WARN] = "warn",
		[RC_LOG_INFO] = "info",
		[RC_LOG_DEBUG] = "debug",
	};
	char raw[LINE_BYTES];
	struct rc_buf line;
	va_list args;

	if (sink == NULL || level > most)
		return;
	va_start(args, fmt);
	(void)vsnprintf(raw, sizeof(raw), fmt, args);
	va_end(args);
	rc_buf_init(&line, 4 * LINE_BYTES);
	rc_text_screen(&line, rc_str_of(raw));
	(void)fprintf(sink, "%s %s %s\n", names[level], module,
	              line.state == RC_BUF_OK ? line.p : "event=nomem");
	(void)fflush(sink);
	rc_buf_fini(&line);
}

/* SPDX-License-Identifier: MIT */
/*
 * files - what lies in the folder from which the tests import, and the wizard
 * opened on it. To be included after world.h.
 */
#ifndef TESTS_TUI_FILES_H
#define TESTS_TUI_FILES_H

#include <fcntl.h>
#include <sys/stat.h>

#define BOM "\xef\xbb\xbf"

/*
 * kiemke.csv: 8 rows. Good: 1 (new), 6 (changes two cells of TS-0004712) and 8
 * (as it is); 2, 3, 4 have an agency that is not known; 5 has no such day; 7
 * has an unknown category.
 */
static const struct {
	const char *name, *text;
} files[] = {
	{ "kiemke.csv",
	  BOM "Mã tài sản;Tên máy;Đơn vị;Loại thiết bị;Ngày mua;Tình trạng;"
	      "Kết nối;Ghi gì đó\r\n"
	      "TS-01;pc-01;H19.01;desktop;25/03/2024;in_use;networked;a\r\n"
	      "TS-02;pc-02;VP TU (cũ);desktop;26/03/2024;in_use;networked;b\r\n"
	      "TS-03;pc-03;VP TU (cũ);desktop;27/03/2024;in_use;networked;\r\n"
	      "TS-04;pc-04;VP TU (cũ);laptop;28/03/2024;in_use;networked;\r\n"
	      "TS-05;pc-05;25363;laptop;31/02/2024;in_use;isolated;\r\n"
	      "TS-0004712;vp-pc-016;H19.01;desktop;21/05/2017;in_use;"
	      "networked;\r\n"
	      "TS-07;pc-07;25363;máy giặt;01/04/2024;in_use;isolated;\r\n"
	      "TS-0010233;dn-pc-01;25363;desktop;15/01/2024;in_use;isolated;"
	      "\r\n" },
	/* Every day could be read both ways. */
	{ "ngay.csv",
	  "asset_tag,category,status,agency,connectivity,purchase_date\n"
	  "N-1,laptop,in_use,25363,networked,1/2/2024\n"
	  "N-2,laptop,in_use,25363,networked,3/4/2024\n" },
	{ "tot.csv", "asset_tag,category,status,agency,connectivity,hostname\n"
	             "T-1,laptop,in_use,25363,networked,t1\n"
	             "T-2,laptop,in_use,25363,networked,t2\n" },
	/* "Sở Nội vụ tỉnh Đắk Lắk" and more in windows-1258. */
	{ "xa-cu.txt", "code,name,kind,tier,in_quota\n"
	               "X-1,S\xf5\xd2 N\xf4\xf2i vu\xf2 ti\xd2nh \xd0\xe3\xeck "
	               "L\xe3\xeck,party_committee,commune,yes\n"
	               "X-2,\xd0"
	               "a\xd2ng u\xd2y xa\xde L\xf4\xf2"
	               "c Th\xe0nh,"
	               "party_committee,commune,yes\n" },
};

static RC_UNUSED void
file_path(const struct world *world, const char *name, char path[200])
{
	snprintf(path, 200, "%s/%s", world->folder, name);
}

static RC_UNUSED void
make_files(const struct world *world)
{
	/* 22/11/2026 */
	static const struct timespec then[2] = { { 1795330140, 0 },
		                                 { 1795330140, 0 } };
	struct rc_err err = { 0 };
	char path[200];
	size_t i;

	for (i = 0; i < RC_COUNT(files); i++) {
		file_path(world, files[i].name, path);
		assert_true(rc_file_write(path, rc_str_of(files[i].text), 0644,
		                          &err));
		assert_int_equal(utimensat(AT_FDCWD, path, then, 0), 0);
	}
	file_path(world, "thang-10", path);
	assert_int_equal(mkdir(path, 0755), 0);
	assert_int_equal(utimensat(AT_FDCWD, path, then, 0), 0);
	file_path(world, ".an.csv", path); /* hidden */
	assert_true(rc_file_write(path, RC_STR("x"), 0644, &err));
}

static RC_UNUSED void
end_files(const struct world *world)
{
	static const char *const made[] = { ".an.csv", "kiemke-rejects.csv",
		                            "tot-rejects.csv",
		                            "ngay-rejects.csv" };
	char path[200];
	size_t i;

	for (i = 0; i < RC_COUNT(files); i++) {
		file_path(world, files[i].name, path);
		unlink(path);
	}
	for (i = 0; i < RC_COUNT(made); i++) {
		file_path(world, made[i], path);
		unlink(path);
	}
	file_path(world, "thang-10", path);
	rmdir(path);
}

static RC_UNUSED int
make_import(void **state)
{
	int failed = make_world(state);

	make_files(*state);
	return failed;
}

static RC_UNUSED int
end_import(void **state)
{
	end_files(*state);
	return end_world(state);
}

/* A session in the wizard, which begins in the world's folder. */
static RC_UNUSED void
begin_import(struct session *s, struct world *world, int w, int h)
{
	int here = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	assert_true(here >= 0);
	begin(s, world, w, h);
	assert_int_equal(chdir(world->folder), 0);
	keys(s, "7");
	assert_int_equal(fchdir(here), 0);
	close(here);
}

/* --- the steps ------------------------------------------------------------ */

#define KIEMKE "<Down><Enter>"

static const struct {
	const char *name;
	const char *keys;
} steps[] = {
	{ "import-files", "" },
	{ "import-encoding", "<End><Enter>" },
	{ "import-map", KIEMKE },
	{ "import-kind", KIEMKE "<Enter>" },
	{ "import-field", KIEMKE "<End><Enter>" },
	{ "import-missing", "<End><Enter><Enter><Enter>device<Enter>" },
	{ "import-judged", KIEMKE "<Tab>" },
	{ "import-map-judged", KIEMKE "<Tab><Esc>" },
	{ "import-fix", KIEMKE "<Tab><Down><Enter>" },
	{ "import-fixed", KIEMKE "<Tab><Down><Enter>H19.01<Enter>" },
	{ "import-fix-text", KIEMKE "<Tab><Down><Down><Down><Enter>" },
	{ "import-sure", KIEMKE "<Tab>i" },
	{ "import-written", KIEMKE "<Tab>i<Enter>" },
	{ "import-undone", KIEMKE "<Tab>i<Enter>z<Enter>" },
};

#endif

/* SPDX-License-Identifier: MIT */
/* What each row of a file becomes, and the words for what is wrong. */
#include <unit/import/plan_case.h>

/* --- tests ---------------------------------------------------------------- */

#define DEVICE_HEAD "asset_tag,serial,category,status,agency,connectivity"

static void
test_add_change_same(void **state)
{
	(void)state;
	expect(&rc_kind_device,
	       DEVICE_HEAD
	       ",notes\n"
	       "TS-1,SN-A,laptop,in_use,25280,networked,cũ\n"
	       "TS-2,SN-B,laptop,repair,25280,networked,mới\n"
	       "TS-3,SN-C,Máy tính để bàn,trong kho,25294,isolated,\n",
	       "2 same TS-1#1\n"
	       "3 change TS-2#2 status=repair notes=mới\n"
	       "4 add TS-3#0 asset_tag=TS-3 serial=SN-C category=desktop "
	       "status=in_stock agency=25294 connectivity=isolated\n",
	       "");
}

/* Empty keeps, \N and (xóa) clear, an absent column is untouched. */
static void
test_blank_and_clear(void **state)
{
	(void)state;
	expect(&rc_kind_device,
	       DEVICE_HEAD ",notes,cost\n"
	                   "TS-1,,,,,,,\n"
	                   "TS-2,\\N,laptop,in_use,25280,networked,(xoá),\\N\n",
	       "2 same TS-1#1\n"
	       "3 change TS-2#2 serial= cost= notes=\n",
	       "");
	expect(&rc_kind_device,
	       DEVICE_HEAD "\nTS-1,SN-A,\\N,in_use,\\N,networked\n",
	       "2 refuse ! 3: category must not be empty ! 5: agency must not "
	       "be empty\n",
	       "");
}

static void
test_guarded(void **state)
{
	(void)state;
	expect(&rc_kind_device,
	       DEVICE_HEAD ",notes\n"
	                   "TS-1,SN-A,laptop,in_use,25280,networked,'=SUM(A1)\n"
	                   "TS-2,SN-B,laptop,in_use,25280,networked,''=x\n"
	                   "TS-3,SN-C,laptop,in_use,25280,networked,'quoted'\n",
	       "2 change TS-1#1 notes==SUM(A1)\n"
	       "3 change TS-2#2 notes='=x\n"
	       "4 add TS-3#0 asset_tag=TS-3 serial=SN-C category=laptop "
	       "status=in_use agency=25280 connectivity=networked "
	       "notes='quoted'\n",
	       "");
}

static void
test_every_fault(void **state)
{
	(void)state;
	expect(&rc_kind_device,
	       DEVICE_HEAD
	       ",purchase_date,port\n"
	       "TS-9,X,spaceship,in_use,nowhere,networked,31/02/2026,0\n",
	       "2 refuse ! 3: \"spaceship\" is not one of: desktop laptop "
	       "tablet phone monitor printer scanner shredder photocopier "
	       "network server other"
	       " ! 5: there is no agency \"nowhere\""
	       " ! 7: \"31/02/2026\": there is no such day"
	       " ! 8: \"0\" is out of range (1 to 65535)\n",
	       "");
	expect(&rc_kind_device,
	       DEVICE_HEAD
	       ",purchase_date,in_service_date\n"
	       ",X,laptop,in_use,25280,networked,2026-01-02,2026-01-01\n"
	       "TS-9,Y,laptop,in_use,25280,networked,2026-01-02,2026-01-01\n",
	       "2 refuse ! 1: asset_tag must not be empty\n"
	       "3 refuse ! 0: in service before it was purchased\n",
	       "");
}

static void
test_width(void **state)
{
	(void)state;
	expect(&rc_kind_post,
	       "code,agency,title,title_group\n"
	       "P-7,25280,Bí thư,VI,extra\n"
	       "P-8,25280,Bí thư,VI,, \n"
	       "P-1,25280,Bí thư\n"
	       "P-9,25280,Bí",
	       "2 refuse ! 0: 5 cells, but the header has 4 (a cell that holds "
	       "the separator needs quotes)\n"
	       "3 add P-8#0 code=P-8 agency=25280 title=Bí thư "
	       "title_group=VI\n"
	       "4 refuse ! 4: title_group must not be empty\n"
	       "5 refuse ! 0: the file ends within this row (3 of 4 cells) ! "
	       "4: title_group must not be empty\n",
	       "");
}

static void
test_references(void **state)
{
	(void)state;
	expect(&rc_kind_post,
	       "code,agency,title,title_group\n"
	       "N-1,đảng uỷ xã lộc thành,A,VI\n"
	       "N-2,Đảng ủy xã Đồng Phú,A,VI\n"
	       "N-3,Đảng ủy phường Đồng Phú,A,VI\n"
	       "N-4,Đảng ủy xã Lộc Thanh,A,VI\n"
	       "N-5,25281,A,VI\n"
	       "N-6,Đồng Phú,A,VI\n",
	       "2 add N-1#0 code=N-1 agency=25294 title=A title_group=VI\n"
	       "3 add N-2#0 code=N-2 agency=25363 title=A title_group=VI\n"
	       "4 add N-3#0 code=N-3 agency=25363 title=A title_group=VI\n"
	       "5 refuse ! 2: there is no agency \"Đảng ủy xã Lộc Thanh\" "
	       "(which "
	       "of these: 25280 Đảng ủy xã Lộc Thạnh, 25294 Đảng ủy xã Lộc "
	       "Thành)\n"
	       "6 refuse ! 2: there is no agency \"25281\" (did you mean 25280 "
	       "Đảng ủy xã Lộc Thạnh?)\n"
	       "7 refuse ! 2: there is no agency \"Đồng Phú\" (did you mean "
	       "25363 Đảng ủy phường Đồng Phú?)\n",
	       "");
	expect(&rc_kind_device,
	       DEVICE_HEAD ",post\n"
	                   "TS-1,,,,,,P-2\n"
	                   "TS-2,,,,,,chuyên viên\n",
	       "2 change TS-1#1 post=P-2\n"
	       "3 refuse ! 7: several go by the name \"chuyên viên\" (post) "
	       "(write the code: P-2 Chuyên viên, P-3 Chuyên viên)\n",
	       "");
}

static void
test_duplicates(void **state)
{
	(void)state;
	expect(&rc_kind_device,
	       DEVICE_HEAD "\n"
	                   "TS-5,SN-5,laptop,in_use,25280,networked\n"
	                   "TS-6,SN-5,laptop,in_use,25280,networked\n"
	                   "TS-5,SN-7,laptop,in_use,25280,networked\n",
	       "2 add TS-5#0 asset_tag=TS-5 serial=SN-5 category=laptop "
	       "status=in_use agency=25280 connectivity=networked\n"
	       "3 refuse ! 2: serial \"SN-5\" stands on line 2 and again on "
	       "line 3\n"
	       "4 refuse ! 1: asset_tag \"TS-5\" stands on line 2 and again on "
	       "line 4\n",
	       "");
	expect(&rc_kind_device,
	       DEVICE_HEAD "\n"
	                   "TS-1,SN-B,laptop,in_use,25280,networked\n"
	                   "TS-7,SN-A,laptop,in_use,25280,networked\n",
	       "2 refuse ! 2: serial is that of TS-2 (25280), but asset_tag "
	       "is that of TS-1 (25280)\n"
	       "3 refuse ! 2: serial is already that of TS-1 (25280)\n",
	       "");
}

static void
expect_keys(const char *const *keys, size_t nkeys, const char *text,
            const char *said)
{
	struct rc_err err = { 0 };
	struct store store;
	struct run r;

	fill(&store);
	run_init(&r, &store, &rc_kind_device);
	r.options.keys = keys;
	r.options.nkeys = nkeys;
	if (!judge_file(&r, text, &err))
		fail_msg("%s", err.text);
	assert_string_equal(r.said.p, said);
	run_fini(&r);
}

static void
test_keys(void **state)
{
	static const char *const keys[] = { "serial", "asset_tag" };

	(void)state;
	expect_keys(keys, 2,
	            DEVICE_HEAD "\n"
	                        "TS-9,SN-A,laptop,in_use,25280,networked\n"
	                        "TS-2,SN-Z,laptop,in_use,25280,networked\n"
	                        "TS-8,SN-Y,laptop,in_use,25280,networked\n",
	            "2 change TS-9#1 asset_tag=TS-9\n"
	            "3 change TS-2#2 serial=SN-Z\n"
	            "4 add TS-8#0 asset_tag=TS-8 serial=SN-Y category=laptop "
	            "status=in_use agency=25280 connectivity=networked\n");
	expect_keys(
	        keys, 2,
	        DEVICE_HEAD
	        "\n"
	        "TS-1,SN-B,laptop,in_use,25280,networked\n"
	        "TS-2,Default string,laptop,in_use,25280,networked\n",
	        "2 refuse ! 1: asset_tag is that of TS-1 (25280), but serial "
	        "is that of TS-2 (25280)\n"
	        "3 same TS-2#2\n");
}

static void
test_modes(void **state)
{
	static const char *const text =
	        DEVICE_HEAD "\n"
	                    "TS-1,SN-A,laptop,in_use,25280,networked\n"
	                    "TS-4,SN-D,laptop,in_use,25280,networked\n";
	struct rc_err err = { 0 };
	struct store store;
	struct run r;

	(void)state;
	fill(&store);
	run_init(&r, &store, &rc_kind_device);
	r.options.may_add = false;
	assert_true(judge_file(&r, text, &err));
	assert_string_equal(r.said.p,
	                    "2 same TS-1#1\n3 refuse ! 1: there is no such "
	                    "record to update\n");
	run_fini(&r);
	run_init(&r, &store, &rc_kind_device);
	r.options.may_change = false;
	assert_true(judge_file(&r, text, &err));
	assert_string_equal(r.said.p,
	                    "2 refuse ! 1: it is already there\n"
	                    "3 add TS-4#0 asset_tag=TS-4 serial=SN-D "
	                    "category=laptop status=in_use agency=25280 "
	                    "connectivity=networked\n");
	run_fini(&r);
	/* An update needs only what it changes. */
	run_init(&r, &store, &rc_kind_device);
	r.options.may_add = false;
	assert_true(judge_file(&r, "notes,asset_tag\nx,TS-2\n", &err));
	assert_string_equal(r.said.p, "2 change TS-2#2 notes=x\n");
	run_fini(&r);
}

static void
test_no_key_column(void **state)
{
	static const char *const bad[] = { "colour" };
	static const char *const day[] = { "cost" };
	struct rc_err err = { 0 };
	struct store store;
	struct run r;

	(void)state;
	fill(&store);
	run_init(&r, &store, &rc_kind_device);
	r.options.may_add = false;
	assert_false(judge_file(&r, "serial,notes\nSN-A,x\n", &err));
	assert_string_equal(err.text, "no column for asset_tag, by which "
	                              "records are matched");
	run_fini(&r);
	run_init(&r, &store, &rc_kind_device);
	r.options.keys = bad;
	r.options.nkeys = 1;
	assert_false(judge_file(&r, DEVICE_HEAD "\n", &err));
	assert_string_equal(err.text, "devices have no field \"colour\"");
	run_fini(&r);
	run_init(&r, &store, &rc_kind_device);
	r.options.keys = day;
	r.options.nkeys = 1;
	assert_false(judge_file(&r, DEVICE_HEAD ",cost\n", &err));
	assert_string_equal(err.text, "cost cannot tell records apart");
	run_fini(&r);
}

static void
test_assumptions(void **state)
{
	(void)state;
	expect(&rc_kind_device,
	       DEVICE_HEAD
	       ",cost,purchase_date,warranty_end\n"
	       "TS-1,To Be Filled By O.E.M.,,,,,12.000.000,03/02/2026,45000\n"
	       "TS-2,none,,,,,1.234,15/02/2026,04/05/2026\n",
	       "2 change TS-1#1 purchase_date=2026-02-03 "
	       "warranty_end=2023-03-15\n"
	       "3 change TS-2#2 purchase_date=2026-02-15 cost=1234 "
	       "warranty_end=2026-05-04\n",
	       "serial: 2 cells (first on line 2): placeholders passed over\n"
	       "cost: one cell (line 3): amounts such as 1.234 read as 1234\n"
	       "warranty_end: read as day/month/year, as another column "
	       "proves\n"
	       "warranty_end: one cell (line 2): spreadsheet day numbers read "
	       "as days\n");
	expect(&rc_kind_device,
	       DEVICE_HEAD ",purchase_date\nTS-1,,,,,,03/02/2026\n",
	       "2 refuse ! 7: day or month first? nothing in the file proves "
	       "it (say which with --date dmy or --date mdy)\n",
	       "");
}

#define AGENCY_HEAD "code,name,kind,tier,parent\n"

static void
test_kin(void **state)
{
	(void)state;
	/* The parent comes later, and is new; by key and by name. */
	expect(&rc_kind_agency,
	       AGENCY_HEAD "c,Chi bộ,party-unit,grassroots,b\n"
	                   "b,Đảng ủy B,party-committee,commune,a\n"
	                   "a,Tỉnh ủy,party-committee,province,\n"
	                   "d,Ban D,party-advisory,province,tỉnh uỷ\n",
	       "4 add a#0 code=a name=Tỉnh ủy kind=party-committee "
	       "tier=province\n"
	       "5 add d#0 code=d name=Ban D kind=party-advisory "
	       "tier=province parent=a\n"
	       "3 add b#0 code=b name=Đảng ủy B kind=party-committee "
	       "tier=commune parent=a\n"
	       "2 add c#0 code=c name=Chi bộ kind=party-unit "
	       "tier=grassroots parent=b\n",
	       "");
	/* A refused parent takes its children along. */
	expect(&rc_kind_agency,
	       AGENCY_HEAD "b,Đảng ủy B,party-committee,commune,a\n"
	                   "a,Tỉnh ủy,party-committee,moon,\n",
	       "3 refuse ! 4: \"moon\" is not one of: province commune "
	       "grassroots\n"
	       "2 refuse ! 5: the row it refers to, line 3, is refused\n",
	       "");
}

static void
test_rings(void **state)
{
	struct rc_err err = { 0 };
	struct store store;
	struct run r;

	(void)state;
	expect(&rc_kind_agency,
	       AGENCY_HEAD "a,A,party-unit,grassroots,b\n"
	                   "b,B,party-unit,grassroots,a\n"
	                   "c,C,party-unit,grassroots,c\n",
	       "4 refuse ! 5: the rows refer to each other in a ring (line 4)\n"
	       "3 refuse ! 5: the rows refer to each other in a ring (line 2)\n"
	       "2 refuse ! 5: the row it refers to, line 3, is refused\n",
	       "");
	/* Through what is stored: 25294 stands beneath 25280. */
	fill(&store);
	store.agencies[1].parent = (struct rc_ref){ 1, "25280" };
	run_init(&r, &store, &rc_kind_agency);
	assert_true(judge_file(&r,
	                       AGENCY_HEAD "25280,,,,25294\n"
	                                   "25363,,,,25280\n",
	                       &err));
	assert_string_equal(r.said.p,
	                    "2 refuse ! 5: it would stand beneath itself\n"
	                    "3 refuse ! 5: the row it refers to, line 2, is "
	                    "refused\n");
	run_fini(&r);
	/* Turned round within one file it is none. */
	run_init(&r, &store, &rc_kind_agency);
	assert_true(judge_file(&r,
	                       AGENCY_HEAD "25280,,,,25294\n"
	                                   "25294,,,,\\N\n",
	                       &err));
	assert_string_equal(r.said.p, "3 change 25294#2 parent=\n"
	                              "2 change 25280#1 parent=25294\n");
	run_fini(&r);
}

/* The sample, cut at every byte: never a crash, every row gets a verdict. */
static void
test_truncated(void **state)
{
	static const char text[] =
	        "\xEF\xBB\xBF"
	        "Mã vị trí;Cơ quan;Chức danh;Nhóm\r\n"
	        "N-1;25280;\"Bí thư; Đảng ủy\";VI\r\n"
	        "N-2;Đảng ủy xã Lộc Thành;Phó \"\"Bí thư\"\";VII\r\n"
	        "N-3;25363;Văn thư;VIII\r\n";
	char cut[sizeof(text)];
	struct store store;
	size_t whole = 0;
	size_t n;

	(void)state;
	for (n = 0; n < sizeof(text); n++) {
		struct rc_err err = { 0 };
		struct run r;
		size_t rows = 0;
		size_t i;

		memcpy(cut, text, n);
		cut[n] = '\0';
		fill(&store);
		run_init(&r, &store, &rc_kind_post);
		r.match.n = 0;
		if (!judge_file(&r, cut, &err)) {
			assert_true(err.code == RC_EINVALID || n <= 3);
		} else {
			for (i = 0; i < r.said.n; i++)
				rows += r.said.p[i] == '\n';
			assert_true(rows <= 3);
			whole += rows == 3;
		}
		run_fini(&r);
	}
	/* Its last line has 26 bytes; two cuts fall within a character. */
	assert_int_equal(whole, 26 - 2);
}

static void
test_no_memory(void **state)
{
	static const char *const text =
	        AGENCY_HEAD "b,Đảng ủy B,party-committee,commune,a\n"
	                    "a,Tỉnh ủy,party-committee,province,\n"
	                    "c,x,party-committee,province,Lộc Thành\n";
	struct store store;
	bool done = false;
	uint64_t n;

	(void)state;
	fill(&store);
	for (n = 1; !done && n < 5000; n++) {
		struct rc_err err = { 0 };
		struct run r;

		run_init(&r, &store, &rc_kind_agency);
		rc_mem_fail_at(n);
		done = judge_file(&r, text, &err);
		if (done)
			done = rc_mem_count() < n;
		else
			assert_int_equal(err.code, RC_ENOMEM);
		rc_mem_fail_at(0);
		run_fini(&r);
	}
	assert_true(done);
}

static void
judge_with(struct run *r, const char *text, const char *said)
{
	struct rc_err err = { 0 };

	if (!judge_file(r, text, &err))
		fail_msg("%s", err.text);
	assert_string_equal(r->said.p, said);
	run_fini(r);
}

/* What a new record has where the file says nothing; a reference too. */
static void
test_defaults(void **state)
{
	static const char *const defaults[] = { "status=in_stock",
		                                "connectivity=networked",
		                                "agency=xã Lộc Thành",
		                                "notes=mặc định" };
	static const char *const bad[] = { "agency=Lộc Thanh" };
	struct rc_err err = { 0 };
	struct store store;
	struct run r;

	(void)state;
	fill(&store);
	run_init(&r, &store, &rc_kind_device);
	r.options.defaults = defaults;
	r.options.ndefaults = 4;
	judge_with(&r,
	           "asset_tag,category,status,notes\n"
	           "TS-8,laptop,,\n"
	           "TS-9,laptop,repair,\\N\n"
	           "TS-1,desktop,,\n",
	           "2 add TS-8#0 asset_tag=TS-8 category=laptop "
	           "status=in_stock agency=25294 connectivity=networked "
	           "notes=mặc định\n"
	           "3 add TS-9#0 asset_tag=TS-9 category=laptop "
	           "status=repair agency=25294 connectivity=networked\n"
	           "4 change TS-1#1 category=desktop\n");
	run_init(&r, &store, &rc_kind_device);
	r.options.defaults = bad;
	r.options.ndefaults = 1;
	assert_false(judge_file(&r, "asset_tag,category,status,connectivity\n",
	                        &err));
	assert_string_equal(err.text, "--default agency=Lộc Thanh: there is no "
	                              "such record");
	run_fini(&r);
}

/* Made with the first good row that names it, once, and not for bad rows. */
static void
test_creates(void **state)
{
	static const struct rc_kind *const creates[] = { &rc_kind_agency,
		                                         NULL };
	struct store store;
	struct run r;

	(void)state;
	fill(&store);
	run_init(&r, &store, &rc_kind_post);
	r.options.creates = creates;
	judge_with(&r,
	           "code,agency,title,title_group\n"
	           "N-1,Sở A,x,bad\n"
	           "N-2,Sở A,x,VI\n"
	           "N-3,sở a,x,VI\n"
	           "N-4,Xã Lộc Thành,x,VI\n"
	           "N-5,Sở B,x,bad\n",
	           "2 refuse ! 4: \"bad\" is not one of: I II III IV V VI VII "
	           "VIII shared\n"
	           "3 add N-2#0 code=N-2 agency=Sở A title=x title_group=VI + "
	           "agencies \"Sở A\"\n"
	           "4 add N-3#0 code=N-3 agency=Sở A title=x title_group=VI\n"
	           "5 add N-4#0 code=N-4 agency=25294 title=x "
	           "title_group=VI\n"
	           "6 refuse ! 4: \"bad\" is not one of: I II III IV V VI VII "
	           "VIII shared\n");
}

/* UUIDs and MAC addresses in any form; one that two share finds none. */
static void
test_loose_keys(void **state)
{
	static const char *const keys[] = { "uuid", "mac" };
	struct store store;
	struct run r;

	(void)state;
	fill(&store);
	store.devices[0].uuid = "4C4C4544-0046-3410-8052-B4C04F4E4732";
	store.devices[1].mac = "B4:45:06:6A:81:86";
	run_init(&r, &store, &rc_kind_device);
	r.options.keys = keys;
	r.options.nkeys = 2;
	r.options.may_add = false;
	judge_with(
	        &r,
	        "uuid,mac,notes\n"
	        "4c4c4544004634108052b4c04f4e4732,,a\n"
	        ",b445.066a.8186,b\n"
	        "4c4c4544004634108052b4c04f4e4732,b4-45-06-6a-81-86,c\n",
	        "2 change TS-1#1 uuid=4c4c4544004634108052b4c04f4e4732 "
	        "notes=a\n"
	        "3 change TS-2#2 mac=b445.066a.8186 notes=b\n"
	        "4 refuse ! 2: mac is that of TS-2 (25280), but uuid is that "
	        "of TS-1 (25280)\n");
	store.devices[1].uuid = store.devices[0].uuid;
	run_init(&r, &store, &rc_kind_device);
	r.options.keys = keys;
	r.options.nkeys = 2;
	r.options.may_add = false;
	judge_with(&r, "uuid,notes\n4c4c4544004634108052b4c04f4e4732,a\n",
	           "2 refuse ! 1: there is no such record to update\n");
}

/* Words of other programs for the state of a device (design: field 4.8). */
static void
test_status_words(void **state)
{
	static const struct {
		const char *words;
		int status;
	} table[] = {
		{ "Ready to Deploy|stock|inventory|free|new|AVAILABLE",
		  RC_STATUS_IN_STOCK },
		{ "Deployed|production|active|in use|installed|IN_CUSTODY|"
		  "CHECKED_OUT|Đang sử dụng",
		  RC_STATUS_IN_USE },
		{ "Pending|planned|staged|implementation|reserved",
		  RC_STATUS_PLANNED },
		{ "in progress|sent", RC_STATUS_IN_TRANSIT },
		{ "Out for repair|in service|damaged|failed",
		  RC_STATUS_REPAIR },
		{ "Lost/Stolen|to find|MISSING", RC_STATUS_LOST },
		{ "Archived|obsolete|decommissioning|liquidated|sale|Thanh lý",
		  RC_STATUS_RETIRED },
	};
	struct rc_str rest;
	struct rc_str word;
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(table); i++) {
		rest = rc_str_of(table[i].words);
		while (rc_str_split(&rest, '|', &word)) {
			if (rc_word_find(rc_status_words, word) !=
			    table[i].status)
				fail_msg("%.*s", (int)word.n, word.p);
		}
	}
	assert_int_equal(rc_word_find(rc_status_words, RC_STR("hmm")), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_add_change_same),
		cmocka_unit_test(test_blank_and_clear),
		cmocka_unit_test(test_guarded),
		cmocka_unit_test(test_every_fault),
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_references),
		cmocka_unit_test(test_duplicates),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_modes),
		cmocka_unit_test(test_no_key_column),
		cmocka_unit_test(test_assumptions),
		cmocka_unit_test(test_kin),
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_creates),
		cmocka_unit_test(test_loose_keys),
		cmocka_unit_test(test_status_words),
		cmocka_unit_test(test_rings),
		cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_no_memory),
	};

	rc_lang_set(RC_LANG_EN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

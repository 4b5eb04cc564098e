/* SPDX-License-Identifier: MIT */
/* demo_words - titles, models and names of the sample fleet. */
#include "app/demo_words.h"

#include <rollcall/base/err.h>

const struct demo_title demo_commune_titles[] = {
	{ "Bí thư Đảng ủy", "VI", 1, 1, 1 },
	{ "Phó Bí thư Thường trực Đảng ủy", "VII", 1, 1, 1 },
	{ "Phó Bí thư Đảng ủy", "VII", 1, 1, 1 },
	{ "Chánh Văn phòng Đảng ủy", "VIII", 1, 1, 1 },
	{ "Phó Chánh Văn phòng Đảng ủy", "VIII", 1, 2, 0 },
	{ "Trưởng ban Xây dựng Đảng", "VIII", 1, 1, 1 },
	{ "Phó Trưởng ban Xây dựng Đảng", "VIII", 1, 2, 0 },
	{ "Chủ nhiệm Ủy ban Kiểm tra", "VIII", 1, 1, 1 },
	{ "Phó Chủ nhiệm Ủy ban Kiểm tra", "VIII", 1, 1, 0 },
	{ "Chuyên viên Văn phòng Đảng ủy", "VIII", 3, 4, 0 },
	{ "Chuyên viên Ban Xây dựng Đảng", "VIII", 3, 4, 0 },
	{ "Chuyên viên Ủy ban Kiểm tra", "VIII", 1, 2, 0 },
	{ NULL, NULL, 0, 0, 0 },
};

const struct demo_title demo_province_titles[] = {
	{ "Thủ trưởng cơ quan", "V", 1, 1, 1 },
	{ "Phó Thủ trưởng cơ quan", "VI", 2, 3, 1 },
	{ "Trưởng phòng", "VII", 4, 4, 1 },
	{ "Phó Trưởng phòng", "VII", 4, 6, 0 },
	{ "Chuyên viên chính", "VII", 4, 6, 0 },
	{ "Chuyên viên", "VIII", 7, 10, 0 },
	{ NULL, NULL, 0, 0, 0 },
};

const struct demo_model demo_models[] = {
	{ "desktop", "Dell", "OptiPlex 3050", "Intel Core i3-7100", 4096, 256,
	  11500000, 2018, 2020 },
	{ "desktop", "HP", "ProDesk 400 G6", "Intel Core i5-9500", 8192, 256,
	  13900000, 2020, 2022 },
	{ "desktop", "Lenovo", "ThinkCentre M70s", "Intel Core i5-12400", 8192,
	  512, 14800000, 2022, 2025 },
	{ "desktop", "Dell", "OptiPlex 7010", "Intel Core i5-13500", 16384, 512,
	  17900000, 2024, 2026 },
	{ "desktop", "CMS", "X-Office V5", "Intel Core i5-14400", 16384, 512,
	  16500000, 2025, 2026 },
	{ "laptop", "Asus", "ExpertBook P1", "Intel Core i5-8265U", 4096, 256,
	  14500000, 2019, 2021 },
	{ "laptop", "HP", "ProBook 440 G9", "Intel Core i5-1235U", 8192, 512,
	  18900000, 2022, 2025 },
	{ "laptop", "Lenovo", "ThinkPad E14 Gen 6", "Intel Core Ultra 5 125U",
	  16384, 512, 21900000, 2024, 2026 },
	{ "tablet", "Samsung", "Galaxy Tab S9", "Snapdragon 8 Gen 2", 8192, 256,
	  16900000, 2024, 2026 },
	{ "printer", "Canon", "LBP 223dw", "", 0, 0, 6900000, 2020, 2026 },
	{ "printer", "HP", "LaserJet Pro M404dn", "", 0, 0, 7400000, 2019,
	  2025 },
	{ "scanner", "Fujitsu", "fi-7160", "", 0, 0, 19800000, 2020, 2026 },
};
const size_t demo_models_n = RC_COUNT(demo_models);

const char *const demo_surnames[] = {
	"Nguyễn", "Trần", "Lê",   "Phạm", "Hoàng", "Huỳnh", "Phan",
	"Vũ",     "Võ",   "Đặng", "Bùi",  "Đỗ",    "Hồ",    "Ngô",
	"Dương",  "Lý",   "Điểu", "Thị",  "Đinh",  "Lâm",
};
const size_t demo_surnames_n = RC_COUNT(demo_surnames);

const char *const demo_middles[] = {
	"Văn",  "Thị", "Hữu",  "Đức",  "Minh", "Ngọc",  "Thanh",
	"Quốc", "Thu", "Xuân", "Công", "Kim",  "Hoàng", "Như",
};
const size_t demo_middles_n = RC_COUNT(demo_middles);

const char *const demo_givens[] = {
	"An",    "Bình", "Cường", "Dũng",  "Đạt",   "Giang", "Hà",     "Hạnh",
	"Hiếu",  "Hòa",  "Hùng",  "Hương", "Khánh", "Lan",   "Linh",   "Long",
	"Mai",   "Nam",  "Nga",   "Nhung", "Oanh",  "Phúc",  "Phương", "Quân",
	"Quỳnh", "Sơn",  "Tâm",   "Thảo",  "Thủy",  "Trang", "Trung",  "Tuấn",
	"Tùng",  "Uyên", "Vân",   "Việt",  "Yến",
};
const size_t demo_givens_n = RC_COUNT(demo_givens);

const char *const demo_providers[] = { "VNPT", "Viettel", "MobiFone" };
const size_t demo_providers_n = RC_COUNT(demo_providers);

const char *const demo_suppliers[] = {
	"Công ty TNHH Tin học Miền Đông",
	"Công ty CP Thiết bị Biên Hòa",
	"Công ty TNHH TM-DV Bình Phước Số",
};
const size_t demo_suppliers_n = RC_COUNT(demo_suppliers);

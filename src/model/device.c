/* SPDX-License-Identifier: MIT */
/* device - end-user devices and their custody: field tables. */
#include <rollcall/model/device.h>

#include <rollcall/base/i18n.h>
#include "model/span.h"

#include <stddef.h>

const struct rc_word rc_category_words[] = {
	{ "", "", NULL },
	{ "desktop", N_("desktop"),
	  "pc|computer|workstation|máy tính để bàn|máy bàn|all-in-one" },
	{ "laptop", N_("laptop"), "notebook|máy tính xách tay|xách tay" },
	{ "tablet", N_("tablet"), "máy tính bảng" },
	{ "phone", N_("phone"), "smartphone|điện thoại" },
	{ "monitor", N_("monitor"), "display|màn hình" },
	{ "printer", N_("printer"), "máy in" },
	{ "scanner", N_("scanner"), "máy quét|máy scan" },
	{ "shredder", N_("shredder"), "máy hủy tài liệu|máy hủy giấy" },
	{ "photocopier", N_("photocopier"), "máy photocopy|máy sao chụp" },
	{ "network", N_("network device"), "switch|router|thiết bị mạng" },
	{ "server", N_("server"), "máy chủ" },
	{ "other", N_("other"), "khác" },
	{ NULL, NULL, NULL },
};

const struct rc_word rc_status_words[] = {
	{ "", "", NULL },
	{ "planned", N_("planned"), "pending|staged|reserved|dự kiến" },
	{ "in_transit", N_("in transit"), "sent|in progress|đang vận chuyển" },
	{ "in_stock", N_("in stock"),
	  "ready to deploy|stock|inventory|free|new|available|trong kho|tồn kho" },
	{ "in_use", N_("in use"),
	  "deployed|production|active|installed|in_custody|checked_out|đang dùng|đang sử dụng" },
	{ "repair", N_("in repair"),
	  "out for repair|in service|damaged|failed|đang sửa|sửa chữa" },
	{ "broken", N_("broken"), "beyond repair|hỏng|hỏng không sửa được" },
	{ "lost", N_("lost"), "lost/stolen|stolen|to find|missing|mất" },
	{ "retired", N_("retired"),
	  "archived|obsolete|decommissioned|decommissioning|liquidated|sale|thanh lý|đã thanh lý" },
	{ NULL, NULL, NULL },
};

const struct rc_word rc_connectivity_words[] = {
	{ "", "", NULL },
	{ "networked", N_("networked"), "nối mạng|có mạng" },
	{ "isolated", N_("isolated"), "air-gapped|độc lập|không nối mạng" },
	{ NULL, NULL, NULL },
};

const struct rc_word rc_ownership_words[] = {
	{ "", "", NULL },
	{ "owned", N_("owned"), "sở hữu|tài sản" },
	{ "rented", N_("rented"), "leased|thuê" },
	{ "supplied", N_("supplied from above"), "cấp phát|trung ương cấp" },
	{ "personal", N_("personal"), "byod|cá nhân" },
	{ NULL, NULL, NULL },
};

#define AT(member) offsetof(struct rc_device, member)
static const struct rc_field device_fields[] = {
	{ .name = "asset_tag", .label = N_("Asset tag"), .type = RC_TEXTUAL,
	  .flags = RC_KEY | RC_SEARCHED, .at = AT(asset_tag),
	  .valid = rc_valid_code, .form = N_("1 to 64 visible characters"), .width = 12,
	  .also = "Inventory number|Immobilization number|ASSETTAG|"
		  "Asset number|HB.asset_id|Tag|Mã tài sản|Mã thiết bị|Mã TS|"
		  "Số thẻ TSCĐ" },
	{ .name = "serial", .label = N_("Serial number"), .type = RC_TEXTUAL,
	  .flags = RC_UNIQUE | RC_SEARCHED, .at = AT(serial), .width = 14,
	  .also = "Serial|Serial No.|Serial No|BIOS Serial number|SSN|"
		  "HB.serial_number|hardware_serial|Số sê-ri|Số seri|Số máy|S/N" },
	{ .name = "uuid", .label = N_("UUID"), .type = RC_TEXTUAL, .at = AT(uuid),
	  .width = 36, .also = "system_uuid" },
	{ .name = "name", .label = N_("Name"), .type = RC_TEXTUAL, .flags = RC_SEARCHED,
	  .at = AT(name), .width = 20,
	  .also = "Asset Name|Item Name|HB.name|Tên thiết bị|Tên tài sản" },
	{ .name = "hostname", .label = N_("Host name"), .type = RC_TEXTUAL,
	  .flags = RC_SEARCHED, .at = AT(hostname), .width = 18,
	  .also = "Computer|local_hostname|computer_name|Tên máy tính|Tên máy" },
	{ .name = "category", .label = N_("Category"), .type = RC_CHOICE,
	  .flags = RC_REQUIRED, .at = AT(category), .words = rc_category_words,
	  .width = 9, .also = "class|Type|Assets category|role|Loại|Lớp|Loại thiết bị|"
		  "Chủng loại" },
	{ .name = "manufacturer", .label = N_("Manufacturer"), .type = RC_TEXTUAL,
	  .flags = RC_SEARCHED, .at = AT(manufacturer), .width = 12,
	  .also = "SMANUFACTURER|Brand|Brand name|HB.manufacturer|"
		  "hardware_vendor|Hãng|Hãng sản xuất|Nhãn hiệu" },
	{ .name = "model", .label = N_("Model"), .type = RC_TEXTUAL,
	  .flags = RC_SEARCHED, .at = AT(model), .width = 18,
	  .also = "Model Name|SMODEL|device_type|HB.model_number|"
		  "hardware_model|Kiểu máy|Ký hiệu" },
	{ .name = "model_number", .label = N_("Model number"), .type = RC_TEXTUAL,
	  .at = AT(model_number), .width = 14,
	  .also = "Model No.|Model No|Model Num|Mã hiệu" },
	{ .name = "status", .label = N_("Status"), .type = RC_CHOICE,
	  .flags = RC_REQUIRED, .at = AT(status), .words = rc_status_words, .width = 10,
	  .also = "Tình trạng|Trạng thái" },
	{ .name = "agency", .label = N_("Agency"), .type = RC_REF, .flags = RC_REQUIRED,
	  .at = AT(agency), .ref = "agencies", .width = 10,
	  .also = "Company|Department|Entity|Organization|Organization name|"
		  "tenant|team_name|Đơn vị|Cơ quan|Đơn vị sử dụng|Mã cơ quan|"
		  "Mã đơn vị" },
	{ .name = "post", .label = N_("Post"), .type = RC_REF, .at = AT(post),
	  .ref = "posts", .width = 12,
	  .also = "Post code|Mã vị trí|Vị trí công tác|Chức danh" },
	{ .name = "place", .label = N_("Place"), .type = RC_TEXTUAL,
	  .flags = RC_SEARCHED, .at = AT(place), .width = 14,
	  .also = "Location|Default Location|Location name|site|HB.location|"
		  "Địa điểm|Vị trí|Phòng" },
	{ .name = "custodian", .label = N_("Custodian"), .type = RC_TEXTUAL,
	  .flags = RC_SEARCHED | RC_PERSONAL, .at = AT(custodian), .width = 20,
	  .also = "Checked Out To|Checked Out to: Full Name|Full Name|Username|"
		  "Assigned To|User|Alternate username|Connected user|USERID|"
		  "Người sử dụng|Người quản lý|Cán bộ" },
	{ .name = "ownership", .label = N_("Ownership"), .type = RC_CHOICE,
	  .at = AT(ownership), .words = rc_ownership_words, .width = 9,
	  .also = "Sở hữu|Hình thức sở hữu" },
	{ .name = "connectivity", .label = N_("Connectivity"), .type = RC_CHOICE,
	  .flags = RC_REQUIRED, .at = AT(connectivity), .words = rc_connectivity_words,
	  .width = 10, .also = "Kết nối|Nối mạng" },
	{ .name = "host", .label = N_("Host"), .type = RC_TEXTUAL, .flags = RC_SEARCHED,
	  .at = AT(host),
	  .valid = rc_valid_host, .form = N_("a host name or an IP address"),
	  .width = 16, .also = "Address|ansible_host|Địa chỉ máy" },
	{ .name = "port", .label = N_("Port"), .type = RC_INTEGER, .at = AT(port),
	  .min = 1, .max = 65535, .width = 5, .also = "ssh_port|ansible_port|Cổng" },
	{ .name = "ssh_user", .label = N_("SSH user"), .type = RC_TEXTUAL,
	  .at = AT(ssh_user), .width = 10, .also = "ansible_user|Tài khoản SSH" },
	{ .name = "profile", .label = N_("Profile"), .type = RC_REF, .at = AT(profile),
	  .ref = "profiles", .width = 10, .also = "Cấu hình|Hồ sơ thiết bị" },
	{ .name = "purchase_date", .label = N_("Purchased"), .type = RC_DAY,
	  .at = AT(purchase_date),
	  .also = "Purchase Date|Date of purchase|HB.purchase_date|"
		  "HB.purchase_time|Ngày mua" },
	{ .name = "in_service_date", .label = N_("In service since"), .type = RC_DAY,
	  .at = AT(in_service_date), .also = "Checkout Date|Last Checkout|Startup date|"
		  "Move to production date|Ngày đưa vào sử dụng" },
	{ .name = "cost", .label = N_("Cost"), .type = RC_MONEY, .at = AT(cost),
	  .min = 0, .max = INT64_C(1000000000000), .width = 14,
	  .also = "Purchase Cost|Value|HB.purchase_price|Nguyên giá|Đơn giá" },
	{ .name = "book_value", .label = N_("Book value"), .type = RC_MONEY,
	  .at = AT(book_value), .min = 0, .max = INT64_C(1000000000000), .width = 14,
	  .also = "Current Value|Account net value|Giá trị còn lại" },
	{ .name = "supplier", .label = N_("Supplier"), .type = RC_TEXTUAL,
	  .at = AT(supplier), .width = 16,
	  .also = "HB.purchase_from|Nhà cung cấp|Nhà thầu" },
	{ .name = "order_number", .label = N_("Order number"), .type = RC_TEXTUAL,
	  .at = AT(order_number), .width = 12,
	  .also = "Purchase Order|Số hợp đồng|Số đơn hàng" },
	{ .name = "invoice", .label = N_("Invoice"), .type = RC_TEXTUAL,
	  .at = AT(invoice), .width = 12, .also = "Invoice number|Số hóa đơn" },
	{ .name = "warranty_months", .label = N_("Warranty (months)"),
	  .type = RC_INTEGER, .at = AT(warranty_months), .min = 0, .max = 240,
	  .width = 5,
	  .also = "Warranty Months|Warranty|Warranty duration|Bảo hành (tháng)" },
	{ .name = "warranty_end", .label = N_("Warranty end"), .type = RC_DAY,
	  .at = AT(warranty_end),
	  .also = "Warranty Expires|Warranty expiration date|End of warranty|"
		  "HB.warranty_expires|bh|Bảo hành|Hết hạn bảo hành" },
	{ .name = "eol_date", .label = N_("End of life"), .type = RC_DAY,
	  .at = AT(eol_date),
	  .also = "EOL Date|Asset EOL Date|EOL|Decommission date|Hết khấu hao|"
		  "Ngày thanh lý" },
	{ .name = "last_counted", .label = N_("Last counted"), .type = RC_DAY,
	  .at = AT(last_counted),
	  .also = "Last Audit|Date of last physical inventory|Ngày kiểm kê" },
	{ .name = "next_count", .label = N_("Next count"), .type = RC_DAY,
	  .at = AT(next_count), .also = "Next Audit Date|Next Audit|Kiểm kê tới" },
	{ .name = "expected_return", .label = N_("Expected return"), .type = RC_DAY,
	  .at = AT(expected_return), .also = "Expected Checkin Date|Ngày trả" },
	{ .name = "ip", .label = N_("IP address"), .type = RC_TEXTUAL, .at = AT(ip),
	  .valid = rc_valid_ip, .form = N_("an IPv4 or IPv6 address"), .width = 15,
	  .also = "IP|Networking - IP|IPADDR|primary_ip|Địa chỉ IP" },
	{ .name = "mac", .label = N_("MAC address"), .type = RC_TEXTUAL,
	  .flags = RC_SEARCHED, .at = AT(mac),
	  .valid = rc_valid_mac, .form = N_("a MAC address such as 00:1a:2b:3c:4d:5e"),
	  .width = 17, .also = "MAC|Networking - MAC|MACADDR|primary_mac|Địa chỉ MAC" },
	{ .name = "os", .label = N_("Operating system"), .type = RC_TEXTUAL,
	  .at = AT(os), .width = 12,
	  .also = "Operating System - Name|OSNAME|OS family|platform|"
		  "Hệ điều hành" },
	{ .name = "os_version", .label = N_("OS version"), .type = RC_TEXTUAL,
	  .at = AT(os_version), .width = 10,
	  .also = "Operating System - Version|Phiên bản hệ điều hành" },
	{ .name = "cpu", .label = N_("CPU"), .type = RC_TEXTUAL, .at = AT(cpu),
	  .width = 16, .also = "Components - Processor|PROCESSORT|CPU type|cpu_brand|"
		  "Vi xử lý" },
	{ .name = "ram_mb", .label = N_("RAM (MB)"), .type = RC_INTEGER,
	  .at = AT(ram_mb), .min = 0, .max = 16777216, .width = 7,
	  .also = "RAM|MEMORY|Components - Memory|Bộ nhớ" },
	{ .name = "disk_gb", .label = N_("Disk (GB)"), .type = RC_INTEGER,
	  .at = AT(disk_gb), .min = 0, .max = 10000000, .width = 6,
	  .also = "Components - Hard drive size|gigs_total_disk_space|Ổ cứng|"
		  "Dung lượng" },
	{ .name = "last_seen", .label = N_("Last seen"), .type = RC_INSTANT,
	  .flags = RC_READONLY, .at = AT(last_seen), .width = 19,
	  .also = "Last inventory date|Last inventory|LASTDATE|Last come|"
		  "seen_time|Gặp lúc" },
	{ .name = "last_polled", .label = N_("Last polled"), .type = RC_INSTANT,
	  .flags = RC_READONLY, .at = AT(last_polled), .width = 19, .also = "Quét lúc" },
	{ .name = "last_outcome", .label = N_("Last outcome"), .type = RC_TEXTUAL,
	  .flags = RC_READONLY, .at = AT(last_outcome), .width = 14,
	  .also = "Kết quả quét" },
	{ .name = "notes", .label = N_("Notes"), .type = RC_TEXTUAL, .at = AT(notes),
	  .width = 24,
	  .also = "Asset Notes|Comments|Comment|Description|HB.notes|Ghi chú" },
};
#undef AT

#define AT(member) offsetof(struct rc_custody, member)
static const struct rc_field custody_fields[] = {
	{ .name = "device", .label = N_("Device"), .type = RC_REF, .flags = RC_REQUIRED,
	  .at = AT(device), .ref = "devices", .width = 12, .also = "Mã tài sản" },
	{ .name = "post", .label = N_("Post"), .type = RC_REF, .flags = RC_REQUIRED,
	  .at = AT(post), .ref = "posts", .width = 12, .also = "Mã vị trí" },
	{ .name = "from_date", .label = N_("From"), .type = RC_DAY, .flags = RC_REQUIRED,
	  .at = AT(from_date), .also = "Từ ngày" },
	{ .name = "to_date", .label = N_("To"), .type = RC_DAY, .at = AT(to_date),
	  .also = "Đến ngày" },
	{ .name = "reason", .label = N_("Reason"), .type = RC_TEXTUAL, .at = AT(reason),
	  .width = 24, .also = "Lý do" },
};
#undef AT

static bool
device_check(const void *record, struct rc_err *err)
{
	const struct rc_device *d = record;

	if (d->purchase_date != RC_DATE_NONE &&
	    d->in_service_date != RC_DATE_NONE &&
	    d->in_service_date < d->purchase_date)
		return rc_fail(err, RC_EINVALID,
			       _("in service before it was purchased"));
	if (d->post.id != 0 && d->status == RC_STATUS_RETIRED)
		return rc_fail(err, RC_EINVALID,
			       _("a retired device cannot be held by a post; "
				 "return it first"));
	return true;
}

static bool
custody_check(const void *record, struct rc_err *err)
{
	const struct rc_custody *r = record;

	return rc_span_check(r->from_date, r->to_date, err);
}

bool
rc_category_is_computer(int category)
{
	return category == RC_CATEGORY_DESKTOP ||
	       category == RC_CATEGORY_LAPTOP || category == RC_CATEGORY_TABLET;
}

const struct rc_kind rc_kind_device = {
	.name = "devices",
	.table = "device",
	.label = N_("Devices"),
	.label_one = N_("device"),
	.size = sizeof(struct rc_device),
	.fields = device_fields,
	.nfields = RC_COUNT(device_fields),
	.columns = "asset_tag hostname agency post category status model last_seen",
	.example = "TS-25363-001,PF3A1B2C,,Máy tính Văn "
		   "phòng,dp-vp-01,desktop,Dell,OptiPlex 7010,,in_use,25363,2536"
		   "3-01,,,owned,networked,10.75.1.11,22,rollcall,,15/08/2025,01"
		   "/09/2025,18500000,,,,,36,15/08/2028,,,,,,,debian,12,,16384,5"
		   "12,,,,",
	.check = device_check,
};

const struct rc_kind rc_kind_custody = {
	.name = "custody",
	.table = "custody",
	.label = N_("Custody"),
	.label_one = N_("custody"),
	.size = sizeof(struct rc_custody),
	.fields = custody_fields,
	.nfields = RC_COUNT(custody_fields),
	.flags = RC_KIND_KEPT,
	.columns = "device post from_date to_date reason",
	.check = custody_check,
};

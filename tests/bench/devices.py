#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""devices.py ROWS AGENCIES FOLDER - devices.csv and agencies.csv, the same in
every run: 15 columns, asset tags in random order, Vietnamese names."""
import csv, random, sys

ROWS, AGENCIES, DIR = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
MODELS = {"Dell": ["Latitude 5440", "OptiPlex 7010", "PowerEdge R650"],
          "HP": ["EliteBook 840 G9", "ProDesk 400 G7", "LaserJet M404dn"],
          "Lenovo": ["ThinkPad T14 Gen 3", "ThinkCentre M70q"],
          "Cisco": ["Catalyst 2960-X", "ISR 4331", "C9300-48P"],
          "FPT": ["Elead F1", "Elead S9"], "APC": ["SMT1500I"]}
FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
MIDDLE = "Văn Thị Đức Minh Quang Hữu Thanh Ngọc Xuân Thu Hồng Gia".split()
GIVEN = "An Bình Cường Dũng Đạt Giang Hà Hải Hiếu Hùng Hương Khánh Lan Linh Long Mai".split()
NOTES = ["", "", "", "đã kiểm kê", 'chờ thanh lý, "tầng 3"', "mượn từ phòng Tài chính", "thay pin 2023"]
STATUS = ["in_use"] * 7 + ["in_stock", "repair", "retired"]
COLUMNS = ("asset_tag serial category manufacturer model agency hostname ip purchase_date "
           "cost warranty_end status connectivity custodian notes").split()


def row(i, r):
    maker, category = r.choice(list(MODELS)), r.choice(["laptop", "desktop", "printer", "tablet"])
    agency, year = r.randrange(AGENCIES), r.randint(2014, 2025)
    day = f"{r.randint(1, 12):02}-{r.randint(1, 28):02}"
    return [f"TS-{i:08}",
            "" if r.random() < .03 else f"{maker[:2].upper()}{i * 2654435761 & 0xffffffff:08X}{i % 97:02}",
            category, maker, r.choice(MODELS[maker]), f"CQ{agency:05}",
            f"{category[:3]}-{agency:05}-{i % 1000:03}" if r.random() < .8 else "",
            f"10.{i >> 16 & 255}.{i >> 8 & 255}.{i & 255}" if r.random() < .8 else "",
            f"{year}-{day}", r.randint(1, 900) * 100000, f"{year + 3}-{day}", r.choice(STATUS), "networked",
            f"{r.choice(FAMILY)} {r.choice(MIDDLE)} {r.choice(GIVEN)}", r.choice(NOTES)]


r = random.Random(7)
order = list(range(ROWS))
r.shuffle(order)
with open(f"{DIR}/devices.csv", "w", newline="", encoding="utf-8") as f:
    out = csv.writer(f, lineterminator="\r\n")
    out.writerow(COLUMNS)
    out.writerows(row(i, r) for i in order)
with open(f"{DIR}/agencies.csv", "w", encoding="utf-8") as f:
    f.write("code,name,tier\n")
    f.writelines(f"CQ{i:05},Agency {i},commune\n" for i in range(AGENCIES))

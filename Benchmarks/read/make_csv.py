#!/usr/bin/env python3
"""Writes the CSV file of the reading benchmark: a logistics register of 13 columns, in GB18030 and in UTF-8.

    make_csv.py FOLDER [ROWS]

The same arguments give the same bytes.
"""
import pathlib
import random
import sys

folder = pathlib.Path(sys.argv[1])
rows = int(sys.argv[2]) if len(sys.argv) > 2 else 300_000
random.seed(20260305)

header = ["订单号", "运单号", "下单日期", "发货时间", "客户名称", "收货城市", "产品名称", "数量", "单价", "金额", "运费", "负责人", "备注"]
surnames = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜"
given = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰飞鹏宇欣"
cities = ["北京", "上海", "广州", "深圳", "杭州", "成都", "武汉", "西安"]
products = [f"{kind}{size}{grade}" for kind in ["标准件", "密封圈", "轴承座", "电缆桥架"] for size in range(1, 26) for grade in ["甲级", "乙级"]]
customers = [f"{random.choice(surnames)}{random.choice(given)}{random.choice(['贸易', '物流', '科技', '制造'])}{n:04d}" for n in range(3000)]
staff = [a + b for a in surnames for b in given[:8]]
remarks = ["", "", "", "加急", "客户自提", "含税，运费到付", "分两批发货", "请先电话联系"]


def line(n):
    quantity = random.randint(1, 500)
    price = random.randint(100, 999_999)
    freight = random.randint(0, 30_000)
    month, day = random.randint(1, 12), random.randint(1, 28)
    return [
        f"SO26{n:06d}", f"SF{random.randrange(10**8):08d}", f"2026-{month:02d}-{day:02d}",
        f"2026-{month:02d}-{day:02d} {random.randint(0, 23):02d}:{random.randint(0, 59):02d}",
        random.choice(customers), random.choice(cities), random.choice(products), str(quantity),
        f"{price / 100:.2f}", f"{quantity * price / 100:.2f}", f"{freight / 100:.2f}", random.choice(staff),
        random.choice(remarks),
    ]


text = "\r\n".join([",".join(header), *(",".join(line(n)) for n in range(rows))]) + "\r\n"
folder.mkdir(parents=True, exist_ok=True)
(folder / "register-gb18030.csv").write_bytes(text.encode("gb18030"))
(folder / "register-utf8.csv").write_bytes(text.encode("utf-8"))
print((folder / "register-gb18030.csv").stat().st_size, (folder / "register-utf8.csv").stat().st_size)

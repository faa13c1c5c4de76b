"""Reads the registers of the month: every row with its file, sheet and row number."""
import concurrent.futures
import hashlib

import polars as pl

from common import STATEMENTS

c = pl.col
# Register, its title, encoding of a CSV file or name of the sheet of a workbook.
FILES = {
    "员工花名册.csv": ("employee", "员工花名册", "gb18030"),
    "物流合作协议台账.csv": ("logistics_contract", "物流合作协议台账", "gb18030"),
    "正式客户登记表.csv": ("formal_customer", "正式客户登记表", "utf8"),
    "订单台账.csv": ("order", "订单台账", "utf8"),
    "样板快运2026-03.xlsx": ("logistics_statement", STATEMENTS, "月结账单"),
    "测试速递_2026年3月对账单.csv": ("logistics_statement", STATEMENTS, "gb18030"),
    "示例物流_2026年3月对账单.csv": ("logistics_statement", STATEMENTS, "gb18030"),
    "范例货运2026-03.xlsx": ("logistics_statement", STATEMENTS, "月结账单"),
    "运单登记_2026年3月.xlsx": ("waybill", "物流单据", "运单"),
    "客户咨询记录表_2026年3月.xlsx": ("consultation", "客户咨询记录表", "咨询记录"),
    "发货通知单202603.xlsx": ("shipment_notice", "发货通知单", "发货"),
}
TEXTS = ["运单号", "联系电话", "QQ/邮箱"]
DAYS = ["发运日期", "单据收回日期", "下次跟进时间", "发货日期"]
MONEY = ["运费", "其他费用", "合计", "订单金额", "计费重量", "重量(kg)"]


def read(inbox):
    """The registers by name and the list of files. Files are read side by side: both readers let go of the interpreter's lock."""
    # The largest first, so that the others fill the other core meanwhile.
    paths = sorted(inbox.iterdir(), key=lambda path: -path.stat().st_size)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        tables = dict(zip([path.name for path in paths], pool.map(table, paths)))
        sums = dict(zip(tables, pool.map(lambda path: hashlib.sha256(path.read_bytes()).hexdigest(), paths)))
    data = {}
    for register in dict.fromkeys(register for register, _, _ in FILES.values()):
        data[register] = pl.concat([tables[name] for name in FILES if FILES[name][0] == register], how="vertical_relaxed")
    files = [(name, FILES[name][0], FILES[name][1], tables[name].height, sums[name]) for name in sorted(tables)]
    return data, files


def table(path):
    _, _, kind = FILES[path.name]
    if path.suffix == ".csv":
        frame = pl.read_csv(path, encoding=kind, infer_schema_length=1000, try_parse_dates=True,
                            schema_overrides={"运单号": pl.String, "联系电话": pl.String})
    else:
        frame = pl.read_excel(path, engine="calamine")
    casts = [(TEXTS, pl.String), (DAYS, pl.Date), (MONEY, pl.Float64)]
    return frame.with_row_index("row", offset=2).with_columns(
        *(c(name).cast(kind_) for names, kind_ in casts for name in names if name in frame.columns),
        file=pl.lit(path.name), sheet=pl.lit(None if path.suffix == ".csv" else kind, dtype=pl.String))

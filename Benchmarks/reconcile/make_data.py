#!/usr/bin/env python3
"""Writes a register of waybills, the statement of their carriers and the agreements as CSV.

    make_data.py FOLDER [ROWS]      default: 300000 waybills, as many lines of the statement

Of a hundred waybills one is billed too high, one in 97 is missing from the statement, one in 53 has a dash in its number
there. The statement is in another order.
"""
import pathlib
import sys

CARRIERS = ["示例物流", "样板快运", "测试速递"]


def number(i):
    return f"88202603{(i * 7919 + 13) % 1_000_000_007:010d}"


def main():
    folder = pathlib.Path(sys.argv[1])
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 300_000
    folder.mkdir(parents=True, exist_ok=True)

    def fields(i):
        weight = 200 + i * 37 % 9000
        day = f"2026-03-{i % 31 + 1:02d}"
        return CARRIERS[i % 3], day, f"城市{i % 40}", i % 19 + 1, weight, weight * 12

    with open(folder / "运单登记.csv", "w", encoding="utf-8") as out:
        out.write("运单号,物流公司,发运日期,发货单号,目的地,件数,重量(kg),运费,其他费用\n")
        for i in range(rows):
            carrier, day, city, pieces, weight, cents = fields(i)
            out.write(
                f"{number(i)},{carrier},{day},FH-{i},{city},{pieces},{weight / 10:.1f},{cents / 100:.2f},0.00\n")
    with open(folder / "物流对账单.csv", "w", encoding="utf-8") as out:
        out.write("物流公司,对账期间,运单号,发运日期,目的地,件数,计费重量,运费,其他费用,合计\n")
        step = next(s for s in (7907, 7919, 7927) if rows % s)
        for j in range(rows):
            i = (j * step + 5) % rows
            carrier, day, city, pieces, weight, cents = fields(i)
            key = number(i)
            if i % 97 == 0:
                key, city = f"99{key[2:]}", "别处"
            elif i % 53 == 0:
                key = key[:4] + "-" + key[4:]
            if i % 100 == 0:
                cents += 3000
            money = f"{cents / 100:.2f}"
            out.write(f"{carrier}有限公司,2026-03,{key},{day},{city},{pieces},{weight / 10:.1f},{money},0.00,{money}\n")
    with open(folder / "物流合作协议台账.csv", "w", encoding="utf-8") as out:
        out.write("协议编号,物流公司,合作模式,目的区域,单价,最低收费,计费单位,对账日,生效日期,到期日期\n")
        for index, carrier in enumerate(CARRIERS):
            out.write(f"WL-{index},{carrier},月结,全国,1.2,15.00,公斤,5,2026-01-01,2026-12-31\n")


if __name__ == "__main__":
    main()

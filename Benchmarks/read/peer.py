"""Does one reading job with one library and prints its time as JSON: peer.py NAME FILE.

Importing the library is not counted; opening the file is.
"""

import json
import sys
import time


def polars_xlsx(path):
    import polars

    yield
    frame = polars.read_excel(path)
    return frame.shape


def fastexcel_xlsx(path):
    import fastexcel

    yield
    return fastexcel.read_excel(path).load_sheet(0).to_arrow().shape


def calamine_xlsx(path):
    import python_calamine

    yield
    rows = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return len(rows), len(rows[0])


def openpyxl_xlsx(path):
    import openpyxl

    yield
    book = openpyxl.load_workbook(path, read_only=True)
    count = width = 0
    for row in book.worksheets[0].iter_rows(values_only=True):
        count, width = count + 1, len(row)
    return count, width


def polars_csv(path):
    import polars

    yield
    return polars.read_csv(path, encoding=encoding(path), try_parse_dates=True).shape


def pandas_csv(path):
    import pandas

    yield
    return pandas.read_csv(path, encoding=encoding(path)).shape


def duckdb_csv(path):
    import duckdb

    yield
    table = duckdb.sql(f"select * from read_csv('{path}')").fetch_arrow_table()
    return table.num_rows, table.num_columns


def encoding(path):
    return "gb18030" if "gb18030" in path else "utf8"


def main():
    name, path = sys.argv[1:]
    job = globals()[name](path)
    next(job)
    start = time.perf_counter()
    try:
        next(job)
    except StopIteration as end:
        seconds = time.perf_counter() - start
        print(json.dumps({"seconds": seconds, "note": f"{end.value}"}))


main()

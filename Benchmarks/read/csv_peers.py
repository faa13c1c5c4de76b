#!/usr/bin/env python3
"""Reads the benchmark's CSV files with the peers and prints one line each: name, seconds of each of five runs.

    csv_peers.py FOLDER
"""
import pathlib
import sys
import time

folder = pathlib.Path(sys.argv[1])
gb, utf8 = folder / "register-gb18030.csv", folder / "register-utf8.csv"


def measure(name, read):
    times = []
    for _ in range(5):
        start = time.perf_counter()
        read()
        times.append(time.perf_counter() - start)
    print(f"{name:24}", *(f"{t:.3f}" for t in times))


def duckdb_read():
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"create or replace table t as select * from read_csv_auto('{utf8}')")


def polars_read():
    import io

    import polars

    polars.read_csv(io.BytesIO(gb.read_bytes().decode("gb18030").encode()), try_parse_dates=True)


def pandas_read():
    import pandas

    pandas.read_csv(gb, encoding="gb18030")


measure("DuckDB, UTF-8 copy", duckdb_read)
measure("polars, GB18030", polars_read)
measure("pandas, GB18030", pandas_read)

#!/usr/bin/env python3
"""The 60 rules of Benchmarks/bench/FormulaBench.swift as polars expressions, over the same data.

    polars_rules.py [ROWS]

Prints the seconds of all rules together, and what each came to, as JSON. Money is Float64 here, as polars users write it. All expressions are
given to one select, so that polars may share work and use every processor. Working days have no calendar.
"""
import json
import resource
import sys
import time
from datetime import date

import numpy as np
import polars as pl

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000


def data(rows):
    i = np.arange(rows, dtype=np.int64)
    mix = lambda x, m: (x * 7919 + 13) % m
    price = 500 + mix(i, 9500)
    quantity = 1 + mix(i // 3, 40)
    day = np.datetime64("2026-01-01") + mix(i, 365).astype("timedelta64[D]")
    orders = pl.DataFrame({
        "order": pl.Series("order", i + 1_000_000).cast(pl.String),
        "price": price / 100, "quantity": quantity, "amount": price * quantity / 100,
        "product": pl.Series("product", mix(i, 500)).cast(pl.String),
        "seller": pl.Series("seller", mix(i // 7, 50)).cast(pl.String),
        "special": mix(i, 10) == 0, "ordered": day,
        "shipped": day + mix(i // 11, 9).astype("timedelta64[D]"),
    }).with_columns(
        order="SO-" + pl.col("order"), product="P" + pl.col("product"), seller="业务员" + pl.col("seller"),
        special=pl.when("special").then(pl.lit("是")).otherwise(pl.lit("否")),
        ordered=pl.col("ordered").cast(pl.Date), shipped=pl.col("shipped").cast(pl.Date))
    # Categories are what dictionary-coded columns are on the other side.
    orders = orders.with_columns(pl.col("product", "seller", "special").cast(pl.Categorical))
    guide = pl.DataFrame({"product": [f"P{n}" for n in range(500)], "guide_price": [(1000 + n * 10) / 100 for n in range(500)]})
    return orders, guide


def rules(guide):
    c = pl.col
    price, quantity, amount = c("price"), c("quantity"), c("amount")
    look = c("product").cast(pl.String).replace_strict(guide["product"], guide["guide_price"], default=None)
    special, seller, product = c("special"), c("seller"), c("product")
    ordered, shipped = c("ordered"), c("shipped")
    ratio = price / 100
    return [
        price >= (look * 0.9).round(2), amount == (price * quantity).round(2), special != "是", price > 0,
        (price > 0) & (quantity > 0), (special == "是") | (price >= 50), seller.is_not_null(),
        c("order").str.len_chars() == 10, c("order").str.slice(0, 3) == "SO-", shipped >= ordered,
        (shipped - ordered).dt.total_days() <= 7, ordered.dt.year() == 2026, ordered.dt.month() <= 12,
        ordered.dt.strftime("%Y-%m") == "2026-03", ordered.dt.weekday() <= 5,
        ordered.dt.add_business_days(3, roll="backward") >= ordered,
        pl.business_day_count(ordered, ordered + pl.duration(days=11)) <= 8,
        ordered.dt.month_end() >= shipped, pl.len().over("seller") > 10, amount.sum().over("seller") > 1000,
        pl.len().over("product", "seller") >= 1,
        pl.when(special == "是").then(quantity).otherwise(0).sum().over("product") < 1_000_000,
        amount / amount.sum() < 0.01, price <= price.max(),
        pl.when(quantity > 10).then(price * 0.95).otherwise(price),
        pl.when(special == "是").then(price >= 10).otherwise(price >= 20),
        amount / quantity, (amount / quantity).round(2) == price, (amount - price * quantity).abs() <= 0.01,
        pl.min_horizontal(price, pl.lit(100.0)), pl.max_horizontal(price - 50, pl.lit(0.0)),
        price * quantity * 0.13, price * 1.13, (price * 1.13).round(2), price.floor(), quantity % 5 == 0,
        quantity == quantity.floor(), seller == "业务员1", seller.cast(pl.String) != product.cast(pl.String),
        special == "是", seller.cast(pl.String).str.contains("员", literal=True), look, look.is_not_null(),
        look.is_not_null(), price / look,
        pl.when(special == "是").then(1).when(special == "否").then(0).otherwise(-1),
        pl.when(price < 10).then(1).when(price < 50).then(2).otherwise(3), ratio * ratio + ratio,
        (price - 50) * (quantity - 5), -price + 100, price >= 20, quantity <= 99, amount != 0,
        (ordered >= date(2026, 1, 1)) & (ordered <= date(2026, 12, 31)),
        (pl.lit(2027) - ordered.dt.year()) * 12 + 1 - ordered.dt.month() <= 12,
        ordered.dt.offset_by("1mo") > ordered,
        product.cast(pl.String).str.to_uppercase() == product.cast(pl.String),
        (seller.cast(pl.String) + product.cast(pl.String)) != "", price.rank("min", descending=True) > 0,
        price.max().over("product") >= price,
    ]


def digest(series):
    """How many rows are true, or the sum of the numbers."""
    return float(series.sum() or 0)


def main():
    orders, guide = data(ROWS)
    expressions = [rule.alias(f"r{number}") for number, rule in enumerate(rules(guide), 1)]
    assert len(expressions) == 60
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    result = orders.lazy().select(expressions).collect()
    seconds = time.perf_counter() - start
    extra = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert result.height == ROWS
    note = " ".join(repr(digest(column)) for column in result.iter_columns())
    print(json.dumps({"seconds": seconds, "extra_mib": extra, "note": note}))


if __name__ == "__main__":
    main()

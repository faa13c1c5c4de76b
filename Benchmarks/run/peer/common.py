"""The month, and expressions that more than one part uses."""
import datetime

import polars as pl

AS_OF = datetime.date(2026, 4, 1)
PERIOD = "2026-03"
STATEMENTS = "物流对账单"
UNASSIGNED = "未分配"
SEVERITIES = {"critical": "严重", "error": "错误", "warning": "警告", "info": "提示"}
c = pl.col


def blank(name):
    return c(name).cast(pl.String).str.strip_chars().fill_null("") == ""


def month(name):
    return c(name).dt.strftime("%Y-%m")


def masked_phone(name):
    return pl.concat_str(c(name).str.head(3), pl.lit("****"), c(name).str.tail(4)).fill_null("****")


def masked_address(name):
    return pl.concat_str(c(name).str.head(6), pl.lit("****"))


def money_text(expression):
    """Money as text with two decimals."""
    return expression.cast(pl.Decimal(18, 2)).cast(pl.String)


def plain_text(expression):
    """A number as short as it is: 419.5, not 419.50; 12, not 12.0."""
    return expression.cast(pl.String).str.strip_suffix(".0")


def place(cell="cell", sheet="sheet", file="file"):
    """Where something stands, as it is shown: G59 · 咨询记录 · 客户咨询记录表.xlsx."""
    return pl.concat_str(cell, sheet, file, separator=" · ", ignore_nulls=True)


def link(cell="cell", sheet="sheet", file="file"):
    """The address of the first cell, from the folder of results."""
    inside = pl.format("#'{}'!{}", sheet, c(cell).str.extract(r"^([^,]+)"))
    return pl.concat_str(pl.lit("external:../inbox/"), file, inside.fill_null(""))


def period_of(file):
    """The month of a file; lists of people, customers and agreements have none."""
    return PERIOD if "2026" in file or file.startswith("订单") else None

"""The job of `hedui run` on the files of make_data.py, scripted in polars and XlsxWriter.

    peer INBOX OUTPUT [--processes N]

The same job: all rules whose registers are here, findings about cells, reminders, figures, scores, both reconciliations with causes,
the same workbooks with the same lists, columns, totals, links, formulas, cells for decisions and charts, the same data files, a page
with the same lists. Everything is expressions over whole columns; files are read side by side; Python goes row by row only where
XlsxWriter wants its cells, in constant memory. Money is Float64 rounded to two decimals, as polars users have it.

What it leaves out:
- anything that does not depend on these files: it knows their names, sheets and columns, and rules.csv instead of the policy, so
  there is no recognising of files, no parameters, no formulas in rules, no registers under other names; rules whose registers are
  absent only get their lines;
- passes of the reconciliation that find nothing here (several lines of one number that add up or cancel) and the search for near misses
  among open items;
- numbers of violations that stay the same from run to run, the ledger of earlier runs and decisions, the archive;
- exact decimals; provenance beyond file, sheet, row and cell;
- the layout of the three sheets without lists: their tables stand below each other, and the page's list of what to do today.

Prints one line of JSON: seconds by phase. With --processes the workbooks are written side by side.
"""
import argparse
import concurrent.futures
import json
import multiprocessing
import pathlib
import time

import polars as pl

import data as data_files
import page
import performance_book
import reconciliation_book
import violations_book
from common import PERIOD
from findings import findings
from read import read
from reconcile import formal_customers, logistics
from rules import evaluate, performance

c = pl.col


def books(output, result, found, people, reconciliations, files):
    """The workbooks as calls, the longest first."""
    for it in reconciliations:
        for (group,), items in sorted(it.items.group_by("group"), key=lambda part: -part[1].height):
            name = f"对账-{it.name}{'-' + group if group else ''}.xlsx"
            yield reconciliation_book.write, (output / name, without_items(it), group, items, it.bridge.filter(c("group") == group), files)
    yield violations_book.write, (output / "违规报告.xlsx", result, found, files)
    yield performance_book.write, (output / f"绩效考核-{PERIOD}.xlsx", result, people)


def without_items(it):
    """What the workbook says about a reconciliation, without the lines of all its groups."""
    return type(it)(**vars(it) | {"items": None})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("inbox", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--processes", type=int, default=1, help="processes that write workbooks")
    options = parser.parse_args()
    options.output.mkdir(parents=True)
    clock = [time.perf_counter()]
    data, files = read(options.inbox)
    clock.append(time.perf_counter())
    result = evaluate(data)
    people = performance(result, data)
    found = findings(data)
    reconciliations = [formal_customers(data), logistics(data)]
    del data
    clock.append(time.perf_counter())
    calls = list(books(options.output, result, found, people, reconciliations, files))
    if options.processes == 1:
        for write, arguments in calls:
            write(*arguments)
    else:
        with concurrent.futures.ProcessPoolExecutor(options.processes, multiprocessing.get_context("spawn")) as pool:
            for done in [pool.submit(write, *arguments) for write, arguments in calls]:
                done.result()
    clock.append(time.perf_counter())
    data_files.write(options.output / "data", result, found, people, reconciliations, files)
    page.write(options.output / "index.html", result, found, people, reconciliations, files)
    clock.append(time.perf_counter())
    phases = dict(zip(["read", "check", "workbooks", "data and page"], (after - before for before, after in zip(clock, clock[1:]))))
    print(json.dumps({"seconds": clock[-1] - clock[0], **phases}))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Holds policy/calendars/ against the package chinesecalendar: the same days off, the same make-up working days.

Years that the package does not know yet must be marked `status: statutory`.
"""
import re
import sys
from datetime import date, timedelta
from pathlib import Path

from chinese_calendar import constants

FOLDER = Path(__file__).resolve().parent.parent.parent / "policy/calendars"


def days(text):
    """The days of `2026-01-01..2026-01-03, 2026-01-05`."""
    found = set()
    for first, last in re.findall(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?", text):
        day = date.fromisoformat(first)
        while day <= date.fromisoformat(last or first):
            found.add(day)
            day += timedelta(1)
    return found


def main():
    good = True
    for path in sorted(FOLDER.glob("*.yml")):
        text, year = path.read_text(encoding="utf-8"), int(path.stem)
        holidays = days("".join(re.findall(r"days: \[([^\]]*)\]", text.replace("workdays", "work"))))
        workdays = days("".join(re.findall(r"workdays: \[([^\]]*)\]", text)))
        known_off, known_work = ({day for day in table if day.year == year} for table in (constants.holidays, constants.workdays))
        if known_off:
            same = holidays == known_off and workdays == known_work and "status: published" in text
            print(f"{year}: {len(holidays)} days off, {len(workdays)} make-up working days, {'as in the package' if same else 'NOT as in the package'}")
            good &= same
        else:
            marked = "status: statutory" in text
            print(f"{year}: not published, {'marked so' if marked else 'NOT marked so'}")
            good &= marked
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()

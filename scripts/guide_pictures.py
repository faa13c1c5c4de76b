#!/usr/bin/env python3
"""Makes the pictures of docs/spreadsheet.md from the workbooks that its examples write.

usage: guide_pictures.py [FOLDER]

FOLDER holds workbooks that `KEEP_WRITTEN=FOLDER swift test --filter GuideTests` left; without it they are written first.
LibreOffice turns each into pages; the first page is cut to what is on it, with a little air. Needs LibreOffice, poppler-utils
and the fonts that `scripts/setup.sh test` installs.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "images" / "spreadsheet"
# The picture, the page of the workbook, dots per inch, and whether it shows the whole page.
PICTURES = [
    ("styles", 1, 110, False), ("table", 1, 110, False), ("conditional-formats", 1, 110, False),
    ("input", 1, 110, False), ("charts", 1, 110, False), ("waterfall", 1, 110, False), ("sparklines", 1, 110, False),
    ("picture", 1, 110, False), ("marked", 1, 110, False), ("printing", 2, 72, True),
]
AIR = 8


def content(pdf, page, dots):
    """The rectangle of a page that is not white, in pixels: left, top, width, height."""
    pgm = subprocess.run(
        ["pdftoppm", "-gray", "-r", str(dots), "-f", str(page), "-l", str(page), str(pdf)],
        check=True, capture_output=True).stdout
    magic, size, _, pixels = pgm.split(b"\n", 3)
    if magic != b"P5":
        raise ValueError("pdftoppm wrote no grey map")
    width, height = map(int, size.split())
    rows = [pixels[y * width:(y + 1) * width] for y in range(height)]
    inked = [y for y, row in enumerate(rows) if min(row) < 250]
    if not inked:
        raise ValueError(f"page {page} of {pdf.name} is white")
    columns = [x for x in range(width) if min(row[x] for row in rows[inked[0]:inked[-1] + 1]) < 250]
    left, top = max(0, columns[0] - AIR), max(0, inked[0] - AIR)
    return left, top, min(width, columns[-1] + 1 + AIR) - left, min(height, inked[-1] + 1 + AIR) - top


def draw(pdf, page, dots, whole, target):
    command = ["pdftoppm", "-png", "-singlefile", "-r", str(dots), "-f", str(page), "-l", str(page)]
    if not whole:
        left, top, width, height = content(pdf, page, dots)
        command += ["-x", str(left), "-y", str(top), "-W", str(width), "-H", str(height)]
    subprocess.run(command + [str(pdf), str(target.with_suffix(""))], check=True)


def main():
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(scratch)
        if len(sys.argv) == 1:
            subprocess.run(
                ["swift", "test", "--filter", "GuideTests"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
                env=dict(os.environ, KEEP_WRITTEN=str(folder)))
        books = [str(folder / f"guide-{name}.xlsx") for name, _, _, _ in PICTURES]
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{scratch}/profile", "--convert-to", "pdf",
             "--outdir", scratch + "/pdf", *books], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        TARGET.mkdir(parents=True, exist_ok=True)
        for name, page, dots, whole in PICTURES:
            target = TARGET / f"{name}.png"
            draw(pathlib.Path(scratch) / "pdf" / f"guide-{name}.pdf", page, dots, whole, target)
            print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1024:.0f} KiB")


main()

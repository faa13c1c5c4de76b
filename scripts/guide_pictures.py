#!/usr/bin/env python3
"""Makes the pictures of docs/spreadsheet.md from the workbooks that its examples write.

usage: guide_pictures.py [FOLDER]

FOLDER holds workbooks that `KEEP_WRITTEN=FOLDER swift test --filter GuideTests` left; without it they are written first.
See pictures.py for what it needs.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

from pictures import draw, tell, to_pdf

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "images" / "spreadsheet"
# The picture, the page of the workbook, dots per inch, and whether it shows the whole page.
PICTURES = [
    ("styles", 1, 110, False), ("table", 1, 110, False), ("conditional-formats", 1, 110, False),
    ("input", 1, 110, False), ("charts", 1, 110, False), ("waterfall", 1, 110, False), ("sparklines", 1, 110, False),
    ("picture", 1, 110, False), ("marked", 1, 110, False), ("printing", 2, 72, True),
]


def main():
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(scratch)
        if len(sys.argv) == 1:
            subprocess.run(
                ["swift", "test", "--filter", "GuideTests"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
                env=dict(os.environ, KEEP_WRITTEN=str(folder)))
        books = [str(folder / f"guide-{name}.xlsx") for name, _, _, _ in PICTURES]
        pdf = to_pdf(books, scratch)
        for name, page, dots, whole in PICTURES:
            target = TARGET / f"{name}.png"
            draw(pdf / f"guide-{name}.pdf", page, dots, whole, target)
            tell(target, ROOT)


main()

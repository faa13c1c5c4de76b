"""Turns pages of workbooks and of the report page into pictures for the documentation.

Needs LibreOffice, Chromium, poppler-utils and the fonts that `scripts/setup.sh test` installs.
"""

import pathlib
import subprocess
import tempfile

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
    """Draws a page of a PDF, or what is on it with a little air."""
    command = ["pdftoppm", "-png", "-singlefile", "-r", str(dots), "-f", str(page), "-l", str(page)]
    if not whole:
        left, top, width, height = content(pdf, page, dots)
        command += ["-x", str(left), "-y", str(top), "-W", str(width), "-H", str(height)]
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(command + [str(pdf), str(target.with_suffix(""))], check=True)


def to_pdf(books, scratch):
    """Has LibreOffice print workbooks; the folder of the PDF files."""
    folder = pathlib.Path(scratch) / "pdf"
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{scratch}/profile", "--convert-to", "pdf",
         "--outdir", str(folder), *map(str, books)],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return folder


def photograph(page, width, height, target):
    """Has Chromium show a page."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             f"--user-data-dir={scratch}", f"--window-size={width},{height}", "--virtual-time-budget=4000",
             f"--screenshot={target}", page.resolve().as_uri()],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def tell(target, root):
    print(f"{target.relative_to(root)}: {target.stat().st_size / 1024:.0f} KiB")

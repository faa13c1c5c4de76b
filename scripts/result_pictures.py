#!/usr/bin/env python3
"""Makes the pictures of docs/results.md: what a run over samples/ gives people to open, in both languages.

usage: result_pictures.py [HEDUI]     HEDUI: the program, .build/release/hedui unless given

See pictures.py for what it needs.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

from pictures import draw, photograph, tell, to_pdf

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "images" / "results"
# The picture and the workbook whose first page it shows, in each language.
SHEETS = {
    "zh-CN": [("violations", "违规报告"), ("carrier", "对账-物流对账-示例物流"), ("performance", "绩效考核-2026-03")],
    "en": [
        ("violations", "Violations"), ("carrier", "Reconciliation-Carrier reconciliation-示例物流"),
        ("performance", "Performance-2026-03"),
    ],
}
DOTS = 110


def results(program, language, scratch):
    """Runs the main job in a workspace of its own; the folder of its results."""
    workspace = scratch / language
    workspace.mkdir()
    for name in ["samples", "policy"]:
        shutil.copytree(ROOT / name, workspace / name)
    settings = (ROOT / "pipeline.yml").read_text(encoding="utf-8")
    if "language: zh-CN\n" not in settings:
        raise SystemExit("pipeline.yml says nothing of the language")
    (workspace / "pipeline.yml").write_text(settings.replace("language: zh-CN\n", f"language: {language}\n"), "utf-8")
    run = subprocess.run([program, "run"], cwd=workspace, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    # 1 and 3: there are violations, and rejected files, as the samples have them.
    if run.returncode not in (0, 1, 3):
        raise SystemExit(f"hedui run: exit status {run.returncode}")
    return workspace / "output" / "latest"


def main():
    program = str(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/hedui").resolve())
    for language in SHEETS:
        with tempfile.TemporaryDirectory() as scratch:
            folder = results(program, language, pathlib.Path(scratch))
            target = TARGET / f"page.{language}.png"
            photograph(folder / "index.html", 1200, 1000, target)
            tell(target, ROOT)
            pdf = to_pdf([folder / (name + ".xlsx") for _, name in SHEETS[language]], scratch)
            for picture, name in SHEETS[language]:
                target = TARGET / f"{picture}.{language}.png"
                draw(pdf / (name + ".pdf"), 1, DOTS, False, target)
                tell(target, ROOT)



main()

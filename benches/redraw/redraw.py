#!/usr/bin/env python3
"""Draws plans again by other producers and in other styles, extracts their records, and scores them.

    redraw.py --shared FOLDER --keikaku PROGRAM --work FOLDER [DRAWING...] [--plan NAME...] [--draw-only] [--keep]

See README.md beside this file.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import markup
import office
import typeset
from plan import Plan, read_plan
from style import BANDS, BARE, HEAD_ONLY, LEVEL, RULED, UPRIGHT, Style

#: Plan: the name of its files, the last page that is drawn again.
PLANS = {
    "fukushima": ("fukushima-dx-r5-initiatives", 7),
    "mie": ("mie-digital-plan-r5-results", None),
    "miyagi": ("miyagi-dx-policy-2025", 8),
}

#: Drawing: what draws it, and how.
DRAWINGS = {
    "typst-ruled": (typeset.typst, RULED),
    "typst-turned": (typeset.typst, replace(RULED, pages="turned")),
    "typst-sideways": (typeset.typst, replace(LEVEL, pages="sideways")),
    "typst-level": (typeset.typst, LEVEL),
    "typst-upright": (typeset.typst, UPRIGHT),
    "typst-bands": (typeset.typst, BANDS),
    "typst-head": (typeset.typst, HEAD_ONLY),
    "typst-bare-whole": (typeset.typst, replace(BARE, whole=True)),
    "weasyprint-level": (markup.weasyprint, LEVEL),
    "weasyprint-head-whole": (markup.weasyprint, replace(HEAD_ONLY, whole=True)),
    "weasyprint-upright-whole": (markup.weasyprint, replace(UPRIGHT, whole=True)),
    "reportlab-ruled": (typeset.reportlab, replace(RULED, whole=True)),
    "reportlab-ruled-cut": (typeset.reportlab, RULED),
    "reportlab-bands-whole": (typeset.reportlab, replace(BANDS, whole=True)),
    "reportlab-upright-whole": (typeset.reportlab, replace(UPRIGHT, whole=True)),
    "chromium-level-whole": (markup.chromium, replace(LEVEL, whole=True)),
    "chromium-bands": (markup.chromium, BANDS),
    "chromium-level-once": (markup.chromium, replace(LEVEL, repeat=False)),
    "chromium-bare-whole": (markup.chromium, replace(BARE, whole=True)),
    "wkhtmltopdf-ruled": (markup.wkhtmltopdf, RULED),
    "calc-level": (office.calc, LEVEL),
    "calc-bare": (office.calc, BARE),
    "calc-halves-columns": (office.calc, replace(RULED, halves="columns")),
    "calc-halves-rows": (office.calc, replace(RULED, halves="rows")),
    "writer-ruled": (office.writer, RULED),
    "writer-level": (office.writer, LEVEL),
    "writer-bare": (office.writer, BARE),
}


def turn_pages(pdf: Path, pages: str) -> None:
    """Turns the pages of a PDF: drawn on the side and shown upright, or shown from the side."""
    from pypdf import PdfReader, PdfWriter, Transformation
    from pypdf.generic import RectangleObject

    writer = PdfWriter()
    for page in PdfReader(pdf).pages:
        page = writer.add_page(page)
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        if pages == "turned":
            page.add_transformation(Transformation().rotate(90).translate(height, 0))
            for box in ("mediabox", "cropbox", "trimbox", "bleedbox", "artbox"):
                setattr(page, box, RectangleObject((0, 0, height, width)))
        page.rotate(90)
    writer.write(pdf)


def draw(plan: Plan, name: str, pdf: Path) -> None:
    """Draws a plan."""
    producer, style = DRAWINGS[name]
    producer(plan, style, pdf)
    if style.pages != "upright":
        turn_pages(pdf, style.pages)


def measure(pdf: Path, gold: Path, scorer: Path, keikaku: Path) -> dict:
    """Extracts the records of a PDF and scores them."""
    output = pdf.with_suffix("")
    subprocess.run([keikaku, "extract", pdf, "--output", output, "--quiet"], check=False, capture_output=True)
    scored = subprocess.run(
        [sys.executable, scorer, gold, output / "items.jsonl", "--json"], check=True, capture_output=True, text=True
    )
    result = json.loads(scored.stdout)
    findings = [json.loads(line)["code"] for line in (output / "findings.jsonl").open(encoding="utf-8")]
    observed = result["fields"].get("observation", {"found": 0, "right": 0})
    return {
        "f1": result["f1"],
        "wrong": observed["found"] - observed["right"],
        "findings": len(findings),
        "codes": Counter(findings).most_common(3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("drawings", nargs="*", help="drawings to make; all of them without any")
    parser.add_argument("--shared", type=Path, required=True, help="folder with pdf/, plans/, gold/ and score/")
    parser.add_argument("--keikaku", type=Path, required=True, help="the program")
    parser.add_argument("--work", type=Path, required=True, help="folder for the drawings")
    parser.add_argument("--plan", action="append", choices=PLANS, help="plans to draw; all of them without any")
    parser.add_argument("--keep", action="store_true", help="use the drawings that are there already")
    parser.add_argument("--draw-only", action="store_true", help="measure nothing")
    options = parser.parse_args()
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    shared = options.shared
    plans: dict[str, Plan] = {}
    print("| drawing | plan | F1 | wrong values | findings |\n|---|---|---|---|---|")
    for drawing in options.drawings or DRAWINGS:
        for name in options.plan or PLANS:
            stem, last_page = PLANS[name]
            pdf = work / f"{drawing}-{name}.pdf"
            if not (options.keep and pdf.exists()):
                if name not in plans:
                    source = shared / "pdf" / f"{stem}-calc.pdf"
                    text = shared / "plans" / f"{stem}.txt"
                    plans[name] = read_plan(name, source, text, options.keikaku, work, last_page)
                try:
                    draw(plans[name], drawing, pdf)
                except Exception as error:  # a producer that fails costs its drawing alone
                    print(f"| {drawing} | {name} | not drawn: {str(error)[:120]!r} | | |", flush=True)
                    continue
            if options.draw_only:
                continue
            got = measure(pdf, shared / "gold" / f"{stem}.json", shared / "score" / "score.py", options.keikaku)
            codes = ", ".join(f"{count} {code}" for code, count in got["codes"])
            print(f"| {drawing} | {name} | {got['f1']:.4f} | {got['wrong']} | {got['findings']}: {codes} |", flush=True)


if __name__ == "__main__":
    main()

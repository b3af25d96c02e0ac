#!/usr/bin/env python3
"""Look for every string of a gold in its PDF, by pdftotext: what is clipped, lost or written otherwise shows up.

check.py [CASE…]. A string that a page break cuts, or that pdftotext interleaves with its neighbours, shows up too.
"""

import json
import pathlib
import re
import subprocess
import sys
import unicodedata

here = pathlib.Path(__file__).resolve().parents[1]


def fold(text):
    text = unicodedata.normalize("NFKC", text).replace("−", "-").replace("－", "-")
    return re.sub(r"[\s\x0c]+", "", text)


def strings(item):
    yield "title", item["title"]
    for field in ("number", "summary", "purpose"):
        yield field, item[field]
    for path in item["paths"]:
        for heading in path:
            yield "heading", heading["title"]
            yield "heading number", heading["number"]
    for path in item["departments"]:
        for name in path:
            yield "department", name
    for entry in item["progress"]:
        yield "progress", entry["text"]
    for entry in item["others"]:
        yield entry["heading"], entry["text"]
    for indicator in item["indicators"]:
        for field in ("name", "statement", "description"):
            yield field, indicator[field]
        for seen in indicator["observations"]:
            yield "value", seen["raw"]
        for entry in indicator["evaluations"]:
            yield "grade", entry["grade"]


for gold in sorted(here.glob("*/gold.json")):
    if sys.argv[1:] and gold.parent.name not in sys.argv[1:]:
        continue
    pages = ["", ""]
    for n, way in enumerate(((), ("-raw",))):
        pages[n] = fold(subprocess.run(["pdftotext", *way, str(gold.parent / "plan.pdf"), "-"], capture_output=True, text=True).stdout)
    twin = gold.parent / "plan.txt"
    text = fold(twin.read_text(encoding="utf-8")) if twin.exists() else None
    lost = set()
    for item in json.loads(gold.read_text(encoding="utf-8"))["items"]:
        for field, string in strings(item):
            if string and not any(fold(string) in page for page in pages):
                lost.add((field, string, "pdf"))
            if string and text is not None and fold(string) not in text:
                lost.add((field, string, "txt"))
    print(f"{gold.parent.name}: {len(lost)} strings not found")
    for field, string, where in sorted(lost):
        print(f"   {where} {field}: {string[:70]!r}")

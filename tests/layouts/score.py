#!/usr/bin/env python3
"""Score a keikaku binary on every layout: score.py KEIKAKU [--text] [--show N] [CASE…]

SCORER names the scorer (score.py EXPECTED.json ITEMS.jsonl [--show N] [--json]), which is kept outside the repository.
--text reads the texts (plan.txt, plan.md, plan.html) instead of the PDFs. One line a case: items expected, found, paired, exact, and F1.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent
ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ap.add_argument("keikaku"), ap.add_argument("cases", nargs="*")
ap.add_argument("--text", action="store_true"), ap.add_argument("--show", type=int, default=0)
a = ap.parse_intermixed_args()
scorer = os.environ.get("SCORER")
if not scorer:
    sys.exit("SCORER is not set")

sources = ["plan.txt", "plan.md", "plan.html"] if a.text else ["plan.pdf"]
marks, seen = [], 0
print(f"{'case':32} {'want':>5} {'found':>5} {'pairs':>5} {'exact':>5}   F1      weakest fields")
for gold in sorted(here.glob("*/gold.json")):
    folder = gold.parent
    source = next((name for name in sources if (folder / name).exists()), None)
    if a.cases and folder.name not in a.cases or source is None:
        continue
    with tempfile.TemporaryDirectory() as out:
        ran = subprocess.run([a.keikaku, "extract", str(folder / source), "--output", out], capture_output=True, text=True)
        items = pathlib.Path(out) / "items.jsonl"
        if not items.exists():
            items.touch()
        if ran.returncode not in (0, 1):
            print(f"{folder.name}: exit status {ran.returncode}: {ran.stderr.strip()[-200:]}")
        run = [sys.executable, scorer, str(gold), str(items)]
        s = json.loads(subprocess.run([*run, "--json"], check=True, capture_output=True, text=True).stdout)
        marks.append(s["f1"])
        weak = sorted(((f["expected"] + f["found"] - 2 * f["right"]), k) for k, f in s["fields"].items())[::-1][:3]
        weak = ", ".join(f"{k} -{n}" for n, k in weak if n)
        print(f"{folder.name:32} {s['items_expected']:5} {s['items_found']:5} {s['items_paired']:5} {s['items_exact']:5}"
              f"   {s['f1']:.4f}  {weak}")
        if a.show:
            print(subprocess.run([*run, "--show", str(a.show)], capture_output=True, text=True).stdout)
if marks:
    print(f"{'mean':32} {'':23}   {sum(marks) / len(marks):.4f}")

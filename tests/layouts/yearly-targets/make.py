import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

import tempfile
import word

folder, plan = produce.load(__file__)
made = word.start("Noto Sans CJK JP", 9, 297, 210, 15)
made.add_paragraph().add_run(plan["title"]).font.size = word.Pt(14)
grid = made.add_table(rows=2, cols=11)
grid.style = "Table Grid"
HEADS = ["基本目標", "基本施策", "指標（単位）", "現状値\n（R5）", "年度別目標値", "", "", "", "", "所管課", "備考"]
for c, text in enumerate(HEADS):
    if 4 <= c <= 8:
        word.write(grid.cell(1, c), f"R{c + 2}", align=1, fill="DAEEF3")
    else:
        word.write(grid.cell(0, c).merge(grid.cell(1, c)), text, align=1, fill="DAEEF3")
word.write(grid.cell(0, 4).merge(grid.cell(0, 8)), "年度別目標値", align=1, fill="DAEEF3")
word.repeat(grid.rows[0]), word.repeat(grid.rows[1])
items = []
for goal in plan["goals"]:
    first = len(grid.rows)
    for policy in goal["policies"]:
        top = len(grid.rows)
        for name, printed, base, targets, divisions, note in policy["rows"]:
            row = grid.add_row()
            word.keep(row)
            for c, text in enumerate([f"{name}（{printed}）", base, *targets, divisions.replace("|", "・"), note], 2):
                word.write(row.cells[c], text, align=2 if 3 <= c <= 8 else None)
            unit, scale = gold.unit_column(printed)
            seen = gold.observe(base, "baseline", 2023, unit, scale)
            seen += [o for k, v in enumerate(targets) for o in gold.observe(v, "target", 2024 + k, unit, scale)]
            items.append(gold.item(policy["title"], number=policy["number"], paths=[[(goal["number"], goal["title"])]],
                                   departments=gold.departments(divisions), indicators=[gold.indicator(name, seen, unit_hint=printed)],
                                   others=[("備考", note)] if note else [],
                                   doubt={"title": {"accept": [None], "why": "基本施策 as a heading"}, "number": {"accept": [None], "why": "the number of 基本施策"},
                                          "paths": {"accept": [[[{"number": goal["number"], "title": goal["title"]}, {"number": policy["number"], "title": policy["title"]}]]], "why": "基本施策 as a heading"}}))
        word.write(grid.cell(top, 1).merge(grid.cell(len(grid.rows) - 1, 1)), policy["number"] + " " + policy["title"])
    word.write(grid.cell(first, 0).merge(grid.cell(len(grid.rows) - 1, 0)), goal["number"] + " " + goal["title"])
word.widths(grid, (28, 30, 56, 18, 15, 15, 15, 15, 15, 30, 30))
with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.docx"
    made.save(source)
    produce.office(folder, source)
gold.write(folder, plan, items)

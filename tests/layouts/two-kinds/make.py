import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import word

folder, plan = produce.load(__file__)
made = word.start("IPAMincho", 10, 210, 297, 20, spacing=1)
word.footer(made, "- ", " -")
title = made.add_paragraph()
title.alignment = 1
title.add_run(plan["title"]).font.size = word.Pt(15)
made.add_paragraph("令和7年3月　四日市市").alignment = 2
items, lines = [], [plan["title"], "令和7年3月　四日市市"]


def table(widths, rows):
    grid = made.add_table(rows=0, cols=len(widths))
    grid.style = "Table Grid"
    for row in rows:
        for cell, text in zip(grid.add_row().cells, row):
            word.write(cell, text)
    for row in grid.rows:
        word.keep(row)
    word.widths(grid, widths)
    lines.extend([*rows, ""])


for part in plan["parts"]:
    heading = made.add_paragraph()
    heading.paragraph_format.space_before = word.Pt(12)
    heading.paragraph_format.keep_with_next = True
    run = heading.add_run(part["number"] + "．" + part["title"])
    run.bold, run.font.size = True, word.Pt(12)
    lines += ["", part["number"] + "．" + part["title"], "■評価指標"]
    path = [[(part["number"], part["title"])]]
    made.add_paragraph("■評価指標").paragraph_format.keep_with_next = True
    table((82, 32, 32, 20), [["評価指標", "現状値（R5）", "目標値（R11）", "方向性"],
                             *([name, gold.printed(base), gold.printed(goal), way] for name, base, goal, way in part["kpis"])])
    for name, base, goal, way in part["kpis"]:
        seen = gold.observe(base, "baseline", 2023) + gold.observe(goal, "target", 2029)
        items.append(gold.item(None, paths=path, indicators=[gold.indicator(name, seen)], others=[("方向性", way)]))
    made.add_paragraph("■主な事業").paragraph_format.keep_with_next = True
    lines.append("■主な事業")
    table((12, 42, 66, 32, 16), [["No.", "事業名", "内容", "担当課", "区分"], *part["rows"]])
    for number, name, summary, department, kind in part["rows"]:
        items.append(gold.item(name, number=number, paths=path, summary=summary, departments=[[department]], others=[("区分", kind)]))
with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.docx"
    made.save(source)
    produce.office(folder, source)
produce.twin(folder, lines)
gold.write(folder, plan, items)

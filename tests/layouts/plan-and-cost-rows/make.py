import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

import tempfile
import word

folder, plan = produce.load(__file__)
made = word.start("IPAPGothic", 9.5, 297, 210, 18)
made.add_paragraph().add_run(plan["title"]).font.size = word.Pt(15)
items = []
HEADS = ("事業名", "事業の概要", "担当課", "区分", "令和7年度", "令和8年度", "令和9年度")
for chapter in plan["chapters"]:
    made.add_paragraph().add_run(chapter["number"] + "　" + chapter["title"]).font.size = word.Pt(13)
    for group in chapter["groups"]:
        made.add_paragraph().add_run(group["number"] + "　" + group["title"]).bold = True
        grid = made.add_table(rows=1, cols=7)
        grid.style = "Table Grid"
        for cell, text in zip(grid.rows[0].cells, HEADS):
            word.write(cell, text, align=1, fill="FFF2CC")
        word.repeat(grid.rows[0])
        for title, summary, department, steps, costs in group["rows"]:
            upper, lower = grid.add_row(), grid.add_row()
            word.keep(upper)
            word.keep(lower)
            for c in range(3):
                upper.cells[c].merge(lower.cells[c])
            for cell, text in zip(upper.cells, (title, summary, department.replace(" ", "\n"), "事業内容", *steps)):
                word.write(cell, text)
            word.write(lower.cells[3], "事業費（千円）")
            for cell, text in zip(lower.cells[4:], costs):
                word.write(cell, text, align=2)
            items.append(gold.item(
                title, paths=[[(chapter["number"], chapter["title"]), (group["number"], group["title"])]], summary=summary,
                departments=gold.departments(department),
                progress=[gold.progress(2025 + k, "planned", v) for k, v in enumerate(steps) if v not in gold.NOTHING],
                others=[("事業費（千円） 令和%d年度" % (7 + k), v) for k, v in enumerate(costs)]))
        word.widths(grid, (48, 66, 40, 27, 27, 27, 27))
with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.docx"
    made.save(source)
    produce.office(folder, source)
gold.write(folder, plan, items)

import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

import tempfile
import word

folder, plan = produce.load(__file__)
made = word.start("IPAPMincho", 10.5, 210, 297, 22)
SHADE = "E7E6E6"
items = []
for n, form in enumerate(plan["sheets"]):
    head = made.add_paragraph()
    head.paragraph_format.page_break_before = n > 0
    head.add_run(plan["title"]).font.size = word.Pt(13)
    grid = made.add_table(rows=0, cols=4)
    grid.style = "Table Grid"

    def row(*cells):
        line = grid.add_row().cells
        for text, first, last, label in cells:
            word.write(line[first].merge(line[last]), text, fill=SHADE if label else None, align=1 if label else None)

    name, printed, goals = form["kpi"]
    row(("取組番号", 0, 0, True), (form["number"], 1, 1, False), ("担当課", 2, 2, True), (form["department"], 3, 3, False))
    row(("取組名", 0, 0, True), (form["title"], 1, 3, False))
    row(("改革の柱", 0, 0, True), (" ".join(form["pillar"]), 1, 3, False))
    row(("現状と課題", 0, 0, True), (form["issue"], 1, 3, False))
    row(("取組内容", 0, 0, True), (form["text"], 1, 3, False))
    row(("期待される効果", 0, 0, True), (form["aim"], 1, 3, False))
    row(("目標指標", 0, 0, True), (f"{name}（{printed}）", 1, 3, False))
    row(("年度", 0, 0, True), *((f"令和{7 + k}年度", 1 + k, 1 + k, True) for k in range(3)))
    row(("実施計画", 0, 0, True), *((v, 1 + k, 1 + k, False) for k, v in enumerate(form["plan"])))
    row(("目標値", 0, 0, True), *((v, 1 + k, 1 + k, False) for k, v in enumerate(goals)))
    word.widths(grid, (34, 44, 44, 44))
    unit, scale = gold.unit_column(printed)
    seen = [o for k, v in enumerate(goals) for o in gold.observe(v, "target", 2025 + k, unit, scale)]
    items.append(gold.item(
        form["title"], number=form["number"], paths=[[tuple(form["pillar"])]], summary=form["text"], purpose=form["aim"],
        departments=gold.departments(form["department"]), indicators=[gold.indicator(name, seen, unit_hint=printed)],
        progress=[gold.progress(2025 + k, "planned", v) for k, v in enumerate(form["plan"])], others=[("現状と課題", form["issue"])]))
with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.docx"
    made.save(source)
    produce.office(folder, source)
gold.write(folder, plan, items)

import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import word

folder, plan = produce.load(__file__)
made = word.start("IPAPGothic", 9.5, 297, 210, 16, spacing=1)
title = made.add_paragraph()
title.alignment = 1
title.add_run(plan["title"]).font.size = word.Pt(15)
made.add_paragraph("令和7年9月　宇部市").alignment = 2
heads = ["番号", "取組", "指標", "令和4年度\n上段：目標\n下段：実績", "令和5年度\n上段：目標\n下段：実績", "令和6年度\n上段：目標\n下段：実績", "評価", "課題と今後の方向", "担当課"]
widths = (12, 42, 42, 24, 24, 24, 12, 48, 37)
grid = made.add_table(rows=0, cols=len(widths))
grid.style = "Table Grid"
items = []
row = grid.add_row()
word.repeat(row)
for cell, text in zip(row.cells, heads):
    word.write(cell, text, fill="DDEBF7", align=1)
for way in plan["ways"]:
    line = grid.add_row().cells
    word.write(line[0].merge(line[-1]), "（" + way["number"].strip("()") + "）" + way["title"], fill="F2F2F2", bold=True)
    for number, name, kpi, pairs, grade, later, department in way["rows"]:
        row = grid.add_row()
        word.keep(row)
        texts = [number, name, kpi, *("\n".join(pair) for pair in pairs), grade, later, department.replace(" ", "\n")]
        for x, (cell, text) in enumerate(zip(row.cells, texts)):
            word.write(cell, text, align=2 if 3 <= x <= 5 else 1 if x in (0, 6) else None)
        seen = []
        for n, (goal, done) in enumerate(pairs):
            seen += gold.observe(goal, "target", 2022 + n) + gold.observe(done, "actual", 2022 + n)
        items.append(gold.item(name, number=number, paths=[[(way["number"], way["title"])]], departments=gold.departments(department),
                               indicators=[gold.indicator(kpi, seen, evaluations=[(2024, grade)])],
                               progress=[gold.progress(None, "planned", later)],
                               doubt={"progress": {"accept": [[]], "why": "課題と今後の方向 holds both, 課題 being one of the others"}}))
word.widths(grid, widths)
with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.docx"
    made.save(source)
    produce.office(folder, source)
gold.write(folder, plan, items)

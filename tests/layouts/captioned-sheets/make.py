import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import word

folder, plan = produce.load(__file__)
made = word.start("IPAPMincho", 10, 210, 297, 20)
GREY = "D9D9D9"
items = []


def caption(text):
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.space_before = word.Pt(8)
    paragraph.add_run(text).bold = True


def table(widths, rows, labels=(), head=False):
    grid = made.add_table(rows=0, cols=len(widths))
    grid.style = "Table Grid"
    for y, row in enumerate(rows):
        for x, (cell, text) in enumerate(zip(grid.add_row().cells, row)):
            word.write(cell, text, fill=GREY if x in labels or head and y == 0 else None)
    word.widths(grid, widths)
    return grid


for n, form in enumerate(plan["forms"]):
    head = made.add_paragraph()
    head.paragraph_format.page_break_before = n > 0
    head.alignment = 1
    head.add_run("令和6年度　施策評価シート").font.size = word.Pt(14)
    caption("１　施策の概要")
    table((28, 57, 28, 57), [["施策", form["number"] + " " + form["title"], "政策", " ".join(form["policy"])]], labels=(0, 2))
    table((28, 142), [["担当部課", form["department"]], ["目指す姿", form["purpose"]], ["概要", form["summary"]]], labels=(0,))
    caption("２　成果指標の達成状況")
    rows = [["指標名", "単位", "基準値（R4）", "", "R5", "R6", "R7"]]
    kpis = []
    for name, printed, base, goals, results in form["indicators"]:
        unit, scale = gold.unit_column(printed)
        seen = gold.observe(base, "baseline", 2022, unit, scale)
        seen += [o for k, v in enumerate(goals) for o in gold.observe(v, "target", 2023 + k, unit, scale)]
        seen += [o for k, v in enumerate(results) for o in gold.observe(v, "actual", 2023 + k, unit, scale)]
        kpis.append(gold.indicator(name, seen))
        rows += [[name, printed, base, "目標値", *goals], ["", "", "", "実績値", *results]]
    grid = table((52, 18, 24, 18, 19, 19, 20), rows, head=True)
    for y in range(1, len(rows), 2):
        for x in range(3):
            text = rows[y][x]
            whole = grid.cell(y, x).merge(grid.cell(y + 1, x))
            for paragraph in whole.paragraphs[1:]:
                paragraph._p.getparent().remove(paragraph._p)
    caption("３　取組の実績と評価")
    table((45, 125), [["令和6年度の取組実績", form["done"]], ["課題", form["issue"]]], labels=(0,))
    caption("４　今後の方向性")
    table((150, 20), [["令和7年度の取組", "総合評価"], [form["next"], form["grade"]]], head=True)
    items.append(gold.item(
        form["title"], number=form["number"], paths=[[tuple(form["policy"])]], purpose=form["purpose"], summary=form["summary"],
        departments=gold.departments(form["department"]), indicators=kpis, others=[("課題", form["issue"]), ("総合評価", form["grade"])],
        progress=[gold.progress(2024, "actual", form["done"]), gold.progress(2025, "planned", form["next"])]))
with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.docx"
    made.save(source)
    produce.office(folder, source)
gold.write(folder, plan, items)

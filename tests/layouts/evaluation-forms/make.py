import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import word

folder, plan = produce.load(__file__)
made = word.start("Noto Sans CJK JP", 9.5, 210, 297, 18)
word.footer(made, "", "")
LABEL = "E2EFD9"

items = []
for n, form in enumerate(plan["forms"]):
    head = made.add_paragraph()
    head.paragraph_format.page_break_before = n > 0
    head.add_run("第五次長野市総合計画 後期基本計画　施策評価シート（令和6年度実績）").font.size = word.Pt(12)

    table = made.add_table(rows=0, cols=7)
    table.style = "Table Grid"

    def row(*cells):
        """(text, first column, last column, is a label)"""
        line = table.add_row().cells
        for text, first, last, label in cells:
            word.write(line[first].merge(line[last]), text, fill=LABEL if label else None, align=1 if label else None)

    department, division = form["department"].split()
    row(("施策番号", 0, 0, True), (form["number"], 1, 1, False), ("施策名", 2, 2, True), (form["title"], 3, 6, False))
    row(("基本目標", 0, 0, True), (" ".join(form["goal"]), 1, 3, False), ("政策", 4, 4, True), (" ".join(form["policy"]), 5, 6, False))
    row(("担当部局", 0, 0, True), (department, 1, 3, False), ("担当課", 4, 4, True), (division, 5, 6, False))
    row(("目的\n（目指す姿）", 0, 0, True), (form["purpose"], 1, 6, False))
    row(("施策の概要", 0, 0, True), (form["summary"], 1, 6, False))
    top = len(table.rows)
    row(("指標名", 1, 1, True), ("単位", 2, 2, True), ("基準値\n（R3）", 3, 3, True), ("実績値\n（R6）", 4, 4, True),
        ("目標値\n（R8）", 5, 5, True), ("達成度\n（R6）", 6, 6, True))
    made_indicators = []
    for name, printed_unit, base, actual, target, grade in form["indicators"]:
        line = table.add_row().cells
        for cell, text, align in zip(line[1:], (name, printed_unit, *map(gold.printed, (base, actual, target)), grade),
                                     (None, 1, 2, 2, 2, 1)):
            word.write(cell, text, align=align)
        unit, scale = gold.unit_column(printed_unit)
        seen = [o for v, role, year in ((base, "baseline", 2021), (actual, "actual", 2024), (target, "target", 2026))
                for o in gold.observe(v, role, year, unit, scale)]
        made_indicators.append(gold.indicator(name, seen, evaluations=[(2024, grade)]))
    word.write(table.cell(top, 0).merge(table.cell(len(table.rows) - 1, 0)), "成果指標", fill=LABEL, align=1, vertical=True)
    row(("令和6年度の\n取組実績", 0, 0, True), (form["done"], 1, 6, False))
    row(("課題", 0, 0, True), (form["issue"], 1, 6, False))
    row(("令和7年度の\n取組", 0, 0, True), (form["next"], 1, 6, False))
    word.widths(table, (26, 46, 20, 20, 20, 20, 20))

    items.append(gold.item(
        form["title"], number=form["number"], paths=[[tuple(form["goal"]), tuple(form["policy"])]],
        summary=form["summary"], purpose=form["purpose"], departments=[[department, division]], indicators=made_indicators,
        progress=[gold.progress(2024, "actual", form["done"]), gold.progress(2025, "planned", form["next"])],
        others=[("課題", form["issue"])]))

with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.docx"
    made.save(source)
    produce.office(folder, source)
gold.write(folder, plan, items)

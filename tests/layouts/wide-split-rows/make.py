import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import word

folder, plan = produce.load(__file__)
HEADS = ["分野", "番号", "事業名", "事業概要", "目的", "担当部局", "担当課", "指標名", "基準値\n（R4）", "実績値\n（R6）",
         "目標値\n（R7）", "評価\n（R6）", "令和6年度の取組実績", "課題", "令和7年度の取組"]
WIDTHS = (14, 13, 28, 44, 32, 21, 23, 28, 19, 19, 19, 13, 50, 30, 36)

made = word.start("IPAGothic", 10.5, 420, 297, 15, spacing=2)
page = made.sections[0]
page.top_margin, page.bottom_margin = word.Mm(42), word.Mm(48)
page.header.paragraphs[0].alignment = 2
page.header.paragraphs[0].add_run("資料３")
title = made.add_paragraph()
title.alignment = 1
title.add_run(plan["title"]).font.size = word.Pt(14)
made.add_paragraph("令和7年6月　佐賀県").alignment = 2
word.footer(made, "", "")
table = made.add_table(rows=2, cols=len(HEADS))
table.style = "Table Grid"
upper, lower = (table.rows[n].cells for n in (0, 1))
for n, text in enumerate(HEADS):
    if 7 <= n <= 11:
        word.write(lower[n], text, align=1, fill="D9D9D9")
    else:
        word.write(upper[n].merge(lower[n]), text, align=1, fill="D9D9D9")
word.write(upper[7].merge(upper[11]), "成果指標", align=1, fill="D9D9D9")
word.repeat(table.rows[0])
word.repeat(table.rows[1])

items, lines = [], [plan["title"], "", "令和7年6月　佐賀県", "",
                    [c if not 7 <= n <= 11 else ("成果指標" if n == 7 else "") for n, c in enumerate(HEADS)],
                    [c if 7 <= n <= 11 else "" for n, c in enumerate(HEADS)]]
for field in plan["fields"]:
    top = len(table.rows)
    for row in field["rows"]:
        name, base, actual, target, grade = row["kpi"]
        seen = [o for v, role, year in ((base, "baseline", 2022), (actual, "actual", 2024), (target, "target", 2025))
                for o in gold.observe(v, role, year)]
        items.append(gold.item(
            row["title"], number=row["number"], paths=[[(None, field["title"])]], summary=row["summary"],
            purpose=row["purpose"], departments=gold.departments(row["department"]),
            indicators=[gold.indicator(name, seen, evaluations=[(2024, grade)])],
            progress=[gold.progress(2024, "actual", row["done"]), gold.progress(2025, "planned", row["next"])],
            others=[("課題", row["issue"])]))
        cells = ["", row["number"], row["title"], row["summary"], row["purpose"], *row["department"].split(), name,
                 *map(gold.printed, (base, actual, target)), grade, row["done"], row["issue"], row["next"]]
        line = table.add_row()
        for n, (cell, text) in enumerate(zip(line.cells, cells)):
            if n:
                word.write(cell, text, align=2 if 8 <= n <= 10 else 1 if n in (1, 11) else None)
        lines.append([field["title"] if row is field["rows"][0] else "", *cells[1:]])
    word.write(table.cell(top, 0).merge(table.cell(len(table.rows) - 1, 0)), field["title"])
word.widths(table, WIDTHS)

with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.docx"
    made.save(source)
    produce.office(folder, source)
produce.twin(folder, lines)
gold.write(folder, plan, items)

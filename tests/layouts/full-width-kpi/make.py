import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import word

folder, plan = produce.load(__file__)
FULL = str.maketrans("0123456789", "０１２３４５６７８９")

made = word.start("IPAGothic", 9.5, 210, 297, 18)
title = made.add_paragraph()
title.alignment = 1
title.add_run(plan["title"]).font.size = word.Pt(15)
date = made.add_paragraph("令和6年4月　高松市")
date.alignment = 2
word.footer(made, "- ", " -")

table = made.add_table(rows=1, cols=4)
table.style = "Table Grid"
for cell, text in zip(table.rows[0].cells, plan["heads"]):
    word.write(cell, text, align=1, fill="FFF2CC")
word.repeat(table.rows[0])

items, lines = [], [plan["title"], "", "令和6年4月　高松市", "", plan["heads"]]
for section in plan["sections"]:
    row = table.add_row()
    heading = f"{section['number'].translate(FULL)}　{section['title']}"
    word.write(row.cells[0].merge(row.cells[3]), heading, bold=True, fill="DEEAF6")
    word.keep(row)
    lines.append([heading, "", "", ""])
    for number, name, summary, department, kpi, values in section["rows"]:
        seen = []
        for n, (value, year) in enumerate(values):
            if value == "未実施":
                value = {"unmeasured": value}
            seen += gold.observe(value, "target" if n else "baseline", gold.year(year))
        doubt = None
        if any(o["kind"] == "unmeasured" for o in seen):
            text = [dict(o, kind="text") if o["kind"] == "unmeasured" else o for o in seen]
            doubt = {"indicators.0.observations": {"accept": [text], "why": "未実施 is not among the words the contract lists"}}
        items.append(gold.item(name, number=number, paths=[[(section["number"], section["title"])]], summary=summary,
                               departments=gold.departments(department), indicators=[gold.indicator(kpi, seen)], doubt=doubt))
        row = table.add_row()
        for cell, text in zip(row.cells, (number, name, summary, department.replace(" ", "\n"))):
            word.write(cell, text)
        word.keep(row)
        line = f"KPI：{kpi}　" + " → ".join(f"{v}（{y}）" for v, y in values)
        below = table.add_row()
        word.write(below.cells[0].merge(below.cells[3]), line)
        word.keep(below)
        lines += [[number, name, summary, department], [line, "", "", ""]]
word.widths(table, (12, 42, 84, 36))

with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.docx"
    made.save(source)
    produce.office(folder, source)
produce.twin(folder, lines)
gold.write(folder, plan, items)

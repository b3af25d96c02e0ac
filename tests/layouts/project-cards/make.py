import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import word

folder, plan = produce.load(__file__)
FULL = str.maketrans("0123456789", "０１２３４５６７８９")
LABEL = "D9E2F3"
made = word.start("IPAPGothic", 9, 210, 297, 17)
title = made.add_paragraph()
title.alignment = 1
title.add_run(plan["title"]).font.size = word.Pt(14)
made.add_paragraph("令和6年5月　浜松市").alignment = 2
word.footer(made, "浜松市　", "")

items = []
for section in plan["sections"]:
    head = made.add_paragraph()
    head.paragraph_format.keep_with_next = True
    run = head.add_run(f"{section['number'].translate(FULL)}　{section['title']}")
    run.font.size, run.bold = word.Pt(12), True
    for number, name, state, summary, department, budget, kpi, base, goal, plans in section["cards"]:
        table = made.add_table(rows=0, cols=7)
        table.style = "Table Grid"

        def row(*cells):
            line = table.add_row()
            word.keep(line)
            for text, first, last, label in cells:
                word.write(line.cells[first].merge(line.cells[last]), text, fill=LABEL if label else None)
                for paragraph in line.cells[first].paragraphs:
                    paragraph.paragraph_format.keep_with_next = True

        division = department.split()
        row(("番号", 0, 0, True), (number, 1, 1, False), ("事業名", 2, 2, True), (name, 3, 4, False), ("区分", 5, 5, True), (state, 6, 6, False))
        row(("事業概要", 0, 0, True), (summary, 1, 6, False))
        row(("担当課", 0, 0, True), ("　".join(division), 1, 4, False), ("予算額", 5, 5, True), (budget, 6, 6, False))
        row(("指標", 0, 0, True), (kpi, 1, 2, False), ("現状値(R5)", 3, 3, True), (gold.printed(base), 4, 4, False), ("目標値(R8)", 5, 5, True), (gold.printed(goal), 6, 6, False))
        row(("R6年度", 0, 0, True), (plans[0], 1, 2, False), ("R7年度", 3, 3, True), (plans[1], 4, 4, False), ("R8年度", 5, 5, True), (plans[2], 6, 6, False))
        word.widths(table, (22, 34, 22, 24, 30, 22, 22))
        made.add_paragraph()
        seen = gold.observe(base, "baseline", 2023) + gold.observe(goal, "target", 2026)
        items.append(gold.item(
            name, number=number, paths=[[(section["number"], section["title"])]], summary=summary, departments=[division],
            indicators=[gold.indicator(kpi, seen)],
            progress=[gold.progress(2024 + n, "planned", text) for n, text in enumerate(plans)],
            others=[("区分", state), ("予算額", budget)]))

with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.docx"
    made.save(source)
    produce.office(folder, source)
gold.write(folder, plan, items)

import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import sheet

folder, plan = produce.load(__file__)
WIDTHS = (13, 6, 20, 32, 36, 9, 15, 11, 11, 24)
book, page = sheet.start(WIDTHS, "Noto Sans CJK JP", 10)
sheet.put(page, 1, 1, plan["title"], boxed=False, size=14, bold=True)
sheet.put(page, 2, 10, "令和6年6月　岡山市", boxed=False, align="right")
for n, text in enumerate(plan["heads"], 1):
    sheet.put(page, 3, n, text, fill="E7E6E6", align="center")
sheet.height(page, 3, plan["heads"], WIDTHS, 15)
page.print_title_rows = "3:3"
page.oddHeader.right.text = "資料2-1"
page.oddFooter.center.text = "－ &P －"

items, lines, at = [], [plan["title"], "", "令和6年6月　岡山市", "", plan["heads"]], 4
for vision in plan["visions"]:
    top = at
    for measure in vision["measures"]:
        start = at
        for name, description, printed_unit, base, middle, goal, department in measure["indicators"]:
            unit, scale = gold.unit_column(printed_unit)
            seen = [o for v, role, year in ((base, "baseline", 2023), (middle, "target", 2025), (goal, "target", 2028))
                    for o in gold.observe(v, role, year, unit, scale)]
            items.append(gold.item(
                measure["title"], number=measure["number"], paths=[[(vision["number"], vision["title"])]],
                departments=gold.departments(department), indicators=[gold.indicator(name, seen, description=description)]))
            cells = [f"{vision['number']} {vision['title']}" if at == top else None, measure["number"] if at == start else None,
                     measure["title"] if at == start else None, name, description, printed_unit,
                     *map(gold.printed, (base, middle, goal)), department.replace(" ", "\n")]
            for n, text in enumerate(cells, 1):
                sheet.put(page, at, n, text, align="right" if n in (7, 8, 9) else "center" if n in (2, 6) else "left")
            sheet.height(page, at, cells[3:], WIDTHS[3:], 15)
            lines.append([c or "" for c in cells])
            at += 1
        sheet.merge(page, start, 2, at - 1, 2)
        sheet.merge(page, start, 3, at - 1, 3)
    sheet.merge(page, top, 1, at - 1, 1)
for n, note in enumerate(plan["notes"]):
    sheet.put(page, at + n, 1, note, boxed=False)

with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.xlsx"
    book.save(source)
    produce.office(folder, source)
produce.twin(folder, [*lines, "", *plan["notes"]])
gold.write(folder, plan, items)

import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import sheet

folder, plan = produce.load(__file__)
WIDTHS = (22, 6, 24, 30, 13, 13, 13, 9, 13, 13, 9, 14, 24)
UPPER = ["めざすまちの姿", "番号", "施策", "まちづくり指標", "基準値\n（R4）", "令和5年度", "", "", "令和6年度", "", "", "目標値\n（R9）", "担当課"]
LOWER = ["", "", "", "", "", "目標", "実績", "達成率", "目標", "実績", "達成率", "", ""]
book, page = sheet.start(WIDTHS, "IPAPMincho", 11)
sheet.put(page, 1, 1, plan["title"], boxed=False, size=15)
sheet.put(page, 2, 13, "令和7年6月　那覇市", boxed=False, align="right")
for n, (upper, lower) in enumerate(zip(UPPER, LOWER), 1):
    sheet.put(page, 3, n, upper or None, fill="DDEBF7", align="center")
    sheet.put(page, 4, n, lower or None, fill="DDEBF7", align="center")
    if not lower:
        sheet.merge(page, 3, n, 4, n)
sheet.merge(page, 3, 6, 3, 8)
sheet.merge(page, 3, 9, 3, 11)
page.row_dimensions[3].height = page.row_dimensions[4].height = 20
page.print_title_rows = "3:4"
page.oddFooter.center.text = "&P"

ROLES = (("baseline", 2022), ("target", 2023), ("actual", 2023), None, ("target", 2024), ("actual", 2024), None, ("target", 2027))
items, lines, at = [], [plan["title"], "", "令和7年6月　那覇市", "", UPPER, LOWER], 5
for vision in plan["visions"]:
    top = at
    for number, title, name, *values, department in vision["rows"]:
        seen = [o for v, role in zip(values, ROLES) if role for o in gold.observe(v, *role)]
        items.append(gold.item(
            title, number=number, paths=[[(vision["number"], vision["title"])]], departments=gold.departments(department),
            indicators=[gold.indicator(name, seen)], others=[("達成率（令和5年度）", values[3]), ("達成率（令和6年度）", values[6])]))
        cells = [f"{vision['number']} {vision['title']}" if at == top else None, number, title, name,
                 *map(gold.printed, values), department.replace(" ", "\n")]
        for n, text in enumerate(cells, 1):
            sheet.put(page, at, n, text, align="right" if 5 <= n <= 12 else "center" if n == 2 else "left")
        sheet.height(page, at, cells[2:], WIDTHS[2:], 20)
        lines.append([c or "" for c in cells])
        at += 1
    sheet.merge(page, top, 1, at - 1, 1)

with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.xlsx"
    book.save(source)
    produce.office(folder, source)
produce.twin(folder, lines)
gold.write(folder, plan, items)

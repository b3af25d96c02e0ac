import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import sheet as xl
from turn import turn

folder, plan = produce.load(__file__)
ACTUAL, TARGET = (2020, 2021, 2022, 2023, 2024), (2025, 2026, 2027, 2030)
widths = [15, 17, 25, 8] + [8.5] * 9 + [15]
book, sheet = xl.start(widths, "IPAPGothic", 9)
sheet.print_title_rows = "3:4"
sheet.oddFooter.center.text = "- &P -"
xl.put(sheet, 1, 1, plan["title"], boxed=False, size=13, bold=True)
xl.put(sheet, 2, 14, "令和7年8月　佐野市上下水道局", boxed=False, align="right")
HEAD = "DDEBF7"
for c, text in ((1, "基本方針"), (2, "取組"), (3, "指標"), (4, "単位"), (5, "実績"), (10, "目標"), (14, "担当課")):
    xl.put(sheet, 3, c, text, fill=HEAD, align="center")
for k, y in enumerate(ACTUAL + TARGET):
    xl.put(sheet, 4, 5 + k, f"R{y - 2018}", fill=HEAD, align="center")
for c in (1, 2, 3, 4, 14):
    xl.merge(sheet, 3, c, 4, c)
xl.merge(sheet, 3, 5, 3, 9)
xl.merge(sheet, 3, 10, 3, 13)
DOWN = ("水質基準の不適合率", "鉛製給水管の残存件数", "1人1日当たりのごみ排出量", "不法投棄の発見件数")


def named(name, seen):
    """Direction by the name alone: no baseline is printed."""
    made = gold.indicator(name, seen)
    if made["direction"] is None and name in DOWN:
        made["direction"] = "down"
        return made, {"indicators.0.direction": {"accept": [None], "why": "no baseline; the name says that less is better"}}
    return made, None


items, row = [], 5
for p in plan["policies"]:
    top = row
    for title, department, kpis in p["tasks"]:
        first = row
        for name, printed, actual, target in kpis:
            unit, scale = gold.unit_column(printed)
            seen = [o for v, y in zip(actual, ACTUAL) for o in gold.observe({"unmeasured": v} if v == "集計中" else v, "actual", y, unit, scale)]
            seen += [o for v, y in zip(target, TARGET) for o in gold.observe(v, "target", y, unit, scale)]
            kpi, doubt = named(name, seen)
            items.append(gold.item(title, paths=[[(p["number"], p["title"])]], departments=gold.departments(department),
                                   indicators=[kpi], doubt=doubt))
            xl.put(sheet, row, 3, name)
            xl.put(sheet, row, 4, printed, align="center")
            for k, v in enumerate(actual + target):
                xl.put(sheet, row, 5 + k, v, align="right")
            sheet.row_dimensions[row].height = 38
            row += 1
        xl.put(sheet, first, 2, title)
        xl.put(sheet, first, 14, department.replace(" ", "\n"))
        xl.merge(sheet, first, 2, row - 1, 2)
        xl.merge(sheet, first, 14, row - 1, 14)
    xl.put(sheet, top, 1, f'{p["number"]} {p["title"]}')
    xl.merge(sheet, top, 1, row - 1, 1)
with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.xlsx"
    book.save(source)
    produce.office(folder, source)
turn(folder / "plan.pdf", [90])
gold.write(folder, plan, items)

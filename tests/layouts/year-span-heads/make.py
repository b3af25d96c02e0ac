import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import sheet as calc

folder, plan = produce.load(__file__)
widths = [30, 26, 44, 9, 13, 13, 9, 13, 13, 13]
heads = ["基本施策", "主管課", "成果指標", "単位", "実績値", "", "達成\n状況", "目標値", "", ""]
years = {5: "2023年度", 6: "2024年度", 8: "2025年度", 9: "2026年度", 10: "2027年度"}
book, page = calc.start(widths, "IPAPGothic", 11, paper=8)
calc.put(page, 1, 1, plan["title"], boxed=False, bold=True, size=16)
for column, text in enumerate(heads, 1):
    calc.put(page, 3, column, text, fill="C6E0B4", align="center")
    calc.put(page, 4, column, years.get(column, ""), fill="C6E0B4", align="center")
    if column not in years:
        calc.merge(page, 3, column, 4, column)
calc.merge(page, 3, 5, 3, 6)
calc.merge(page, 3, 8, 3, 10)
page.print_title_rows = "3:4"
items, at = [], 5
for section in plan["sections"]:
    calc.put(page, at, 1, section["number"] + "　" + section["title"], fill="FFE699", bold=True)
    calc.merge(page, at, 1, at, 10)
    page.row_dimensions[at].height = 20
    at += 1
    for policy in section["policies"]:
        top = at
        path = [[(section["number"], section["title"]), (policy["number"], policy["title"])]]
        for department, name, printed, actuals, grade, targets in policy["rows"]:
            unit, scale = gold.unit_column(printed)
            seen = [o for n, v in enumerate(actuals) for o in gold.observe(v, "actual", 2023 + n, unit, scale)]
            seen += [o for n, v in enumerate(targets) for o in gold.observe(v, "target", 2025 + n, unit, scale)]
            items.append(gold.item(None, paths=path, departments=gold.departments(department),
                                   indicators=[gold.indicator(name, seen, evaluations=[(2024, grade)])],
                                   doubt={"paths": {"accept": [[[{"number": section["number"], "title": section["title"]}]]], "why": "基本施策 as the title"},
                                          "title": {"accept": [policy["title"]], "why": "the innermost 施策 column may give the title"},
                                          "number": {"accept": [policy["number"]], "why": "with it its number"}}))
            for column, text in enumerate([policy["number"] + " " + policy["title"], department.replace(" ", "\n"), name, printed,
                                           *actuals, grade, *targets], 1):
                calc.put(page, at, column, text, align="right" if column in years else "center" if column in (4, 7) else "left")
            page.row_dimensions[at].height = 34
            at += 1
        calc.merge(page, top, 1, at - 1, 1)
with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.xlsx"
    book.save(source)
    produce.office(folder, source)
gold.write(folder, plan, items)

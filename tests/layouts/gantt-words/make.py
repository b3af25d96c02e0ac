import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import sheet as calc

folder, plan = produce.load(__file__)
widths = [5, 24, 36, 20, 18, 18, 18, 18]
heads = ["No", "取組名", "取組の内容", "所管課", "令和7年度", "令和8年度", "令和9年度", "令和10年度"]
book, page = calc.start(widths, "Noto Sans CJK JP", 9)
calc.put(page, 1, 1, plan["title"], boxed=False, bold=True, size=13)
for column, text in enumerate(heads, 1):
    calc.put(page, 3, column, "工程" if column == 5 else text if column < 5 else "", fill="BDD7EE", align="center")
    calc.put(page, 4, column, text if column >= 5 else "", fill="BDD7EE", align="center")
    if column < 5:
        calc.merge(page, 3, column, 4, column)
calc.merge(page, 3, 5, 3, 8)
page.print_title_rows = "3:4"
items, lines, at = [], [plan["title"], "", heads], 5
for section in plan["sections"]:
    shown = section["number"] + "　" + section["title"]
    calc.put(page, at, 1, shown, fill="F8CBAD", bold=True)
    calc.merge(page, at, 1, at, 8)
    page.row_dimensions[at].height = 18
    lines.append([shown] + [""] * 7)
    at += 1
    for number, title, summary, department, phases in section["rows"]:
        row = [number, title, summary, department.replace(" ", "\n")]
        for column, text in enumerate(row, 1):
            calc.put(page, at, column, text, align="center" if column == 1 else "left")
        steps, column = [], 5
        for text, wide in phases:
            calc.put(page, at, column, text, align="center")
            calc.merge(page, at, column, at, column + wide - 1)
            for n in range(wide):
                steps.append(gold.progress(2025 + column - 5 + n, "planned", text))
            row += [text] * wide
            column += wide
        calc.height(page, at, row[:4], widths[:4], 13)
        items.append(gold.item(title, number=number, paths=[[(section["number"], section["title"])]], summary=summary,
                               departments=gold.departments(department), progress=steps))
        lines.append(row)
        at += 1
with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.xlsx"
    book.save(source)
    produce.office(folder, source)
produce.twin(folder, lines)
gold.write(folder, plan, items)

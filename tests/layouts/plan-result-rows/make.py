import re
import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import sheet as calc
from openpyxl.styles import Alignment

folder, plan = produce.load(__file__)
widths = [6, 22, 5, 26, 24, 28, 7, 11, 11, 11, 11, 11, 11, 36]
heads = ["", "推進項目", "No.", "取組項目", "担当課", "成果指標（単位）", "", "R4", "R5", "R6", "R7", "R8", "進捗", "令和6年度の取組状況"]
book, page = calc.start(widths, "IPAPGothic", 10, paper=8)
calc.put(page, 1, 1, plan["title"], boxed=False, bold=True, size=15)
calc.put(page, 2, 14, "令和7年8月 豊橋市", boxed=False, align="right")
for column, text in enumerate(heads, 1):
    under = 8 <= column <= 12
    calc.put(page, 4, column, "年度別" if column == 8 else text if not under else "", fill="FFF2CC", align="center")
    calc.put(page, 5, column, text if under else "", fill="FFF2CC", align="center")
    if not under:
        calc.merge(page, 4, column, 5, column)
calc.merge(page, 4, 8, 4, 12)
page.print_title_rows = "4:5"
items, lines, at = [], [plan["title"], "", "令和7年8月 豊橋市", "", heads], 6
for part in plan["parts"]:
    first = at
    for topic in part["topics"]:
        top = at
        path = [(part["number"], part["title"]), (topic["number"], topic["title"])]
        for number, title, department, name, plans, results, grade, done in topic["rows"]:
            bare, hint = re.fullmatch(r"(.*)\((.*)\)", name).groups()
            unit, scale = gold.unit_column(hint)
            seen = [o for n, v in enumerate(plans) for o in gold.observe(v, "target", 2022 + n, unit, scale)]
            seen += [o for n, v in enumerate(results) for o in gold.observe(v, "actual", 2022 + n, unit, scale)]
            doubt = {"indicators.0.unit_hint": {"accept": [unit], "why": "with or without the scale word"}} if scale != 1 else None
            items.append(gold.item(title, number=number, paths=[path], departments=gold.departments(department),
                                   indicators=[gold.indicator(bare, seen, evaluations=[(2024, grade)], unit_hint=hint)],
                                   progress=[gold.progress(2024, "actual", done)], doubt=doubt))
            texts = [part["number"] + " " + part["title"], topic["number"] + " " + topic["title"], number, title,
                     department.replace(" ", "\n"), bare + "（" + hint + "）"]
            for column, text in enumerate(texts, 1):
                calc.put(page, at, column, text, align="center" if column == 3 else "left")
            for row, kind, values in ((at, "計画", plans), (at + 1, "実績", results)):
                calc.put(page, row, 7, kind, align="center")
                for n, v in enumerate(values):
                    calc.put(page, row, 8 + n, v, align="right")
            calc.put(page, at, 13, grade, align="center")
            calc.put(page, at, 14, done)
            for column in (3, 4, 5, 6, 13, 14):
                calc.merge(page, at, column, at + 1, column)
            for row in (at, at + 1):
                page.row_dimensions[row].height = 24
            lines.append([*texts, "計画", *plans, grade, done])
            lines.append([""] * 6 + ["実績", *results, "", ""])
            at += 2
        calc.merge(page, top, 2, at - 1, 2)
    calc.merge(page, first, 1, at - 1, 1)
    page.cell(first, 1).alignment = Alignment(textRotation=255, horizontal="center", vertical="center")
with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.xlsx"
    book.save(source)
    produce.office(folder, source)
produce.twin(folder, lines)
gold.write(folder, plan, items)

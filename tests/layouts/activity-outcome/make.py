import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

import sheet as calc
import tempfile

folder, plan = produce.load(__file__)
widths = [9, 24, 22, 12, 28, 8, 12, 12, 12, 12, 8, 30]
book, page = calc.start(widths, "IPAPGothic", 10, paper=8)
calc.put(page, 1, 1, plan["title"], boxed=False, bold=True, size=15)
heads = ["事業番号", "事務事業名", "担当課", "指標区分", "指標名", "単位", "令和5年度", "", "令和6年度", "", "評価", "今後の方向性"]
for c, text in enumerate(heads, 1):
    calc.put(page, 3, c, text, fill="D9D9D9", align="center")
    calc.put(page, 4, c, {7: "目標", 8: "実績", 9: "目標", 10: "実績"}.get(c, ""), fill="D9D9D9", align="center")
    if c not in (7, 8, 9, 10):
        calc.merge(page, 3, c, 4, c)
calc.merge(page, 3, 7, 3, 8), calc.merge(page, 3, 9, 3, 10)
page.print_title_rows = "3:4"
items, at = [], 5
for goal in plan["goals"]:
    calc.put(page, at, 1, goal["number"] + "　" + goal["title"], fill="DDEBF7", bold=True)
    calc.merge(page, at, 1, at, 12)
    page.row_dimensions[at].height = 20
    at += 1
    for number, title, department, kpis, later in goal["rows"]:
        for n, (name, printed, one, two, grade) in enumerate(kpis):
            row = [number, title, department.replace(" ", "\n"), "活動指標" if n == 0 else "成果指標", name, printed, *one, *two, grade, later]
            for c, text in enumerate(row, 1):
                merged = c in (1, 2, 3, 12) and n > 0
                calc.put(page, at + n, c, "" if merged else text, align="center" if c in (1, 4, 6, 11) else "right" if 7 <= c <= 10 else "left")
            page.row_dimensions[at + n].height = 26
            unit, scale = gold.unit_column(printed)
            seen = [o for pair, year in ((one, 2023), (two, 2024)) for v, role in zip(pair, ("target", "actual"))
                    for o in gold.observe(v, role, year, unit, scale)]
            items.append(gold.item(
                title, number=number, paths=[[(goal["number"], goal["title"])]], departments=gold.departments(department),
                indicators=[gold.indicator(name, seen, evaluations=[(2024, grade)])], others=[("指標区分", row[3])],
                progress=[{"fiscal_year": None, "kind": "planned", "text": later}],
                doubt={"progress.0.fiscal_year": {"accept": [2024, 2025], "why": "今後の方向性 names no year"},
                       "indicators.0.evaluations": "評価 names no year of its own"}))
        for c in (1, 2, 3, 12):
            calc.merge(page, at, c, at + 1, c)
        at += 2
with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.xlsx"
    book.save(source)
    produce.office(folder, source)
gold.write(folder, plan, items)

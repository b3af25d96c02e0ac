import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

import sheet as calc
import tempfile
from openpyxl.worksheet.pagebreak import Break

folder, plan = produce.load(__file__)
widths = [18, 22, 9, 13, 13, 13, 13, 13]
book, page = calc.start(widths, "IPAPGothic", 10, landscape=False)
items, at = [], 1
BAR, LABEL = "C6D9F0", "F2F2F2"


def span(row, first, last, text, tall=None, **more):
    for c in range(first, last + 1):
        calc.put(page, row, c, text if c == first else "", **more)
    calc.merge(page, row, first, row, last)
    if tall:
        page.row_dimensions[row].height = tall


def pair(row, label, text, first=1, last=8, tall=18):
    calc.put(page, row, first, label, fill=LABEL, align="center")
    span(row, first + 1, last, text, tall=tall)


for n, form in enumerate(plan["sheets"]):
    calc.put(page, at, 1, plan["title"], boxed=False, bold=True, size=14)
    at += 2
    calc.put(page, at, 1, "事業番号", fill=LABEL, align="center"), span(at, 2, 3, form["number"])
    calc.put(page, at, 4, "事業名", fill=LABEL, align="center"), span(at, 5, 8, form["title"], tall=22)
    calc.put(page, at + 1, 1, "施策", fill=LABEL, align="center"), span(at + 1, 2, 3, " ".join(form["policy"]))
    calc.put(page, at + 1, 4, "担当課", fill=LABEL, align="center"), span(at + 1, 5, 8, form["department"], tall=32)
    at += 2
    span(at, 1, 8, "１　事業の概要", fill=BAR, bold=True, tall=18)
    pair(at + 1, "目的", form["aim"], tall=30), pair(at + 2, "事業内容", form["text"], tall=30)
    at += 3
    span(at, 1, 8, "２　指標の達成状況", fill=BAR, bold=True, tall=18)
    at += 1
    for c, text in ((1, "指標名"), (3, "単位"), (4, "基準値\n（令和4年度）"), (8, "令和7年度\n目標値")):
        calc.put(page, at, c, text, fill=LABEL, align="center")
    for c in (1, 2, 3, 4, 8):
        calc.put(page, at + 1, c, "", fill=LABEL)
    calc.put(page, at, 2, "", fill=LABEL)
    span(at, 5, 7, "令和6年度", fill=LABEL, align="center", tall=18)
    for c, text in ((5, "目標値"), (6, "実績値"), (7, "達成率")):
        calc.put(page, at + 1, c, text, fill=LABEL, align="center")
    calc.merge(page, at, 1, at + 1, 2)
    for c in (3, 4, 8):
        calc.merge(page, at, c, at + 1, c)
    at += 2
    kpis = []
    for name, printed, base, goal, actual, rate, later in form["kpis"]:
        span(at, 1, 2, name, tall=22)
        for c, text in zip(range(3, 9), (printed, base, goal, actual, rate, later)):
            calc.put(page, at, c, text, align="center" if c == 3 else "right")
        unit, scale = gold.unit_column(printed)
        seen = [o for v, role, year in ((base, "baseline", 2022), (goal, "target", 2024), (actual, "actual", 2024), (later, "target", 2025))
                for o in gold.observe(v, role, year, unit, scale)]
        kpis.append(gold.indicator(name, seen))
        at += 1
    span(at, 1, 8, "３　取組の状況", fill=BAR, bold=True, tall=18)
    pair(at + 1, "令和6年度の\n取組実績", form["done"], tall=44), pair(at + 2, "課題", form["issue"], tall=30)
    at += 3
    span(at, 1, 8, "４　評価と今後の取組", fill=BAR, bold=True, tall=18)
    at += 1
    calc.put(page, at, 1, "総合評価", fill=LABEL, align="center"), span(at, 2, 3, form["grade"], align="center")
    calc.put(page, at, 4, "評価の理由", fill=LABEL, align="center"), span(at, 5, 8, form["why"], tall=30)
    pair(at + 1, "令和7年度の\n取組", form["next"], tall=44)
    at += 2
    page.row_breaks.append(Break(id=at - 1))
    items.append(gold.item(form["title"], number=form["number"], paths=[[tuple(form["policy"])]], purpose=form["aim"], summary=form["text"],
                           departments=gold.departments(form["department"]), indicators=kpis,
                           progress=[gold.progress(2024, "actual", form["done"]), gold.progress(2025, "planned", form["next"])],
                           others=[("課題", form["issue"]), ("総合評価", form["grade"]), ("評価の理由", form["why"])]))
with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.xlsx"
    book.save(source)
    produce.office(folder, source)
gold.write(folder, plan, items)

import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import sheet as xl
from openpyxl.styles import Alignment
from openpyxl.worksheet.pagebreak import Break
from turn import turn

folder, plan = produce.load(__file__)
widths = [5, 5, 5, 4.5, 28, 48, 24, 13, 11, 11, 6]
book, sheet = xl.start(widths, "IPAPGothic", 10)
sheet.print_title_rows = "3:4"
sheet.oddFooter.center.text = "&P ページ"
HEAD = "FCE4D6"


def upright(row, column, text, fill=None):
    xl.put(sheet, row, column, text, fill=fill).alignment = Alignment(textRotation=255, horizontal="center", vertical="center", wrap_text=True)


xl.put(sheet, 1, 1, plan["title"], boxed=False, size=14)
xl.put(sheet, 2, 11, "令和6年3月　五所川原市福祉政策課", boxed=False, align="right")
for c, text in ((1, "基本目標"), (2, "施策の方向"), (3, "番号"), (4, "区分"), (11, "担当課")):
    upright(3, c, text, HEAD)
for c, text in ((5, "具体的施策"), (6, "内容"), (7, "指標"), (8, "基準値\n（令和4年度）"), (9, "目標値")):
    xl.put(sheet, 3, c, text, fill=HEAD, align="center")
xl.put(sheet, 4, 9, "令和8年度", fill=HEAD, align="center")
xl.put(sheet, 4, 10, "令和11年度", fill=HEAD, align="center")
for c in (1, 2, 3, 4, 5, 6, 7, 8, 11):
    xl.merge(sheet, 3, c, 4, c)
xl.merge(sheet, 3, 9, 3, 10)
sheet.row_dimensions[3].height = sheet.row_dimensions[4].height = 38


def seen(v, role, fy):
    if v in ("実施", "増加", "未実施"):
        return gold.observe({"text": v}, role, fy)
    return gold.observe(v, role, fy)


def close(top, last, column, text):
    upright(top, column, text)
    xl.merge(sheet, top, column, last, column)


items, row = [], 5
for g, goal in enumerate(plan["goals"]):
    goal_top = row
    for way in goal["ways"]:
        way_top = dep_top = row
        for n, (number, mark, title, summary, name, base, mid, last, department) in enumerate(way["rows"]):
            obs = seen(base, "baseline", 2022) + seen(mid, "target", 2026) + seen(last, "target", 2029)
            items.append(gold.item(title, number=number, paths=[[(None, goal["title"]), (None, way["title"])]], summary=summary,
                                   departments=[[department]], others=[("区分", mark)],
                                   doubt={"indicators.0.observations.0.kind": {"accept": ["unmeasured"], "why": "未実施: a state, or not yet done"}} if base == "未実施" else {"indicators.0.direction": {"accept": ["up"], "why": "増加 as a target says up"}} if mid == "増加" else None,
                                   indicators=[] if name == "－" else [gold.indicator(name, obs)]))
            xl.put(sheet, row, 3, number, align="center")
            upright(row, 4, mark)
            for c, text in ((5, title), (6, summary), (7, name)):
                xl.put(sheet, row, c, text)
            for c, text in ((8, base), (9, mid), (10, last)):
                xl.put(sheet, row, c, text, align="center")
            alone = [r[8] for r in way["rows"]].count(department) == 1 or department == "高齢福祉課" and way["title"] == "見守りと安全"
            sheet.row_dimensions[row].height = 78 if alone else 46
            if n and way["rows"][n - 1][8] != department:
                close(dep_top, row - 1, 11, way["rows"][n - 1][8])
                dep_top = row
            row += 1
        if len(way["rows"]) == 1:
            sheet.row_dimensions[row - 1].height = 92
        close(dep_top, row - 1, 11, way["rows"][-1][8])
        close(way_top, row - 1, 2, way["title"])
    close(goal_top, row - 1, 1, goal["title"])
    if g < 2:
        sheet.row_breaks.append(Break(id=row - 1))
with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.xlsx"
    book.save(source)
    produce.office(folder, source)
turn(folder / "plan.pdf", [270, 90, 270])
gold.write(folder, plan, items)

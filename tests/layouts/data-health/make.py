import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import sheet
from sheet import put, merge

folder, plan = produce.load(__file__)
W = [5, 24, 34, 9, 38, 14, 12, 12, 13, 12, 12, 13, 13]
book, s = sheet.start(W, "IPAPGothic", 9, paper=8)
s.page_margins.left = s.page_margins.right = 0.4
GREY, BLUE = "D9D9D9", "DCE6F1"
put(s, 1, 1, plan["title"], boxed=False, bold=True, size=15)
put(s, 2, 13, "令和6年3月　高崎市市民部保険年金課", boxed=False, align="right")
row, items = 4, []


def heads(first):
    global row
    for c, text in enumerate(first, 1):
        put(s, row, c, text, fill=GREY, align="center")
        merge(s, row, c, row + 1, c)
    put(s, row, 7, "目標値", fill=GREY, align="center")
    merge(s, row, 7, row, 12)
    for c, text in enumerate(plan["years"], 7):
        put(s, row + 1, c, text, fill=GREY, align="center", size=8)
    put(s, row, 13, "担当課", fill=GREY, align="center")
    merge(s, row, 13, row + 1, 13)
    s.row_dimensions[row + 1].height = 36
    row += 2


def seen(base, goals):
    return gold.observe(base, "baseline", 2022) + [o for v, y in zip(goals, range(2024, 2030)) for o in gold.observe(v, "target", y)]


def doubt(base):
    made = {"indicators.0.observations.0.role": {"accept": ["actual"], "why": "計画策定時実績 says both: the value at the start, measured"}}
    if isinstance(base, dict):
        made["indicators.0.observations.0.kind"] = {"accept": ["text"], "why": "未実施 as a state"}
    return made


def values(base, goals):
    for c, v in enumerate([base, *goals], 6):
        put(s, row, c, gold.printed(v), align="center" if gold.printed(v) == "－" else "right")


part = plan["whole"]
put(s, row, 1, f'{part["number"]}　{part["title"]}', boxed=False, bold=True, size=11)
row += 1
heads(["データヘルス計画全体における目的", "", "", "", "評価指標", "計画策定時実績\n2022年度（R4）"])
s.unmerge_cells(start_row=row - 2, start_column=1, end_row=row - 1, end_column=1)
for c in (2, 3, 4):
    s.unmerge_cells(start_row=row - 2, start_column=c, end_row=row - 1, end_column=c)
merge(s, row - 2, 1, row - 1, 4)
for p in part["purposes"]:
    top = row
    for name, base, goals in p["indicators"]:
        put(s, row, 5, name)
        values(base, goals)
        s.row_dimensions[row].height = 18
        items.append(gold.item(None, paths=[[(part["number"], part["title"])]], purpose=p["purpose"], departments=[[p["division"]]],
                               indicators=[gold.indicator(name, seen(base, goals))], doubt=doubt(base)))
        row += 1
    put(s, top, 1, p["purpose"])
    merge(s, top, 1, row - 1, 4)
    put(s, top, 13, p["division"], align="center")
    merge(s, top, 13, row - 1, 13)
row += 1
part = plan["each"]
put(s, row, 1, f'{part["number"]}　{part["title"]}', boxed=False, bold=True, size=11)
row += 1
heads(["No.", "事業名", "事業の目的", "指標の\n区分", "評価指標", "計画策定時実績\n2022年度（R4）"])
for p in part["projects"]:
    top = row
    for group, indicators in p["groups"]:
        start = row
        for name, base, goals in indicators:
            put(s, row, 5, name)
            values(base, goals)
            s.row_dimensions[row].height = 20
            items.append(gold.item(p["title"], number=p["number"], paths=[[(part["number"], part["title"])]], purpose=p["purpose"], departments=[[p["division"]]],
                                   indicators=[gold.indicator(name, seen(base, goals))], others=[("指標の区分", group)], doubt=doubt(base)))
            row += 1
        put(s, start, 4, group, align="center", fill=BLUE if group == "アウトカム" else None, size=8)
        merge(s, start, 4, row - 1, 4)
    for c, text in ((1, p["number"]), (2, p["title"]), (3, p["purpose"]), (13, p["division"])):
        put(s, top, c, text, align="center" if c in (1, 13) else "left")
        merge(s, top, c, row - 1, c)
put(s, row, 1, "※1　受診率・実施率は、法定報告の値による。", boxed=False, size=8)
put(s, row + 1, 1, "※2　HbA1cの割合は、特定健康診査の受診者のうち検査を行った者を分母とする。", boxed=False, size=8)
with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.xlsx"
    book.save(source)
    produce.office(folder, source)
gold.write(folder, plan, items)

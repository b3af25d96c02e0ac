import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import sheet as xl

folder, plan = produce.load(__file__)
W = [5, 25, 6, 25, 31, 8, 7, 9] + [9] * 10 + [20, 16]
book, sheet = xl.start(W, "IPAPGothic", 9, paper=8)
xl.put(sheet, 1, 1, plan["title"], boxed=False, bold=True, size=14)
xl.put(sheet, 2, 1, "令和8年8月末現在　企画部企画調整課", boxed=False)
HEAD = "FCE4D6"
for x, text in enumerate(["目標番号", "基本目標", "施策番号", "施策", "KPI（重要業績評価指標）", "単位", "基準年度", "基準値"], 1):
    xl.put(sheet, 3, x, text, fill=HEAD, align="center")
    xl.put(sheet, 4, x, None, fill=HEAD)
    xl.merge(sheet, 3, x, 4, x)
for x, text in ((9, "目標値"), (14, "実績値")):
    for k in range(5):
        xl.put(sheet, 3, x + k, text if k == 0 else None, fill=HEAD, align="center")
        xl.put(sheet, 4, x + k, f"R{7 + k}", fill=HEAD, align="center")
    xl.merge(sheet, 3, x, 3, x + 4)
for x, text in ((19, "備考"), (20, "担当課")):
    xl.put(sheet, 3, x, text, fill=HEAD, align="center")
    xl.put(sheet, 4, x, None, fill=HEAD)
    xl.merge(sheet, 3, x, 4, x)
items = []
for y, (gn, goal, sn, title, name, printed, base_year, base, goals, result, note, who) in enumerate(plan["rows"], 5):
    if printed == "TEU":
        unit, scale = "TEU", 1
    else:
        unit, scale = gold.unit_column(printed)
    seen = [] if base == "－" else gold.observe(base, "baseline", gold.year(base_year), unit, scale)
    for k, v in enumerate(goals):
        seen += gold.observe(v, "target", 2025 + k, unit, scale)
    seen += gold.observe({"unmeasured": result} if result == "集計中" else result, "actual", 2025, unit, scale)
    items.append(gold.item(title, number=sn, paths=[[(gn, goal)]], departments=[[who]], indicators=[gold.indicator(name, seen)], others=[("備考", note)]))
    row = [gn, goal, sn, title, name, printed, base_year, base, *goals, result, "", "", "", "", note, who]
    for x, text in enumerate(row, 1):
        xl.put(sheet, y, x, text, align="right" if 8 <= x <= 18 else "center" if x in (1, 3, 6, 7) else "left")
    xl.height(sheet, y, row, W, 13)
sheet.print_title_rows = "3:4"
sheet.auto_filter.ref = f"A4:T{4 + len(plan['rows'])}"
sheet.oddFooter.center.text = "&P / &N ページ"
with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.xlsx"
    book.save(source)
    produce.office(folder, source)
gold.write(folder, plan, items)

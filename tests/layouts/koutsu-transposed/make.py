import sys, tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce, sheet

folder, plan = produce.load(__file__)
W = [10, 10, 29, 29, 29, 29]
book, s = sheet.start(W, "IPAGothic", 10)
items = []
put, merge = sheet.put, sheet.merge
put(s, 1, 1, "水戸市地域公共交通計画　評価指標の達成状況（令和６年度）", boxed=False, bold=True, size=14)
put(s, 2, 1, "　計画に定めた11の評価指標について、令和６年度末時点の状況は次のとおりです。（◎：中間目標を達成　○：改善している　△：改善していない）", boxed=False)
put(s, 3, 6, "令和７年６月　水戸市都市計画部", boxed=False, align="right")
r = 5
LEFT = [("基本方針", ""), ("指標番号", ""), ("評価指標", ""), ("単位", ""), ("現状値", "R4年度"), ("実績値", "R5年度"), ("", "R6年度"), ("目標値", "R7年度\n（中間）"), ("", "R10年度"), ("評価", "R6年度"), ("測定方法", ""), ("所管課", "")]
FILL = "E2EFDA"
for block in plan["blocks"]:
    for k, (a, b) in enumerate(LEFT):
        put(s, r + k, 1, a, fill=FILL, align="center"); put(s, r + k, 2, b, fill=FILL, align="center")
        if not b: merge(s, r + k, 1, r + k, 2)
    merge(s, r + 5, 1, r + 6, 1); merge(s, r + 7, 1, r + 8, 1)
    c = 3
    for part in block:
        number, title = part["policy"]
        put(s, r, c, f"{number}　{title}", align="center", fill="F8F4DC", bold=True)
        merge(s, r, c, r, c + len(part["kpis"]) - 1)
        for no, name, printed, base, actual, goals, grade, how, division in part["kpis"]:
            col = [no, name, printed, base, *actual, *goals, grade, how, division]
            for k, v in enumerate(col, 1):
                put(s, r + k, c, gold.printed(v), align="left" if k in (2, 10) else "center")
            c += 1
            unit, scale = gold.unit_column(printed)
            seen = gold.observe(base, "baseline", 2022, unit, scale)
            for y, v in zip((2023, 2024), actual): seen += gold.observe(v, "actual", y, unit, scale)
            for y, v in zip((2025, 2028), goals): seen += gold.observe(v, "target", y, unit, scale)
            items.append(gold.item(None, number=no, paths=[[(number, title)]], departments=[[division]], indicators=[gold.indicator(name, seen, evaluations=[(2024, grade)])], others=[("測定方法", how)],
                doubt={"indicators.0.description": {"accept": [how], "why": "測定方法 says what the indicator counts: its description, or a column without a field"}}))
    for k, h in enumerate([32, 18, 32, 18, 18, 18, 18, 30, 18, 18, 32, 18]): s.row_dimensions[r + k].height = h
    r += 14
    if block is plan["blocks"][0]:
        from openpyxl.worksheet.pagebreak import Break
        s.row_breaks.append(Break(id=r - 1))
put(s, r - 1, 1, "※R10年度の目標値は、計画最終年度のものです。", boxed=False, size=9)
with tempfile.TemporaryDirectory() as d:
    book.save(f"{d}/a.xlsx"); produce.office(folder, f"{d}/a.xlsx")
gold.write(folder, plan, items)

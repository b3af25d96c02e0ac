import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
items, body = [], []
wide = str.maketrans("0123456789", "０１２３４５６７８９")
for goal in plan["goals"]:
    path = [(goal["number"], goal["title"])]
    body.append(f'<h2>{h(goal["number"].translate(wide))}　{h(goal["title"])}</h2><p class="c">■環境指標の達成状況</p>')
    rows = ""
    for number, name, printed, base, y4, y5, y6, target, grade, who, why in goal["indicators"]:
        unit, scale = gold.unit_column(printed)
        seen = gold.observe(base, "baseline", 2019, unit, scale)
        for year, v in ((2022, y4), (2023, y5), (2024, y6)):
            seen += gold.observe({"unmeasured": v} if v == "集計中" else v, "actual", year, unit, scale)
        seen += gold.observe(target, "target", 2028, unit, scale)
        items.append(gold.item(None, paths=[path], number=number, departments=[[who]],
                               indicators=[gold.indicator(name, seen, evaluations=[(2024, grade)])],
                               others=[("実績の分析", why)]))
        cells = "".join(f'<td class="n">{h(v)}</td>' for v in (base, y4, y5, y6, target))
        rows += (f'<tr class="k"><td rowspan="2" class="m">{number}</td><td>{h(name)}</td><td class="m">{h(printed)}</td>{cells}'
                 f'<td class="m">{grade}</td><td>{h(who)}</td></tr><tr class="w"><td colspan="9">【実績の分析】{h(why)}</td></tr>')
    body.append('<table><colgroup><col style="width:5%"><col style="width:21%"><col style="width:9%"><col style="width:9%"><col style="width:9%"><col style="width:9%"><col style="width:9%"><col style="width:9%"><col style="width:7%"><col></colgroup>'
                '<thead><tr><th rowspan="2">No.</th><th rowspan="2">環境指標</th><th rowspan="2">単位</th><th rowspan="2">基準値<br>（令和元年度）</th>'
                '<th colspan="3">実績値</th><th rowspan="2">目標値<br>（令和10年度）</th><th rowspan="2">令和6年度評価</th><th rowspan="2">担当課</th></tr>'
                '<tr><th>令和4年度</th><th>令和5年度</th><th>令和6年度</th></tr></thead><tbody>' + rows + '</tbody></table>')
    rows = ""
    for number, title, what, done, who in goal["actions"]:
        items.append(gold.item(title, paths=[path], number=number, summary=what, departments=[[who]],
                               progress=[gold.progress(2024, "actual", done)]))
        rows += "<tr>" + "".join(f"<td>{h(c)}</td>" for c in (number, title, what, done, who)) + "</tr>"
    body.append('<p class="c">■主な取組</p><table><colgroup><col style="width:8%"><col style="width:22%"><col style="width:29%"><col style="width:27%"><col></colgroup><thead><tr><th>番号</th><th>取組名</th><th>取組の概要</th><th>令和6年度の実績</th><th>担当課</th></tr></thead><tbody>' + rows + "</tbody></table>")
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4 portrait; margin: 18mm 15mm; @bottom-center {{ content: "- " counter(page) " -"; font-size: 8pt; }} @top-right {{ content: "飯田市環境基本計画　年次報告書"; font-size: 7pt; color: #555; }} }}
body {{ font-family: "Noto Sans CJK JP"; font-size: 8pt; line-height: 1.45; }}
h1 {{ font-size: 14pt; text-align: center; margin: 0 0 2mm; }} .r {{ text-align: right; }}
h2 {{ font-size: 12pt; border-left: 5mm solid #4c8c2b; border-bottom: 1pt solid #4c8c2b; padding-left: 3mm; margin: 8mm 0 2mm; break-after: avoid; }}
.c {{ margin: 3mm 0 1mm; font-weight: bold; font-size: 9pt; break-after: avoid; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
td, th {{ border: 0.6pt solid #333; padding: 1mm; vertical-align: middle; }}
th {{ background: #dcebcf; font-weight: normal; font-size: 7.5pt; }} .n {{ text-align: right; }} .m {{ text-align: center; }}
tr.w td {{ background: #fbfaf0; font-size: 7.5pt; }} tr {{ break-inside: avoid; }} tr.k {{ break-after: avoid; }}
</style>
<h1>{h(plan["title"])}</h1><p class="r">令和7年9月　飯田市市民協働環境部</p>
<p>　第3次飯田市環境基本計画では、3つの基本目標ごとに環境指標を定め、毎年度その達成状況を点検し、公表しています。評価は、基準値から目標値までの進み具合を次の区分により示しました。</p>
<p>　評価の区分　◎：目標を達成した又は順調に進んでいる　○：改善している　△：改善していない又は遅れている</p>
{chr(10).join(body)}
</html>"""
produce.weasyprint(folder, page)
gold.write(folder, plan, items)

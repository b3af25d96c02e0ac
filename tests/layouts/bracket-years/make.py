import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)


def seen(base, base_year, goal, goal_year):
    return gold.observe(base, "baseline", gold.year(base_year)) + gold.observe(goal, "target", gold.year(goal_year))


def value(text, year):
    return f'<td class="n">{h(text)}<br>（{year}年度）</td>'


items, body = [], []
for goal in plan["goals"]:
    outer = (goal["number"], goal["title"])
    shown = goal["number"].replace("1", "１").replace("2", "２").replace("3", "３") + "　" + goal["title"]
    body.append(f'<div class="g">{h(shown)}</div>')
    rows = ""
    for name, base, base_year, target, target_year in goal["aims"]:
        items.append(gold.item(None, paths=[[outer]], indicators=[gold.indicator(name, seen(base, base_year, target, target_year), kind=None)]))
        rows += f"<tr><td>{h(name)}</td>{value(base, base_year)}{value(target, target_year)}</tr>"
    body.append('<table class="a"><tr><th style="width:50%">数値目標</th><th>基準値</th><th>目標値</th></tr>' + rows + "</table>")
    for way in goal["ways"]:
        number = "（" + way["number"].strip("()") + "）"
        body.append(f'<h3>{h(number + way["title"])}</h3>')
        rows = ""
        for title, department, kpis in way["rows"]:
            unit = "".join(f"【{d}】" for d in department.split("|"))
            opening = f'<td rowspan="{len(kpis)}">{h(title)}<br>{h(unit)}</td>'
            for name, base, base_year, target, target_year, arrow in kpis:
                items.append(gold.item(title, paths=[[outer, (way["number"], way["title"])]], departments=gold.departments(department),
                                       indicators=[gold.indicator(name, seen(base, base_year, target, target_year))],
                                       others=[("方向", arrow)]))
                rows += f'<tr>{opening}<td>{h(name)}</td>{value(base, base_year)}<td class="c">{arrow}</td>{value(target, target_year)}</tr>'
                opening = ""
        body.append('<table><tr><th style="width:33%">具体的な施策<br>【担当課】</th><th style="width:29%">重要業績評価指標（KPI）</th><th>策定時</th>'
                    '<th style="width:7%">方向</th><th>最終目標</th></tr>' + rows + "</table>")

page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4 portrait; margin: 16mm 17mm; }}
* {{ -webkit-print-color-adjust: exact; print-color-adjust: exact; }}
body {{ font-family: "Noto Sans CJK JP"; font-size: 9.5pt; line-height: 1.5; margin: 0; }}
h1 {{ font-size: 13pt; text-align: center; margin: 0; }} h3 {{ font-size: 10.5pt; margin: 4mm 0 1mm; break-after: avoid; }}
p {{ margin: 0 0 3mm; text-align: right; }}
.g {{ background: #1f6f5c; color: #fff; font-weight: bold; font-size: 11.5pt; padding: 2mm 4mm; margin: 6mm 0 2mm; break-after: avoid; }}
table {{ border-collapse: collapse; width: 100%; }} table.a {{ width: 70%; }}
td, th {{ border: 0.7pt solid #1f6f5c; padding: 2px 5px; vertical-align: middle; }}
th {{ background: #d5ebe4; font-weight: normal; }} tr {{ break-inside: avoid; }} .n {{ text-align: center; }} .c {{ text-align: center; }}
</style>
<h1>{h(plan["title"])}</h1><p>令和7年3月　横須賀市</p>
{chr(10).join(body)}
</html>"""
produce.chromium(folder, page)
gold.write(folder, plan, items)

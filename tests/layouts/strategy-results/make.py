import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

from produce import h

folder, plan = produce.load(__file__)
items, rows = [], []
for goal in plan["goals"]:
    rows.append(f'<tr class="g"><td colspan="11">{goal["number"]}　{h(goal["title"])}</td></tr>')
    for number, title, department, issue, later, kpis in goal["rows"]:
        for n, (name, printed, base, target, actual, rate, grade, last) in enumerate(kpis):
            unit, scale = gold.unit_column(printed)
            seen = [o for v, role, year in ((base, "baseline", None), (target, "target", 2024), (actual, "actual", 2024), (last, "target", 2025))
                    for o in gold.observe(v, role, year, unit, scale)]
            items.append(gold.item(
                title, number=number, paths=[[(goal["number"], goal["title"])]], departments=gold.departments(department),
                indicators=[gold.indicator(name, seen, evaluations=[(2024, grade)])],
                progress=[{"fiscal_year": None, "kind": "planned", "text": later}], others=[("課題", issue), ("達成率", rate)],
                doubt={"progress.0.fiscal_year": {"accept": [2024, 2025], "why": "今後の方向性 names no year"}}))
            cells = [name, printed, base.replace("（", "\n（"), target, actual, rate, grade, last]
            kinds = ["", ' class="c"', ' class="r"', ' class="r"', ' class="r"', ' class="r"', ' class="c"', ' class="r"']
            line = "".join(f"<td{k}>{h(v)}</td>" for k, v in zip(kinds, cells))
            if n == 0:
                many = f' rowspan="{len(kpis)}"'
                line = f"<td{many}>{number} {h(title)}</td>" + line + "".join(f"<td{many}>{h(v)}</td>" for v in (issue, later, department))
            rows.append(f"<tr>{line}</tr>")
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A3 landscape; margin: 15mm; }}
* {{ -webkit-print-color-adjust: exact; print-color-adjust: exact; }}
body {{ font-family: "Noto Sans CJK JP"; font-size: 10.5pt; line-height: 1.4; margin: 0; }} h1 {{ font-size: 17pt; }}
table {{ border-collapse: collapse; width: 100%; }} tr {{ break-inside: avoid; }}
td, th {{ border: 0.75pt solid #7f7f7f; padding: 4px 5px; vertical-align: middle; }}
th {{ background: #1f3864; color: white; font-weight: bold; }} .g td {{ background: #d9e2f3; font-weight: bold; }}
.r {{ text-align: right; }} .c {{ text-align: center; }}
</style><h1>{h(plan["title"])}</h1>
<p>【達成状況】◎：目標を達成　○：目標の9割以上　△：目標の9割未満または基準値を下回る　×：目標の5割未満</p>
<table><colgroup><col style="width:13%"><col style="width:15%"><col style="width:5%"><col style="width:7%"><col style="width:6%"><col style="width:6%"><col style="width:6%"><col style="width:5%"><col style="width:6%"><col style="width:10%"><col style="width:11%"><col style="width:10%"></colgroup>
<thead><tr><th rowspan="2">具体的な施策</th><th rowspan="2">重要業績評価指標<br>（KPI）</th><th rowspan="2">単位</th><th rowspan="2">基準値</th><th colspan="4">令和6年度</th><th rowspan="2">R7目標値</th><th rowspan="2">課題</th><th rowspan="2">今後の方向性</th><th rowspan="2">担当課</th></tr>
<tr><th>目標値</th><th>実績値</th><th>達成率</th><th>達成<br>状況</th></tr></thead>
<tbody>{chr(10).join(rows).replace('colspan="11"', 'colspan="12"')}</tbody></table></html>"""
produce.chromium(folder, page)
gold.write(folder, plan, items)

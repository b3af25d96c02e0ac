import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

from produce import h

folder, plan = produce.load(__file__)
items, body = [], []
for chapter in plan["chapters"]:
    body.append(f"<h2>{chapter['number']}　{h(chapter['title'])}</h2>")
    for group in chapter["groups"]:
        rows = []
        for title, summary, name, base, target, department in group["rows"]:
            kpis = []
            if name != "－":
                kpis = [gold.indicator(name, gold.observe(base, "actual", 2024) + gold.observe(target, "target", 2029))]
            items.append(gold.item(title, paths=[[(chapter["number"], chapter["title"]), (group["number"], group["title"])]], summary=summary,
                                   departments=gold.departments(department), indicators=kpis,
                                   doubt={"indicators.0.kind": "指標 heads the column", "indicators.0.cumulative": "延べ"} if kpis else None))
            rows.append(f'<tr><td>{h(title)}</td><td>{h(summary)}</td><td>{h(name)}</td><td class="r">{h(base)}</td><td class="r">{h(target)}</td><td>{h(department)}</td></tr>')
        body.append(f"""<h3>{group["number"]}　{h(group["title"])}</h3>
<table><colgroup><col style="width:17%"><col style="width:29%"><col style="width:14%"><col style="width:11%"><col style="width:11%"><col style="width:18%"></colgroup>
<thead><tr><th>事業名</th><th>事業内容</th><th>指標</th><th>令和6年度<br>（見込み）</th><th>令和11年度<br>（目標）</th><th>担当課</th></tr></thead>
<tbody>{"".join(rows)}</tbody></table>""")
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4 portrait; margin: 16mm 15mm; @bottom-right {{ content: counter(page); font-size: 9pt; }} }}
body {{ font-family: "IPAPMincho"; font-size: 9pt; line-height: 1.45; margin: 0; }} h1 {{ font-size: 15pt; }} h2 {{ font-size: 12pt; margin: 6mm 0 2mm; }}
h3 {{ font-size: 10pt; margin: 4mm 0 1.5mm; }} table {{ border-collapse: collapse; width: 100%; border-top: 1pt solid #000; border-bottom: 1pt solid #000; }}
td, th {{ padding: 3px 4px; vertical-align: top; border-bottom: 0.5pt solid #888; }} th {{ background: #eee; font-weight: normal; }} .r {{ text-align: right; }}
tr {{ break-inside: avoid; }}
</style><h1>{h(plan["title"])}</h1>
{chr(10).join(body)}</html>"""
produce.weasyprint(folder, page)
gold.write(folder, plan, items)

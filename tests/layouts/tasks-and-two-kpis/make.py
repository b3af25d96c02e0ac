import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
items, body = [], []
for goal in plan["goals"]:
    body.append(f'<h2>{h(goal["number"].replace("基本目標", "基本目標 ") + "　" + goal["title"])}</h2>')
    for way in goal["ways"]:
        body.append(f'<h3>（{way["number"].strip("()")}）{h(way["title"])}</h3><p class="k">◆重点的な取組と評価指標</p>')
        rows = ""
        for title, summary, kpis, department in way["rows"]:
            made = []
            for n, (name, base, target) in enumerate(kpis):
                made.append(gold.indicator(name, gold.observe(base, "actual", 2022) + gold.observe(target, "target", 2029)))
                opening = f"<td>{h(title)}</td><td>{h(summary)}</td>" if n == 0 else "<td></td><td></td>"
                last = f"<td>{h(department)}</td>" if n == 0 else "<td></td>"
                edge = ' class="e"' if n == len(kpis) - 1 else ""
                rows += f'<tr{edge}>{opening}<td>{h(name)}</td><td class="n">{h(gold.printed(base))}</td><td class="n">{h(gold.printed(target))}</td>{last}</tr>'
            for kpi in made:
                items.append(gold.item(title, paths=[[(goal["number"], goal["title"]), (way["number"], way["title"])]], summary=summary,
                                       departments=gold.departments(department), indicators=[kpi]))
        body.append('<table><thead><tr><th style="width:19%">取組</th><th style="width:26%">内容</th><th style="width:23%">主な評価指標</th>'
                    '<th style="width:10%">実績値<br>(R4)</th><th style="width:10%">目標値<br>(R11)</th><th style="width:12%">担当</th></tr></thead>'
                    f"<tbody>{rows}</tbody></table>")
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4 portrait; margin: 16mm 15mm; @bottom-center {{ content: counter(page); font-size: 9pt; }} }}
body {{ font-family: "IPAMincho"; font-size: 9pt; line-height: 1.5; margin: 0; }}
h1 {{ font-size: 14pt; text-align: center; }} h2 {{ font-size: 12pt; margin: 5mm 0 1mm; break-after: avoid; }} h3 {{ font-size: 10.5pt; margin: 3mm 0 0; break-after: avoid; }}
p.k {{ margin: 0 0 1mm; break-after: avoid; }} p.d {{ text-align: right; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
th {{ font-weight: normal; border-bottom: 1.4pt solid #000; padding: 3px 4px; text-align: left; }}
td {{ padding: 3px 4px; vertical-align: top; }} tr.e td {{ border-bottom: 0.4pt solid #000; }} tr {{ break-inside: avoid; }} .n {{ text-align: right; }}
</style>
<h1>{h(plan["title"])}</h1><p class="d">令和6年3月　前橋市</p>
{chr(10).join(body)}</html>"""
produce.weasyprint(folder, page)
gold.write(folder, plan, items)

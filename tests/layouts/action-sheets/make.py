import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
items, body = [], []
for n, form in enumerate(plan["sheets"]):
    name, goals = form["kpi"]
    seen = [o for k, v in enumerate(goals) for o in gold.observe(v, "target", 2025 + k)]
    items.append(gold.item(
        form["title"], number=form["number"], paths=[[tuple(form["pillar"])]], purpose=form["aim"], summary=form["text"],
        departments=gold.departments(form["lead"] + "|" + form["with"]), indicators=[gold.indicator(name, seen)],
        progress=[gold.progress(2025 + k, "planned", v) for k, v in enumerate(form["plan"])]))
    years = "".join(f"<th>令和{7 + k}年度</th>" for k in range(3))
    body.append(f"""<section{' class="n"' if n % 2 else ''}>
<table><colgroup><col style="width:18%"><col style="width:27%"><col style="width:18%"><col style="width:37%"></colgroup>
<tr><th>番号</th><td>{form["number"]}</td><th>推進項目</th><td>{h(form["title"])}</td></tr>
<tr><th>取組の柱</th><td colspan="3">{h(" ".join(form["pillar"]))}</td></tr>
<tr><th>所管課</th><td>{h(form["lead"])}</td><th>関係課</th><td>{h(form["with"])}</td></tr>
<tr><th>目的</th><td colspan="3">{h(form["aim"])}</td></tr>
<tr><th>取組内容</th><td colspan="3">{h(form["text"])}</td></tr></table>
<table><colgroup><col style="width:18%"><col style="width:27%"><col style="width:27%"><col style="width:28%"></colgroup>
<tr><th>年度</th>{years}</tr>
<tr><th>実施計画</th>{"".join(f"<td>{h(v)}</td>" for v in form["plan"])}</tr>
<tr><th>目標値<br>（{h(name)}）</th>{"".join(f"<td>{h(v)}</td>" for v in goals)}</tr></table></section>""")
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4 portrait; margin: 15mm; }}
* {{ -webkit-print-color-adjust: exact; print-color-adjust: exact; }}
body {{ font-family: "IPAPGothic"; font-size: 10pt; line-height: 1.5; margin: 0; }} h1 {{ font-size: 14pt; margin: 0 0 4mm; }}
section {{ margin-bottom: 12mm; }} section.n {{ break-after: page; }}
table {{ border-collapse: separate; border-spacing: 2px; width: 100%; table-layout: fixed; margin-bottom: 1mm; }}
td, th {{ padding: 4px 6px; vertical-align: top; text-align: left; font-weight: normal; }} th {{ background: #fbe3d0; }}
</style><h1>{h(plan["title"])}</h1>
{chr(10).join(body)}</html>"""
produce.chromium(folder, page)
gold.write(folder, plan, items)

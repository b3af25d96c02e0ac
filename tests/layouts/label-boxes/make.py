import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

import subprocess
from produce import h

folder, plan = produce.load(__file__)
items, body = [], []
for n, form in enumerate(plan["sheets"]):
    name, base, target = form["kpi"]
    seen = gold.observe(base, "baseline", None) + gold.observe(target, "target", None)
    items.append(gold.item(
        form["title"], number=form["number"], paths=[[(None, form["field"])]], purpose=form["aim"], summary=form["text"],
        departments=gold.departments(form["department"]), indicators=[gold.indicator(name, seen)],
        progress=[gold.progress(2025 + k, "planned", v) for k, v in enumerate(form["plan"])],
        doubt={"paths": {"accept": [[]], "why": "分野 is a heading or an attribute"}}))
    years = "".join(f"<th>令和{7 + k}年度</th><td>{h(v)}</td>" for k, v in enumerate(form["plan"]))
    body.append(f"""<div class="s{' b' if n % 3 == 2 else ''}">
<table><tr><th width="12%">番号</th><td width="8%">{form["number"]}</td><th width="12%">事業名</th><td>{h(form["title"])}</td><th width="10%">分野</th><td width="18%">{h(form["field"])}</td></tr></table>
<table><tr><th width="15%">担当課</th><td>{h(form["department"])}</td></tr>
<tr><th>事業目的</th><td>{h(form["aim"])}</td></tr><tr><th>事業内容</th><td>{h(form["text"])}</td></tr></table>
<table><tr><th width="10%">指標</th><td>{h(name)}</td><th width="10%">現状値</th><td width="18%">{base}</td><th width="10%">目標値</th><td width="18%">{target}</td></tr></table>
<table><tr>{years}</tr></table></div>""")
page = f"""<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
body {{ font-family: "Noto Sans CJK JP"; font-size: 10.5pt; margin: 0; }} h1 {{ font-size: 15pt; margin: 0 0 10px; }}
.s {{ margin-bottom: 28px; page-break-inside: avoid; }} .b {{ page-break-after: always; }}
table {{ border-collapse: separate; border-spacing: 3px; width: 100%; margin-bottom: -2px; }}
td, th {{ padding: 4px 8px; text-align: left; vertical-align: middle; font-weight: normal; }}
th {{ background: #548235; color: #fff; }} td {{ background: #f3f8ef; }}
</style></head><body><h1>{h(plan["title"])}</h1>
{chr(10).join(body)}</body></html>"""
(folder / "page.html").write_text(page, encoding="utf-8")
subprocess.run(["wkhtmltopdf", "-q", "-s", "A4", "-B", "15", "-T", "15", "-L", "15", "-R", "15", str(folder / "page.html"), str(folder / "plan.pdf")],
               check=True, capture_output=True)
gold.write(folder, plan, items)

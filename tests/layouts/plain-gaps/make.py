import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

import subprocess
from produce import h

folder, plan = produce.load(__file__)
items, rows = [], []
for group in plan["groups"]:
    rows.append(f'<tr><td colspan="6" class="g">{group["number"]}　{h(group["title"])}</td></tr>')
    for title, text, name, base, target, division in group["rows"]:
        items.append(gold.item(title, paths=[[(group["number"], group["title"])]], summary=text, departments=[[division]],
                               indicators=[gold.indicator(name, gold.observe(base, "baseline", 2023) + gold.observe(target, "target", 2030))]))
        rows.append(f'<tr><td>{h(title)}</td><td>{h(text)}</td><td>{h(name)}</td><td class="r">{base}</td><td class="r">{target}</td><td class="d">{h(division)}</td></tr>')
page = f"""<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
body {{ font-family: "IPAPGothic"; font-size: 11pt; margin: 0; }} h1 {{ font-size: 16pt; margin: 0 0 12px; }}
table {{ border-collapse: collapse; width: 100%; }} tr {{ page-break-inside: avoid; }} thead {{ display: table-header-group; }}
td, th {{ padding: 5px 14px 5px 0; text-align: left; vertical-align: top; font-weight: normal; }}
th {{ border-bottom: 1px solid #000; }} .r, th.r {{ text-align: right; white-space: nowrap; }} .g {{ font-weight: bold; padding-top: 12px; }} .d {{ white-space: nowrap; padding-left: 14px; }}
</style></head><body><h1>米子市{h(plan["title"])}</h1>
<table><thead><tr><th width="18%">取組名</th><th>取組の内容</th><th width="17%">指標</th><th class="r">現状値（R5）</th><th class="r">目標値（R12）</th><th class="d">担当課</th></tr></thead>
<tbody>{chr(10).join(rows)}</tbody></table></body></html>"""
(folder / "page.html").write_text(page, encoding="utf-8")
subprocess.run(["wkhtmltopdf", "-q", "-O", "Landscape", "-s", "A4", "-B", "15", "-T", "15", "-L", "15", "-R", "15", str(folder / "page.html"), str(folder / "plan.pdf")],
               check=True, capture_output=True)
gold.write(folder, plan, items)

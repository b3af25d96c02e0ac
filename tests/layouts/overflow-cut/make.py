import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
OKU = {"1億8,400万円": {"print": "1億8,400万円", "obs": [{"value": "184000000", "unit": "円"}]}}


def seen(text, role, fy):
    if text == "未集計":
        return gold.observe({"unmeasured": text}, role, fy)
    if text in OKU:
        return gold.observe(OKU[text], role, fy)
    if text.startswith("延べ"):
        made = gold.observe(text[2:], role, fy)
        made[0]["raw"] = text
        return made
    return gold.observe(text, role, fy)


items, body = [], []
for s in plan["sections"]:
    body.append(f'<tr class="s"><td colspan="7">{h(s["number"])}　{h(s["title"])}</td></tr>')
    for title, summary, kpis, who, department in s["rows"]:
        for n, (name, base, goal) in enumerate(kpis):
            items.append(gold.item(title, paths=[[(s["number"], s["title"])]], summary=summary, departments=[department.split()],
                                   indicators=[gold.indicator(name, seen(base, "baseline", 2023) + seen(goal, "target", 2029))],
                                   others=[("主体", who)]))
            span = f' rowspan="{len(kpis)}"'
            pre = f'<td{span}>{h(title)}</td><td{span} class="b">{h(summary)}</td>' if n == 0 else ""
            post = f'<td{span} class="b">{h(who)}</td><td{span} class="b">{h(department)}</td>' if n == 0 else ""
            way = "" if len(kpis) == 1 else ' style="break-inside: avoid"'
            body.append(f'<tr{way}>{pre}<td class="b">{h(name)}</td><td class="v">{h(base)}</td><td class="v">{h(goal)}</td>{post}</tr>')
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: 257mm 182mm; margin: 21mm 13mm 24mm; @top-left {{ content: "掛川市農業振興ビジョン"; font-size: 8pt; }} @top-right {{ content: "第5章　アクションプラン"; font-size: 8pt; }} @bottom-center {{ content: counter(page) " / " counter(pages); font-size: 9pt; }} }}
body {{ font-family: "IPAexGothic", "IPAGothic"; font-size: 11.5pt; line-height: 1.62; margin: 0; }}
h1 {{ font-size: 15pt; margin: 0 0 2mm; }} p {{ margin: 0 0 2mm; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
td, th {{ border: 0.6pt solid #333; padding: 4px 5px; vertical-align: top; orphans: 1; widows: 1; }}
th {{ background: #dfeccd; font-weight: normal; text-align: center; vertical-align: middle; }}
tr.s td {{ background: #8ab456; color: #fff; font-size: 12.5pt; }}
td.b {{ word-break: break-all; }} td.v {{ white-space: nowrap; overflow: visible; text-align: left; }} td.v + td.v {{ text-align: right; }}
</style>
<h1>{h(plan["title"])}</h1><p>令和7年3月　掛川市産業経済部</p>
<table><colgroup><col style="width:12%"><col style="width:31%"><col style="width:14%"><col style="width:9%"><col style="width:11%"><col style="width:11%"><col style="width:12%"></colgroup>
<tr>{"".join(f"<th>{h(c)}</th>" for c in plan["heads"])}</tr>
{chr(10).join(body)}
</table></html>"""
produce.weasyprint(folder, page)
gold.write(folder, plan, items)

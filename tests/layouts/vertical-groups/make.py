import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
items, body, lines = [], [], [plan["title"], "", "令和5年3月　鹿児島市", "", plan["heads"]]
for goal in plan["goals"]:
    tall = sum(len(p[2]) for d in goal["directions"] for p in d["projects"])
    opening = f'<td class="v" rowspan="{tall}"><div>{h(goal["title"])}</div></td>'
    goal_text = goal["title"]
    for way in goal["directions"]:
        way_text = way["number"] + way["title"]
        side = f'<td class="w" rowspan="{sum(len(p[2]) for p in way["projects"])}">{h(way_text)}</td>'
        path = [(None, goal["title"]), (way["number"].replace("（", "(").replace("）", ")"), way["title"])]
        for title, department, kpis in way["projects"]:
            for n, (name, base, target) in enumerate(kpis):
                seen = gold.observe(base, "baseline", 2022) + gold.observe(target, "target", 2026)
                items.append(gold.item(title, paths=[path], departments=gold.departments(department),
                                       indicators=[gold.indicator(name, seen)]))
                cells, row = opening + side, [goal_text, way_text]
                goal_text = way_text = opening = side = ""
                if n == 0:
                    cells += f'<td rowspan="{len(kpis)}">{h(title)}</td>'
                cells += f'<td>{h(name)}</td><td class="n">{h(gold.printed(base))}</td><td class="n">{h(gold.printed(target))}</td>'
                if n == 0:
                    cells += f'<td rowspan="{len(kpis)}">{h(department.replace(" ", chr(10)))}</td>'
                body.append(f"<tr>{cells}</tr>")
                lines.append([*row, "" if n else title, name, gold.printed(base), gold.printed(target),
                              "" if n else department])

page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4 portrait; margin: 14mm 11mm; }}
* {{ -webkit-print-color-adjust: exact; print-color-adjust: exact; }}
body {{ font-family: "IPAPMincho"; font-size: 8.5pt; line-height: 1.4; margin: 0; }}
h1 {{ font-size: 13pt; text-align: center; margin: 0 0 2mm; font-weight: normal; }}
p {{ margin: 0 0 2mm; text-align: right; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
td, th {{ border: 0.5pt solid #555; padding: 4px 5px; vertical-align: middle; }}
th {{ background: #2e75b6; color: #fff; font-weight: normal; border-color: #fff; }}
tr {{ break-inside: avoid; }}
.v {{ background: #2e75b6; color: #fff; padding: 6px 0; }}
.v div {{ writing-mode: vertical-rl; margin: 0 auto; letter-spacing: 0.2em; font-size: 11pt; }}
.w {{ background: #deeaf6; }} .n {{ text-align: right; }}
</style>
<h1>{h(plan["title"])}</h1><p>令和5年3月　鹿児島市</p>
<table><colgroup><col style="width:6%"><col style="width:15%"><col style="width:18%"><col style="width:23%"><col style="width:12%"><col style="width:12%"><col style="width:14%"></colgroup>
<thead><tr>{"".join(f"<th>{h(c)}</th>" for c in plan["heads"])}</tr></thead><tbody>
{chr(10).join(body)}
</tbody></table></html>"""

produce.chromium(folder, page)
produce.twin(folder, lines)
gold.write(folder, plan, items)

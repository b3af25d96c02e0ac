import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
items, body, lines = [], [], [plan["title"], "", "令和7年3月　金沢市", "", plan["heads"]]
for section in plan["sections"]:
    body.append(f'<tr class="s"><td colspan="6">{h(section["title"])}</td></tr>')
    lines.append([section["title"], "", "", "", "", ""])
    for n, (title, summary, name, base, goal, department) in enumerate(section["rows"]):
        made, doubt = [], None
        if name:
            seen = gold.observe(base, "baseline", 2023)
            if isinstance(goal, dict) and "range" in goal:
                low, high, unit = goal["range"]
                ends = [gold.observation("target", 2028, "number", goal["print"], v, unit, "=") for v in (low, high)]
                both = [dict(ends[0], relation=">="), dict(ends[1], relation="<=")]
                doubt = {"indicators.0.observations": {"accept": [seen + ends, seen + both], "why": "a range is text or its two ends"}}
                goal = {"text": goal["print"]}
            made.append(gold.indicator(name, seen + gold.observe(goal, "target", 2028), kind=None))
        items.append(gold.item(title, paths=[[(None, section["title"])]], summary=summary,
                               departments=gold.departments(department), indicators=made, doubt=doubt))
        row = [title, summary, name, gold.printed(base), gold.printed(goal), department.replace(" ", "\n")]
        lines.append(row)
        body.append(f'<tr class="{"ab"[n % 2]}">' + "".join(
            f'<td class="{"n" if k in (3, 4) else "l"}">{h(c)}</td>' for k, c in enumerate(row)) + "</tr>")

page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4 landscape; margin: 13mm; }}
* {{ -webkit-print-color-adjust: exact; print-color-adjust: exact; }}
body {{ font-family: "IPAPGothic"; font-size: 8.5pt; line-height: 1.4; margin: 0; }}
h1 {{ font-size: 15pt; font-weight: 400; color: #1f4e79; margin: 0; }}
p {{ margin: 1mm 0 3mm; text-align: right; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
td, th {{ padding: 5px 7px; vertical-align: top; text-align: left; border: none; }}
th {{ background: #1f4e79; color: #fff; font-weight: 400; }}
tr {{ break-inside: avoid; }} tr.s td {{ background: #bdd7ee; }} tr.s {{ break-after: avoid; }}
tr.b td {{ background: #f2f2f2; }} td.n {{ text-align: right; }}
</style>
<h1>{h(plan["title"])}</h1><p>令和7年3月　金沢市</p>
<table><colgroup><col style="width:17%"><col style="width:31%"><col style="width:20%"><col style="width:9%"><col style="width:9%"><col style="width:14%"></colgroup>
<thead><tr>{"".join(f"<th>{h(c)}</th>" for c in plan["heads"])}</tr></thead><tbody>
{chr(10).join(body)}
</tbody></table></html>"""

produce.chromium(folder, page)
produce.twin(folder, lines)
gold.write(folder, plan, items)

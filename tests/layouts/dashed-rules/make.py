import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
items, body, lines = [], [], [plan["title"], "", "令和7年9月　徳島県", "", plan["heads"]]
for section in plan["sections"]:
    shown = f"{section['number']}　{section['title']}"
    body.append(f'<tr class="s"><td colspan="11">{h(shown)}</td></tr>')
    lines.append([shown] + [""] * 10)
    for number, title, purpose, summary, name, first, second, goal, grade, following, department in section["rows"]:
        seen = [o for v, role, year in ((first, "actual", 2023), (second, "actual", 2024), (goal, "target", 2025))
                for o in gold.observe(v, role, year)]
        items.append(gold.item(
            title, number=number, paths=[[(section["number"], section["title"])]], summary=summary, purpose=purpose,
            departments=gold.departments(department), indicators=[gold.indicator(name, seen, evaluations=[(2024, grade)])],
            progress=[gold.progress(2025, "planned", following)]))
        row = [number, title, purpose, summary, name, *map(gold.printed, (first, second, goal)), grade, following,
               department.replace(" ", "\n")]
        lines.append(row)
        body.append("<tr>" + "".join(f'<td class="{"n" if 5 <= k <= 7 else "c" if k in (0, 8) else "l"}">{h(c)}</td>'
                                     for k, c in enumerate(row)) + "</tr>")
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4 landscape; margin: 12mm; }}
* {{ -webkit-print-color-adjust: exact; print-color-adjust: exact; }}
body {{ font-family: "IPAGothic"; font-size: 8pt; line-height: 1.35; margin: 0; }}
h1 {{ font-size: 13pt; margin: 0; font-weight: normal; text-align: center; }} p {{ text-align: right; margin: 0 0 2mm; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; border: 2pt solid #000; }}
td {{ border: 0.7pt dashed #444; padding: 3px 4px; vertical-align: top; }}
th {{ background: #7030a0; color: #fff; font-weight: normal; border: 1pt solid #fff; padding: 4px 2px; }}
thead {{ border-bottom: 3pt double #000; }}
tr {{ break-inside: avoid; }} tr.s td {{ font-weight: bold; border-top: 1.5pt solid #000; border-bottom: 0.7pt dotted #000; }} tr.s {{ break-after: avoid; }}
td.n {{ text-align: right; }} td.c {{ text-align: center; }}
</style>
<h1>{h(plan["title"])}</h1><p>令和7年9月　徳島県</p>
<table><colgroup><col style="width:4%"><col style="width:11%"><col style="width:12%"><col style="width:14%"><col style="width:11%"><col style="width:7%"><col style="width:7%"><col style="width:7.5%"><col style="width:6.5%"><col style="width:10%"><col style="width:10%"></colgroup>
<thead><tr>{"".join(f"<th>{h(c)}</th>" for c in plan["heads"])}</tr></thead><tbody>
{chr(10).join(body)}
</tbody></table></html>"""
produce.chromium(folder, page)
produce.twin(folder, lines)
gold.write(folder, plan, items)

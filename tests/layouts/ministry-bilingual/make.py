import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
japanese, english = plan["title"].split(" / ")
items, body, lines = [], [], [plan["title"], "", "令和7年5月 総務省 (MIC)", "", [c.replace("\n", " ") for c in plan["heads"]]]
for section in plan["sections"]:
    shown = f"{section['number']}. {section['title']}"
    body.append(f'<tr class="s"><td colspan="10">{h(shown)}</td></tr>')
    lines.append([shown] + [""] * 9)
    for number, title, summary, department, name, base, actual, target, grade, note in section["rows"]:
        seen = [o for v, role, year in ((base, "baseline", 2022), (actual, "actual", 2024), (target, "target", 2026))
                for o in gold.observe(v, role, year)]
        items.append(gold.item(
            title, number=number, paths=[[(section["number"], section["title"])]], summary=summary,
            departments=gold.departments(department),
            indicators=[gold.indicator(name, seen, evaluations=[(2024, grade)])], others=[("備考 Remarks", note)]))
        row = [number, title.replace(" (", "\n("), summary, department.replace(" ", "\n"), name,
               *map(gold.printed, (base, actual, target)), grade, note]
        lines.append(row)
        body.append("<tr>" + "".join(f'<td class="{"n" if 5 <= k <= 7 else "c" if k in (0, 8) else "l"}">{h(c)}</td>'
                                     for k, c in enumerate(row)) + "</tr>")
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4 landscape; margin: 12mm; }}
* {{ -webkit-print-color-adjust: exact; print-color-adjust: exact; }}
body {{ font-family: "Liberation Sans", "IPAPGothic"; font-size: 8pt; line-height: 1.35; margin: 0; }}
h1 {{ font-size: 13pt; margin: 0; font-weight: normal; }} h1 small {{ display: block; font-size: 9.5pt; }}
p {{ text-align: right; margin: 0 0 2mm; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
td, th {{ border: 0.4pt solid #a6a6a6; padding: 3px 4px; vertical-align: top; text-align: left; overflow-wrap: break-word; }}
th {{ background: #404040; color: #fff; font-weight: normal; text-align: center; }}
tr {{ break-inside: avoid; }} tr.s td {{ background: #dbdbdb; }} tr.s {{ break-after: avoid; }}
td.n {{ text-align: right; }} td.c {{ text-align: center; }}
</style>
<h1>{h(japanese)}<small>{h(english)}</small></h1><p>令和7年5月 総務省 (MIC)</p>
<table><colgroup><col style="width:4%"><col style="width:15.5%"><col style="width:20%"><col style="width:13%"><col style="width:13.5%"><col style="width:7%"><col style="width:7%"><col style="width:7.5%"><col style="width:5%"><col style="width:7.5%"></colgroup>
<thead><tr>{"".join(f"<th>{h(c)}</th>" for c in plan["heads"])}</tr></thead><tbody>
{chr(10).join(body)}
</tbody></table></html>"""
produce.chromium(folder, page)
produce.twin(folder, lines)
gold.write(folder, plan, items)

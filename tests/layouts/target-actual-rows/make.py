import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
items, body, lines = [], [], [plan["title"], "", "令和7年9月　大津市", "", plan["heads"]]
for section in plan["sections"]:
    shown = f"{section['number']}　{section['title']}"
    body.append(f'<tr class="s"><td colspan="10">{h(shown)}</td></tr>')
    lines.append([shown] + [""] * 9)
    for number, title, name, printed_unit, targets, actuals, department in section["rows"]:
        unit, scale = gold.unit_column(printed_unit)
        seen = [o for n, v in enumerate(targets) for o in gold.observe(v, "target", 2023 + n, unit, scale)]
        seen += [o for n, v in enumerate(actuals) for o in gold.observe(v, "actual", 2023 + n, unit, scale)]
        items.append(gold.item(title, number=number, paths=[[(section["number"], section["title"])]],
                               departments=gold.departments(department), indicators=[gold.indicator(name, seen)]))
        upper = [gold.printed(v) for v in targets]
        lower = [gold.printed(v) for v in actuals] + [""] * (4 - len(actuals))
        two = lambda text, kind="l": f'<td rowspan="2" class="{kind}">{h(text)}</td>'
        body.append("<tr>" + two(number, "c") + two(title) + two(name) + two(printed_unit, "c") + '<td class="c">目標</td>'
                    + "".join(f'<td class="n">{h(v)}</td>' for v in upper) + two(department.replace(" ", "\n")) + "</tr>")
        body.append('<tr><td class="c">実績</td>' + "".join(f'<td class="n">{h(v)}</td>' for v in lower) + "</tr>")
        lines.append([number, title, name, printed_unit, "目標", *upper, department])
        lines.append(["", "", "", "", "実績", *lower, ""])
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4; margin: 15mm 11mm; }}
* {{ -webkit-print-color-adjust: exact; print-color-adjust: exact; }}
body {{ font-family: "IPAMincho"; font-size: 8.5pt; line-height: 1.35; margin: 0; }}
h1 {{ font-size: 13pt; text-align: center; margin: 0; font-weight: normal; }} p {{ text-align: right; margin: 1mm 0 2mm; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
td, th {{ border: 0.5pt solid #000; padding: 3px 4px; vertical-align: middle; text-align: left; font-weight: normal; }}
th {{ background: #eee; text-align: center; }} tr {{ break-inside: avoid; }} tr.s td {{ background: #e2efd9; }}
td.n {{ text-align: right; }} td.c {{ text-align: center; }}
</style>
<h1>{h(plan["title"])}</h1><p>令和7年9月　大津市</p>
<table><colgroup><col style="width:5%"><col style="width:15%"><col style="width:18%"><col style="width:8%"><col style="width:6%"><col style="width:8.5%"><col style="width:8.5%"><col style="width:8.5%"><col style="width:8.5%"><col style="width:14%"></colgroup>
<thead><tr>{"".join(f"<th>{h(c)}</th>" for c in plan["heads"])}</tr></thead><tbody>
{chr(10).join(body)}
</tbody></table></html>"""
produce.chromium(folder, page)
produce.twin(folder, lines)
gold.write(folder, plan, items)

import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
years = [("actual", 2022), ("actual", 2023), ("actual", 2024), ("target", 2026)]

items, body, rows = [], [], []
for policy in plan["policies"]:
    left = sum(len(m["indicators"]) for m in policy["measures"])
    for measure in policy["measures"]:
        span = len(measure["indicators"])
        for n, (name, printed_unit, *values) in enumerate(measure["indicators"]):
            unit, scale = gold.unit_column(printed_unit)
            seen = [o for v, (role, y) in zip(values, years) for o in gold.observe(v, role, y, unit, scale)]
            bare = name.removesuffix("（再掲）")
            items.append(gold.item(
                measure["title"], number=measure["number"], paths=[[(policy["number"], policy["title"])]],
                repeated=bare != name, departments=[[measure["department"], measure["division"]]],
                indicators=[gold.indicator(bare, seen)]))
            first = measure is policy["measures"][0] and n == 0
            cells = []
            if first:
                cells.append(f'<td class="g" rowspan="{left}">{policy["number"]}　{h(policy["title"])}</td>')
            if n == 0:
                cells.append(f'<td class="m" rowspan="{span}">{measure["number"]} {h(measure["title"])}</td>')
            cells.append(f"<td>{h(name)}</td><td class='c'>{h(printed_unit)}</td>")
            cells += [f"<td class='n'>{h(gold.printed(v))}</td>" for v in values]
            if n == 0:
                cells.append(f'<td rowspan="{span}">{h(measure["department"])}</td><td rowspan="{span}">{h(measure["division"])}</td>')
            body.append("<tr>" + "".join(cells) + "</tr>")
            rows.append([f'{policy["number"]}　{policy["title"]}' if first else "",
                         f'{measure["number"]} {measure["title"]}' if n == 0 else "", name, printed_unit,
                         *map(gold.printed, values),
                         measure["department"] if n == 0 else "", measure["division"] if n == 0 else ""])

head = "".join(f"<th>{h(c)}</th>" for c in plan["heads"])
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4 landscape; margin: 14mm 12mm; }}
body {{ font-family: "IPAPGothic"; font-size: 9pt; line-height: 1.35; }}
h1 {{ font-size: 14pt; text-align: center; margin: 0 0 2mm; }}
p {{ margin: 0 0 2mm; }} .d {{ text-align: right; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
td, th {{ border: 0.75pt solid #000; padding: 3px 4px; vertical-align: middle; }}
th {{ background: #d9e2f3; font-weight: normal; }} tr {{ break-inside: avoid; }}
.n {{ text-align: right; }} .c {{ text-align: center; }} .g {{ background: #f2f2f2; }}
</style>
<h1>{h(plan["title"])}</h1><p class="d">令和7年7月　静岡県</p><p>{h(plan["lead"])}</p>
<table><colgroup><col style="width:11%"><col style="width:13%"><col style="width:23%"><col style="width:6%"><col style="width:7.5%"><col style="width:7.5%"><col style="width:7.5%"><col style="width:7.5%"><col style="width:9%"><col style="width:8%"></colgroup>
<thead><tr>{head}</tr></thead><tbody>{"".join(body)}</tbody></table></html>"""

produce.chromium(folder, page)
produce.twin(folder, [plan["title"], "令和7年7月　静岡県", "", plan["lead"], "", plan["heads"], *rows])
gold.write(folder, plan, items)

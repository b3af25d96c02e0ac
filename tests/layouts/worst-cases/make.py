import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
heads = ["事前に備え<br>るべき目標", "起きてはならない<br>最悪の事態", "施策項目", "重要業績指標（KPI）", "現状", "目標", "実施主体"]
items, body, lines = [], [], [plan["title"], "", "令和7年3月　青森県", "", [c.replace("<br>", "") for c in heads]]
for goal in plan["goals"]:
    tall = sum(len(r[2]) for c in goal["cases"] for r in c["rows"])
    first = f'<td class="v" rowspan="{tall}"><div>{h(goal["title"])}</div></td>'
    first_text = goal["title"]
    for case in goal["cases"]:
        text = case["number"] + " " + case["title"]
        second, second_text = f'<td rowspan="{sum(len(r[2]) for r in case["rows"])}">{h(text)}</td>', text
        path = [(None, goal["title"]), (case["number"], case["title"])]
        for title, who, kpis in case["rows"]:
            for n, (name, base_year, base, goal_year, target) in enumerate(kpis):
                seen = gold.observe(base, "baseline", gold.year(base_year)) + gold.observe(target, "target", gold.year(goal_year))
                for o, y in zip(seen, (base_year, goal_year)):
                    o["raw"] = f"（{y}）{o['raw']}"
                split = [[d] for d in who.split("・")]
                items.append(gold.item(title, paths=[path], departments=split, indicators=[gold.indicator(name, seen)],
                                       doubt={"departments": {"accept": [[[who]]], "why": "bodies together or each for itself"}}))
                cells = first + second
                row = [first_text, second_text, "" if n else title, name, f"（{base_year}）{base}", f"（{goal_year}）{target}", "" if n else who]
                first = second = first_text = second_text = ""
                if n == 0:
                    cells += f'<td rowspan="{len(kpis)}">{h(title)}</td>'
                cells += f'<td>{h(name)}</td><td>（{base_year}）{h(base)}</td><td>（{goal_year}）{h(target)}</td>'
                if n == 0:
                    cells += f'<td rowspan="{len(kpis)}">{h(who)}</td>'
                body.append(f"<tr>{cells}</tr>")
                lines.append(row)
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4 landscape; margin: 13mm 12mm; }}
* {{ -webkit-print-color-adjust: exact; print-color-adjust: exact; }}
body {{ font-family: "IPAPGothic"; font-size: 10.5pt; line-height: 1.5; margin: 0; }}
h1 {{ font-size: 14pt; text-align: center; margin: 0; font-weight: normal; }} p {{ margin: 0 0 2mm; text-align: right; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
td, th {{ border: 0.5pt solid #000; padding: 6px 5px; vertical-align: middle; font-weight: normal; text-align: left; }}
th {{ background: #fce4d6; text-align: center; }} tr {{ break-inside: avoid; }}
.v {{ padding: 4px 0; }} .v div {{ writing-mode: vertical-rl; margin: 0 auto; }}
</style>
<h1>{h(plan["title"])}</h1><p>令和7年3月　青森県</p>
<table><colgroup><col style="width:8%"><col style="width:19%"><col style="width:15%"><col style="width:26%"><col style="width:11%"><col style="width:11%"><col style="width:10%"></colgroup>
<tbody><tr>{"".join(f"<th>{c}</th>" for c in heads)}</tr>
{chr(10).join(body)}
</tbody></table></html>"""
produce.chromium(folder, page)
produce.twin(folder, lines)
gold.write(folder, plan, items)

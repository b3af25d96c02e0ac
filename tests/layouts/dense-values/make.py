import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
first, second = plan["first"], plan["second"]
items, body, lines = [], [], [plan["title"], "", "令和7年3月　富山市", "", f"{first['number']}　{first['title']}", "", first["heads"]]
for row in first["rows"]:
    made, shown, doubt = [], {"name": [], "base": [], "goal": []}, {}
    for n, kpi in enumerate(row["kpis"]):
        mark = "①②"[n] if len(row["kpis"]) > 1 else ""
        unit, scale = gold.unit_column(kpi["hint"]) if "hint" in kpi else (None, 1)
        seen = gold.observe(kpi["base"], "baseline", 2024, unit, scale) + gold.observe(kpi["goal"], "target", 2027, unit, scale)
        made.append(gold.indicator(kpi["name"], seen, unit_hint=kpi.get("hint")))
        if scale != 1:
            doubt[f"indicators.{n}.unit_hint"] = {"accept": [unit], "why": "with or without the scale word"}
        shown["name"].append(mark + kpi["name"] + (f"({kpi['hint']})" if "hint" in kpi else ""))
        shown["base"].append(("" if row.get("shared") else mark) + gold.printed(kpi["base"]))
        shown["goal"].append(mark + gold.printed(kpi["goal"]))
    if row.get("shared"):
        shown["base"] = shown["base"][:1]
    again = row.get("repeated", False)
    items.append(gold.item(row["title"], number=row["number"], repeated=again, paths=[[(first["number"], first["title"])]],
                           departments=gold.departments(row["department"]), indicators=made, doubt=doubt))
    cells = ["（再掲）" if again else row["number"], row["title"], *("\n".join(v) for v in shown.values()),
             row["department"].replace(" ", "\n")]
    lines.append(cells)
    body.append("<tr>" + "".join(f"<td>{h(c)}</td>" for c in cells) + "</tr>")
lines += ["", plan["note"], "", f"{second['number']}　{second['title']}", "", second["heads"]]
below = []
for row in second["rows"]:
    seen = gold.observe(row["goal"], "target", 2025) if row["goal"] else []
    items.append(gold.item(
        row["title"], number=row["number"], paths=[[(second["number"], second["title"])]],
        departments=gold.departments(row["department"]),
        indicators=[gold.indicator(row["name"], seen, statement=row["statement"], kind="goal" if row["tag"] == "目標" else "kpi")]))
    cells = [row["number"], row["title"], row["department"].replace(" ", "\n"), f"【{row['tag']}】\n{row['statement']}"]
    lines.append(cells)
    below.append("<tr>" + "".join(f"<td>{h(c)}</td>" for c in cells) + "</tr>")


def table(heads, rows, widths):
    columns = "".join(f'<col style="width:{w}%">' for w in widths)
    return (f'<table><colgroup>{columns}</colgroup><thead><tr>{"".join(f"<th>{h(c)}</th>" for c in heads)}</tr></thead>'
            f"<tbody>{chr(10).join(rows)}</tbody></table>")


page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4 landscape; margin: 14mm; }}
body {{ font-family: "Noto Sans CJK JP"; font-size: 9pt; line-height: 1.4; margin: 0; }}
h1, h2 {{ font-weight: 400; }} h1 {{ font-size: 14pt; text-align: center; margin: 0; }} h2 {{ font-size: 11.5pt; margin: 4mm 0 2mm; break-after: avoid; }}
p {{ margin: 1mm 0; }} p.d {{ text-align: right; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
td, th {{ border: 0.6pt solid #000; padding: 4px 5px; vertical-align: top; text-align: left; font-weight: 400; }} tr {{ break-inside: avoid; }}
</style>
<h1>{h(plan["title"])}</h1><p class="d">令和7年3月　富山市</p>
<h2>{first["number"]}　{h(first["title"])}</h2>
{table(first["heads"], body, (7, 17, 25, 19, 16, 16))}
<p>{h(plan["note"])}</p>
<h2>{second["number"]}　{h(second["title"])}</h2>
{table(second["heads"], below, (6, 26, 20, 48))}
</html>"""
produce.chromium(folder, page)
produce.pack(folder)
produce.twin(folder, lines)
gold.write(folder, plan, items)

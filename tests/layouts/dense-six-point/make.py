import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import t

folder, plan = produce.load(__file__)
DOWN = ("水質基準の不適合率", "鉛製給水管の残存件数", "1人1日当たりのごみ排出量", "不法投棄の発見件数")


def named(name, seen):
    """Direction by the name alone: no baseline is printed."""
    made = gold.indicator(name, seen)
    if made["direction"] is None and name in DOWN:
        made["direction"] = "down"
        return made, {"indicators.0.direction": {"accept": [None], "why": "no baseline; the name says that less is better"}}
    return made, None


items, body = [], []
for policy in plan["policies"]:
    body.append(f'table.cell(colspan: 16, fill: rgb("#3b4a6b"))[#text(fill: white, weight: "bold")[{policy["number"]}　{policy["title"]}]],')
    for m in policy["measures"]:
        body.append(f'table.cell(colspan: 16, fill: rgb("#e3e8f2"))[{m["number"]}　{m["title"]}],')
        for row in m["rows"]:
            no, mark, title, summary, name, printed, r5, r6, r8, r9, r10, done, following, cost, bureau, division = row
            unit, scale = gold.unit_column(printed)
            seen = [o for v, role, y in ((r5, "actual", 2023), (r6, "actual", 2024), (r8, "target", 2026), (r9, "target", 2027), (r10, "target", 2028))
                    for o in gold.observe(v, role, y, unit, scale)]
            kpi, doubt = named(name, seen)
            items.append(gold.item(
                title, number=no, paths=[[(policy["number"], policy["title"]), (m["number"], m["title"])]], summary=summary,
                departments=[[bureau, division]], indicators=[] if name == "－" else [kpi],
                progress=[gold.progress(2024, "actual", done), gold.progress(2026, "planned", following)],
                others=[("区分", mark), ("R8事業費（千円）", cost)], doubt=doubt))
            body.append("".join(f'table.cell(align: {"right" if k in (6, 7, 8, 9, 10, 13) else "center" if k in (0, 1, 5) else "left"}){t(c)},' for k, c in enumerate(row)))
heads = "".join(f'table.cell(fill: rgb("#c8d2e6")){t(c)},' for c in plan["heads"])
page = f"""#set document(title: "{plan["title"]}")
#set page(width: 297mm, height: 420mm, margin: (x: 9mm, top: 9mm, bottom: 10mm), numbering: "1 / 1")
#set text(font: "Noto Sans CJK JP", size: 6pt, lang: "ja")
#set par(leading: 1.6pt)
#text(size: 9pt, weight: "bold")[{plan["title"]}] #h(1fr) 令和8年2月　飯田市市長公室企画課
#v(-3pt)
#table(columns: (5mm, 7mm, 22mm, 1fr, 20mm, 9mm, 10mm, 10mm, 10mm, 10mm, 10.5mm, 38mm, 34mm, 12mm, 13mm, 15mm), inset: (x: 1.2pt, y: 1.4pt), stroke: 0.25pt + rgb("#555555"), align: left + horizon,
table.header({heads}),
{chr(10).join(body)}
)
#text(size: 5pt)[※区分は令和7年度からの変更を示す。※事業費は当初予算の見込額であり、予算編成の過程で変わることがある。]
"""
produce.typeset(folder, page)
gold.write(folder, plan, items)

import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import t

folder, plan = produce.load(__file__)
items, out = [], []
for section in plan["sections"]:
    out.append(f"= {section['number']}．{section['title']}")
    cells = []
    for title, kpis, department in section["rows"]:
        for n, (name, base, goal) in enumerate(kpis):
            seen = gold.observe(base, "baseline", 2023) + gold.observe(goal, "target", 2027)
            items.append(gold.item(title, paths=[[(section["number"], section["title"])]],
                                   departments=gold.departments(department), indicators=[gold.indicator(name, seen)]))
            row = [t(name), t(gold.printed(base)), t(gold.printed(goal))]
            if n == 0:
                span = f"table.cell(rowspan: {len(kpis)})"
                row = [span + t(title), *row, span + t(department.replace(" ", "\n"))]
            cells.append("  " + ", ".join(row) + ",")
    out.append(f"""#table(columns: (29mm, 1fr, 16mm, 18mm, 32mm), align: (left + horizon, left + horizon, right + horizon, right + horizon, left + horizon),
  fill: (x, y) => if y == 0 {{ rgb("#fde9d9") }},
  table.header({", ".join(map(t, plan["heads"]))}),
{chr(10).join(cells)}
)""")
page = f"""#set document(title: "{plan['title']}", date: none)
#set page(paper: "a4", flipped: true, margin: (x: 12mm, y: 13mm), numbering: "1")
#set text(font: "IPAPMincho", lang: "ja", size: 8.5pt)
#set table(stroke: 0.5pt, inset: (x: 4pt, y: 7.5pt))
#set table.cell(breakable: false)
#show table: set text(size: 8pt)
#show table: set par(leading: 0.5em)
#show heading: set text(size: 11pt, weight: "regular")
#show heading: it => block(it.body, above: 1.2em, below: 0.7em, sticky: true)
#align(center, text(size: 14pt)[{plan['title']}])
#align(right)[令和6年3月　高知県]
#columns(2, gutter: 8mm)[
{(chr(10) * 2).join(out)}
]
"""
produce.typeset(folder, page)
gold.write(folder, plan, items)

import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import t

folder, plan = produce.load(__file__)
items, out = [], []
for section in plan["sections"]:
    rows = []
    for name, base, goal in section["rows"]:
        seen = gold.observe(base, "baseline", 2022) + gold.observe(goal, "target", 2028)
        items.append(gold.item(None, paths=[[(section["number"], section["title"])]], indicators=[gold.indicator(name, seen)]))
        rows.append(", ".join(map(t, (name, base, goal))) + ",")
    head = ", ".join(f'table.cell(fill: rgb("#c9daf8")){t(c)}' for c in ("成果指標", "現状\n(R4)", "目標\n(R10)"))
    prose = "\n\n".join("　" + p for p in section["prose"])
    out.append(f"""#block(width: 100%, stroke: (bottom: 1pt), inset: (bottom: 3pt), above: 2em, text(size: 13pt, weight: "bold"){t(section["number"] + "　" + section["title"])})
#grid(columns: (1fr, 1fr), column-gutter: 9mm, [{prose}],
  table(columns: (1fr, 19mm, 19mm), stroke: none, inset: (x: 3pt, y: 4pt), align: (left, right, right), {head},
  {chr(10).join(rows)}))""")
page = f"""#set document(title: "{plan['title']}", date: none)
#set page(paper: "a4", margin: (x: 16mm, y: 18mm), numbering: "1")
#set text(font: ("Noto Serif CJK JP",), lang: "ja", size: 9.5pt)
#set par(leading: 0.7em, justify: true)
#align(center, text(size: 16pt, weight: "bold")[{plan['title']}])
#align(right)[令和6年3月　福井県]
{(chr(10) * 2).join(out)}
"""
produce.typeset(folder, page)
gold.write(folder, plan, items)

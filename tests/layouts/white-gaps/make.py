import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import t

folder, plan = produce.load(__file__)
heads = ["環境指標", "単位", "現況値\n(2020年度)", "直近値\n(2022年度)", "中間目標\n(2026年度)", "最終目標\n(2030年度)", "主管課"]
items, cells, lines = [], [], [plan["title"], "", "令和6年3月　姫路市", "", heads]
for section in plan["sections"]:
    shown = section["number"].replace("基本目標", "基本目標 ") + "　" + section["title"]
    cells.append(f"table.cell(colspan: 7, fill: none, text(weight: \"bold\", size: 10pt){t(shown)}),")
    lines.append([shown] + [""] * 6)
    for name, unit_printed, *values, department in section["rows"]:
        unit, scale = gold.unit_column(unit_printed)
        seen = [o for v, (role, year) in zip(values, (("baseline", 2020), ("actual", 2022), ("target", 2026), ("target", 2030)))
                for o in gold.observe(v, role, year, unit, scale)]
        items.append(gold.item(None, paths=[[(section["number"], section["title"])]], departments=gold.departments(department),
                               indicators=[gold.indicator(name, seen)]))
        mark = "※2" if "温室効果ガス" in name else ""
        row = [name + mark, unit_printed, *map(gold.printed, values), department]
        cells.append(", ".join(map(t, row)) + ",")
        lines.append(row)
head = ", ".join(f'table.cell(fill: rgb("#2f7d32"), text(fill: white, weight: "bold"){t(c)})' for c in heads)
page = f"""#set document(title: "{plan['title']}", date: none)
#set page(paper: "a4", flipped: true, margin: (x: 15mm, y: 14mm), footer: context align(center, counter(page).display("- 1 -")))
#set text(font: ("Noto Sans CJK JP",), lang: "ja", size: 9pt)
#set par(leading: 0.5em)
#align(center, text(size: 15pt, weight: "bold")[{plan['title']}])
#align(right)[令和6年3月　姫路市]
#table(columns: (1fr, 20mm, 24mm, 24mm, 24mm, 24mm, 50mm), stroke: none, gutter: 1.5pt, inset: (x: 4pt, y: 5.5pt),
  align: (left, center, right, right, right, right, left), fill: (x, y) => if y > 0 {{ rgb("#eef5ee") }},
  table.header({head}),
  {chr(10).join(cells)})
{chr(10).join('#' + t(n)[1:-1].lstrip('#') + ' ' + chr(92) for n in plan['notes'])}
"""
produce.typeset(folder, page)
produce.twin(folder, [*lines, "", *plan["notes"]])
gold.write(folder, plan, items)

import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import t

folder, plan = produce.load(__file__)
items, leaves = [], []
for n, spread in enumerate(plan["spreads"]):
    left, right, heights = [], [], ["30pt"]
    for section in spread:
        left.append(f"table.cell(colspan: 4, fill: band){t(section['number'] + '　' + section['title'])},")
        right.append("table.cell(colspan: 7, fill: band)[],")
        heights.append("20pt")
        for number, title, summary, department, name, base, actual, target, rate, issue in section["rows"]:
            seen = [o for v, role, year in ((base, "baseline", 2022), (actual, "actual", 2024), (target, "target", 2027))
                    for o in gold.observe(v, role, year)]
            items.append(gold.item(
                title, number=number, paths=[[(section["number"], section["title"])]], summary=summary,
                departments=gold.departments(department), indicators=[gold.indicator(name, seen)],
                others=[("達成率", rate), ("課題", issue)]))
            left.append(", ".join(map(t, (number, title, summary, department.replace(" ", "\n")))) + ",")
            right.append(", ".join(map(t, (number, name, *map(gold.printed, (base, actual, target)), rate, issue))) + ",")
            heights.append("54pt")
    rows = "(" + ", ".join(heights) + ")"
    leaves.append(f"""#table(columns: (13mm, 38mm, 1fr, 38mm), rows: {rows}, fill: head, align: left + horizon,
  {", ".join(map(t, plan["left"]))},
  {chr(10).join(left)})""")
    leaves.append(f"""#table(columns: (13mm, 1fr, 23mm, 23mm, 25mm, 17mm, 25mm), rows: {rows}, fill: head,
  align: (left + horizon, left + horizon, right + horizon, right + horizon, right + horizon, right + horizon, left + horizon),
  {", ".join(map(t, plan["right"]))},
  {chr(10).join(right)})""")

page = f"""#set document(title: "{plan['title']}", date: none)
#set page(paper: "a4", margin: (x: 14mm, top: 26mm, bottom: 20mm),
  header: context if calc.even(here().page()) [#text(size: 13pt)[{plan['title']}]] else [#h(1fr)令和7年8月　熊本県],
  footer: context if calc.even(here().page()) [#counter(page).display()] else [#h(1fr)#counter(page).display()])
#set text(font: "IPAPGothic", lang: "ja", size: 9pt)
#set par(leading: 0.5em)
#set table(stroke: 0.6pt, inset: 4pt)
#let band = rgb("#fff2cc")
#let head(x, y) = if y == 0 {{ rgb("#ffe699") }}
#counter(page).update(12)

{(chr(10) + "#pagebreak()" + chr(10)).join(leaves)}
"""
# The plan is pages 12 to 17 of a book: left pages have even numbers, but are odd pages of the file.
page = page.replace("calc.even(", "calc.odd(")
produce.typeset(folder, page)
gold.write(folder, plan, items)

import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import t

folder, plan = produce.load(__file__)
FULL = str.maketrans("0123456789", "０１２３４５６７８９")
KPI_HEADS, PROJECT_HEADS = ["指標名", "単位", "現状値（R5）", "目標値（R10）"], ["事業名", "事業概要", "担当課"]

items, out, lines = [], [], [plan["title"], "", "令和7年1月　旭川市", "", plan["intro"]]
for pillar in plan["pillars"]:
    shown = f"{pillar['number'].translate(FULL)}　{pillar['title']}"
    out += [f"= {shown}", pillar["lead"]]
    lines += ["", shown, "", pillar["lead"]]
    for measure in pillar["measures"]:
        path = [(pillar["number"], pillar["title"]), (measure["number"], measure["title"])]
        shown = f"（{measure['number'].strip('()')}）{measure['title']}"
        out += [f"== {shown}", measure["lead"], "【成果指標】"]
        lines += ["", shown, "", measure["lead"], "", "【成果指標】", "", KPI_HEADS]
        cells = []
        for name, printed_unit, base, goal in measure["indicators"]:
            unit, scale = gold.unit_column(printed_unit)
            seen = gold.observe(base, "baseline", 2023, unit, scale) + gold.observe(goal, "target", 2028, unit, scale)
            items.append(gold.item(None, paths=[path], indicators=[gold.indicator(name, seen)]))
            row = [name, printed_unit, gold.printed(base), gold.printed(goal)]
            cells.append(", ".join(map(t, row)) + ",")
            lines.append(row)
        out.append(f"""#table(columns: (1fr, 18mm, 26mm, 26mm), align: (left, center, right, right), fill: head, stroke: 0.5pt + gray,
  table.header({", ".join(map(t, KPI_HEADS))}),
  {chr(10).join(cells)})""")
        out.append("【主な事業】")
        lines += ["", "【主な事業】", "", PROJECT_HEADS]
        cells = []
        for title, summary, department in measure["projects"]:
            items.append(gold.item(title, paths=[path], summary=summary, departments=gold.departments(department)))
            row = [title, summary, department.replace(" ", "　")]
            cells.append(", ".join(map(t, row)) + ",")
            lines.append(row)
        out.append(f"""#table(columns: (42mm, 1fr, 44mm), fill: head, stroke: 0.5pt + gray,
  table.header({", ".join(map(t, PROJECT_HEADS))}),
  {chr(10).join(cells)})""")

page = f"""#set document(title: "{plan['title']}", date: none)
#set page(paper: "a4", margin: (x: 20mm, top: 24mm, bottom: 22mm), numbering: "1",
  header: [#text(size: 8pt)[旭川市デジタル化推進方針 実施計画 #h(1fr) 第2章 柱ごとの取組] #v(-6pt) #line(length: 100%, stroke: 0.4pt)],
  footer: context [#align(center, text(size: 8pt)[旭川市 － #counter(page).display() －])],
  background: rotate(-35deg, text(size: 220pt, fill: rgb("#ececec"))[案]))
#set text(font: "Noto Serif CJK JP", lang: "ja", size: 9.5pt)
#set par(leading: 0.75em, first-line-indent: 1em, justify: true)
#set table(inset: 5pt)
#show table: set par(first-line-indent: 0em, justify: false)
#show table: set text(font: "Noto Sans CJK JP", size: 8.5pt)
#show heading: set text(font: "Noto Sans CJK JP")
#show heading.where(level: 1): set text(size: 13pt)
#show heading.where(level: 2): set text(size: 11pt)
#show heading: it => block(it.body, above: 1.4em, below: 0.9em, sticky: true)
#let head(x, y) = if y == 0 {{ rgb("#e2f0d9") }}
#align(center, text(size: 16pt)[{plan['title']}])
#align(right)[令和7年1月　旭川市]

{plan['intro']}

{(chr(10) * 2).join(out)}
"""

produce.typeset(folder, page)
produce.twin(folder, lines)
gold.write(folder, plan, items)

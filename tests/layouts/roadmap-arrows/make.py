import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import t

folder, plan = produce.load(__file__)
YEARS, WIDTH = (6, 7, 8), 40
heads = ["番号", "取組名", "取組の概要", "担当課"]


def arrow(text, years):
    return f'#arrow({years * WIDTH}mm, {t(text)})'


items, out, lines = [], [], []
for section in plan["sections"]:
    heading = (section["number"], section["title"])
    shown = f"{section['number']}　{section['title']}"
    out.append(f"= {shown}")
    lines += ["", shown, "", [*heads, "スケジュール", "", ""], ["", "", "", "", *(f"R{y}" for y in YEARS)]]
    body = []
    for number, title, summary, department, phases in section["rows"]:
        plan_of = {y: text for text, first, last in phases for y in range(first, last + 1)}
        items.append(gold.item(
            title, number=number, paths=[[heading]], summary=summary, departments=gold.departments(department),
            progress=[gold.progress(2018 + y, "planned", plan_of[y]) for y in YEARS if y in plan_of]))
        cells = [t(number), t(title), t(summary), t(department.replace(" ", "\n"))]
        if section["merged"]:
            cells += [f"table.cell(colspan: {last - first + 1}, inset: 0pt)[{arrow(text, last - first + 1)}]"
                      for text, first, last in phases]
        else:
            starts = {first: (text, last - first + 1) for text, first, last in phases}
            for y in YEARS:
                if y in starts:
                    text, years = starts[y]
                    cells.append(f"table.cell(inset: 0pt, align: left)[#box(width: {WIDTH}mm)[{arrow(text, years)}]]")
                else:
                    cells.append("[]")
        body.append("  " + ", ".join(cells) + ",")
        lines.append([number, title, summary, department, *(plan_of.get(y, "") for y in YEARS)])
    head = ", ".join(f"table.cell(rowspan: 2){t(c)}" for c in heads)
    years = ", ".join(f"[令和{y}年度 \\ （R{y}）]" for y in YEARS)
    out.append(f"""#table(columns: (11mm, 40mm, 62mm, 36mm, {WIDTH}mm, {WIDTH}mm, {WIDTH}mm), stroke: 0.5pt, inset: 4pt, align: left + horizon,
  fill: (x, y) => if y < 2 {{ rgb("#cfe2f3") }},
  table.header({head}, table.cell(colspan: 3, align: center)[スケジュール], {years}),
{chr(10).join(body)}
)""")
    out.append("【主な重要業績評価指標（KPI）】")
    lines += ["", "【主な重要業績評価指標（KPI）】", "", ["指標", "現状値（R5）", "目標値（R8）"]]
    body = []
    for related, name, hint, base, target in section["kpis"]:
        seen = gold.observe(base, "baseline", 2023) + gold.observe(target, "target", 2026)
        items.append(gold.item(None, paths=[[heading]], related_titles=[related],
                               indicators=[gold.indicator(name, seen, unit_hint=hint)]))
        shown = name + (f"({hint})" if hint else "")
        shown = f"【{related}】\n{shown}" if section["reference"] == "before" else f"{shown}\n【{related}】"
        row = [shown, gold.printed(base), gold.printed(target)]
        body.append("  " + ", ".join(map(t, row)) + ",")
        lines.append(row)
    out.append(f"""#table(columns: (149mm, 60mm, 60mm), stroke: 0.5pt, inset: 4pt, align: (left + horizon, center + horizon, center + horizon),
  table.header([指標], [現状値（R5）], [目標値（R8）]),
{chr(10).join(body)}
)""")

page = f"""#set document(title: "{plan['title']}", date: none)
#set page(paper: "a4", flipped: true, margin: (x: 14mm, y: 14mm), numbering: "1 / 1")
#set text(font: "Noto Sans CJK JP", lang: "ja", size: 8.5pt)
#set par(leading: 0.55em)
#show heading: set text(size: 12pt)
#show heading: it => block(it.body, above: 1.4em, below: 0.8em, sticky: true)
#set table.cell(breakable: false)
#let arrow(width, body) = box(width: width, height: 26pt, inset: 0pt)[
  #place(left + horizon, polygon(fill: rgb("#f9cb9c"), stroke: 0.4pt,
    (2pt, 4pt), (width - 12pt, 4pt), (width - 12pt, 0pt), (width - 2pt, 11pt), (width - 12pt, 22pt), (width - 12pt, 18pt), (2pt, 18pt)))
  #place(center + horizon, text(size: 8pt, body))
]
#align(center, text(size: 15pt, weight: "bold")[{plan['title']}])
#align(right)[令和6年3月　宇都宮市]

{(chr(10) * 2).join(out)}
"""

produce.typeset(folder, page)
produce.twin(folder, [plan["title"], "", "令和6年3月　宇都宮市", *lines])
gold.write(folder, plan, items)

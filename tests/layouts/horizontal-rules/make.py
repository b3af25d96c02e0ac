import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import t

folder, plan = produce.load(__file__)
heads = ["番号", "取組名", "取組内容", "指標", "現状値\n（R5）", "目標値\n（R9）", "担当課"]
FULL = str.maketrans("0123456789", "０１２３４５６７８９")

items, out, lines = [], [], []
for section in plan["sections"]:
    heading = (section["number"], section["title"])
    out.append(f"= {section['number'].translate(FULL)}　{section['title']}")
    lines += ["", f"{section['number'].translate(FULL)}　{section['title']}"]
    for part in section["parts"]:
        shown = "（" + part["number"].strip("()") + "）" + part["title"]
        out.append(f"== {shown}")
        lines += ["", shown, "", heads]
        cells = []
        for number, title, summary, kpis, department in part["rows"]:
            made = []
            for name, base, goal in kpis:
                seen = gold.observe(base, "baseline", 2023) + gold.observe(goal, "target", 2027)
                made.append(gold.indicator(name.lstrip("①②"), seen))
            items.append(gold.item(title, number=number, paths=[[heading, (part["number"], part["title"])]],
                                   summary=summary, departments=gold.departments(department), indicators=made))
            mark = lambda i: "①②"[i] if len(kpis) > 1 else ""
            row = [number, title, summary, "\n".join(k[0] for k in kpis),
                   "\n".join(mark(i) + gold.printed(k[1]) for i, k in enumerate(kpis)),
                   "\n".join(mark(i) + gold.printed(k[2]) for i, k in enumerate(kpis)),
                   department.replace(" ", "\n")]
            cells.append(", ".join(map(t, row)) + ", table.hline(stroke: 0.4pt),")
            lines.append(row)
        head = ", ".join(map(t, heads))
        out.append(f"""#table(columns: (10mm, 36mm, 1fr, 52mm, 22mm, 22mm, 30mm), stroke: none, inset: (x: 4pt, y: 5pt),
  align: (center, left, left, left, right, right, left),
  table.header(table.hline(stroke: 1.2pt), {head}, table.hline(stroke: 0.8pt)),
  {chr(10).join(cells)}
  table.hline(stroke: 1.2pt))""")

page = f"""#set document(title: "{plan['title']}", date: none)
#set page(paper: "a4", flipped: true, margin: (x: 14mm, y: 15mm), numbering: "－ 1 －")
#set text(font: ("Noto Serif CJK JP",), lang: "ja", size: 9pt)
#set par(leading: 0.6em)
#show heading: set text(font: "Noto Sans CJK JP", weight: "bold")
#show heading.where(level: 1): set text(size: 13pt)
#show heading.where(level: 2): set text(size: 11pt)
#show heading.where(level: 2): it => block(it.body, above: 1.2em, below: 0.8em, sticky: true)
#align(center, text(size: 16pt, weight: "bold")[{plan['title']}])
#align(right)[令和6年3月 盛岡市]
{plan['intro']}

{(chr(10) * 2).join(out)}
"""

produce.typeset(folder, page)
produce.twin(folder, [plan["title"], "", "令和6年3月 盛岡市", "", plan["intro"], *lines])
gold.write(folder, plan, items)

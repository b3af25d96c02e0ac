import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

from produce import t

folder, plan = produce.load(__file__)
items, cells = [], []
for chapter in plan["chapters"]:
    cells.append(f'table.cell(colspan: 7, fill: rgb("#b4c6e7"), text(weight: "bold", {t(chapter["number"] + "．" + chapter["title"])}))')
    for group in chapter["groups"]:
        cells.append(f'table.cell(colspan: 7, fill: rgb("#e7ecf5"), {t("　" + group["number"] + "．" + group["title"])})')
        for number, title, summary, (name, base, target), bodies in group["rows"]:
            values = []
            for cell, role in ((base, "baseline"), (target, "target")):
                value, when = cell[:-1].split("（")
                for seen in gold.observe(value, role, gold.year(when)):
                    values.append(seen | {"raw": cell})
            items.append(gold.item(
                title, number=number, paths=[[(chapter["number"], chapter["title"]), (group["number"], group["title"])]], summary=summary,
                departments=[[v] for v in bodies.split("、")], indicators=[gold.indicator(name, values)]))
            cells += [t(v) for v in (number, title, summary, name, base, target, bodies)]
head = ", ".join(f'text(weight: "bold", {t(v)})' for v in ("番号", "施策名", "施策の概要", "KPI", "現状", "目標", "担当府省庁"))
page = f"""#set page("a4", flipped: true, margin: 15mm, numbering: "1 / 1")
#set text(font: "Noto Serif CJK JP", size: 9.5pt, lang: "ja")
#text(15pt, weight: "bold")[{plan["title"]}]

#h(1fr) 内閣官房

#table(columns: (30pt, 130pt, 1fr, 110pt, 78pt, 84pt, 90pt), align: left + horizon,
  stroke: (x: 0.4pt + luma(170), y: 0.6pt + black),
  table.header(repeat: true, {head}),
  {", ".join(cells)})
"""
produce.typeset(folder, page)
gold.write(folder, plan, items)

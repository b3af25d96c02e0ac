import re
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import t

folder, plan = produce.load(__file__)
DISC = {"A": "#2e8b57", "B": "#e09f1f", "C": "#c0392b", "－": "#999999"}
items, body = [], []
for g in plan["goals"]:
    body.append(f'#block(width: 100%, fill: rgb("#12355b"), inset: (x: 9pt, y: 6pt), above: 12pt, below: 7pt, sticky: true)[#text(fill: white, size: 12pt, weight: "bold")[{g["number"]}　{g["title"]}]]')
    for w in g["ways"]:
        body.append(f'#block(above: 8pt, below: 6pt, sticky: true)[#box(fill: rgb("#1c8ca8"), width: 7pt, height: 7pt) #h(3pt) #text(weight: "bold", size: 10pt)[（{w["number"].strip("()")}）{w["title"]}]]')
        tiles = []
        for n, (name, base, goal, result, grade, department) in enumerate(w["kpis"]):
            seen = gold.observe(base, "baseline", 2019) + gold.observe(goal, "target", 2024)
            seen += gold.observe({"unmeasured": result} if result == "集計中" else result, "actual", 2024)
            items.append(gold.item(None, paths=[[(g["number"], g["title"]), (w["number"], w["title"])]], departments=[[department]],
                                   indicators=[gold.indicator(name, seen, evaluations=[(2024, grade)])]))
            m = re.fullmatch(r"(▲?[\d,.]+)(.*)", result)
            big = f'#text(size: 19pt, weight: "bold", fill: rgb("#12355b"))[{m[1]}]#text(size: 9pt)[{m[2]}]' if m else f'#text(size: 14pt, fill: gray)[{result}]'
            disc = f'#place(top + right, circle(radius: 8pt, fill: rgb("{DISC[grade]}"))[#set align(center + horizon)\n#text(fill: white, size: 9pt, weight: "bold")[{grade}]])'
            long = (18, 31, 24, 38, 27, 9)[(n + len(items)) % 6]
            tiles.append(f"""block(width: 100%, fill: rgb("#eef4f7"), stroke: (left: 3pt + rgb("#1c8ca8")), inset: 7pt)[{disc}
#box(width: 83%)[#text(size: 6pt, fill: rgb("#1c8ca8"), weight: "bold")[KPI] #text(weight: "bold", size: 8.5pt){t(name)}]
#v(1pt) #text(size: 6.5pt)[R6実績] #h(4pt) {big}
#v(-3pt) #box(width: 100%, height: 3pt, fill: rgb("#ccd8de"))[#box(width: {long + 50}%, height: 3pt, fill: rgb("#1c8ca8"))]
#grid(columns: (1fr, 1fr), row-gutter: 3pt, text(size: 6.5pt)[基準値（R1）], text(size: 6.5pt)[目標値（R6）], text(size: 9pt){t(base)}, text(size: 9pt){t(goal)})
#v(-2pt) #align(right)[#text(size: 6.5pt, fill: rgb("#666666")){t(department)}]]""")
        body.append(f"#block(breakable: false)[#grid(columns: (1fr, 1fr, 1fr), gutter: 6pt,\n{','.join(tiles)})]")
page = f"""#set document(title: "{plan["title"]}")
#set page(paper: "a4", margin: (x: 15mm, top: 15mm, bottom: 16mm), numbering: "1")
#set text(font: "Noto Sans CJK JP", size: 9pt, lang: "ja")
#text(size: 14pt, weight: "bold")[{plan["title"]}]
#v(-2pt)
#align(right)[令和7年8月　今治市総合政策部]
#text(size: 8pt)[評価：A…目標を達成した　B…基準値より改善した　C…基準値を下回った　－…評価できない]
{chr(10).join(body)}
"""
produce.typeset(folder, page)
gold.write(folder, plan, items)

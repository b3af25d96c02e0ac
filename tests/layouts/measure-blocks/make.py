import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import t

folder, plan = produce.load(__file__)
items, out = [], []
for goal in plan["goals"]:
    out.append(f'#block(fill: rgb("#1a4b8c"), width: 100%, inset: 6pt, above: 2em, text(fill: white, size: 13pt, weight: "bold"){t(goal["number"].replace("基本目標", "基本目標 ") + "　" + goal["title"])})')
    for measure in goal["measures"]:
        path = [[(goal["number"], goal["title"]), (measure["number"], measure["title"])]]
        out.append(f'#block(above: 1.4em, below: 0.7em, text(size: 11pt, weight: "bold"){t("■施策 " + measure["number"] + "　" + measure["title"])})')
        out.append(f"#par(first-line-indent: 1em){t(measure['text'])}")
        rows = []
        for name, printed, base, target in measure["kpis"]:
            unit, scale = gold.unit_column(printed)
            seen = gold.observe(base, "actual", 2023, unit, scale) + gold.observe(target, "target", 2027, unit, scale)
            items.append(gold.item(None, paths=path, indicators=[gold.indicator(name, seen)], doubt={"paths": {
                "accept": [[[{"number": n, "title": x} for n, x in [path[0][0], ("施策" + measure["number"], measure["title"])]]]],
                "why": "the number with or without the word before it"}}))
            rows.append(", ".join(map(t, (name, base, target, printed))) + ",")
        head = ", ".join(f'table.cell(fill: rgb("#dbe5f1")){t(c)}' for c in ("重要業績評価指標（KPI）", "R5年度実績", "R9年度目標", ""))
        out.append(f"#align(right, table(columns: (82mm, 28mm, 28mm, 16mm), stroke: 0.4pt, inset: 4pt, align: (left, right, right, center), {head},\n{chr(10).join(rows)}))")
page = f"""#set document(title: "{plan['title']}", date: none)
#set page(paper: "a4", margin: (x: 20mm, y: 18mm), numbering: "1")
#set text(font: ("Noto Sans CJK JP",), lang: "ja", size: 9.5pt)
#align(center, text(size: 17pt, weight: "bold")[{plan['title']}])
#align(right)[令和7年3月　松山市]
{(chr(10) * 2).join(out)}
"""
produce.typeset(folder, page)
gold.write(folder, plan, items)

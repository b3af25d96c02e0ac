import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce
from produce import t

folder, plan = produce.load(__file__)
items, out = [], []
for k, p in enumerate(plan["policies"]):
    out.append((f'#pagebreak()\n' if k else "") + f'#place(top, scope: "parent", float: true, block(width: 100%, inset: 8pt, fill: rgb("#1f4e5f"), text(font: "Noto Sans CJK JP", size: 15pt, fill: white, weight: "bold", {t(p["number"] + "　" + p["title"])})))\n')
    if k == 0:
        out.append('#text(font: "Noto Sans CJK JP", size: 9pt)[■人口と世帯の推移]\n#table(columns: (1fr, 1fr, 1fr, 1fr), align: center, [年], [H27], [R2], [R6], [人口], [68,284人], [68,302人], [68,041人], [世帯数], [22,089], [23,412], [25,006])\n#text(size: 7pt)[資料：国勢調査（令和6年は住民基本台帳）]\n\n')
    for m in p["measures"]:
        out.append(f'#block(width: 100%, inset: 5pt, fill: rgb("#cfe3e8"), sticky: true, text(font: "Noto Sans CJK JP", size: 11pt, weight: "bold", {t(m["number"] + "　" + m["title"])}))\n')
        out.append('#hd[■ 現状と課題]\n#par(' + t(m["now"]) + ')\n')
        rows = ""
        for name, base, goal in m["kpi"]:
            rows += f'{t(name)}, {t(base)}, {t(goal)}, '
            g = gold.observe({"text": goal}, "target", 2029) if goal == "全園" else gold.observe(goal, "target", 2029)
            items.append(gold.item(None, paths=[[(p["number"], p["title"]), (m["number"], m["title"])]], indicators=[gold.indicator(name, gold.observe(base, "baseline", 2023) + g)]))
        out.append('#hd[■ 成果指標]\n#table(columns: (1fr, 19mm, 19mm), align: (left + horizon, right + horizon, right + horizon), fill: (_, y) => if y == 0 { rgb("#e8e8e8") }, table.header(table.cell(align: center)[指標名], table.cell(align: center)[現状値 \\ （R5年度）], table.cell(align: center)[目標値 \\ （R11年度）]), ' + rows + ')\n')
        out.append('#hd[■ 主な取組]\n#block[#set par(first-line-indent: 0pt)\n' + "".join(f'・{x} \\\n' for x in m["do"]) + ']\n#hd[■ 関連する個別計画]\n' + m["plan"] + '\n#v(3mm)\n')
page = '''#set document(title: "前期基本計画")
#set page(paper: "a4", margin: (x: 18mm, top: 20mm, bottom: 20mm), columns: 2, header: align(right, text(size: 8pt)[第２部　前期基本計画]), footer: context align(center, text(size: 9pt, counter(page).display("1"))))
#counter(page).update(31)
#set columns(gutter: 9mm)
#set text(font: ("Noto Serif CJK JP"), size: 9.5pt, lang: "ja")
#set par(justify: true, leading: 0.75em, first-line-indent: (amount: 1em, all: true))
#show table: set par(first-line-indent: 0pt, leading: 0.45em)
#show table: set text(font: "Noto Sans CJK JP", size: 8pt)
#set table(stroke: 0.5pt + rgb("#555"), inset: 4pt)
#show table.cell: it => it
#let hd(body) = block(above: 9pt, below: 5pt, sticky: true, text(font: "Noto Sans CJK JP", size: 9.5pt, fill: rgb("#1f4e5f"), weight: "bold", body))
''' + "\n".join(out)
produce.typeset(folder, page)
gold.write(folder, plan, items)

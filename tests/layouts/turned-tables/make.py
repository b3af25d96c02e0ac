import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce
from produce import t

folder, plan = produce.load(__file__)
items, rows = [], []
for g in plan["strategies"]:
    total = sum(len(m[2]) for m in g["measures"]); first = True
    for title, who, kpis in g["measures"]:
        for n, (name, base, mid, last) in enumerate(kpis):
            line = ""
            if first: line += f'table.cell(rowspan: {total}, {t(g["number"] + chr(10) + g["title"])}), '; first = False
            if n == 0: line += f'table.cell(rowspan: {len(kpis)}, {t(title)}), '
            line += f'{t(name)}, ' + "".join(f'table.cell(align: right + horizon, {t(gold.printed(v))}), ' for v in (base, mid, last))
            if n == 0: line += f'table.cell(rowspan: {len(kpis)}, align: center + horizon, {t(who)}), '
            rows.append(line)
            seen = gold.observe(base, "baseline", 2022) + gold.observe(mid, "target", 2026) + gold.observe(last, "target", 2028)
            items.append(gold.item(title, paths=[[("１", "数値目標"), (g["number"], g["title"])]], departments=[[who]], indicators=[gold.indicator(name, seen)]))
works = ""
for no, title, what, who, a, b in plan["projects"]["rows"]:
    works += f'table.cell(align: center + horizon, {t(no)}), {t(title)}, {t(what)}, table.cell(align: center + horizon, {t(who)}), {t(a)}, {t(b)},\n'
    items.append(gold.item(title, number=str("０１２３４５６７８９".index(no)), paths=[[("２", "重点事業")]], summary=what, departments=[[who]], progress=[gold.progress(2024, "planned", a), gold.progress(2025, "planned", b)]))
H = lambda *c: "table.header(" + ", ".join(f"table.cell(align: center + horizon, {t(x)})" for x in c) + "),"
KH = ["基本戦略", "施策", "指標", "基準値\n（R4年度）", "中間目標\n（R8年度）", "最終目標\n（R10年度）", "担当課"]
page = f'''#set document(title: "資料編")
#set page(paper: "a4", margin: (x: 20mm, top: 22mm, bottom: 22mm), header: align(right, text(size: 8pt)[富士吉田市観光立市推進計画　資料編]), footer: context align(center, text(size: 9pt)[#counter(page).display("1")]))
#counter(page).update(48)
#set text(font: "Noto Serif CJK JP", size: 10pt, lang: "ja")
#set par(justify: true, leading: 0.8em)
#set table(stroke: 0.5pt, inset: 5pt)
#show table: set text(font: "Noto Sans CJK JP", size: 8.5pt)
#show table: set par(leading: 0.5em, justify: false)
#let turned(body) = align(center + horizon, rotate(-90deg, reflow: true, block(width: 245mm, align(left, body))))
#text(font: "Noto Sans CJK JP", size: 16pt, weight: "bold")[資料編]
#v(4mm)
#h(1em)本計画の策定に当たっては、学識経験者、観光事業者、地域の代表者等で構成する富士吉田市観光立市推進協議会において、令和５年７月から令和６年２月までに４回の会議を開催しました。
#v(2mm)
#text(font: "Noto Sans CJK JP", size: 11pt)[富士吉田市観光立市推進協議会　委員名簿]
#table(columns: (30mm, 60mm, 1fr), {H("区分", "所属", "備考")} [学識経験者], [都留文科大学], [会長], [観光事業者], [ふじよしだ観光振興サービス], [副会長], [], [富士吉田市旅館組合], [], [交通事業者], [富士山麓電気鉄道株式会社], [], [市民], [公募], [２名])
#pagebreak()
#turned[
#text(font: "Noto Sans CJK JP", size: 13pt, weight: "bold")[１　数値目標]
#v(1mm)
#table(columns: (34mm, 36mm, 1fr, 26mm, 26mm, 26mm, 26mm), align: left + horizon, {H(*KH)}
{chr(10).join(rows)})
#text(size: 8pt)[※観光客数は、山梨県観光入込客統計の「富士吉田・河口湖・三つ峠周辺」のうち本市分を推計したもの。]
]
#pagebreak()
#turned[
#text(font: "Noto Sans CJK JP", size: 13pt, weight: "bold")[２　重点事業]
#v(1mm)
#table(columns: (10mm, 48mm, 1fr, 26mm, 46mm, 46mm), align: left + horizon, {H(*plan["projects"]["heads"])}
{works})
]
'''
produce.typeset(folder, page)
gold.write(folder, plan, items)

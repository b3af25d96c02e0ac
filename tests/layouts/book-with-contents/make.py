import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import t

folder, plan = produce.load(__file__)
chapter = (plan["chapter"]["number"], plan["chapter"]["title"])
items, out = [], []
for section in plan["sections"]:
    heading = (section["number"], section["title"])
    out.append(f"== {section['number']}　{section['title']}\n\n{section['lead']}")
    cells = []
    for number, title, summary, name, base, goal, department in section["rows"]:
        seen = gold.observe(base, "baseline", 2023) + gold.observe(goal, "target", 2028)
        bare = [[{"number": n, "title": w} for n, w in path] for path in ([("3", chapter[1]), heading], [heading])]
        items.append(gold.item(
            title, number=number, paths=[[chapter, heading]], summary=summary, departments=gold.departments(department),
            indicators=[gold.indicator(name, seen)],
            doubt={"paths": {"accept": [[p] for p in bare], "why": "the chapter counts as a heading or as a part of the book"}}))
        row = [number, title, summary, name, gold.printed(base), gold.printed(goal), department.replace(" ", "\n")]
        cells.append("  " + ", ".join(map(t, row)) + ",")
    out.append(f"""#table(columns: (9mm, 29mm, 1fr, 33mm, 20mm, 22mm, 29mm), fill: (x, y) => if y == 0 {{ rgb("#d0e0e3") }},
  align: (center, left, left, left, right, right, left),
  table.header({", ".join(map(t, plan["heads"]))}),
{chr(10).join(cells)}
)""")


def plain(rows, columns):
    cells = "\n".join("  " + ", ".join(map(t, r)) + "," for r in rows)
    return f"#table(columns: {columns},\n{cells}\n)"


page = f"""#set document(title: "{plan['title']}", date: none)
#set page(paper: "a4", margin: (x: 17mm, y: 22mm))
#set text(font: "Noto Serif CJK JP", lang: "ja", size: 9.5pt)
#set par(leading: 0.8em, first-line-indent: 1em, justify: true)
#show heading: set text(font: "Noto Sans CJK JP")
#show heading: it => block(it.body, above: 1.5em, below: 1em, sticky: true)
#show heading.where(level: 1): set text(size: 15pt)
#show heading.where(level: 2): set text(size: 12pt)
#set table(stroke: 0.5pt, inset: 4pt)
#show table: set text(font: "Noto Sans CJK JP", size: 8pt)
#show table: set par(first-line-indent: 0em, justify: false, leading: 0.6em)
#show outline.entry: set block(above: 1.1em)

#v(60mm)
#align(center)[#text(size: 26pt, font: "Noto Sans CJK JP")[{plan['title']}] #v(8mm) #text(size: 12pt)[データと対話で創る、こころ通うまち] #v(90mm) #text(size: 14pt)[令和7年3月] #v(2mm) #text(size: 16pt)[郡 山 市]]
#pagebreak()
#align(center, text(size: 14pt)[目　次])
#outline(title: none, indent: 1em)
#pagebreak()
#set page(header: align(right, text(size: 8pt)[{plan['title']}]), footer: context align(center, text(size: 9pt)[#counter(page).display()]))
#counter(page).update(1)

= 第1章　戦略の策定に当たって

== 1　策定の趣旨

人口減少と少子高齢化が進む中、限られた人員と財源で質の高い行政サービスを提供し続けるためには、デジタル技術を活用して業務とサービスの在り方を根本から見直すことが必要です。本市では、これまで電子申請の拡充や業務の自動化に取り組み、令和5年度末までに215の手続をオンライン化してきました。

この戦略は、こうした成果と課題を踏まえ、令和7年度から令和10年度までの4年間に取り組む施策を明らかにするものです。

== 2　本市を取り巻く状況

総人口は2004年をピークに減少に転じており、65歳以上の割合は2040年に35%を超える見込みです。

{plain(plan["population"], "(40mm, 40mm, 40mm)")}

= 第2章　基本理念

「誰一人取り残さない、デジタルで心が通うまち」を基本理念とし、次の4つの柱に沿って施策を展開します。各施策の進捗は、年に1回、DX戦略推進本部において評価し、公表します。

#pagebreak()
= {chapter[0]}　{chapter[1]}

{(chr(10) * 2).join(out)}

#pagebreak()
= 資料編

== 1　策定の経過

{plain(plan["history"], "(45mm, 1fr)")}

== 2　検討会議の委員

{plain(plan["members"], "(25mm, 40mm, 1fr)")}

== 3　用語の説明

{plain(plan["glossary"], "(40mm, 1fr)")}
"""
produce.typeset(folder, page)
gold.write(folder, plan, items)

import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import t

folder, plan = produce.load(__file__)
WRITTEN = {"82万6千冊": "826000"}


def seen(cell, role, year):
    if cell in WRITTEN:
        return [gold.observation(role, year, "number", cell, WRITTEN[cell], "冊", "=")]
    if cell == "94.0％（R5.7月末）":
        return [gold.observation(role, 2023, "number", cell, "94.0", "%", "=", as_of="2023-07-31")]
    return gold.observe({"unmeasured": cell} if cell == "集計中" else cell, role, year)


items, body = [], []
for policy in plan["policies"]:
    body.append(f'#block(sticky: true, above: 8mm, below: 3mm)[#text(font: sans, size: 13pt, weight: "bold")[#"基本方針{policy["number"]}　{policy["title"]}"]]')
    for measure in policy["measures"]:
        wide = "（" + measure["number"].strip("()").translate(str.maketrans("123", "１２３")) + "）"
        path = [(policy["number"], policy["title"]), (measure["number"], measure["title"])]
        path[0] = ("基本方針" + policy["number"], policy["title"])
        body.append(f'#block(sticky: true, above: 6mm, below: 2.5mm)[#text(font: sans, size: 11pt)[#"{wide}{measure["title"]}"]]')
        cells = []
        for name, before, goal, result, rate, grade in measure["kpis"]:
            made = seen(before, "actual", 2023) + seen(goal, "target", 2024) + seen(result, "actual", 2024)
            items.append(gold.item(None, paths=[path], indicators=[gold.indicator(name, made, evaluations=[(2024, grade)])], others=[("達成率", rate)]))
            cells += [t(name), *(f"table.cell(align: right){t(v)}" for v in (before, goal, result, rate)), f"table.cell(align: center){t(grade)}"]
        body.append('#block(sticky: true, below: 1.5mm)[#text(font: sans, size: 9pt)[#"【指標の状況】"]]\n#table(columns: (1fr, 27mm, 20mm, 18mm, 17mm, 12mm), table.header('
                    + ", ".join(f'table.cell(fill: luma(220), align: center){t(c)}' for c in ("指標名", "前年度", "目標", "実績", "達成率", "評価")) + "), " + ", ".join(cells) + ")")
        cells = []
        for title, done, after, who in measure["works"]:
            items.append(gold.item(title, paths=[path], departments=[[who]], progress=[gold.progress(2024, "actual", done), gold.progress(2025, "planned", after)]))
            cells += [t(title), t(done), t(after), t(who)]
        body.append('#block(sticky: true, below: 1.5mm)[#text(font: sans, size: 9pt)[#"【主な事業】"]]\n#table(columns: (34mm, 1fr, 44mm, 27mm), table.header('
                    + ", ".join(f'table.cell(fill: luma(220), align: center){t(c)}' for c in ("事業名", "令和6年度の取組", "今後の方向\n（令和7年度）", "担当課")) + "), " + ", ".join(cells) + ")")
page = f"""#set page(paper: "a4", margin: (x: 18mm, y: 20mm), footer: context align(center, text(size: 8pt)[#counter(page).display()]))
#let sans = "Noto Sans CJK JP"
#set text(font: "Noto Serif CJK JP", size: 9.5pt, lang: "ja")
#set par(leading: 0.6em)
#set table(stroke: (x, y) => (left: if x > 0 {{ 0.4pt }}, top: 0.4pt, bottom: 0.4pt), inset: (x: 1.6mm, y: 1.4mm), align: horizon)
#align(center)[#text(font: sans, size: 14pt, weight: "bold"){t(plan["title"])}]
#align(right)[#"令和7年11月　出雲市教育委員会"]
#"　地方教育行政の組織及び運営に関する法律第26条の規定により、第4期出雲市教育振興計画に掲げた施策の点検及び評価を行い、学識経験を有する者の意見を添えて報告します。"

#"（注1）指標の状況の「目標」及び「実績」は令和6年度、「前年度」は令和5年度の数値である。時点が異なるものは、数値の後に年度を示した。"
#linebreak()
#"（注2）評価　A：目標を達成した　B：目標の90％以上を達成した　C：目標の90％に満たない"
{chr(10).join(body)}
#block(sticky: true, above: 8mm, below: 3mm)[#text(font: sans, size: 13pt, weight: "bold")[#"学識経験者の意見"]]
#"　不登校については、校内の居場所づくりが進んだことを評価する。一方で出現率は上昇しており、学校だけでなく福祉部門と一体となった支援が必要である。"
#block(sticky: true, above: 8mm, below: 3mm)[#text(font: sans, size: 13pt, weight: "bold")[#"教育委員会会議の開催状況"]]
#table(columns: (22mm, 40mm, 1fr), table.cell(fill: luma(220))[#"回"], table.cell(fill: luma(220))[#"開催日"], table.cell(fill: luma(220))[#"主な議題"],
[#"第1回"], [#"令和6年4月25日"], [#"教育委員会の附属機関の委員の委嘱について"], [#"第2回"], [#"令和6年5月30日"], [#"令和7年度使用教科用図書の採択方針について"], [#"第3回"], [#"令和6年6月27日"], [#"令和6年度一般会計補正予算について"])
"""
produce.typeset(folder, page)
gold.write(folder, plan, items)

import re
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import t

folder, plan = produce.load(__file__)
items = []
HEADINGS = (("１", "全体計画"), ("（２）", "2030年のあるべき姿の実現に向けた優先的なゴール、ターゲット"), ("２", "自治体SDGsの推進に資する取組"))


def when(text):
    """Fiscal year and date of a year printed above a value."""
    m = re.fullmatch(r"(\d{4})年3月末", text)
    return (int(m[1]) - 1, f"{m[1]}-03-31") if m else (int(text[:4]), None)


def seen(values):
    made = []
    for v, (role, year) in zip(values, (("baseline", None), ("actual", 2021), ("actual", 2022), ("actual", 2023), ("target", None))):
        as_of = None
        if isinstance(v, list):
            year, as_of = when(v[0])
            got = gold.observe(v[1], role, year)
            for o in got:
                o["raw"], o["as_of"] = f"{v[0]}\n{v[1]}", as_of
        else:
            got = gold.observe(v, role, year)
        made += got
    return made


def doubt(values):
    made, n = {}, 0
    for v in values:
        if isinstance(v, dict) and v["unmeasured"] == "未実施":
            made[f"indicators.0.observations.{n}.kind"] = {"accept": ["text"], "why": "未実施 as a state"}
        n += 1
    return made


def cell(v):
    if isinstance(v, list):
        return f'table.cell(align: right)[#text(size: 7pt)[#"{v[0]}"] \\ #"{v[1]}"]'
    return f"table.cell(align: right + bottom){t(gold.printed(v))}"


def table(widths, heads, body):
    top = "".join(f'table.cell(rowspan: 2, fill: dark)[#set text(fill: white); {t(h)[1:-1]}],' for h in heads[:-2])
    top += 'table.cell(colspan: 3, fill: dark)[#set text(fill: white); 実績値],'
    top += "".join(f'table.cell(rowspan: 2, fill: dark)[#set text(fill: white); {t(h)[1:-1]}],' for h in heads[-2:])
    low = "".join(f"table.cell(fill: dark)[#set text(fill: white); {y}年度]," for y in (2021, 2022, 2023))
    return f"#table(columns: ({widths}), stroke: 0.5pt + dark, inset: 4pt, align: left + horizon, table.header({top}{low}), {body})\n"


body = ""
for g in plan["first"]:
    for n, (number, goals, name, values, rate) in enumerate(g["rows"]):
        if n == 0:
            body += f'table.cell(rowspan: {len(g["rows"])}, fill: pale, align: center + horizon){t(g["group"])},'
        body += f"table.cell(align: center + horizon){t(number)},{t(goals)},{t(name)}," + "".join(cell(v) + "," for v in values) + f"table.cell(align: right + horizon){t(rate)},"
        items.append(gold.item(None, number=number, paths=[[HEADINGS[0], HEADINGS[1], (None, g["group"])]],
                               indicators=[gold.indicator(name, seen(values))], others=[("ゴール・ターゲット番号", goals), ("達成度（%）", rate)], doubt=doubt(values)))
one = table("1.1cm, 1cm, 2.3cm, 1fr, 2.4cm, 2.2cm, 2.2cm, 2.2cm, 2.4cm, 1.6cm", ["分野", "No.", "ゴール・\nターゲット番号", "指標名", "当初値", "目標値", "達成度\n（%）"], body)
body = ""
for g in plan["second"]:
    left = sum(len(m["rows"]) for m in g["measures"])
    for m in g["measures"]:
        for n, (name, values, rate) in enumerate(m["rows"]):
            if n == 0 and m is g["measures"][0]:
                body += f'table.cell(rowspan: {left}, fill: pale, align: center + horizon){t(g["group"])},'
            if n == 0:
                body += f'table.cell(rowspan: {len(m["rows"])}, align: center + horizon){t(m["number"])},table.cell(rowspan: {len(m["rows"])}){t(m["title"])},'
            body += t(name) + "," + "".join(cell(v) + "," for v in values) + f"table.cell(align: right + horizon){t(rate)},"
            items.append(gold.item(m["title"], number=m["number"], paths=[[HEADINGS[2], (None, g["group"])]],
                                   indicators=[gold.indicator(name, seen(values))], others=[("達成度（%）", rate)], doubt=doubt(values)))
two = table("1.1cm, 1cm, 4.6cm, 1fr, 2.2cm, 2.2cm, 2.2cm, 2.2cm, 2.2cm, 1.6cm", ["分野", "No.", "取組名", "指標名", "当初値", "目標値", "達成度\n（%）"], body)
boxes = ",".join(f"table.cell(fill: pale){t(a)},{t(b)}" for a, b in plan["vision"])
dots = "".join(f"#box(circle(radius: 2.6pt, fill: {c}))" for c in ("red", "orange", "yellow", "green", "aqua", "blue", "purple", "maroon"))
page = f"""#let dark = rgb("#1f4e79")
#let pale = rgb("#deeaf6")
#set page(paper: "a4", flipped: true, margin: (x: 14mm, y: 15mm), footer: context align(right, text(8pt)[三重県いなべ市　#counter(page).display()]))
#set text(font: "Noto Sans CJK JP", size: 8.5pt, lang: "ja")
#set par(leading: 0.55em, justify: true)
#grid(columns: (1fr, auto), text(15pt, weight: "bold")[SDGs未来都市計画進捗評価シート（2023年度）], [{dots}])
#v(2mm)
#text(12pt, weight: "bold")[１　全体計画]

#text(10.5pt)[（１）計画の概要]
#table(columns: (3.2cm, 1fr), stroke: 0.5pt + dark, inset: 5pt, {boxes})
#text(10.5pt)[（２）2030年のあるべき姿の実現に向けた優先的なゴール、ターゲット]
{one}
#text(8pt)[※達成度は、（2023年度実績－当初値）÷（目標値－当初値）×100で算出し、小数点以下を四捨五入している。]

#text(10.5pt)[（３）取組の達成状況の総括]
#block[　観光施設の入込客数とコミュニティバスの利用者数は、新型コロナウイルス感染症の影響により当初値を下回っているが、いずれも回復の傾向にある。にぎわいの森を訪れる人の流れを市内の各地域に広げることが今後の鍵となる。]
#pagebreak()
#text(12pt, weight: "bold")[２　自治体SDGsの推進に資する取組]

　2021年度から2025年度までの5年間に進める取組について、指標の進捗を次のとおり確認した。
{two}
#block[【有識者からの意見】登録団体の数は着実に増えている。今後は団体同士のつながりから生まれた活動の数を把握し、量から質への転換を図ることが望まれる。]
"""
produce.typeset(folder, page)
gold.write(folder, plan, items)

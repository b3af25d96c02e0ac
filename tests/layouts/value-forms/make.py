import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce
from short import *
folder, plan = produce.load(__file__)
t = produce.t
def arrow(role, fy, s): return X(role, fy, s)
G = [("1", "くらしのデジタル化", [
 ("1", "オンライン手続の利用率", "８５．３％", [N(A, 2023, "８５．３％", "85.3", "%")], "９０．０％", [N(T, 2027, "９０．０％", "90.0", "%")], "９５．０％以上", [N(T, 2029, "９５．０％以上", "95.0", "%", ">=")], "デジタル推進課"),
 ("2", "スマートフォン教室の受講者数（累計）", "1,214人", [N(A, 2023, "1,214人", 1214, "人")], "2千人", [N(T, 2027, "2千人", 2000, "人")], "三千人", [N(T, 2029, "三千人", 3000, "人")], "福祉課\n地域支援課"),
 ("3", "デジタル機器の利用に不安を感じる市民の割合", "41.8％", [N(A, 2023, "41.8％", "41.8", "%")], "↘", "a", "↘", "a", "デジタル推進課"),
 ("4", "書かない窓口の満足度", "未調査", [U(A, 2023, "未調査")], "80％", [N(T, 2027, "80％", 80, "%")], "80～90％", "r", "市民課ほか"),
 ("5", "電子図書館の貸出点数", "5千点（令和元年度）", [N(A, 2019, "5千点（令和元年度）", 5000, "点")], "8,000点", [N(T, 2027, "8,000点", 8000, "点")], "1万2千点", [N(T, 2029, "1万2千点", 12000, "点")], "教育総務課")]),
 ("2", "産業のデジタル化", [
 ("6", "デジタル活用に取り組む事業者の割合", "約34％", [N(A, 2023, "約34％", 34, "%", approx=True)], "↗", "a", "50％超", [N(T, 2029, "50％超", 50, "%", ">")], "産業政策課"),
 ("7", "スマート農業機械の導入経営体数", "17経営体", [N(A, 2023, "17経営体", 17, "経営体")], "30経営体", [N(T, 2027, "30経営体", 30, "経営体")], "45経営体程度", [N(T, 2029, "45経営体程度", 45, "経営体", approx=True)], "農業振興課"),
 ("8", "宿泊者数の対令和元年増減率", "△8.2％", [N(A, 2023, "△8.2％", "-8.2", "%")], "0.0％", [N(T, 2027, "0.0％", "0.0", "%")], "10.0％", [N(T, 2029, "10.0％", "10.0", "%")], "産業政策課"),
 ("9", "父母ヶ浜周辺の滞在者数", "48万人（R4年度）", [N(A, 2022, "48万人（R4年度）", 480000, "人")], "→", "a", "50万人", [N(T, 2029, "50万人", 500000, "人")], "産業政策課")]),
 ("3", "行政のデジタル化", [
 ("10", "職員１人当たりの時間外勤務時間数（月平均）", "14.6時間", [N(A, 2023, "14.6時間", "14.6", "時間")], "12.0時間", [N(T, 2027, "12.0時間", "12.0", "時間")], "10.0時間以内", [N(T, 2029, "10.0時間以内", "10.0", "時間", "<=")], "人事課\n全課"),
 ("11", "オープンデータの公開件数", "62件", [N(A, 2023, "62件", 62, "件")], "100件", [N(T, 2027, "100件", 100, "件")], "１５０件", [N(T, 2029, "１５０件", 150, "件")], "全課"),
 ("12", "標準準拠システムへの移行", "0業務", [N(A, 2023, "0業務", 0, "業務")], "20業務", [N(T, 2027, "20業務", 20, "業務")], "全業務", [X(T, 2029, "全業務")], "デジタル推進課"),
 ("13", "テレワークを利用した職員の割合", "－", [], "15％", [N(T, 2027, "15％", 15, "%")], "20％", [N(T, 2029, "20％", 20, "%")], "人事課")])]
items, body = [], []
for no, title, rows in G:
    body.append(f'table.cell(colspan: 6, fill: luma(225), stroke: (bottom: .5pt))[#text(font: "IPAGothic"){t(no + "　" + title)}]')
    for n, name, a, ao, b, bo, c, co, who in rows:
        obs, doubt = list(ao), {}
        for raw, o, fy in ((b, bo, 2027), (c, co, 2029)):
            if o == "a":
                obs.append(X(T, fy, raw)); doubt["indicators.0.observations." + str(len(obs) - 1)] = {"accept": [dict(N(T, fy, raw, 0, None), kind="text", label=None)], "why": "an arrow as value"}
            elif o == "r":
                obs.append(X(T, fy, raw)); k = len(obs) - 1; lo, hi = N(T, fy, raw, 80, "%"), N(T, fy, raw, 90, "%")
                doubt["indicators.0.observations"] = {"accept": [obs[:k] + [N(T, fy, raw, 80, "%", ">=")], obs[:k] + [lo], obs[:k] + [lo, hi], obs[:k] + [N(T, fy, raw, 80, "%", ">="), N(T, fy, raw, 90, "%", "<=")]], "why": "a range has no form in CONTRACT"}
            else: obs += o
        doubt = {k: v for k, v in doubt.items() if v["why"] != "an arrow as value"}
        arrows = [o for o in obs if o["raw"] in "↗→↘"]
        if arrows: doubt["indicators.0.observations"] = {"accept": [[o for o in obs if o not in arrows]], "why": "an arrow as a value: a direction only, or a text target"}
        i = gold.indicator(name, obs)
        if arrows and "↘" in (b, c): i["direction"] = "down"
        if "ほか" in who: doubt["departments"] = {"accept": [[[who.replace("ほか", "")]]], "why": "ほか"}
        items.append(gold.item(None, number=n, paths=P(f"{no}|{title}"), departments=[[w] for w in who.split("\n")], indicators=[i], doubt=doubt or None))
        body.append(", ".join([f"[#align(center){t(n)}]", t(name)] + [f"[#align(right){t(v)}]" for v in (a, b, c)] + [t(who)]))
up = lambda s: '[#align(center + horizon)[#stack(dir: ttb, spacing: 1.5pt, ' + ", ".join(f'"{c}"' for c in s) + ')]]'
page = f'''#set page(paper: "a4", margin: (x: 16mm, top: 18mm, bottom: 16mm), footer: context align(center)[#text(size: 8pt)[資料編－#counter(page).display()]])
#set text(font: "IPAMincho", size: 9pt, lang: "ja")
#align(right)[令和７年３月　三豊市]
#align(center)[#text(size: 14pt, font: "IPAGothic")[三豊市デジタル推進計画　目標指標一覧]]
#v(2mm)
　矢印は、数値目標を定めず、望ましい向きだけを示すものです（↗ 増やす、→ 保つ、↘ 減らす）。
#v(1mm)
#block(stroke: .8pt, inset: 1.6pt)[#block(stroke: .8pt)[#table(columns: (8mm, 1fr, 27mm, 24mm, 25mm, 25mm), inset: (x: 3pt, y: 4pt), stroke: (x, y) => (left: if x > 0 {{ .4pt }}, bottom: .3pt + luma(120)), align: horizon,
table.header(table.cell(rowspan: 3)[{up("番号")[1:-1]}], table.cell(rowspan: 3, inset: 0pt)[#box(width: 100%, height: 19mm)[#place(line(start: (0%, 0%), end: (100%, 100%), stroke: .4pt)) #place(top + right, dx: -4mm, dy: 3mm)[年度] #place(bottom + left, dx: 4mm, dy: -3mm)[指標]]],
table.cell(colspan: 3, align: center)[数値], table.cell(rowspan: 3)[{up("担当課")[1:-1]}],
table.cell(align: center)[実績], table.cell(colspan: 2, align: center)[目標値], table.cell(align: center)[令和５年度], table.cell(align: center)[令和９年度], table.cell(align: center)[令和11年度]),
{(","+chr(10)).join(body)})]]
'''
produce.typeset(folder, page); gold.write(folder, plan, items)

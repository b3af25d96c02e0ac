import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
items, parts = [], []
for g in plan["goals"]:
    parts.append(f'<h2>{g["number"]}　{h(g["title"])}</h2>')
    for issue in g["issues"]:
        rows = []
        for way in issue["ways"]:
            left = sum(len(t["rows"]) for t in way["tasks"])
            for task in way["tasks"]:
                for n, (division, done, grade, next_) in enumerate(task["rows"]):
                    cells = []
                    if task is way["tasks"][0] and n == 0:
                        cells.append(f'<td rowspan="{left}">{h(way["title"])}</td>')
                    if n == 0:
                        s = f'rowspan="{len(task["rows"])}"'
                        cells.append(f'<td class="c" {s}>{task["number"]}</td><td {s}>{h(task["title"])}</td><td {s}>{h(task["summary"])}</td>')
                    cells.append(f'<td class="c">{h(division)}</td><td>{h(done)}</td><td class="c">{grade}</td><td>{h(next_)}</td>')
                    rows.append("<tr>" + "".join(cells) + "</tr>")
                    graded = [{"name": None, "statement": None, "kind": None, "unit_hint": None, "cumulative": False, "description": None,
                               "direction": None, "observations": [], "evaluations": [{"fiscal_year": 2023, "grade": grade}]}]
                    items.append(gold.item(
                        task["title"], number=task["number"], paths=[[(g["number"], g["title"]), (issue["number"], issue["title"]), (None, way["title"])]],
                        summary=task["summary"], departments=[[division]],
                        progress=[gold.progress(2023, "actual", done), gold.progress(2024, "planned", next_)],
                        others=[("評価", grade)],
                        doubt={"indicators": {"accept": [graded], "why": "評価 without an indicator: others, or an evaluation of an indicator without a name"}}))
        parts.append(f'<h3>{issue["number"]}　{h(issue["title"])}</h3><table><colgroup><col style="width:9%"><col style="width:4%"><col style="width:12%"><col style="width:18%"><col style="width:9%"><col style="width:25%"><col style="width:4%"><col style="width:19%"></colgroup>'
                     '<thead><tr><th>施策の<br>方向</th><th>番号</th><th>具体的取組</th><th>取組内容</th><th>担当課</th><th>令和５年度の取組実績</th><th>評価</th><th>令和６年度の取組予定</th></tr></thead><tbody>' + "".join(rows) + "</tbody></table>")

rows = []
for number, title, kpis in plan["kpis"]:
    for n, (name, mark, base, now, goal, goal_year, division) in enumerate(kpis):
        first = f'<td rowspan="{len(kpis)}">{number}　{h(title)}</td>' if n == 0 else ""
        note = f"<sup>{mark}</sup>" if mark else ""
        rows.append(f'<tr>{first}<td>{h(name)}{note}</td><td class="c">{h(base)}</td><td class="c">{h(now)}</td><td class="c">{h(goal)}</td><td class="c">{h(goal_year)}</td><td class="c">{h(division)}</td></tr>')
        seen = gold.observe(base, "baseline", None) + gold.observe(now, "actual", None) + gold.observe(goal, "target", gold.year(goal_year))
        doubt = {"indicators.0.name": {"accept": [name + mark], "why": "the mark of a note after the name"}} if mark else None
        items.append(gold.item(None, paths=[[(number, title)]], departments=[[division]], indicators=[gold.indicator(name, seen)], doubt=doubt))
head = "".join(f"<th>{c}</th>" for c in plan["kpi_heads"])
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>進捗状況調査票</title>
<style>
@page {{ size: A4 landscape; margin: 15mm 13mm 16mm; @bottom-center {{ content: "- " counter(page) " -"; font: 9pt "IPAMincho"; }} }}
@page :first {{ @bottom-center {{ content: ""; }} }}
body {{ font-family: "IPAMincho"; font-size: 8.5pt; line-height: 1.4; margin: 0; }}
.cover {{ text-align: center; break-after: page; }} .cover h1 {{ font: 24pt "IPAGothic"; margin: 0 0 6mm; padding-top: 42mm; }} .cover p {{ font-size: 16pt; }}
.pre {{ break-after: page; font-size: 10.5pt; }} .pre h4 {{ font: 12pt "IPAGothic"; margin: 6mm 0 2mm; }} .pre p {{ text-indent: 1em; margin: 0 0 2mm; }}
.box {{ border: 1pt solid #333; padding: 2mm 4mm; width: 130mm; margin: 3mm 0 3mm auto; font-size: 8.5pt; }}
h2 {{ font: 13pt "IPAGothic"; background: #444; color: #fff; padding: 1mm 3mm; margin: 4mm 0 2mm; break-after: avoid; }}
h3 {{ font: 11pt "IPAGothic"; border-left: 4pt solid #888; padding-left: 2mm; margin: 4mm 0 2mm; break-after: avoid; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
td, th {{ border: 0.5pt solid #000; padding: 2px 4px; vertical-align: top; }} tr {{ break-inside: avoid; }}
th {{ background: #ddd; font: 8.5pt "IPAGothic"; vertical-align: middle; }} .c {{ text-align: center; }}
.last {{ break-before: page; }} .last td {{ vertical-align: middle; font-size: 9.5pt; padding: 5px; }} .note {{ font-size: 8pt; }}
</style>
<div class="cover"><h1>第４次所沢市男女共同参画計画<br>令和５年度進捗状況調査票</h1><p>～誰もが自分らしく輝くまちを目指して～</p><p style="margin-top:45mm">令和６年１０月<br>所　沢　市</p></div>
<div class="pre"><h4>１　調査の目的</h4><p>第４次所沢市男女共同参画計画（計画期間：令和４年度～令和８年度）に位置付けた取組について、令和５年度の実施状況を各担当課に調査し、計画の進行管理を行うものです。</p>
<h4>２　調査の方法</h4><p>計画に掲げる８の取組について、関係する課がそれぞれ実績を記入し、自己評価を行いました。結果は男女共同参画審議会に報告し、その意見を次年度以降の取組に反映します。</p>
<h4>３　結果の概要</h4><p>評価の対象とした１４件のうち、「Ａ」が７件、「Ｂ」が５件、「Ｃ」が２件となり、概ね計画に沿って進んでいます。一方で、消防分野における女性の参画など、引き続き取組を強める必要のある課題も見られます。</p></div>
<div class="box">【評価の基準】　Ａ：計画どおり実施し、成果があった　　Ｂ：概ね計画どおり実施した<br>　　　　　　　　Ｃ：実施したが不十分であった　　　　　Ｄ：実施しなかった</div>
{"".join(parts)}
<div class="last"><h3 style="border:0;padding:0">【参考】計画の指標の状況</h3><table><colgroup><col style="width:17%"><col style="width:31%"><col style="width:12%"><col style="width:12%"><col style="width:8%"><col style="width:9%"><col style="width:11%"></colgroup><tr>{head}</tr>{"".join(rows)}</table>
<p class="note">※1　地方自治法第180条の5及び第202条の3に基づく委員会・審議会等を対象とし、各年度の4月1日現在で集計しています。</p></div></html>"""
produce.chromium(folder, page)
gold.write(folder, plan, items)

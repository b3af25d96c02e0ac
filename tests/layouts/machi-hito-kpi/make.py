import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce
from produce import h

folder, plan = produce.load(__file__)
items, rows = [], []
def obs(v, role, y, unit, scale):
    if v == "集計中":
        return gold.observe({"unmeasured": v}, role, y)
    made = gold.observe(v.split("※")[0], role, y, unit, scale)
    for o in made: o["raw"] = v
    return made
for g in plan["goals"]:
    first = True; total = sum(len(m[2]) for m in g["measures"])
    for title, division, kpis in g["measures"]:
        for n, (no, name, mark, printed, base, actual, goal, rate, grade) in enumerate(kpis):
            cells = ""
            if first:
                cells += f'<td rowspan="{total}" class="v"><div>{g["number"]}　{h(g["title"])}</div></td>'; first = False
            if n == 0: cells += f'<td rowspan="{len(kpis)}">{h(title)}</td>'
            sup = f"<sup>{mark}</sup>" if mark else ""
            val = lambda v: h(v.split("※")[0]) + (f'<sup>※{v.split("※")[1]}</sup>' if "※" in v else "")
            cells += f'<td class="c">{no}</td><td>{h(name)}{sup}</td><td class="c">{printed}</td>' + "".join(f'<td class="r">{val(v)}</td>' for v in [base, *actual, goal, rate]) + f'<td class="c">{grade}</td>'
            if n == 0: cells += f'<td rowspan="{len(kpis)}" class="c">{division}</td>'
            rows.append(f"<tr>{cells}</tr>")
            unit, scale = gold.unit_column(printed)
            seen = obs(base, "baseline", 2018, unit, scale)
            for y, v in zip(range(2020, 2025), actual): seen += obs(v, "actual", y, unit, scale)
            seen += obs(goal, "target", 2024, unit, scale)
            items.append(gold.item(title, number=no, paths=[[(g["number"], g["title"])]], departments=[[division]],
                indicators=[gold.indicator(name, seen, evaluations=[(2024, grade)])], others=[("達成率", rate)],
                doubt={"indicators.0.name": {"accept": [name + mark], "why": "mark of a note after the name"}} if mark else None))
down = lambda s: "<br>".join(s)
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>KPI達成状況一覧</title><style>
@page {{ size: A4 landscape; margin: 12mm 10mm 13mm; @bottom-right {{ content: counter(page); font: 9pt "Noto Sans CJK JP"; }} }}
body {{ font: 8pt/1.3 "Noto Sans CJK JP"; margin: 0; }} h1 {{ font-size: 13pt; text-align: center; margin: 0 0 1mm; }}
.d {{ text-align: right; font-size: 8.5pt; margin: 0; }} .lead {{ font-size: 8.5pt; margin: 1mm 0 2mm; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }} tr {{ break-inside: avoid; }}
td, th {{ border: 0.4pt solid #444; padding: 3.4px 3px; vertical-align: middle; height: 9mm; }} th {{ height: auto; }} th {{ background: #e3e3e3; font-weight: 500; font-size: 7.5pt; }}
.n th {{ font-size: 6.5pt; padding: 0; background: #f3f3f3; }} .c {{ text-align: center; }} .r {{ text-align: right; }}
.v div {{ writing-mode: vertical-rl; margin: auto; font-size: 7.5pt; line-height: 1.2; }} sup {{ font-size: 5.5pt; }} .note {{ font-size: 7pt; margin: 1mm 0 0; }}
</style><p class="d">令和７年８月　会津若松市企画政策部</p><h1>第２期会津若松市まち・ひと・しごと創生総合戦略　令和６年度ＫＰＩ達成状況一覧</h1>
<p class="lead">評価区分　Ａ：目標達成（達成率100%以上）　Ｂ：概ね順調（達成率80%以上100%未満）　Ｃ：遅れている（達成率80%未満）　－：評価できないもの</p>
<table><colgroup><col style="width:4.4%"><col style="width:11.5%"><col style="width:2.4%"><col style="width:17%"><col style="width:4.3%"><col style="width:5.6%"><col style="width:5.4%"><col style="width:5.4%"><col style="width:5.4%"><col style="width:5.4%"><col style="width:5.4%"><col style="width:5.6%"><col style="width:5.4%"><col style="width:2.6%"><col style="width:8%"></colgroup>
<thead><tr><th rowspan="3">基本<br>目標</th><th rowspan="3">施策</th><th rowspan="3">№</th><th rowspan="3">重要業績評価指標<br>（ＫＰＩ）</th><th rowspan="3">{down("単位")}</th><th>基準値</th><th colspan="5">実績値</th><th>目標値</th><th rowspan="2">達成率<br>(R6)</th><th rowspan="3">{down("評価")}<br>R6</th><th rowspan="3">{down("担当課")}</th></tr>
<tr><th>H30</th><th>R2</th><th>R3</th><th>R4</th><th>R5</th><th>R6</th><th>R6</th></tr>
<tr class="n"><th></th><th></th><th></th><th></th><th></th><th>(A)</th><th>(B)</th><th>(A)/(B)</th></tr></thead><tbody>{"".join(rows)}</tbody></table>
<p class="note">※1　従業者4人以上の事業所。　　※2　新型コロナウイルス感染症の影響により、鶴ヶ城天守閣を休館した期間がある。</p><p class="note">出典：市観光統計、工業統計調査（経済産業省）、住民基本台帳人口移動報告（総務省）ほか</p></html>"""
produce.chromium(folder, page)
gold.write(folder, plan, items)

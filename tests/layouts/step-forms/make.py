import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
items, body, count = [], [], 0
for c in plan["chapters"]:
    bar = f'<div class="bar">{h(c["number"])}　{h(c["title"])}</div>'
    for number, title, purpose, summary, issue, department, steps, (name, base, goal) in c["projects"]:
        seen = gold.observe(base, "baseline", 2024) + gold.observe(goal, "target", 2027)
        prog = [gold.progress(2025 + k, "planned", s) for k, s in enumerate(steps)]
        doubt = {f"progress.{k}.label": {"accept": [f"ステップ{k + 1}", None], "why": "the step stands over the year as a label of its own"} for k in range(3)}
        made = gold.item(title, number=number, paths=[[(c["number"], c["title"])]], purpose=purpose, summary=summary,
                         departments=gold.departments(department), indicators=[gold.indicator(name, seen)], progress=prog,
                         others=[("課題", issue)], doubt=doubt)
        for k, p in enumerate(made["progress"]):
            p["label"] = f"ステップ{k + 1}"
        items.append(made)
        where = "、".join(d.replace(" ", " ") for d in department.split("|"))
        chev = "".join(f'<div class="st"><div class="yr"><b>ステップ{k + 1}</b>　令和{7 + k}年度</div><div class="ch c{k}">{h(s)}</div></div>' for k, s in enumerate(steps))
        body.append(f"""{bar}<section class="{'brk' if count % 2 == 1 else ''}">
<div class="flag"><span>{number}</span>{h(title)}</div>
<div class="two"><div><i>ねらい</i><p>{h(purpose)}</p></div><div><i>取組内容</i><p>{h(summary)}</p></div></div>
<div class="two"><div><i>課題</i><p>{h(issue)}</p></div><div><i>担当課</i><p>{h(where)}</p></div></div>
<div class="road">{chev}</div>
<div class="goal"><b>ゴール指標</b><span class="nm">{h(name)}</span><span>現状（R6）<em>{h(base)}</em></span><span class="ar">➜</span><span>目標（R9）<em>{h(goal)}</em></span></div>
</section>""")
        bar, count = "", count + 1
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4 portrait; margin: 14mm 15mm; }}
* {{ -webkit-print-color-adjust: exact; print-color-adjust: exact; box-sizing: border-box; }}
body {{ font-family: "Noto Sans CJK JP"; font-size: 9pt; line-height: 1.5; margin: 0; }}
h1 {{ font-size: 14pt; margin: 0; }} .d {{ text-align: right; margin: 0 0 2mm; font-size: 8.5pt; }} p {{ margin: 0.5mm 0 0; }}
.bar {{ background: #b5432f; color: #fff; font-size: 12pt; font-weight: bold; padding: 1.5mm 4mm; margin: 2mm 0 3mm; break-after: avoid; }}
section {{ background: #fbf6ef; padding: 3mm 4mm 3.5mm; margin: 0 0 5mm; break-inside: avoid; }} section.brk {{ break-after: page; }}
.flag {{ background: #35607f; color: #fff; font-size: 12pt; font-weight: bold; padding: 1mm 8mm 1mm 3mm; display: inline-block; clip-path: polygon(0 0, 100% 0, calc(100% - 4mm) 100%, 0 100%); }}
.flag span {{ margin-right: 4mm; }}
.two {{ display: flex; gap: 6mm; margin-top: 2mm; }} .two > div {{ flex: 1; }}
i {{ font-style: normal; background: #35607f; color: #fff; border-radius: 3mm; padding: 0 3mm; font-size: 7.5pt; }}
.road {{ display: flex; gap: 1mm; margin-top: 3mm; }} .st {{ flex: 1; }} .yr {{ text-align: center; font-size: 8pt; }}
.ch {{ min-height: 15mm; padding: 2mm 7mm 2mm 6mm; clip-path: polygon(0 0, calc(100% - 5mm) 0, 100% 50%, calc(100% - 5mm) 100%, 0 100%, 5mm 50%); font-size: 8.5pt; }}
.c0 {{ background: #d6e4ee; }} .c1 {{ background: #b4cfe1; }} .c2 {{ background: #8fb8d3; }}
.goal {{ display: flex; align-items: center; gap: 4mm; margin-top: 3mm; background: #fff; padding: 1.5mm 3mm; }}
.goal b {{ background: #e0a52b; padding: 0 3mm; }} .nm {{ flex: 1; font-weight: bold; }} em {{ font-style: normal; font-size: 14pt; font-weight: bold; color: #b5432f; margin-left: 2mm; }} .ar {{ color: #e0a52b; font-size: 14pt; }}
</style>
<h1>{h(plan["title"])}</h1><div class="d">令和7年4月　丸亀市都市整備部住宅課</div>
{chr(10).join(body)}
</html>"""
produce.chromium(folder, page)
gold.write(folder, plan, items)

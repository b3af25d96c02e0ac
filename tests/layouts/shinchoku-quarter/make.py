import subprocess, sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce
from produce import h

folder, plan = produce.load(__file__)
items, tables = [], []
QUARTERS = ["第1四半期（4～6月）", "第2四半期（7～9月）", "第3四半期（10～12月）", "第4四半期（1～3月）"]
for part in (plan["pillars"][:2], plan["pillars"][2:]):
    rows = []
    for g in part:
        rows.append(f'<tr><td colspan="12" class="g">{g["number"]}　{h(g["title"])}</td></tr>')
        for no, title, who, todo, done, name, values, grade in g["tasks"]:
            two = lambda x, c="": f'<td rowspan="2" class="{c}">{h(x)}</td>'
            v = [gold.printed(x) for x in values]
            rows.append("<tr>" + two(no, "c") + two(title) + two(who, "c") + '<td class="c p">計画</td>' + "".join(f'<td class="p">{h(x)}</td>' for x in todo) + two(name) + two(v[0], "r") + two(v[1], "r") + two(v[2], "r") + two(grade, "c") + "</tr>")
            rows.append('<tr><td class="c q">実績</td>' + "".join(f'<td class="q">{h(x)}</td>' for x in done) + '<td class="q"></td></tr>')
            now = gold.observe(values[2], "actual", 2025)
            for o in now: o["as_of"] = "2025-12-31"
            prog = [gold.progress(2025, "planned", x) | {"label": q} for q, x in zip(QUARTERS, todo)] + [gold.progress(2025, "actual", x) | {"label": q} for q, x in zip(QUARTERS, done)]
            items.append(gold.item(title, number=no, paths=[[(g["number"], g["title"])]], departments=[[who]], progress=prog,
                indicators=[gold.indicator(name, gold.observe(values[0], "baseline", 2024) + gold.observe(values[1], "target", 2025) + now, evaluations=[(2025, grade)])]))
    tables.append("".join(rows).replace('colspan="12"', 'colspan="13"'))
cols = "".join(f'<col style="width:{w}%">' for w in (3, 10, 6.5, 4, 11, 11, 11.5, 11, 11.5, 5.5, 5.5, 5.5, 4))
heads = '<tr><th rowspan="2">No.</th><th rowspan="2">取組名</th><th rowspan="2">所管課</th><th rowspan="2">区分</th><th colspan="4">令和7年度</th><th colspan="4">KPI</th><th rowspan="2">進捗</th></tr><tr>' + "".join(f"<th>{q.replace('（', '<br>（')}</th>" for q in QUARTERS) + "<th>指標</th><th>R6<br>（基準値）</th><th>R7目標</th><th>R7実績<br>（12月末）</th></tr>"
table = lambda body: f'<table><colgroup>{cols}</colgroup>{heads}{body}</table>'
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>進捗管理表</title><style>
body {{ font: 11.5px "Noto Sans CJK JP"; margin: 0; }} h1 {{ font-size: 17px; text-align: center; margin: 0 0 6px; }} p {{ margin: 2px 0; }} .rt {{ text-align: right; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }} tr {{ page-break-inside: avoid; }} td, th {{ border: 1px solid #333; padding: 10px 4px; vertical-align: middle; }} th {{ background: #cfd8e6; }}
.c {{ text-align: center; }} .r {{ text-align: right; }} .g {{ background: #5b7aa8; color: #fff; font-weight: bold; }} .p {{ background: #f2f6fb; border-bottom: 1px dotted #777; }} .q {{ border-top: 1px dotted #777; }} .brk {{ page-break-before: always; }}
</style><p class="rt">令和8年1月　行革推進本部会議　資料2</p><h1>豊岡市業務改革アクションプラン　令和7年度進捗管理表（第3四半期）</h1><p>進捗：◎ 計画を上回る　○ 計画どおり　△ 計画より遅れている</p>
{table(tables[0])}<div class="brk"></div><p><b>令和7年度進捗管理表（続き）</b></p>{table(tables[1])}
<p>※実績は令和7年12月末時点のものです。</p></html>"""
(folder / "page.html").write_text(page, encoding="utf-8")
subprocess.run(["wkhtmltopdf", "-q", "-s", "A4", "-O", "Landscape", "-T", "12mm", "-B", "14mm", "-L", "10mm", "-R", "10mm", str(folder / "page.html"), str(folder / "plan.pdf")], check=True)
gold.write(folder, plan, items)

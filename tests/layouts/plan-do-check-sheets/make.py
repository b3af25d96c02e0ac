import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

from produce import h

folder, plan = produce.load(__file__)
items, body = [], []
for s in plan["sheets"]:
    kpis, rows = [], []
    for kind, name, printed, *values in s["kpis"]:
        unit, scale = gold.unit_column(printed)
        seen = [o for v, (role, year) in zip(values, (("target", 2023), ("actual", 2023), ("target", 2024), ("actual", 2024)))
                for o in gold.observe(v, role, year, unit, scale)]
        kpis.append(gold.indicator(name, seen))
        rows.append(f"<tr><td>{kind}</td><td colspan=\"2\">{h(name)}</td><td class='c'>{printed}</td>" + "".join(f"<td class='r'>{v}</td>" for v in values) + "</tr>")
    items.append(gold.item(
        s["title"], number=s["number"], paths=[[tuple(s["policy"])]], purpose=s["aim"], summary=s["text"], departments=gold.departments(s["department"]),
        indicators=kpis, progress=[gold.progress(2024, "actual", s["done"]), {"fiscal_year": None, "kind": "planned", "text": s["next"]}],
        others=[("課題", s["issue"]), *zip(("妥当性", "有効性", "効率性"), s["grades"]), ("事業費（千円）", " ".join(s["cost"]))],
        doubt={"progress.1.fiscal_year": {"accept": [2024, 2025], "why": "今後の方向性 names no year"}}))
    body.append(f"""<section><h1>{h(plan["title"])}</h1><table><colgroup><col style="width:6%"><col style="width:16%"><col style="width:12%"><col style="width:16%"><col style="width:8%"><col style="width:10.5%"><col style="width:10.5%"><col style="width:10.5%"><col style="width:10.5%"></colgroup>
<tr><th colspan="2">事業番号</th><td>{s["number"]}</td><th>事業名</th><td colspan="5">{h(s["title"])}</td></tr>
<tr><th colspan="2">政策</th><td colspan="2">{h(" ".join(s["policy"]))}</td><th>担当課</th><td colspan="4">{h(s["department"])}</td></tr>
<tr><th class="v" rowspan="2">計画</th><th>目的</th><td colspan="7">{h(s["aim"])}</td></tr>
<tr><th>事業内容</th><td colspan="7">{h(s["text"])}</td></tr>
<tr><th class="v" rowspan="7">実施</th><th rowspan="2">区分</th><th colspan="2" rowspan="2">指標名</th><th rowspan="2">単位</th><th colspan="2">令和5年度</th><th colspan="2">令和6年度</th></tr>
<tr><th>目標</th><th>実績</th><th>目標</th><th>実績</th></tr>
{"".join(rows)}
<tr><th rowspan="2">事業費（千円）</th><th colspan="2">令和5年度決算</th><th colspan="2">令和6年度決算</th><th colspan="3">令和7年度予算</th></tr>
<tr><td colspan="2" class="r">{s["cost"][0]}</td><td colspan="2" class="r">{s["cost"][1]}</td><td colspan="3" class="r">{s["cost"][2]}</td></tr>
<tr><th>令和6年度の取組実績</th><td colspan="7">{h(s["done"])}</td></tr>
<tr><th class="v" rowspan="2">評価</th><th>妥当性</th><td class="c">{s["grades"][0]}</td><th>有効性</th><td class="c">{s["grades"][1]}</td><th>効率性</th><td class="c" colspan="3">{s["grades"][2]}</td></tr>
<tr><th>課題</th><td colspan="7">{h(s["issue"])}</td></tr>
<tr><th class="v">改善</th><th>今後の方向性</th><td colspan="7">{h(s["next"])}</td></tr></table></section>""")
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4 portrait; margin: 15mm; }}
* {{ -webkit-print-color-adjust: exact; print-color-adjust: exact; }}
body {{ font-family: "IPAPGothic"; font-size: 9.5pt; line-height: 1.5; margin: 0; }} h1 {{ font-size: 13pt; margin: 0 0 3mm; }} section {{ break-after: page; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }} td, th {{ border: 0.75pt solid #000; padding: 4px 5px; font-weight: normal; vertical-align: middle; }}
th {{ background: #e8f0e4; }} .r {{ text-align: right; }} .c {{ text-align: center; }} .v {{ writing-mode: vertical-rl; letter-spacing: 3px; }}
</style>{"".join(body)}</html>"""
produce.chromium(folder, page)
gold.write(folder, plan, items)

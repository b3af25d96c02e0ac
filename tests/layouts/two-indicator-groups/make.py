import subprocess
import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
WRITTEN = {"5万以上": ("50000", ">="), "5万2千": ("52000", "=")}


def values(cell, role, unit, scale):
    if cell in WRITTEN:
        value, relation = WRITTEN[cell]
        return [gold.observation(role, 2024, "number", cell, value, unit, relation)]
    return gold.observe({"unmeasured": cell} if cell == "集計中" else cell, role, 2024, unit, scale)


items, rows = [], ""
for policy in plan["policies"]:
    rows += f'<tr class="p"><td colspan="16">{h(policy["number"])}　{h(policy["title"])}</td></tr>'
    for measure in policy["measures"]:
        rows += f'<tr class="s"><td colspan="16">{h(measure["number"])}　{h(measure["title"])}</td></tr>'
        for number, title, who, cost, activity, outcome, rate, first, second, way in measure["rows"]:
            kpis = []
            for name, printed, goal, result in (activity, outcome):
                if name == "－":
                    continue
                unit, scale = gold.unit_column(printed)
                kpis.append(gold.indicator(name, values(goal, "target", unit, scale) + values(result, "actual", unit, scale)))
            items.append(gold.item(title, number=number, paths=[[(policy["number"], policy["title"]), (measure["number"], measure["title"])]],
                                   departments=[[who]], indicators=kpis, progress=[gold.progress(2026, "planned", way)],
                                   others=[("令和6年度決算額（千円）", cost), ("達成率", rate), ("一次評価", first), ("二次評価", second)]))
            row = [number, title, who, cost, *activity, *outcome, rate, first, second, way]
            kinds = "clln" + "lcnn" + "lcnn" + "nccc"
            rows += "<tr>" + "".join(f'<td class="{k}">{h(v)}</td>' for k, v in zip(kinds, row)) + "</tr>"
head = ('<tr><th rowspan="2">No.</th><th rowspan="2">事務事業名</th><th rowspan="2">担当課</th><th rowspan="2">令和6年度決算額<br>（千円）</th>'
        '<th colspan="4">活動指標（令和6年度）</th><th colspan="5">成果指標（令和6年度）</th><th rowspan="2">一次<br>評価</th><th rowspan="2">二次<br>評価</th>'
        '<th rowspan="2">今後の方向性<br>（令和8年度）</th></tr><tr>' + "".join(f"<th>{c}</th>" for c in ("指標名", "単位", "目標値", "実績値", "指標名", "単位", "目標値", "実績値", "達成率")) + "</tr>")
widths = (26, 170, 90, 78, 140, 44, 60, 60, 165, 44, 66, 66, 60, 40, 40, 80)
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
body {{ font-family: "IPAPGothic"; font-size: 11.5pt; margin: 0; }}
h1 {{ font-size: 15pt; font-weight: normal; margin: 0; }} p {{ margin: 4px 0; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }} thead {{ display: table-header-group; }} tr {{ page-break-inside: avoid; }}
td, th {{ border: 1px solid #000; padding: 13px 4px; font-weight: normal; vertical-align: middle; }} th {{ background: #e6e6e6; }}
.n {{ text-align: right; }} .c {{ text-align: center; }} tr.p td {{ background: #f4b183; font-weight: bold; }} tr.s td {{ background: #fbe5d6; padding-left: 20px; }}
</style>
<h1>{h(plan["title"])}</h1>
<p>令和7年10月　焼津市行政経営部政策企画課</p>
<p>評価　A：目標を達成し適正に実施　B：おおむね適正に実施　C：改善が必要　（二次評価の「－」は対象外）</p>
<table><colgroup>{"".join(f'<col width="{w}">' for w in widths)}</colgroup><thead>{head}</thead><tbody>
{rows}
</tbody></table></html>"""
(folder / "page.html").write_text(page, encoding="utf-8")
subprocess.run(["wkhtmltopdf", "-q", "--page-size", "A3", "--orientation", "Landscape", "--margin-top", "14mm", "--margin-bottom", "14mm",
                "--footer-center", "[page]/[topage]", "--footer-font-size", "8", str(folder / "page.html"), str(folder / "plan.pdf")], check=True, capture_output=True)
gold.write(folder, plan, items)

import subprocess
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
items, sheets = [], []


def boxes(choice, options):
    return "　".join(("■" if o == choice else "□") + o for o in options)


COLUMNS = (("actual", 2022), ("target", 2023), ("actual", 2023), ("target", 2024), ("target", 2026))
for n, f in enumerate(plan["forms"], 1):
    rows, indicators = "", []
    for k, (group, name, printed, *values) in enumerate(f["kpis"]):
        size = sum(x[0] == group for x in f["kpis"])
        first = f'<th rowspan="{size}">{group}</th>' if k == 0 or f["kpis"][k - 1][0] != group else ""
        rows += f'<tr>{first}<td colspan="2">{h(name)}</td><td class="c">{printed}</td>' + "".join(f'<td class="r">{h(gold.printed(v))}</td>' for v in values) + "</tr>"
        unit, scale = gold.unit_column(printed)
        indicators.append(gold.indicator(name, [o for v, (role, year) in zip(values, COLUMNS) for o in gold.observe(v, role, year, unit, scale)]))
    cost = "".join(f'<tr><th>{a}</th>' + "".join(f'<td class="r" colspan="{s}">{v}</td>' for v, s in zip(b, (3, 3, 2))) + "</tr>" for a, *b in f["cost"])
    total = "".join(f'<td class="r" colspan="{s}">{sum(int(r[c].replace(",", "")) for r in f["cost"]):,}</td>' for c, s in ((1, 3), (2, 3), (3, 2)))
    three = ("高い", "普通", "低い")
    sheets.append(f"""<div class="sheet"><div class="top"><span class="r1">出力日：2024/08/21　　{n}／{len(plan["forms"])}</span></div>
<h1>令和６年度　事務事業評価シート（令和５年度実施分）</h1>
<table><colgroup><col width="12%"><col width="22%"><col width="12%"><col width="10%"><col width="11%"><col width="11%"><col width="11%"><col width="11%"></colgroup>
<tr><th>事業番号</th><td>{f["number"]}</td><th>事務事業名</th><td colspan="5"><b>{h(f["title"])}</b></td></tr>
<tr><th>政策</th><td colspan="3">{f["policy"][0]}　{h(f["policy"][1])}</td><th>施策</th><td colspan="3">{f["measure"][0]}　{h(f["measure"][1])}</td></tr>
<tr><th>担当部</th><td>{h(f["where"][0])}</td><th>担当課</th><td colspan="2">{h(f["where"][1])}</td><th>事業期間</th><td colspan="2">{f["since"]}</td></tr>
<tr><td class="bar" colspan="8">１　事務事業の目的と内容</td></tr>
<tr><th>対象</th><td colspan="7">{h(f["target"])}</td></tr>
<tr><th>目的<br>（意図）</th><td colspan="7">{h(f["purpose"])}</td></tr>
<tr><th>事業内容<br>（手段）</th><td colspan="7">{h(f["summary"])}</td></tr>
<tr><td class="bar" colspan="8">２　指標の推移</td></tr>""")
    # the inner table has one column more: a table of its own, set without a gap
    sheets.append(f"""</table><table class="on"><colgroup><col width="11%"><col width="20%"><col width="13%"><col width="7%"><col width="9.8%"><col width="9.8%"><col width="9.8%"><col width="9.8%"><col width="9.8%"></colgroup>
<tr><th>区分</th><th colspan="2">指標名</th><th>単位</th><th>R4実績</th><th>R5計画</th><th>R5実績</th><th>R6計画</th><th>R8目標</th></tr>{rows}</table>
<table class="on"><colgroup><col width="12%"><col width="12%"><col width="10%"><col width="12%"><col width="12%"><col width="9%"><col width="12%"><col width="11%"><col width="10%"></colgroup>
<tr><td class="bar" colspan="9">３　事業費の推移（千円）</td></tr>
<tr><th>区分</th><th colspan="3">R4決算</th><th colspan="3">R5決算</th><th colspan="2">R6予算</th></tr>{cost}<tr><th>合計</th>{total}</tr>
<tr><td class="bar" colspan="9">４　令和５年度の取組実績</td></tr><tr><td class="tall" colspan="9">{h(f["done"])}</td></tr>
<tr><td class="bar" colspan="9">５　評価</td></tr>
<tr><th>必要性</th><td colspan="2">{boxes(f["checks"][0], three)}</td><th>有効性</th><td colspan="2">{boxes(f["checks"][1], three)}</td><th>効率性</th><td colspan="2">{boxes(f["checks"][2], three)}</td></tr>
<tr><th>課題</th><td colspan="5">{h(f["issue"])}</td><th>総合評価</th><td class="c" colspan="2">{f["grade"]}</td></tr>
<tr><td class="bar" colspan="9">６　令和６年度の取組</td></tr><tr><td class="tall" colspan="9">{h(f["next"])}</td></tr>
<tr><th>方向性</th><td colspan="8">{boxes(f["way"], ("拡充", "現状維持", "改善", "縮小", "廃止"))}</td></tr></table></div>""")
    items.append(gold.item(
        f["title"], number=f["number"], paths=[[tuple(f["policy"]), tuple(f["measure"])]], summary=f["summary"], purpose=f["purpose"], departments=[f["where"]],
        indicators=indicators, progress=[gold.progress(2023, "actual", f["done"]), gold.progress(2024, "planned", f["next"])],
        others=[("事業期間", f["since"]), ("対象", f["target"]), ("必要性", f["checks"][0]), ("有効性", f["checks"][1]), ("効率性", f["checks"][2]), ("課題", f["issue"]), ("総合評価", f["grade"]), ("方向性", f["way"])],
        doubt={"progress": {"accept": [[gold.progress(2023, "actual", f["done"]), gold.progress(2024, "planned", f["next"]), gold.progress(y, "planned", boxes(f["way"], ("拡充", "現状維持", "改善", "縮小", "廃止")) if whole else f["way"])] for y in (None, 2024) for whole in (True, False)],
                            "why": "方向性 by boxes: others, or planned progress"}}))
page = f"""<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>事務事業評価シート</title><style>
body {{ font: 9pt/1.5 "IPAGothic"; margin: 0; }} .sheet {{ page-break-after: always; }} .top {{ text-align: right; font-size: 8pt; }}
h1 {{ font-size: 13pt; text-align: center; margin: 2mm 0 3mm; }} table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }} table.on {{ margin-top: -1px; }}
td, th {{ border: 1px solid #888; padding: 4px 5px; vertical-align: middle; word-wrap: break-word; }} th {{ background: #fdf5d3; font-weight: normal; text-align: center; }}
.bar {{ background: #5b7aa5; color: #fff; font-weight: bold; }} .r {{ text-align: right; }} .c {{ text-align: center; }} .tall {{ height: 42px; vertical-align: top; }}
</style></head><body>{"".join(sheets)}</body></html>"""
(folder / "page.html").write_text(page, encoding="utf-8")
subprocess.run(["wkhtmltopdf", "-q", "--zoom", "1.28", "-s", "A4", "-T", "12mm", "-B", "10mm", "-L", "14mm", "-R", "14mm", str(folder / "page.html"), str(folder / "plan.pdf")], check=True)
gold.write(folder, plan, items)

import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
items, body = [], []
label = lambda text, extra="": f"<th {extra}>{h(text)}</th>"
cell = lambda text, extra="": f"<td {extra}>{h(text)}</td>"
for form in plan["forms"]:
    kpis, rows = [], []
    for kind, name, printed, goals, results, rates in form["indicators"]:
        unit, scale = gold.unit_column(printed)
        seen = [o for n, v in enumerate(goals) for o in gold.observe(v, "target", 2022 + n, unit, scale)]
        seen += [o for n, v in enumerate(results) for o in gold.observe(v, "actual", 2022 + n, unit, scale)]
        kpis.append(gold.indicator(name, seen))
        three = 'rowspan="3"'
        rows.append("<tr>" + label(kind, three) + cell(name, three + ' colspan="2"') + cell(printed, three) + cell("目標") + "".join(cell(v, 'class="n"') for v in goals) + "</tr>")
        rows.append("<tr>" + cell("実績") + "".join(cell(v, 'class="n"') for v in results) + "</tr>")
        rows.append("<tr>" + cell("達成率") + "".join(cell(v, 'class="n"') for v in rates) + "</tr>")
    marks = "".join("<tr>" + label(k) + cell(g, 'colspan="7" class="c"') + "</tr>" for k, g in zip(("妥当性", "有効性", "効率性"), form["grades"]))
    body.append(f"""<section><h1>{h(plan["title"])}</h1>
<table><colgroup><col style="width:14%"><col style="width:20%"><col style="width:14%"><col style="width:9%"><col style="width:10%"><col style="width:11%"><col style="width:11%"><col style="width:11%"></colgroup>
<tr>{label("事業番号")}{cell(form["number"])}{label("事務事業名")}{cell(form["title"], 'colspan="5"')}</tr>
<tr>{label("政策")}{cell(" ".join(form["path"]))}{label("担当部課")}{cell(form["department"], 'colspan="5"')}</tr>
<tr>{label("事業目的")}{cell(form["purpose"], 'colspan="7"')}</tr>
<tr>{label("事業概要")}{cell(form["summary"], 'colspan="7"')}</tr>
<tr>{label("指標", 'colspan="3"')}{label("単位")}{label("区分")}{label("R4年度")}{label("R5年度")}{label("R6年度")}</tr>
{"".join(rows)}
<tr>{label("事業費（千円）", 'colspan="5"')}{"".join(cell(v, 'class="n"') for v in form["cost"])}</tr>
{marks}
<tr>{label("課題")}{cell(form["issue"], 'colspan="7"')}</tr>
<tr>{label("今後の方向性")}{cell(form["next"], 'colspan="7"')}</tr>
</table></section>""")
    items.append(gold.item(
        form["title"], number=form["number"], paths=[[tuple(form["path"])]], purpose=form["purpose"], summary=form["summary"],
        departments=gold.departments(form["department"]), indicators=kpis, progress=[gold.progress(None, "planned", form["next"])],
        others=[("課題", form["issue"]), ("事業費（千円）", " ".join(form["cost"])), *zip(("妥当性", "有効性", "効率性"), form["grades"])],
        doubt={"progress.0.fiscal_year": {"accept": [2024, 2025], "why": "no year at the heading; the sheet is of 令和6年度"}}))
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4 portrait; margin: 18mm 15mm; }}
* {{ -webkit-print-color-adjust: exact; print-color-adjust: exact; }}
body {{ font-family: "IPAGothic"; font-size: 9pt; line-height: 1.5; margin: 0; }}
section {{ break-after: page; }} h1 {{ font-size: 14pt; margin: 0 0 3mm; font-weight: normal; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
td, th {{ border: 0.4pt solid #999; padding: 4px 5px; vertical-align: middle; font-weight: normal; text-align: left; }}
th {{ background: #e7e6f7; }} .n {{ text-align: right; }} .c {{ text-align: center; }}
</style>
{chr(10).join(body)}</html>"""
produce.chromium(folder, page)
gold.write(folder, plan, items)

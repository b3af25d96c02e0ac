import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

from produce import h

folder, plan = produce.load(__file__)
items, rows = [], []
for pillar in plan["pillars"]:
    for n, (number, title, summary, steps, (kpi, target), saving, department) in enumerate(pillar["rows"]):
        plain = [gold.progress(2025 + k, "planned", v) for k, v in enumerate(steps) if v not in ("→", "－")]
        arrows = [gold.progress(2025 + k, "planned", v) for k, v in enumerate(steps) if v != "－"]
        going, said = [], None
        for k, v in enumerate(steps):
            said = said if v == "→" else v
            if said != "－":
                going.append(gold.progress(2025 + k, "planned", said))
        seen = gold.observe(target, "target", None)
        items.append(gold.item(
            title, number=number, paths=[[(None, pillar["title"])]], summary=summary, departments=gold.departments(department),
            indicators=[gold.indicator(kpi, seen)], progress=going, others=[("効果額（千円）", saving)],
            doubt={"progress": {"accept": [plain, arrows], "why": "what → says: what goes on, nothing, or itself"}}))
        first = f'<td rowspan="{len(pillar["rows"])}">{h(pillar["title"])}</td>' if n == 0 else ""
        rows.append(f'<tr>{first}<td class="c">{number}</td><td>{h(title)}</td><td>{h(summary)}</td>'
                    + "".join(f'<td class="c">{h(v)}</td>' for v in steps)
                    + f'<td>{h(kpi)}</td><td class="r">{h(target)}</td><td class="r">{saving}</td><td>{h(department)}</td></tr>')
two = ' rowspan="2"'
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4 landscape; margin: 13mm; @bottom-center {{ content: "- " counter(page) " -"; font-size: 9pt; }} }}
body {{ font-family: "IPAPGothic"; font-size: 8.5pt; line-height: 1.4; margin: 0; }} h1 {{ font-size: 14pt; }}
table {{ border-collapse: collapse; width: 100%; }} tr {{ break-inside: avoid; }}
td, th {{ border: 0.5pt solid #999; padding: 3px 4px; vertical-align: middle; font-weight: normal; }} th {{ background: #ededed; }}
.r {{ text-align: right; }} .c {{ text-align: center; }}
</style><h1>{h(plan["title"])}</h1><p>※「→」は継続を示す。効果額は計画期間の合計を示す。</p>
<table><colgroup><col style="width:8%"><col style="width:3%"><col style="width:12%"><col style="width:19%"><col style="width:5%"><col style="width:5%"><col style="width:5%"><col style="width:5%"><col style="width:5%"><col style="width:11%"><col style="width:7%"><col style="width:6%"><col style="width:9%"></colgroup>
<thead><tr><th{two}>改革の柱</th><th{two}>No.</th><th{two}>取組項目</th><th{two}>取組内容</th><th colspan="5">年度別スケジュール</th><th{two}>目標指標</th><th{two}>目標値<br>（R11）</th><th{two}>効果額<br>（千円）</th><th{two}>担当課</th></tr>
<tr>{"".join(f"<th>R{7 + k}</th>" for k in range(5))}</tr></thead>
<tbody>{chr(10).join(rows)}</tbody></table></html>"""
page = page.replace("~", "～")
for made in items:
    for seen in made["indicators"][0]["observations"]:
        seen["fiscal_year"] = 2029
produce.weasyprint(folder, page)
gold.write(folder, plan, items)

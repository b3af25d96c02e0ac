import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h
from pypdf import PdfWriter, Transformation
from pypdf.generic import RectangleObject

folder, plan = produce.load(__file__)
heads = ["基本目標", "取組項目", "指標", "R4(実績)", "R5(実績)", "R6(見込)", "R10(目標)", "進捗", "所管課"]
roles = [("actual", 2022), ("actual", 2023), ("actual", 2024), ("target", 2028)]
items, body, count = [], [], 0
for goal in plan["goals"]:
    tall = sum(len(topic["rows"]) for topic in goal["topics"])
    first = f'<td class="v" rowspan="{tall}"><div>{"<br>".join(goal["title"])}</div></td>'
    for topic in goal["topics"]:
        for n, (name, values, grade) in enumerate(topic["rows"]):
            seen = [o for v, (role, year) in zip(values, roles) for o in gold.observe(v, role, year)]
            items.append(gold.item(topic["title"], paths=[[(None, goal["title"])]], departments=gold.departments(topic["department"]),
                                   indicators=[gold.indicator(name, seen, evaluations=[(2024, grade)])]))
            span = f'rowspan="{len(topic["rows"])}"'
            cells = first + (f'<td {span}>{h(topic["title"])}</td>' if n == 0 else "") + f"<td>{h(name)}</td>"
            cells += "".join(f'<td class="n">{h(v)}</td>' for v in values) + f'<td class="c">{h(grade)}</td>'
            cells += f'<td {span}>{h(topic["department"])}</td>' if n == 0 else ""
            body.append(f'<tr class="{"e" if count % 2 else "o"}">{cells}</tr>')
            first = ""
        count += 1
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4 landscape; margin: 14mm; }}
body {{ font-family: "Noto Sans CJK JP"; font-size: 9pt; line-height: 1.5; margin: 0; }}
h1 {{ font-size: 14pt; margin: 0; text-align: center; }} p {{ text-align: right; margin: 0 0 2mm; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
td, th {{ padding: 5px; border-left: 0.4pt solid #888; border-right: 0.4pt solid #888; vertical-align: middle; font-weight: normal; text-align: left; }}
th {{ background: #2f5597; color: #fff; text-align: center; }} tr.e td {{ background: #eaf0fa; }} .n {{ text-align: right; }} .c {{ text-align: center; }}
.v {{ text-align: center; line-height: 1.25; }} tr {{ break-inside: avoid; }}
</style><h1>{h(plan["title"])}</h1><p>令和7年8月　豊中市</p>
<table><colgroup><col style="width:6%"><col style="width:17%"><col style="width:19%"><col style="width:9%"><col style="width:9%"><col style="width:9%"><col style="width:9%"><col style="width:8%"><col style="width:14%"></colgroup>
<thead><tr>{"".join(f"<th>{c}</th>" for c in heads)}</tr></thead><tbody>
{chr(10).join(body)}
</tbody></table></html>"""
produce.weasyprint(folder, page)
# Stored upright: turned a quarter, and said to be turned back.
made = PdfWriter(clone_from=str(folder / "plan.pdf"))
for leaf in made.pages:
    wide, high = float(leaf.mediabox.width), float(leaf.mediabox.height)
    leaf.add_transformation(Transformation().rotate(90).translate(high, 0))
    leaf.mediabox = leaf.cropbox = RectangleObject((0, 0, high, wide))
    leaf.rotate(90)
with open(folder / "plan.pdf", "wb") as file:
    made.write(file)
gold.write(folder, plan, items)

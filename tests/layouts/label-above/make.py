import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

from produce import h

folder, plan = produce.load(__file__)
items, body = [], []
for page in plan["pages"]:
    kpis = []
    for name, base, target in page["kpis"]:
        seen = gold.observe(base, "baseline", 2024) + gold.observe(target, "target", 2027)
        kpis.append(gold.indicator(name, seen))
    items.append(gold.item(
        page["title"], number=page["number"], purpose=page["aim"], summary="\n".join("・" + v for v in page["text"]),
        departments=gold.departments(page["department"]), indicators=kpis,
        progress=[gold.progress(2025 + k, "planned", v) for k, v in enumerate(page["plan"])],
        doubt={"number": {"accept": ["施策" + page["number"]], "why": "施策 before the number"}}))
    rows = "".join(f'<tr class="{"e" if n % 2 else "o"}"><td>{h(a)}</td><td class="r">{h(b)}</td><td class="r">{h(c)}</td></tr>' for n, (a, b, c) in enumerate(page["kpis"]))
    steps = "".join(f"<td>{h(v)}</td>" for v in page["plan"])
    years = "".join(f"<th>令和{7 + k}年度</th>" for k in range(3))
    body.append(f"""<section><h2>施策{page["number"]}　{h(page["title"])}</h2>
<p>【担当所属】{h(page["department"])}</p>
<p class="l"><span>目指す姿</span></p><p>{h(page["aim"])}</p>
<p class="l"><span>取組内容</span></p>{"".join(f"<p>・{h(v)}</p>" for v in page["text"])}
<p class="l"><span>成果指標</span></p>
<table class="k"><thead><tr><th>指標（KPI）</th><th>現状値（令和6年度）</th><th>目標値（令和9年度）</th></tr></thead><tbody>{rows}</tbody></table>
<p class="l"><span>スケジュール</span></p>
<table class="s"><tr>{years}</tr><tr>{steps}</tr></table></section>""")
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4 portrait; margin: 18mm; }}
* {{ -webkit-print-color-adjust: exact; print-color-adjust: exact; }}
body {{ font-family: "Noto Sans CJK JP"; font-size: 10.5pt; line-height: 1.6; margin: 0; }} section {{ break-after: page; }}
h1 {{ font-size: 20pt; text-align: center; margin: 60mm 0 10mm; }} .c {{ break-after: page; text-align: center; }}
h2 {{ background: #7030a0; color: #fff; font-size: 14pt; padding: 4px 10px; margin: 0 0 4mm; }} p {{ margin: 0 0 1mm; }}
.l {{ margin: 4mm 0 1mm; }} .l span {{ background: #e4d7ef; color: #4a1f70; font-weight: bold; padding: 2px 12px; }}
table {{ width: 100%; border-collapse: collapse; }} th {{ background: #b99bd1; font-weight: bold; padding: 3px 6px; }} td {{ padding: 3px 6px; }}
.k .o td {{ background: #f6f1fa; }} .k .e td {{ background: #fff; }} .r {{ text-align: right; }}
.s {{ border-collapse: separate; border-spacing: 4px 2px; }} .s td {{ background: #f6f1fa; text-align: center; }}
</style><div class="c"><h1>{h(plan["title"])}</h1><p>令和7年3月</p><p>津市</p></div>
{chr(10).join(body)}</html>"""
produce.chromium(folder, page)
gold.write(folder, plan, items)

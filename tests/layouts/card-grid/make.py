import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

from produce import h

folder, plan = produce.load(__file__)
items, body = [], []
for group in plan["groups"]:
    cards = []
    for card in group["cards"]:
        name, base, target = card["kpi"]
        items.append(gold.item(card["title"], paths=[[(group["number"], group["title"])]], summary=card["text"],
                               departments=gold.departments(card["department"]),
                               indicators=[gold.indicator(name, gold.observe(base, "baseline", None) + gold.observe(target, "target", None))]))
        rows = [("概要", card["text"]), ("担当課", card["department"]), ("指標", name), ("現状値", base), ("目標値", target)]
        cards.append('<div class="c"><p class="t">' + h(card["title"]) + "</p><table>"
                     + "".join(f"<tr><th>{a}</th><td>{h(b)}</td></tr>" for a, b in rows) + "</table></div>")
    pairs = "".join(f'<div class="p">{"".join(cards[n:n + 2])}</div>' for n in range(0, len(cards), 2))
    body.append(f"<h2>{group['number']}　{h(group['title'])}</h2>{pairs}")
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4 portrait; margin: 15mm; }}
body {{ font-family: "Noto Sans CJK JP"; font-size: 9.5pt; line-height: 1.5; margin: 0; }} h1 {{ font-size: 16pt; }} h2 {{ font-size: 12pt; margin: 5mm 0 2mm; }}
.p {{ display: flex; gap: 6mm; margin-bottom: 5mm; }} .c {{ width: 87mm; border: 1pt solid #2e75b6; }} p.t {{ background: #2e75b6; color: #fff; font-weight: bold; margin: 0; padding: 3px 8px; }}
table {{ margin: 2px 6px; }} th {{ text-align: left; vertical-align: top; width: 14mm; font-weight: bold; }} td {{ vertical-align: top; }}
</style><h1>枚方市{h(plan["title"])}</h1>
{"".join(body)}</html>"""
produce.weasyprint(folder, page)
gold.write(folder, plan, items)

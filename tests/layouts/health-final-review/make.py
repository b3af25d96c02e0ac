import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
WORDS = ("増加", "減少", "現状維持")


def seen(cell, role, year):
    if isinstance(cell, str) and cell in WORDS:
        return gold.observe({"text": cell}, role, year)
    if isinstance(cell, str) and cell.endswith(("mmHg", "歩")) is False and cell.replace(".", "").isdigit():
        return gold.observe(cell, role, year)
    return gold.observe(cell, role, year)


def split(made):
    """Raw of a labelled observation: its own line."""
    for o in made:
        if o["label"]:
            o["raw"] = next(l for l in o["raw"].split("\n") if l.startswith(o["label"]))
    return made


items, body = [], []
counts = {}
for chapter in plan["chapters"]:
    rows = ""
    for group, kpis in chapter["groups"]:
        opening = f'<td rowspan="{len(kpis)}" class="v">{h(group)}</td>'
        for name, base, middle, last, goal, grade in kpis:
            made = split(seen(base, "baseline", 2013) + seen(middle, "actual", 2018) + seen(last, "actual", 2023) + seen(goal, "target", 2023))
            kpi = gold.indicator(name, made, evaluations=[(2023, grade)])
            doubt = None
            if any(o["label"] for o in made):
                kpi["direction"] = "down"
            if goal in ("増加", "減少"):
                kpi["direction"] = "up" if goal == "増加" else "down"
                doubt = {"indicators.0.direction": {"accept": [None], "why": "the target is a word, 増加 or 減少, not a number"}}
            items.append(gold.item(None, paths=[[(chapter["number"], chapter["title"]), (None, group)]], indicators=[kpi], doubt=doubt))
            counts[grade] = counts.get(grade, 0) + 1
            rows += (f"<tr>{opening}<td>{h(name)}</td>" + "".join(f'<td class="n">{h(gold.printed(v))}</td>' for v in (base, middle, last, goal))
                     + f'<td class="g">{grade}</td></tr>')
            opening = ""
    wide = chapter["number"].translate(str.maketrans("123", "１２３"))
    body.append(f'<h2>{wide}　{h(chapter["title"])}</h2><table><thead><tr><th class="w"></th><th style="width:34%">指　標</th><th>基準値<br>H25年度</th><th>中間実績値<br>H30年度</th><th>最終実績値<br>R5年度</th><th>目標値<br>R5年度</th><th style="width:7%">最終<br>評価</th></tr></thead><tbody>{rows}</tbody></table>'
                + '<div class="a">＜分析と課題＞<ul>' + "".join(f"<li>{h(n)}</li>" for n in chapter["notes"]) + "</ul></div>")
total = sum(counts.values())
summary = "".join(f'<tr><td>{g}</td><td>{t}</td><td class="n">{counts[g]}</td><td class="n">{counts[g] / total:.0%}</td></tr>' for g, t in (("A", "目標を達成した"), ("B", "目標に達していないが改善した"), ("C", "変わらない"), ("D", "悪化した")))
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4 portrait; margin: 17mm 16mm; }}
* {{ -webkit-print-color-adjust: exact; print-color-adjust: exact; }}
body {{ font-family: "Noto Sans CJK JP"; font-size: 9.5pt; line-height: 1.5; margin: 0; }}
h1 {{ text-align: center; font-size: 16pt; margin: 0 0 3mm; }} .d {{ text-align: right; }}
h2 {{ background: #e7457b; color: #fff; border-radius: 3mm; font-size: 12pt; padding: 1.5mm 4mm; margin: 7mm 0 2mm; break-after: avoid; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }} table.s {{ width: 75%; margin: 2mm auto; }}
th {{ background: #fde4ed; color: #a3204f; }} td, th {{ border: 0.6pt solid #c98aa2; padding: 1.2mm 1.5mm; }} tr {{ break-inside: avoid; }}
.w {{ width: 6%; }} .v {{ writing-mode: vertical-rl; text-align: center; background: #fff5f8; font-weight: bold; letter-spacing: 0.05em; font-size: 8.5pt; padding: 1mm 0; }} .n {{ text-align: right; }} .g {{ text-align: center; font-weight: bold; }}
.a {{ margin: 2mm 0 0; }} ul {{ margin: 0; }}
</style>
<h1>{h(plan["title"])}</h1><p class="d">令和6年3月　大垣市</p>
<p>　平成26年3月に策定した「第2次大垣市健康増進計画」は、令和5年度に計画の最終年度を迎えました。計画に掲げた{total}の指標について、基準値と最終実績値を比べ、目標の達成状況を次のとおり評価しました。</p>
<table class="s"><tr><th style="width:10%">評価</th><th>内容</th><th style="width:16%">指標数</th><th style="width:16%">割合</th></tr>{summary}</table>
{chr(10).join(body)}
</html>"""
produce.chromium(folder, page)
gold.write(folder, plan, items)

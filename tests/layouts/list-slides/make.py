import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
items, slides = [], []


def slide(title, inner):
    slides.append(f'<section><div class="t">{h(title)}</div>{inner}<div class="pn">{len(slides) + 1}</div></section>')


slides.append(f'<section><div class="cover"><b>{h(plan["title"])}</b><p>令和7年3月</p><p>八戸市総務部情報政策課</p></div></section>')
slide("計画の体系", '<div class="box" style="left:20mm;top:30mm;width:80mm;height:125mm;background:#ddebf7">基本理念<br>デジタルでつながる、やさしく便利な港まち</div>'
      + "".join(f'<div class="box" style="left:130mm;top:{30 + 45 * n}mm;width:180mm;height:35mm">方針{p["number"]}　{h(p["title"])}<br>（{len(p["rows"])}の取組）</div>' for n, p in enumerate(plan["parts"])))
for part in plan["parts"]:
    path = [(part["number"], part["title"])]
    chunks = [part["rows"][:3], part["rows"][3:]] if len(part["rows"]) > 4 else [part["rows"]]
    for k, rows in enumerate(chunks, 1):
        more = f"（{k}/{len(chunks)}）" if len(chunks) > 1 else ""
        lines = ""
        for number, title, what, kpi, schedule, who in rows:
            shown, kpis, doubt = "－", [], {}
            if kpi:
                name, base, goal = kpi
                shown = f"{name}\nR5：{base} ⇒ R9：{goal}"
                if base == "未導入":
                    seen = gold.observe({"text": base}, "baseline", 2023)
                    doubt["indicators.0.observations.0.kind"] = {"accept": ["unmeasured"], "why": "未導入: a state (text) or no measurement yet"}
                elif base == "3万2千人":
                    seen = [gold.observation("baseline", 2023, "number", base, "32000", "人", "=")]
                else:
                    seen = gold.observe(base, "baseline", 2023)
                kpis = [gold.indicator(name, seen + gold.observe(goal, "target", 2027))]
            steps, year, cells = [], 2025, ""
            for word, span in schedule:
                cells += f'<td class="m" colspan="{span}">{h(word)}</td>'
                steps += [gold.progress(y, "planned", word) for y in range(year, year + span)]
                year += span
            lines += f'<tr><td class="m">{number}</td><td>{h(title)}</td><td>{"<br>".join(map(h, what))}</td><td>{h(shown)}</td>{cells}<td>{h(who)}</td></tr>'
            items.append(gold.item(title, paths=[path], number=number, summary="\n".join(what), indicators=kpis, progress=steps,
                                   departments=[[w] for w in who.split("\n")], doubt=doubt))
        slide(f'{part["number"]}　{part["title"]}{more}',
              '<table><colgroup><col style="width:3.5%"><col style="width:14%"><col style="width:24%"><col style="width:20%"><col style="width:9.5%"><col style="width:9.5%"><col style="width:9.5%"><col></colgroup>'
              '<tr><th rowspan="2">№</th><th rowspan="2">取組名</th><th rowspan="2">取組内容</th><th rowspan="2">KPI</th><th colspan="3">スケジュール</th><th rowspan="2">担当課</th></tr>'
              '<tr><th>R7年度</th><th>R8年度</th><th>R9年度</th></tr>' + lines + "</table>")
slide("用語の説明", '<div class="box" style="left:15mm;top:28mm;width:305mm;height:80mm;text-align:left">RPA：パソコン上の定型的な作業をソフトウェアのロボットに行わせる技術<br>オープンデータ：誰でも二次利用できる形で公開された行政のデータ<br>標準準拠システム：国が定めた標準仕様書に適合する業務システム</div>')
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: 338.7mm 190.5mm; margin: 0; }}
* {{ -webkit-print-color-adjust: exact; print-color-adjust: exact; box-sizing: border-box; }}
body {{ margin: 0; font-family: "Noto Sans CJK JP"; font-size: 15.5pt; line-height: 1.45; }}
section {{ position: relative; width: 338.7mm; height: 190.4mm; break-after: page; overflow: hidden; }} section:last-child {{ break-after: auto; }}
.t {{ background: #1f4e79; color: #fff; font-weight: bold; font-size: 20pt; padding: 2mm 6mm; }}
.pn {{ position: absolute; right: 6mm; bottom: 3mm; font-size: 11pt; }}
.cover {{ padding-top: 65mm; text-align: center; font-size: 18pt; }} .cover b {{ font-size: 28pt; color: #1f4e79; }}
.box {{ position: absolute; background: #f2f2f2; font-size: 17pt; padding: 6mm; text-align: center; }}
table {{ border-collapse: collapse; width: 322mm; margin: 6mm auto 0; table-layout: fixed; }}
td, th {{ border: 1.2pt solid #fff; padding: 1.3mm 2mm; vertical-align: middle; }}
th {{ background: #2e75b6; color: #fff; }} tr:nth-child(odd) td {{ background: #d6e4f2; }} tr:nth-child(even) td {{ background: #edf3f9; }} .m {{ text-align: center; }}
</style>
{chr(10).join(slides)}
</html>"""
produce.chromium(folder, page)
gold.write(folder, plan, items)

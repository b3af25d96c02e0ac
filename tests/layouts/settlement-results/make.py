import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
YEARS = (("baseline", 2018), ("actual", 2021), ("actual", 2022), ("actual", 2023))
items, parts = [], []
for s in plan["sections"]:
    parts.append(f'<h2>{s["number"]}　{h(s["title"])}</h2>')
    for p in s["parts"]:
        rows = ""
        for j in p["projects"]:
            table, indicators = "", []
            for name, values, goal in j["kpis"]:
                table += f"<tr><td class='l'>{h(name)}</td>" + "".join(f"<td>{h(gold.printed(v))}</td>" for v in (*values, goal)) + "</tr>"
                seen = [o for v, (role, year) in zip((*values, goal), (*YEARS, ("target", 2026))) for o in gold.observe(v, role, year)]
                indicators.append(gold.indicator(name, seen))
            if table:
                table = ("<b>＜目標とする指標＞</b><table class='k'><tr><th class='l'>指標</th><th>策定時<br>(H30)</th><th>R3<br>実績</th><th>R4<br>実績</th><th>R5<br>実績</th><th>目標値<br>(R8)</th></tr>" + table + "</table>")
            rows += (f'<tr><td class="a"><span class="t">{j["number"]}　{h(j["title"])}</span><div class="m">予算現額　{j["budget"]}円<br>決 算 額　{j["spent"]}円</div><div class="d">（{h(j["division"])}）</div></td>'
                     f'<td><b>＜事業概要＞</b><p>{h(j["summary"])}</p><b>＜令和5年度の事業実績＞</b><p class="u">{h(j["done"])}</p>{table}<b>＜課題＞</b><p>{h(j["issue"])}</p><b>＜令和6年度の取組＞</b><p class="u">{h(j["next"])}</p></td></tr>')
            items.append(gold.item(
                j["title"], number=j["number"], paths=[[(s["number"], s["title"]), (p["number"], p["title"])]], summary=j["summary"], departments=[[j["division"]]],
                indicators=indicators, progress=[gold.progress(2023, "actual", j["done"]), gold.progress(2024, "planned", j["next"])],
                others=[("予算現額", j["budget"] + "円"), ("決算額", j["spent"] + "円"), ("課題", j["issue"])],
                doubt={"departments": {"accept": [[["教育委員会事務局", "幼小中教育課"]]], "why": "事務局 and 課 in one string"}} if "事務局" in j["division"] else None))
        parts.append(f'<h3>{p["number"]}　{h(p["title"])}</h3><table class="w"><thead><tr><th>事　　項　　名</th><th>成　　果　　の　　説　　明</th></tr></thead><tbody>{rows}</tbody></table>')
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>{h(plan["title"])}</title>
<style>
@page {{ size: A4; margin: 22mm 18mm 20mm; @top-right {{ content: "主要施策の成果"; font: 8pt "Noto Serif CJK JP"; }} @bottom-center {{ content: "―　" counter(page) "　―"; font: 9pt "Noto Serif CJK JP"; }} }}
@page :first {{ @top-right {{ content: ""; }} @bottom-center {{ content: ""; }} }}
body {{ font: 9.5pt/1.55 "Noto Serif CJK JP"; }}
h2 {{ font: bold 13pt "Noto Sans CJK JP"; margin: 6mm 0 2mm; break-after: avoid; }} h3 {{ font: bold 11pt "Noto Sans CJK JP"; margin: 3mm 0 2mm 3mm; break-after: avoid; }}
.cover {{ text-align: center; padding-top: 70mm; break-after: page; }} .cover div {{ font-size: 24pt; }} .cover p {{ font-size: 15pt; margin-top: 90mm; }}
table.w {{ width: 100%; border-collapse: collapse; table-layout: fixed; border-top: 1.2pt solid #000; border-bottom: 1.2pt solid #000; }}
.w > thead th {{ border-bottom: 0.8pt solid #000; font-weight: normal; padding: 2px; }} .w > thead th:first-child {{ width: 31%; border-right: 0.5pt solid #000; }}
.w > tbody > tr > td {{ vertical-align: top; padding: 4px 6px 8px; border-bottom: 0.5pt solid #000; }} td.a {{ border-right: 0.5pt solid #000; }}
.t {{ font: bold 9.5pt "Noto Sans CJK JP"; }} .m {{ margin: 1mm 0 0 1em; font-size: 9pt; }} .d {{ text-align: right; font-size: 9pt; }}
b {{ font: bold 9pt "Noto Sans CJK JP"; }} p {{ margin: 0 0 1mm; text-indent: 1em; }} p.u {{ text-indent: 0; padding-left: 1em; }}
table.k {{ border-collapse: collapse; width: 100%; font-size: 8pt; line-height: 1.3; margin: 0 0 2mm; break-inside: avoid; }} .k td, .k th {{ border: 0.4pt solid #555; padding: 1px 3px; text-align: right; font-weight: normal; }} .k .l {{ text-align: left; width: 38%; }} .k th {{ text-align: center; }}
table.s {{ border-collapse: collapse; margin: 2mm auto; }} .s td {{ border: 0.4pt solid #000; padding: 2px 8px; text-align: right; }}
</style>
<div class="cover"><div>令和５年度</div><div>主要施策の成果に関する説明書</div><p>令和６年９月<br>滋　　賀　　県</p></div>
<p>　地方自治法第２３３条第５項の規定により、令和５年度における主要な施策の成果について、滋賀県基本構想の体系に沿って次のとおり報告します。なお、一般会計の歳出決算の概要は下表のとおりです。</p>
<table class="s"><tr><td>款</td><td>予算現額（千円）</td><td>支出済額（千円）</td><td>執行率（％）</td></tr><tr><td>総務費</td><td>38,214,905</td><td>37,006,112</td><td>96.8</td></tr><tr><td>民生費</td><td>96,530,441</td><td>95,118,307</td><td>98.5</td></tr><tr><td>琵琶湖環境費</td><td>24,870,116</td><td>22,954,630</td><td>92.3</td></tr><tr><td>教育費</td><td>128,664,020</td><td>127,303,958</td><td>98.9</td></tr></table>
{"".join(parts)}</html>"""
produce.weasyprint(folder, page)
gold.write(folder, plan, items)

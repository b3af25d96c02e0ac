import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce
from produce import h

folder, plan = produce.load(__file__)
items, body = [], []
def mso(x, al="left"):
    x = h(x); k = len(x) // 2 if "<" not in x and "&" not in x else 0
    inner = f'<span lang=JA style=\'font-size:9.0pt;font-family:"ＭＳ 明朝",serif\'>{x[:k]}</span><span\nlang=JA style=\'font-size:9.0pt\'>{x[k:]}</span>' if k > 3 else f"<span style='font-size:9.0pt'>{x}</span>"
    return f"\n  <p class=MsoNormal align={al} style='margin:0mm'>{inner}<span lang=EN-US><o:p></o:p></span></p>\n  "
td = lambda x, span="", al="left", w=0: f"<td {span} valign=top style='border:solid windowtext 1.0pt;padding:0mm 4.95pt'>{mso(x, al)}</td>"
HEAD = "<tr>" + td("施　策", "rowspan=2", "center") + td("指　標", "rowspan=2", "center") + td("単位", "rowspan=2", "center") + td("基準値", "", "center") + td("実　績　値", "colspan=3", "center") + td("目標値", "", "center") + td("担当課", "rowspan=2", "center") + "</tr>\n<tr>" + "".join(td(y, "", "center") for y in ("Ｒ３", "Ｒ４", "Ｒ５", "Ｒ６", "Ｒ８")) + "</tr>\n"
for g in plan["goals"]:
    parts = [g["measures"][:g["split"]], g["measures"][g["split"]:]] if g["split"] else [g["measures"]]
    for q, part in enumerate(parts):
        rows = ""
        for title, who, kpis in part:
            for n, (name, printed, *values) in enumerate(kpis):
                s = f"rowspan={len(kpis)}" if len(kpis) > 1 else ""
                rows += "<tr>" + (td(title, s) if n == 0 else "") + td(name) + td(printed, "", "center") + "".join(td(v if v != "－" else "－", "", "right") for v in values) + (td(who, s, "center") if n == 0 else "") + "</tr>\n"
                unit, scale = gold.unit_column(printed); seen = []
                for v, role, y in zip(values, ["baseline", "actual", "actual", "actual", "target"], (2021, 2022, 2023, 2024, 2026)):
                    seen += gold.observe({"unmeasured": v} if v == "調査中" else {"text": v} if v == "全国平均" else v, role, y, unit, scale)
                items.append(gold.item(title, paths=[[(g["number"], g["title"])]], departments=[[who]], indicators=[gold.indicator(name, seen)],
                    doubt={"paths.0.0.title": {"accept": [g["title"] + "（続き）"], "why": "the heading of the second table says （続き）"}} if q else None))
        body.append(f"<h2 style='page-break-after:avoid'><span lang=JA>{g['number']}　{h(g['title'])}{'（続き）' if q else ''}</span></h2>\n<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse'>\n{HEAD}{rows}</table>\n<p class=MsoNormal><span lang=EN-US>&nbsp;</span></p>\n")
page = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Word 15 (filtered)">
<title>成果指標一覧</title>
<style>
<!--
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal {{margin:0mm;text-align:justify;font-size:10.5pt;font-family:"ＭＳ 明朝",serif;}}
 h2 {{font-size:12.0pt;font-family:"ＭＳ ゴシック";}}
@page WordSection1 {{size:841.95pt 595.35pt;margin:20.0mm;}}
-->
</style>
</head>
<body lang=JA style='word-wrap:break-word'>
<div class=WordSection1>
<p class=MsoNormal align=right style='text-align:right'><span lang=JA>令和７年９月　奈良市教育委員会</span></p>
<p class=MsoNormal align=center style='text-align:center'><b><span lang=JA style='font-size:16.0pt'>奈良市教育振興基本計画</span></b></p>
<p class=MsoNormal align=center style='text-align:center'><b><span lang=JA style='font-size:14.0pt'>成果指標一覧（令和６年度実績）</span></b></p>
<p class=MsoNormal style='text-indent:10.5pt'><span lang=JA>教育委員会では、地方教育行政の組織及び運営に関する法律第</span><span lang=EN-US>26</span><span lang=JA>条に基づく点検・評価に当たり、計画に定めた成果指標の実績を取りまとめました。</span></p>
<p class=MsoNormal><span lang=EN-US>&nbsp;</span></p>
{"".join(body)}<p class=MsoNormal><span lang=JA style='font-size:8.0pt'>※　「調査中」は、令和７年11月に結果が判明するもの。</span></p>
<p class=MsoNormal><span lang=JA style='font-size:8.0pt'>出典：全国学力・学習状況調査、全国体力・運動能力、運動習慣等調査（スポーツ庁）ほか</span></p>
</div>
</body>
</html>
"""
(folder / "plan.html").write_text(page, encoding="utf-8")
(folder / "plan-sjis.html").write_bytes(page.replace("charset=utf-8", "charset=Shift_JIS").encode("cp932"))
gold.write(folder, plan, items)

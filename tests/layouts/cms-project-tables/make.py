import re
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
YEARS = ("令和4年度", "令和5年度", "令和6年度", "令和7年度")
items, body, counts = [], [], {}
for group in plan["groups"]:
    body.append(f'<h2>{h(group["number"])}　{h(group["title"])}</h2>')
    for measure in group["measures"]:
        body.append(f'<h3>（{measure["number"].strip("()")}）{h(measure["title"])}</h3>')
        for title, who, what, kpi, goals, results, grade, why, after in measure["works"]:
            counts[grade] = counts.get(grade, 0) + 1
            kpis, others, lines = [], [], ""
            if kpi:
                name, unit_printed = re.fullmatch(r"(.*)（([^（）]+)）", kpi).groups()
                unit, scale = gold.unit_column(unit_printed)
                seen = []
                for k, v in enumerate(goals):
                    seen += gold.observe(v, "target", 2022 + k, unit, scale)
                for k, v in enumerate(results):
                    seen += gold.observe({"unmeasured": v} if v == "調査中" else v, "actual", 2022 + k, unit, scale)
                kpis = [gold.indicator(name, seen, evaluations=[(2024, grade)], unit_hint=unit_printed.replace("％", "%"))]
                cells = lambda row: "".join(f'<td style="text-align: right;">{h(c)}</td>' for c in row)
                lines = (f'<tr><th scope="row">指標名</th><td colspan="4">{h(kpi)}</td></tr>\n<tr><th scope="col">区分</th>'
                         + "".join(f'<th scope="col">{y}</th>' for y in YEARS) + f'</tr>\n<tr><th scope="row">目標値</th>{cells(goals)}</tr>\n<tr><th scope="row">実績値</th>{cells(results)}<td>&nbsp;</td></tr>\n')
                if name == "待機児童数":  # the name tells: fewer is better
                    kpis[0]["direction"] = "down"
            else:
                others = [("評価（令和6年度）", grade)]
            others.append(("評価の理由", why))
            items.append(gold.item(title, paths=[[(group["number"], group["title"]), (measure["number"], measure["title"])]], summary=what, departments=[[who]],
                                   indicators=kpis, others=others, progress=[gold.progress(2025, "planned", after)],
                                   doubt={"others": {"accept": [[o for o in [{"heading": "評価（令和6年度）", "text": grade}, {"heading": "評価の理由", "text": why}] if o["text"] != "－"]],
                                                     "why": "the grade speaks of the project as much as of its indicator"},
                                          **({"indicators.0.direction": {"accept": [None], "why": "only the name tells"}} if "待機児童数" in kpi else {})} if kpi else None))
            body.append(f'<table border="1" cellpadding="2" cellspacing="0" style="width: 100%;">\n<tbody>\n<tr><th scope="row" style="width: 20%;">事業名</th><td colspan="4"><strong>{h(title)}</strong></td></tr>\n'
                        f'<tr><th scope="row">担当課</th><td colspan="4">{h(who)}</td></tr>\n<tr><th scope="row">事業の概要</th><td colspan="4">{h(what)}</td></tr>\n{lines}'
                        f'<tr><th scope="row">評価（令和6年度）</th><td style="text-align: center;">{h(grade)}</td><th scope="row">評価の理由</th><td colspan="2">{h(why)}</td></tr>\n'
                        f'<tr><th scope="row">今後の方向性<br />（令和7年度）</th><td colspan="4">{h(after)}</td></tr>\n</tbody>\n</table>\n<p>&nbsp;</p>')
total = sum(counts.values())
summary = "".join(f"<tr><td>{g}</td><td>{t}</td><td>{counts.get(g, 0)}&nbsp;事業</td></tr>" for g, t in (("A", "目標を達成した"), ("B", "目標をおおむね達成した"), ("C", "目標を達成できなかった"), ("－", "評価できない")))
page = f"""<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<title>{h(plan["title"])} - 三原市ホームページ</title>
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/css/style.css">
<script>var _gaq = [['trackPageview']];</script>
</head>
<body>
<noscript>JavaScriptを有効にしてください。</noscript>
<div id="header"><p><a href="/">三原市</a></p><ul><li><a href="#main">本文へ</a></li><li>文字サイズ　<a href="#">標準</a>　<a href="#">拡大</a></li><li><a href="/site/foreign/">Foreign Language</a></li></ul></div>
<div id="menu"><ul><li><a href="/life/">くらし・手続き</a></li><li><a href="/child/">子育て・教育</a></li><li><a href="/health/">健康・福祉</a></li><li><a href="/biz/">しごと・産業</a></li><li><a href="/gov/">市政情報</a></li></ul></div>
<div id="pankuzu"><a href="/">トップページ</a> &gt; <a href="/child/">子育て・教育</a> &gt; <a href="/soshiki/kodomo/">こども未来課</a> &gt; {h(plan["title"])}</div>
<div id="main">
<h1>{h(plan["title"])}</h1>
<div id="date">印刷用ページを表示する　更新日：2025年8月29日更新</div>
<p>　三原市こども計画に基づく事業について、令和6年度の進捗状況を取りまとめましたので、お知らせします。</p>
<p>　計画に掲げた主な{total}事業の評価は、次のとおりです。</p>
<table border="1" cellpadding="2" cellspacing="0"><thead><tr><th scope="col">評価</th><th scope="col">内容</th><th scope="col">事業数</th></tr></thead><tbody>{summary}</tbody></table>
{chr(10).join(body)}
<h4>ダウンロード</h4>
<ul><li><a href="/uploaded/attachment/1234.pdf">三原市こども計画（概要版） [PDFファイル／1.8MB]</a></li><li><a href="/uploaded/attachment/1235.pdf">令和6年度進捗状況一覧 [PDFファイル／420KB]</a></li></ul>
</div>
<div id="section"><h4>このページに関するお問い合わせ先</h4><table><tr><th>担当</th><td>こども未来課　企画係</td></tr><tr><th>所在地</th><td>〒723-8601　三原市港町三丁目5番1号</td></tr><tr><th>電話</th><td>0848-67-0000</td></tr></table></div>
<div id="enquete"><p>このページの情報は役に立ちましたか？</p><form><label><input type="radio" name="q" value="1">役に立った</label><label><input type="radio" name="q" value="2">どちらともいえない</label><input type="submit" value="送信"></form></div>
<div id="footer"><p>三原市役所</p><p>Copyright &copy; Mihara City All Rights Reserved.</p></div>
</body>
</html>
"""
(folder / "plan.html").write_text(page, encoding="utf-8")
gold.write(folder, plan, items)

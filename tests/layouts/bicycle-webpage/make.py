import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
parts, items = [], []
for g in plan["goals"]:
    path = (g["number"], g["title"])
    rows = ""
    for name, base, r4, r5, goal, rate in g["kpis"]:
        rows += f'<tr>\n<td>{h(name)}</td>\n' + "".join(f'<td style="text-align:right">{h(gold.printed(v))}</td>\n' for v in (base, r4, r5, goal)) + f'<td style="text-align:center"><span style="font-size:90%">{rate}</span></td>\n</tr>\n'
        seen = [o for v, (role, year) in zip((base, r4, r5, goal), (("baseline", 2019), ("actual", 2022), ("actual", 2023), ("target", 2026))) for o in gold.observe(v, role, year)]
        items.append(gold.item(None, paths=[[path]], indicators=[gold.indicator(name, seen)], others=[("進捗率", rate)]))
    parts.append(f"""<h2><span class="bg"><span class="bg2">{g["number"]}　{h(g["title"])}</span></span></h2>
<div class="wysiwyg"><p>&nbsp;</p>
<table border="1" class="sp-table" style="width:100%">
<caption><p>指標の進捗状況</p></caption>
<thead>
<tr>
<th rowspan="2" scope="col">指標</th>
<th rowspan="2" scope="col">計画策定時<br />
（令和元年度）</th>
<th colspan="2" scope="colgroup">実績</th>
<th rowspan="2" scope="col">目標<br />
（令和8年度）</th>
<th rowspan="2" scope="col">進捗率</th>
</tr>
<tr>
<th scope="col">令和4年度</th>
<th scope="col">令和5年度</th>
</tr>
</thead>
<tbody>
{rows}</tbody>
</table>
<p>&nbsp;</p></div>""")
    rows = ""
    for m in g["measures"]:
        for n, (title, done, next_, where) in enumerate(m["tasks"]):
            first = f'<th rowspan="{len(m["tasks"])}" scope="row">{m["number"]}<br />\n{h(m["title"])}</th>\n' if n == 0 else ""
            bullets = "\n".join(f"<li>{h(d)}</li>" for d in done)
            rows += f"<tr>\n{first}<td><p>{h(title)}</p></td>\n<td>\n<ul>\n{bullets}\n</ul>\n</td>\n<td>{next_}</td>\n<td><p>{where}</p></td>\n</tr>\n"
            marked, plain = "\n".join("・" + d for d in done), "\n".join(done)
            items.append(gold.item(title, paths=[[path, (m["number"], m["title"])]], departments=[[w] for w in where.split("<br>")],
                                   progress=[gold.progress(2023, "actual", marked), gold.progress(2024, "planned", next_.replace("<br>", "\n"))],
                                   doubt={"progress.0.text": {"accept": [plain], "why": "list elements, whose mark is not in the text"}}))
    parts.append(f"""<div class="wysiwyg">
<table border="1" cellpadding="2" class="sp-table">
<caption>施策の実施状況</caption>
<tbody>
<tr>
<th scope="col" style="width:18%">施策</th>
<th scope="col">取組</th>
<th scope="col" style="width:38%">令和5年度の取組実績</th>
<th scope="col">令和6年度の取組予定</th>
<th scope="col">担当課</th>
</tr>
{rows}</tbody>
</table>
</div>""")
parts.append('<h2><span class="bg"><span class="bg2">重点プロジェクト</span></span></h2>')
for title, summary, purpose, where, printed, (name, base, goal) in plan["projects"]:
    parts.append(f"""<div class="wysiwyg">
<table class="sp-table" summary="重点プロジェクトの内容">
<tbody>
<tr><th scope="row">プロジェクト名</th><td colspan="3"><strong>{h(title)}</strong></td></tr>
<tr><th scope="row">概要</th><td colspan="3">{h(summary)}</td></tr>
<tr><th scope="row">目的</th><td colspan="3">{h(purpose)}</td></tr>
<tr><th scope="row">指標</th><td>{h(printed)}</td><th scope="row">担当課</th><td>{h(where)}</td></tr>
</tbody>
</table>
<p>&nbsp;</p>
</div>""")
    seen = gold.observe(base, "baseline", None) + gold.observe(goal, "target", None)
    items.append(gold.item(title, paths=[[(None, "重点プロジェクト")]], summary=summary, purpose=purpose, departments=[[where]],
                           indicators=[gold.indicator(name, seen)], doubt={"paths": {"accept": [[]], "why": "a heading without a number"}}))
body = "\n".join(parts)
page = f"""<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<title>{h(plan["title"])} - 大分市</title>
<meta name="keywords" content="自転車,計画,進捗">
<style>.sp-table td,.sp-table th{{padding:4px;border:1px solid #aaa}} nav li{{display:inline}}</style>
<script>var menu = {{"open": false, "label": "<table><tr><td>メニュー</td></tr></table>"}};</script>
</head>
<body class="format_free no-javascript">
<div id="skip"><a href="#main">本文へ移動</a></div>
<header id="header"><p id="logo"><a href="/"><img src="/logo.png" alt="大分市 Oita City"></a></p>
<nav><ul><li><a href="/kurashi/">くらし・手続き</a></li><li><a href="/kosodate/">子育て・教育</a></li><li><a href="/kanko/">観光・魅力</a></li><li><a href="/shisei/">市政情報</a></li></ul></nav></header>
<div id="pankuzu"><a href="/">トップページ</a> &gt; <a href="/shisei/">市政情報</a> &gt; <a href="/shisei/keikaku/">計画・施策</a> &gt; <span>自転車活用推進計画の進捗状況</span></div>
<main id="main"><article>
<h1>{h(plan["title"])}</h1>
<p class="update">更新日：2024年9月13日</p>
<div class="wysiwyg"><p>大分市では、令和3年3月に「大分市自転車活用推進計画」を策定し、自転車を安全・快適に利用できるまちづくりを進めています。<br />
このたび、令和5年度の実績を取りまとめましたので、お知らせします。</p>
<table border="1" summary="計画の概要">
<tbody>
<tr><th scope="row">計画の期間</th><td>令和3年度から令和8年度まで</td></tr>
<tr><th scope="row">計画の区域</th><td>大分市全域</td></tr>
<tr><th scope="row">進行管理</th><td>自転車活用推進協議会において、毎年度点検を行います。</td></tr>
</tbody>
</table>
<ul class="links"><li><a href="/files/keikaku.pdf">大分市自転車活用推進計画（本編）（PDF：8.2MB）</a></li><li><a href="/files/gaiyo.pdf">概要版（PDF：1.4MB）</a></li></ul></div>
{body}
<div class="attention"><p>PDFの閲覧にはAdobe Readerが必要です。</p></div>
</article>
<section id="inquiry"><h2>お問い合わせ</h2><dl><dt>大分市都市計画部都市交通対策課</dt><dd>〒870-8504 大分市荷揚町2番31号</dd><dd>電話番号：097-000-0000</dd></dl></section>
</main>
<aside><h2>自転車</h2><ul><li><a href="#">駐輪場のご案内</a></li><li><a href="#">ヘルメット購入費補助金</a></li><li><a href="#">シェアサイクル</a></li></ul></aside>
<footer><p>大分市役所　法人番号9000020442011</p><p><small>Copyright &copy; Oita City. All Rights Reserved.</small></p></footer>
</body>
</html>
"""
(folder / "plan.html").write_text(page, encoding="utf-8")
gold.write(folder, plan, items)

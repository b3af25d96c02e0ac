import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce
from short import *
folder, plan = produce.load(__file__)
h = produce.h
G = [("基本目標１", "しごとをつくる", "#1f5c99", [
 ("地域企業の競争力強化", "・企業訪問による支援ニーズの把握\n・デジタル化補助金の交付\n・つやま産業支援センターによる伴走支援", ["産業経済部 仕事・移住支援室"], [
  ("支援による新商品開発件数", "件", None, "12件", "12", "R8: 20件", "R11: 35件", "=", ""),
  ("製造品出荷額等", "億円", None, "2,486", "248600000000", "R8: 2,550", "R11: 2,650", "=", ""),
  ("デジタル化補助金の採択企業数（累計）", "社", None, "34", "34", "R8: 90", "R11: 150", "=", "*1")]),
 ("農林業の担い手確保", "・新規就農相談会の開催\n・森林環境譲与税を活用した林業体験", ["農林部 農業振興課", "農林部 森林課"], [
  ("新規就農者数", "人", None, "8", "8", "R8: 10", "R11: 12", "=", ""),
  ("認定農業者の経営体数", "経営体", None, "211", "211", "R8: 215以上", "R11: 220以上", ">=", "")])]),
 ("基本目標２", "ひとの流れをつくる", "#2e7d4f", [
 ("移住・定住の促進", "・お試し住宅の運営\n・首都圏での移住フェアへの出展\n・空き家バンクの登録促進", ["産業経済部 仕事・移住支援室"], [
  ("移住相談件数", "件", None, "418", "418", "R8: 450", "R11: 500", "=", ""),
  ("空き家バンクの成約件数", "件", None, "31", "31", "R8: 40", "R11: 50", "=", ""),
  ("社会増減数", "人", None, "△312", "-312", "R8: △200", "R11: △100", "=", "*2")]),
 ("関係人口の拡大", "・ふるさと納税寄附者への情報発信\n・津山さくらまつりの魅力向上", ["産業経済部 みらいビジョン戦略室", "観光文化部 観光振興課"], [
  ("市公式LINEの友だち登録者数", "人", None, "15,204", "15204", "R8: 18,000", "R11: 22,000", "=", ""),
  ("観光入込客数（2024年）", "万人", None, "196.4", "1964000", "R8: 210", "R11: 230", "=", "")])]),
 ("基本目標３", "子育てをかなえる", "#b3541e", [
 ("子育て支援の充実", "・こども家庭センターの運営\n・保育ＩＣＴの導入", ["こども保健部 こども課"], [
  ("保育所等の待機児童数", "人", None, "0", "0", "R8: 0", "R11: 0", "=", ""),
  ("子育てアプリの登録率", "％", None, "43.7", "43.7", "R8: 60.0", "R11: 75.0", "=", ""),
  ("出生数", "人", None, "602", "602", "R8: 600以上", "R11: 600以上", ">=", "*2")])])]
items, rows = [], []
SC = {"億円": ("円", 10**8), "万人": ("人", 10**4), "％": ("%", 1)}
for gn, gt, col, ms in G:
    first = True; span = sum(len(m[3]) for m in ms)
    for name, what, who, kpis in ms:
        for n, (k, u, _, base, bv, t1, t2, rel, mark) in enumerate(kpis):
            unit, sc = SC.get(u, (u, 1)); obs = [N(B, 2023, base, bv, unit)]
            if "2024年" in k: obs[0]["fiscal_year"] = 2023
            for t in (t1, t2):
                y, v = t.split(": "); num = v.replace("件", "").replace("以上", "").replace(",", "").replace("△", "-")
                obs.append(N(T, 2018 + int(y[1:]), t, format(gold.Decimal(num) * sc, "f"), unit, rel))
            d = None
            if "2024年" in k:
                obs[0]["fiscal_year"] = 2024; obs[0]["raw"] = base
                d = {"indicators.0.name": {"accept": ["観光入込客数"], "why": "the year in brackets speaks of the baseline"}, "indicators.0.observations.0.fiscal_year": {"accept": [2023], "why": "column heading says R5年度"}}
            it = gold.indicator(k, obs, unit_hint=u.replace("％", "%"))
            dd = {"indicators.0.unit_hint": {"accept": [unit, u], "why": "scale word in the hint"}} if u in SC else {}
            if mark: dd["indicators.0.name"] = {"accept": [k + mark], "why": "CONTRACT says nothing of raised note marks"}
            items.append(gold.item(name, paths=P(gn + "|" + gt), summary=what, departments=[x.split() for x in who], indicators=[it], doubt={**(d or {}), **dd} or None))
            r = ""
            if first: r += f'<td class="g" rowspan={span} style="background:{col}"><div>{gn}　{gt}</div></td>'; first = False
            if n == 0: r += f'<td rowspan={len(kpis)} class="m" style="border-left:3px solid {col}">{name}</td>'
            r += f'<td>{k}<sup>{mark}</sup><br><span class="u">（{u}）</span></td><td class="r">{base}</td><td class="r">{t1}<br>{t2}</td>'
            if n == 0: r += f'<td rowspan={len(kpis)} class="b">{h(what)}</td><td rowspan={len(kpis)} class="b">{"<br>".join(who)}</td>'
            rows.append(f"<tr>{r}</tr>")
page = f"""<meta charset=utf-8><title>KPI一覧</title><style>@page{{size:A4 landscape;margin:12mm 12mm 14mm}}body{{font-family:'Noto Sans CJK JP';font-size:8.5pt;margin:0}}
table{{border-collapse:collapse;width:100%}}td,th{{border:1px dotted #bbb;padding:2px 4px;vertical-align:middle}}th{{background:#44546a;color:#fff;font-weight:500}}thead{{display:table-header-group}}tr{{break-inside:avoid}}
.g{{color:#fff;width:9mm;padding:0;text-align:center}}.g div{{writing-mode:vertical-rl;margin:auto;letter-spacing:1px}}.m{{font-weight:600;width:30mm}}.r{{text-align:right}}.u{{color:#777;font-size:7.5pt}}.b{{font-size:8pt}}
h1{{font-size:13pt;text-align:center;margin:0 0 2mm}}.d{{text-align:right;color:#666}}.w{{position:fixed;left:95mm;top:30mm;font-size:220pt;color:#f1f1f1;z-index:-1;transform:rotate(-20deg)}}.n{{font-size:7.5pt;color:#555;margin-top:2mm}}</style>
<div class=w>案</div><div class=d>令和7年2月　津山市</div><h1>第３期津山市まち・ひと・しごと創生総合戦略　施策別ＫＰＩ一覧（案）</h1>
<table><thead><tr><th rowspan=2></th><th rowspan=2>施策</th><th colspan=3>重要業績評価指標（ＫＰＩ）</th><th rowspan=2>主な取組内容</th><th rowspan=2>担当課</th></tr><tr><th>指標名（単位）</th><th>現状値<br>R5年度</th><th>目標値</th></tr></thead>{''.join(rows)}</table>
<div class=n>*1　第２期総合戦略（令和2年度～令和6年度）からの累計<br>*2　岡山県毎月流動人口調査による。</div>"""
produce.chromium(folder, page); gold.write(folder, plan, items)

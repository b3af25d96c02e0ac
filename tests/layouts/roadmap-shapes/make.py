import html, sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce
import pymupdf

folder, plan = produce.load(__file__)
items = []
arch = pymupdf.Archive("/usr/share/fonts/opentype/ipafont-gothic")
CSS = '@font-face {font-family: ipa; src: url(ipag.ttf);} * {font-family: ipa; line-height: 1.25; margin: 0;}'
doc = pymupdf.open(); doc.set_metadata({"title": "工程表"})
K = 72 / 25.4
def text(page, x, y, w, h, s, size=8, align="left", color="#000"):
    s = html.escape(str(s)).replace("\n", "<br>")
    def put(top):
        box = pymupdf.Rect(x + 1.5, top, x + w - 1.5, top + 400)
        return box, f'<div style="font-size:{size}pt;text-align:{align};color:{color}">{s}</div>'
    scratch = pymupdf.open(); sp = scratch.new_page(width=900, height=900); box, body = put(0)
    spare, _ = sp.insert_htmlbox(box, body, css=CSS, archive=arch); need = 400 - spare
    top = y + max(0, (h - need) / 2); box, body = put(top); box.y1 = top + need + 2
    assert need <= h + 3, (s, need, h)
    page.insert_htmlbox(box, body, css=CSS, archive=arch)
W = [14, 30, 9, 44, 28, 21, 21, 21, 21, 36, 14, 18]; X = [10 * K]
for w in W: X.append(X[-1] + w * K)
BLUE, LIGHT = (.16, .38, .66), (.85, .9, .96)
HEAD = ["方針", "施策", "№", "取組", "所管課", None, None, None, None, "KPI", "現状\n（R4）", "目標\n（R9）"]
def start(first):
    page = doc.new_page(width=297 * K, height=210 * K); y = 12 * K
    if first:
        page.draw_rect(pymupdf.Rect(262 * K, 8 * K, 287 * K, 14 * K), width=.6); text(page, 262 * K, 8 * K, 25 * K, 6 * K, "参考資料２", 9, "center")
        text(page, 40 * K, 11 * K, 217 * K, 8 * K, "愛媛県デジタル総合戦略 実行計画　工程表（令和６年度～令和９年度）", 14, "center")
        text(page, 200 * K, 20 * K, 87 * K, 5 * K, "令和６年３月　愛媛県デジタル戦略局", 8, "right"); y = 27 * K
    page.draw_rect(pymupdf.Rect(X[0], y, X[-1], y + 12 * K), fill=LIGHT, color=None)
    for k, t in enumerate(HEAD):
        if t: text(page, X[k], y, X[k + 1] - X[k], 12 * K, t, 8, "center")
    text(page, X[5], y, X[9] - X[5], 6 * K, "スケジュール", 8, "center")
    for k in range(4): text(page, X[5 + k], y + 6 * K, X[6 + k] - X[5 + k], 6 * K, f"R{6 + k}年度", 8, "center")
    page.draw_line((X[5], y + 6 * K), (X[9], y + 6 * K), width=.4)
    for x in X[6:9]: page.draw_line((x, y + 6 * K), (x, y + 12 * K), width=.4)
    for k, x in enumerate(X):
        if k not in (6, 7, 8): page.draw_line((x, y), (x, y + 12 * K), width=.4)
    page.draw_line((X[0], y), (X[-1], y), width=.8); page.draw_line((X[0], y + 12 * K), (X[-1], y + 12 * K), width=.8)
    return page, y + 12 * K
RH = 15.5 * K
page, y = start(True)
for p in plan["policies"]:
    if p is plan["policies"][2]:
        page, y = start(False)
    top = y
    for title, works in p["measures"]:
        mtop = y
        for no, name, who, bars, words, (kpi, now, goal) in works:
            for k, (s, a) in ((2, (no, "center")), (3, (name, "left")), (4, (who, "center")), (9, (kpi, "left")), (10, (now, "right")), (11, (goal, "right"))): text(page, X[k], y, X[k + 1] - X[k], RH, s, 8, a)
            prog = []
            for j, w in enumerate(words):
                if w:
                    text(page, X[5 + j], y, X[6 + j] - X[5 + j], 7 * K, w, 7.5, "center"); prog.append(gold.progress(2024 + j, "planned", w))
            for n, (a, b) in enumerate(bars):
                x0, x1 = X[5] + a * 21 * K + 2, X[5] + b * 21 * K - 2; yy, hh = y + (8.5 if any(words) else 5) * K, 5 * K
                pts = [(x0, yy + hh * .2), (x1 - 8, yy + hh * .2), (x1 - 8, yy), (x1, yy + hh / 2), (x1 - 8, yy + hh), (x1 - 8, yy + hh * .8), (x0, yy + hh * .8)]
                page.draw_polyline([*pts, pts[0]], fill=BLUE if n else (.62, .77, .92), color=BLUE, width=.5)
            for x in X[2:]: page.draw_line((x, y), (x, y + RH), width=.4)
            for x in (X[0], X[1]): page.draw_line((x, y), (x, y + RH), width=.4)
            y += RH; page.draw_line((X[2], y), (X[-1], y), width=.4)
            seen = gold.observe(now, "baseline", 2022)
            if goal == "1万人": seen += gold.observe({"print": goal, "obs": [{"value": "10000", "unit": "人"}]}, "target", 2027)
            elif goal == "全隊": seen += gold.observe({"text": goal}, "target", 2027)
            else: seen += gold.observe(goal, "target", 2027)
            items.append(gold.item(name, number=str({"１": 1, "２": 2, "３": 3, "４": 4, "５": 5, "６": 6, "７": 7, "８": 8, "９": 9}.get(no, no)), paths=[[(None, p["title"]), (None, title)]], departments=[[who]], indicators=[gold.indicator(kpi, seen)], progress=prog))
        text(page, X[1], mtop, X[2] - X[1], y - mtop, title, 8); page.draw_line((X[1], y), (X[2], y), width=.4)
    text(page, X[0], top, X[1] - X[0], y - top, "\n".join(p["title"]), 11, "center"); page.draw_line((X[0], y), (X[-1], y), width=.8)
    if p is not plan["policies"][0]:
        text(page, 130 * K, 196 * K, 37 * K, 5 * K, f"－ {len(doc)} －", 8, "center")
y += 5 * K
page.draw_rect(pymupdf.Rect(12 * K, y, 24 * K, y + 4 * K), fill=(.62, .77, .92), color=BLUE); text(page, 25 * K, y, 40 * K, 4 * K, "準備・実証の期間", 8)
page.draw_rect(pymupdf.Rect(70 * K, y, 82 * K, y + 4 * K), fill=BLUE, color=BLUE); text(page, 83 * K, y, 40 * K, 4 * K, "実施・拡大の期間", 8)
doc.subset_fonts(); doc.save(folder / "plan.pdf", garbage=4, deflate=True)
gold.write(folder, plan, items)

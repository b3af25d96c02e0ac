import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce
from short import *
from reportlab.pdfgen.canvas import Canvas
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
folder, plan = produce.load(__file__)
for f in ("HeiseiMin-W3", "HeiseiKakuGo-W5"): pdfmetrics.registerFont(UnicodeCIDFont(f))
D = [("１", "自助の促進", [
 ("1", "家具固定と耐震化の支援", "家具の転倒防止器具の取付けを代行し、木造住宅の耐震診断を無料で行う。", "危機管理課\n建築住宅課", "住宅の耐震化率", "84.1％", "95％以上", [(0, 1, "取付け代行の募集"), (1, 4, "代行の実施・耐震診断")]),
 ("2", "防災アプリの普及", "避難情報と河川水位を通知する防災アプリを提供する。", "危機管理課", "防災アプリの登録者数", "6,400人", "2万人", [(0, 2, "機能の検討と構築"), (2, 4, "運用・登録の促進")]),
 ("3", "外国人住民への情報提供", "やさしい日本語と５言語の防災ハンドブックを作成し、転入時に配る。", "協働まちづくり課", "多言語ハンドブックの配布数（累計）", "0部", "1,500部", [(0, 1, "作成"), (1, 2, "配布開始"), (2, 4, "配布・内容の更新")])]),
 ("２", "共助の強化", [
 ("4", "地区防災計画の策定", "常会ごとにワークショップを開き、地区防災計画の策定を支援する。", "危機管理課", "地区防災計画の策定地区数", "3地区", "20地区", [(0, 2, "モデル地区で策定"), (2, 4, "全地区に拡大")]),
 ("5", "防災リーダーの養成", "防災士の資格取得費を補助し、養成講座を開く。", "危機管理課", "防災士の登録者数", "212人", "400人", [(0, 4, "養成講座の開催・取得費の補助")]),
 ("6", "避難行動要支援者の個別避難計画", "福祉専門職と連携し、優先度の高い方から計画を作成する。", "福祉課\n長寿課", "個別避難計画の作成率", "11.2％", "80％", [(0, 1, "優先度の整理"), (1, 3, "優先度の高い方の作成"), (3, 4, "対象の拡大")])]),
 ("３", "公助の充実", [
 ("7", "備蓄倉庫の再配置", "津波浸水想定区域内の倉庫を高台に移す。", "危機管理課", "移転を終えた倉庫の数", "1棟", "9棟", [(0, 1, "設計"), (1, 3, "移転工事"), (3, 4, "備蓄品の更新")]),
 ("8", "マンホールトイレの整備", "指定避難所となる全小中学校に整備する。", "下水道課\n教育政策課", "整備した学校数", "5校", "20校", [(0, 4, "年３～４校ずつ整備")]),
 ("9", "ドローンによる被害把握", "職員の操縦訓練を行い、映像を災害対策本部に送る。", "消防本部総務課", "操縦できる職員数", "6人", "24人", [(0, 1, "機体の購入"), (1, 4, "操縦訓練")])])]
gold.UNITS.append("部")
items = []
c = Canvas(str(folder / "plan.pdf"), pagesize=(420 * mm, 297 * mm), invariant=1); c.setTitle("工程表")
W = [12, 44, 76, 30, 26, 26, 26, 26, 52, 34, 34]; X0 = 16; XS = [X0]
for w in W: XS.append(XS[-1] + w)
def txt(x, y, w, hh, s, size=9, font="HeiseiMin-W3", align="l", color=(0, 0, 0)):
    per = max(1, int((w - 2) * mm / size)); lines = []
    for p in str(s).split("\n"):
        cur, n = "", 0
        for ch in p:
            k = .5 if ord(ch) < 256 else 1
            if n + k > per and ch not in "。、）": lines.append(cur); cur, n = "", 0
            cur += ch; n += k
        lines.append(cur)
    c.setFillColorRGB(*color); lead = size * 1.25; top = y + hh / 2 * 1.0; yy = 297 * mm - (y + hh / 2) * mm + lead * len(lines) / 2 - size * .95
    for l in lines:
        c.setFont(font, size)
        (c.drawCentredString if align == "c" else c.drawRightString if align == "r" else c.drawString)(((x + w / 2) if align == "c" else (x + w - 1) if align == "r" else x + 1) * mm, yy, l); yy -= lead
    c.setFillColorRGB(0, 0, 0)
def line(x1, y1, x2, y2, w=.4, dash=None, g=0):
    c.setLineWidth(w); c.setStrokeGray(g); c.setDash(*(dash or ([], 0))); c.line(x1 * mm, (297 - y1) * mm, x2 * mm, (297 - y2) * mm); c.setDash([], 0); c.setStrokeGray(0)
def fill(x, y, w, hh, rgb): c.setFillColorRGB(*rgb); c.rect(x * mm, (297 - y - hh) * mm, w * mm, hh * mm, stroke=0, fill=1); c.setFillColorRGB(0, 0, 0)
GO = "HeiseiKakuGo-W5"; R = 19
def head(y):
    fill(X0, y, sum(W), 14, (.80, .87, .80))
    for k, s in ((0, "No."), (1, "取組"), (2, "取組内容"), (3, "担当課"), (8, "指標"), (9, "現状値\n（令和３年度）"), (10, "目標値\n（令和８年度）")): txt(XS[k], y, W[k], 14, s, 9, GO, "c")
    txt(XS[4], y, 104, 7, "工程", 9, GO, "c")
    for k in range(4): txt(XS[4 + k], y + 7, 26, 7, f"令和{5 + k}年度", 9, GO, "c")
    line(XS[4], y + 7, XS[8], y + 7); line(X0, y, XS[-1], y, .8); line(X0, y + 14, XS[-1], y + 14, .8)
    return y + 14
def close(y0, y):
    for k, x in enumerate(XS):
        if k in (5, 6, 7): line(x, y0 + 7, x, y0 + 14); line(x, y0 + 14, x, y, .4, ([1, 2], 0), .7)
        else: line(x, y0, x, y, .8 if k in (0, 11) else .4)
    line(X0, y, XS[-1], y, .8)
    while late: late.pop(0)()
txt(X0, 14, sum(W), 10, "蒲郡市地域防災力強化アクションプラン　工程表", 17, GO, "c"); txt(X0, 24, sum(W), 6, "令和５年３月　蒲郡市危機管理課", 10, align="r")
bars, late = [], []
def arrow(xa, xb, h1, s):
    c.setFillColorRGB(.36, .55, .38); p = c.beginPath()
    for q, (px, py) in enumerate([(xa, h1), (xb - 4, h1), (xb - 4, h1 - 1.5), (xb, h1 + 4.5), (xb - 4, h1 + 10.5), (xb - 4, h1 + 9), (xa, h1 + 9)]): (p.moveTo if q == 0 else p.lineTo)(px * mm, (297 - py) * mm)
    p.close(); c.drawPath(p, stroke=0, fill=1); txt(xa, h1, xb - xa - 3, 9, s, 7 if xb - xa > 30 else 6, GO, "c", (1, 1, 1))
def bar(y, s):
    fill(X0 + .2, y + .2, sum(W) - .4, 7.6, (.93, .93, .93)); line(X0, y, XS[-1], y); line(X0, y + 8, XS[-1], y + 8); txt(X0, y, sum(W), 8, s, 10.5, GO)
def page_end(n): txt(190, 284, 40, 6, f"{n}／2", 10, align="c")
y0 = 34; y = head(y0)
for gi, (no, t, rs) in enumerate(D):
    if gi == 2: close(y0, y); page_end(1); c.showPage(); y0 = 20; y = head(y0)
    late.append(lambda y=y, s=f"{no}　{t}": bar(y, s)); y += 8
    for n, name, what, who, k, a, b, sched in rs:
        for col, s, al in ((0, n, "c"), (1, name, "l"), (2, what, "l"), (3, who, "l"), (8, k, "l"), (9, a, "r"), (10, b, "r")): txt(XS[col], y, W[col], R, s, 9.5, align=al)
        prog = {}
        for f, e, s in sched:
            xa, xb, h1 = XS[4] + 26 * f + 1, XS[4] + 26 * e - 1, y + 5
            late.append(lambda xa=xa, xb=xb, h1=h1, s=s: arrow(xa, xb, h1, s))
            for yr in range(f, e): prog.setdefault(yr, []).append(s)
        y += R; line(X0, y, XS[-1], y)
        obs = gold.observe(a, B, 2021) + gold.observe(b, T, 2026)
        items.append(gold.item(name, number=n, paths=P(f"{no}|{t}"), summary=what, departments=[[w] for w in who.split("\n")], indicators=[gold.indicator(k, obs)], progress=[gold.progress(2023 + yr, "planned", s) for yr in range(4) for s in prog[yr]]))
close(y0, y); txt(X0, y + 2, 200, 6, "※工程の矢印は、実施する年度を示します。", 8.5); page_end(2); c.save()
gold.write(folder, plan, items)

import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce
from short import *
import pymupdf
folder, plan = produce.load(__file__)
K = 72 / 25.4; doc = pymupdf.open(); FG, FM = "/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf", "/usr/share/fonts/opentype/ipafont-mincho/ipam.ttf"
fonts = {"g": pymupdf.Font(fontfile=FG), "m": pymupdf.Font(fontfile=FM)}
def wrap(s, w, size, f):
    out = []
    for p in s.split("\n"):
        cur = ""
        for ch in p:
            if fonts[f].text_length(cur + ch, size) > w and ch not in "。、）": out.append(cur); cur = ""
            cur += ch
        out.append(cur)
    return out
class Pg:
    def __init__(s, w, h): s.p = doc.new_page(width=w * K, height=h * K); s.w, s.h = w, h
    def t(s, x, y, w, h, text, size=9, f="m", a="l", color=(0, 0, 0)):
        ls = wrap(text, (w - 2) * K, size, f); tw = pymupdf.TextWriter(s.p.rect); ld = size * 1.3; yy = (y + h / 2) * K - ld * len(ls) / 2 + size * 1.02
        assert ld * len(ls) <= h * K + 6, (text, len(ls))
        for l in ls:
            n = fonts[f].text_length(l, size); xx = (x + 1) * K if a == "l" else (x + w - 1) * K - n if a == "r" else (x + w / 2) * K - n / 2
            if l: tw.append((xx, yy), l, font=fonts[f], fontsize=size)
            yy += ld
        tw.write_text(s.p, color=color)
    def r(s, x, y, w, h, fill=None): s.p.draw_rect(pymupdf.Rect(x * K, y * K, (x + w) * K, (y + h) * K), color=(.75, .75, .75), fill=fill, width=.4)
    def foot(s, n): s.t(10, s.h - 12, 100, 6, "R6進捗報告_男鹿市.pdf", 7, "g", color=(.7, .7, .7)); s.t(s.w / 2 - 20, s.h - 12, 40, 6, f"{n} / 3", 9, a="c")
G1 = ("１", "数値目標の達成状況"); G2 = ("２", "取組の状況"); BL, W = (.13, .35, .53), (1, 1, 1)
T1 = [("1", "公共施設の延床面積", "㎡", "182,400", "180,900", "B", "165,000以下", "財政課"), ("2", "廃止・譲渡した施設の数（累計）", "施設", "12", "14", "S", "25", "財政課"), ("3", "点検を終えた橋りょうの割合", "％", "80.0", "83.6", "A", "100", "建設課"), ("4", "普通財産の売却額", "百万円", "30", "18.5", "C", "150", "財政課"), ("5", "包括管理の対象施設数", "施設", "40", "40", "A", "65", "管財室"), ("6", "水道管の年間漏水件数", "件", "60以下", "71", "C", "40以下", "企業局"), ("7", "照明のLED化率", "％", "45", "52.3", "A", "90", "管財室\n学校教育課"), ("8", "施設予約システムの利用率", "％", "－", "－", "－", "50", "生涯学習課")]
T2 = [("9", "船川地区公共施設の複合化", "図書館と公民館を一つの建物にまとめる。", "基本構想を策定した。\n市民説明会を３回開いた。", "基本設計に着手する。", "企画政策課"), ("10", "廃校舎の利活用", "廃校舎の貸付先を公募する。", "旧北陽小学校を食品加工会社に貸し付けた。", "旧五里合小学校の公募を行う。", "財政課"), ("11", "包括管理業務委託の拡大", "施設の保守点検をまとめて委託する。", "40施設の点検と修繕を委託した。", "学校12校を加える。", "管財室"), ("12", "橋りょうの長寿命化", "点検の結果に基づき、損傷が軽いうちに補修する。", "５橋の補修工事を終えた。", "ドローンによる点検を試行する。", "建設課"), ("13", "使用料の見直し", "受益者負担の考え方に基づき、使用料を改定する。", "算定の方法を定めた。", "条例を改正し、周知を行う。", "財政課\n生涯学習課"), ("14", "市営住宅の集約", "老朽化した団地からの住み替えを進める。", "23世帯が移転した。", "２団地の解体工事を行う。", "建設課")]
items = []
p = Pg(210, 297)
tw = pymupdf.TextWriter(p.p.rect); tw.append((45 * K, 200 * K), "案", font=fonts["g"], fontsize=330); tw.write_text(p.p, color=(.95, .95, .95))
p.t(15, 14, 180, 8, "男鹿市公共施設等総合管理計画　第２期実行計画", 14, "g", "c"); p.t(15, 22, 180, 8, "令和６年度進捗報告", 14, "g", "c"); p.t(15, 31, 180, 5, "令和７年７月　総務企画部財政課", 9, a="r", color=(.5, .5, .5))
p.t(15, 40, 180, 7, "１　数値目標の達成状況", 12, "g"); p.t(15, 48, 180, 11, "　８つの指標のうち、令和６年度の目標を達成したものは４つでした。評価は、S：目標を大きく上回る、A：目標どおり、B：おおむね目標どおり、C：目標を下回る、で示します。", 9)
C = [9, 54, 17, 21, 21, 12, 24, 22]; X_ = [15]; [X_.append(X_[-1] + w) for w in C]; y = 62
for k, s in ((0, "No"), (1, "指標"), (2, "単位"), (6, "最終目標値\n（令和10年度）"), (7, "担当課")): p.r(X_[k], y, C[k], 14, BL); p.t(X_[k], y, C[k], 14, s, 8, "g", "c", W)
p.r(X_[3], y, 54, 7, BL); p.t(X_[3], y, 54, 7, "令和６年度", 8, "g", "c", W)
for k, s in ((3, "目標値"), (4, "実績値"), (5, "評価")): p.r(X_[k], y + 7, C[k], 7, BL); p.t(X_[k], y + 7, C[k], 7, s, 8, "g", "c", W)
y += 14
for no, k, u, g, a, e, l, who in T1:
    for q, (s, al) in enumerate(((no, "c"), (k, "l"), (u, "c"), (g, "r"), (a, "r"), (e, "c"), (l, "r"), (who, "l"))): p.r(X_[q], y, C[q], 13, ({"S": (.80, .90, .80), "C": (.98, .85, .82)}.get(e) if q == 5 else None)); p.t(X_[q], y, C[q], 13, s, 9, "m", al, (.45, .45, .45) if q == 7 else (0, 0, 0))
    y += 13; un, sc = gold.unit_column(u); obs = []
    for v, role, fy in ((g, T, 2024), (a, A, 2024), (l, T, 2028)):
        if v in gold.NOTHING: continue
        o = gold.observe(v, role, fy, un, 1)
        if sc != 1: o[0]["value"] = format((gold.Decimal(v) * sc).quantize(gold.Decimal(1)), "f")
        obs += o
    items.append(gold.item(None, number=no, paths=P("|".join(G1)), departments=[[w] for w in who.split("\n")], indicators=[gold.indicator(k, obs, evaluations=[(2024, e)])]))
p.t(15, y + 1, 180, 6, "※No.8は令和７年度にシステムの運用を開始するため、実績がありません。", 8, color=(.55, .55, .55)); p.foot(1)
p = Pg(297, 210); p.t(15, 12, 180, 7, "２　取組の状況", 12, "g"); C = [10, 50, 70, 62, 47, 28]; X_ = [15]; [X_.append(X_[-1] + w) for w in C]; y = 22
for k, s in enumerate(("No", "取組", "取組内容", "令和６年度の取組実績", "令和７年度の取組", "担当課")): p.r(X_[k], y, C[k], 10, BL); p.t(X_[k], y, C[k], 10, s, 9, "g", "c", W)
y += 10
for no, n, what, did, nxt, who in T2:
    for q, (s, al) in enumerate(((no, "c"), (n, "l"), (what, "l"), (did, "l"), (nxt, "l"), (who, "l"))): p.r(X_[q], y, C[q], 20, (.95, .97, .99) if int(no) % 2 else None); p.t(X_[q], y, C[q], 20, s, 9.5, "g" if q == 1 else "m", al, (.45, .45, .45) if q == 5 else (0, 0, 0))
    y += 20
    items.append(gold.item(n, number=no, paths=P("|".join(G2)), summary=what, departments=[[w] for w in who.split("\n")], progress=[gold.progress(2024, "actual", did), gold.progress(2025, "planned", nxt)]))
p.foot(2)
p = Pg(210, 297); p.t(15, 14, 180, 7, "参考　用語集", 12, "g"); y = 26
for q, (a, b) in enumerate((("用語", "意味"), ("包括管理", "複数の施設の保守点検や修繕を、まとめて一つの事業者に委託する方法。"), ("普通財産", "市が所有する財産のうち、行政の目的に直接使われていないもの。"), ("長寿命化", "計画的な修繕により、施設を使用できる期間を延ばすこと。"))):
    for x, w, s in ((15, 45, a), (60, 135, b)): p.r(x, y, w, 10, (.9, .9, .9) if q == 0 else None); p.t(x, y, w, 10, s, 9)
    y += 10
p.foot(3)
doc.set_metadata({"title": "R6進捗報告"}); doc.subset_fonts(); doc.save(folder / "plan.pdf", deflate=True, garbage=3); gold.write(folder, plan, items)

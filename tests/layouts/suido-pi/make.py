import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce
from fpdf import FPDF

folder, plan = produce.load(__file__)
items = []
class Made(FPDF):
    def footer(self):
        self.set_y(-14); self.set_font("m", size=9); self.cell(0, 6, str(self.page_no() + 57), align="C")
pdf = Made(format="A4"); pdf.set_title("柏崎市新水道ビジョン"); pdf.set_margin(20); pdf.set_auto_page_break(False)
pdf.add_font("m", fname="/usr/share/fonts/opentype/ipafont-mincho/ipam.ttf"); pdf.add_font("g", fname="/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf")
def para(text, size=10.5): pdf.set_font("m", size=size); pdf.multi_cell(0, size * 0.62, text, wrapmode="CHAR", new_x="LMARGIN", new_y="NEXT"); pdf.ln(2)
def head(text, size): pdf.set_font("g", size=size); pdf.cell(0, size * .6, text, new_x="LMARGIN", new_y="NEXT"); pdf.ln(2)
def box(x, y, w, h, text, size=8.5, align="L", font="m", fill=None):
    if fill: pdf.set_fill_color(*fill); pdf.rect(x, y, w, h, "F")
    pdf.set_font(font, size=size); lh = size * .46
    lines = pdf.multi_cell(w - 1, lh, text, wrapmode="CHAR", dry_run=True, output="LINES")
    pdf.set_xy(x + .5, y + max(0, (h - lh * len(lines)) / 2)); pdf.multi_cell(w - 1, lh, text, align=align, wrapmode="CHAR")
def rule(x1, y1, x2, y2, w=.2, dash=0):
    pdf.set_line_width(w); pdf.set_dash_pattern(dash=dash, gap=dash); pdf.line(x1, y1, x2, y2); pdf.set_dash_pattern()
ch = tuple(plan["chapter"])
pdf.add_page()
head("　".join(ch), 16); rule(20, pdf.y - 1, 190, pdf.y - 1, .8); pdf.ln(4)
para("　本ビジョンに掲げた「安全」「強靱」「持続」の三つの視点から施策を進めるに当たり、その効果を客観的に測るため、公益社団法人日本水道協会が定める水道事業ガイドラインの業務指標（ＰＩ：Performance Indicator）を用いて、目標値を設定します。")
para("　目標値は、計画期間の中間年度である令和11年度と、最終年度である令和16年度について定めます。各指標の実績は毎年度算定し、水道事業経営審議会に報告するとともに、ホームページで公表します。")
pdf.ln(4); pdf.set_draw_color(90, 90, 90)
for k, (a, b) in enumerate([("Plan（計画）", "目標値及び年次計画の設定"), ("Do（実行）", "施策の実施"), ("Check（検証）", "業務指標の算定、審議会への報告"), ("Action（改善）", "事業計画の見直し")]):
    y = pdf.y; pdf.set_line_width(.3); pdf.rect(45, y, 120, 12, round_corners=True, corner_radius=2); box(48, y, 34, 12, a, 10, font="g"); box(84, y, 78, 12, b, 10)
    pdf.set_fill_color(120, 150, 190)
    if k < 3: pdf.polygon([(100, y + 13.5), (110, y + 13.5), (105, y + 17.5)], style="F")
    pdf.set_xy(20, y + 19)
pdf.set_font("m", size=9); pdf.cell(0, 6, "図６－１　ＰＤＣＡサイクルによる進捗管理", align="C", new_x="LMARGIN", new_y="NEXT")
# landscape
pdf.add_page(orientation="landscape"); pi = plan["pi"]
head(pi["number"] + "　" + pi["title"], 13); pdf.set_font("m", size=8); pdf.set_xy(220, pdf.y - 5); pdf.cell(57, 5, "「方向」欄は、数値が望ましい向きを示す。", align="R")
X = [20, 28, 46, 102, 124, 136, 202, 227, 252, 277]; y0 = 36; y = y0
F = (214, 228, 240)
heads = ["視点", "PI番号", "業務指標", "単位", "方向", "指標の説明"]
for k, t in enumerate(heads): box(X[k], y, X[k + 1] - X[k], 14, t, 8.5, "C", "g", F)
box(X[6], y, 25, 7, "実績値", 8.5, "C", "g", F); box(X[7], y, 50, 7, "目標値", 8.5, "C", "g", F)
for k, t in ((6, "R5年度"), (7, "R11年度"), (8, "R16年度")): box(X[k], y + 7, 25, 7, t, 8.5, "C", "g", F)
rule(X[6], y + 7, X[9], y + 7)
y += 14; rule(X[0], y, X[-1], y, .5)
for group, rows in pi["groups"]:
    top = y
    for n, (no, name, unit, arrow, what, now, mid, last) in enumerate(rows):
        if n: rule(X[1], y, X[-1], y, .2, .6)
        for k, (t, a) in enumerate([(no, "C"), (name, "L"), (unit, "C"), (arrow, "C"), (what, "L"), (now, "R"), (mid, "R"), (last, "R")], 1): box(X[k] + .5, y, X[k + 1] - X[k] - 1, 11.5, t, 7.5 if k == 5 else 9, a, "g" if k == 4 else "m")
        y += 11.5
        u, s = gold.unit_column(unit)
        i = gold.indicator(name, gold.observe(now, "actual", 2023, u, s) + gold.observe(mid, "target", 2029, u, s) + gold.observe(last, "target", 2034, u, s), description=what)
        i["direction"] = {"↑": "up", "↓": "down"}[arrow]
        items.append(gold.item(None, number=no, paths=[[ch, (pi["number"], pi["title"]), (None, group)]], indicators=[i]))
    box(X[0], top, 8, y - top, "\n".join(group), 10, "C", "g"); rule(X[0], y, X[-1], y, .4)
for x in X[1:-1]: rule(x, y0 + (7 if x in X[8:9] else 0), x, y)
pdf.set_line_width(.6); pdf.rect(X[0], y0, X[-1] - X[0], y - y0)
pdf.set_font("m", size=7.5); pdf.set_xy(20, y + 1); pdf.cell(0, 5, "出典：水道事業ガイドライン（JWWA Q100:2016）に基づき柏崎市上下水道局が算定")
# portrait
pdf.add_page(); w = plan["works"]
head(w["number"] + "　" + w["title"], 13); para("　目標の達成に向けて、次の取組を進めます。")
X = [20, 52, 92, 164, 190]; y0 = y = pdf.y
for k, t in enumerate(["基本施策", "具体的な取組", "取組内容", "担当課"]): box(X[k], y, X[k + 1] - X[k], 9, t, 9.5, "C", "g", F)
y += 9; rule(X[0], y, X[-1], y, .5)
for group, rows in w["rows"]:
    top = y
    for n, (name, what, who) in enumerate(rows):
        if n: rule(X[1], y, X[-1], y)
        box(X[1] + .5, y, 39, 19, name, 9.5); box(X[2] + .5, y, 71, 19, what, 9.5); box(X[3], y, 26, 19, who, 9.5, "C"); y += 19
        items.append(gold.item(name, paths=[[ch, (w["number"], w["title"]), (None, group)]], summary=what, departments=[[who]]))
    box(X[0] + .5, top, 31, y - top, group, 9.5); rule(X[0], y, X[-1], y)
for x in X[1:-1]: rule(x, y0, x, y)
pdf.set_line_width(.6); pdf.rect(X[0], y0, X[-1] - X[0], y - y0)
pdf.output(str(folder / "plan.pdf")); gold.write(folder, plan, items)

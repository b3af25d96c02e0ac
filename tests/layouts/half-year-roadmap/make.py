import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

folder, plan = produce.load(__file__)
MIN, GO = "HeiseiMin-W3", "HeiseiKakuGo-W5"
for f in (MIN, GO):
    pdfmetrics.registerFont(UnicodeCIDFont(f))
pen = canvas.Canvas(str(folder / "plan.pdf"), pagesize=A4)
pen.setTitle(plan["title"])
OKU = {"2億4,600万円": ("246000000", "="), "2億4,000万円以内": ("240000000", "<="), "2億3,000万円以内": ("230000000", "<=")}


def seen(v, role, fy):
    if v == "未調査":
        return gold.observe({"unmeasured": v}, role, fy)
    if v in OKU:
        return gold.observe({"print": v, "obs": [{"value": OKU[v][0], "unit": "円", "relation": OKU[v][1]}]}, role, fy)
    return gold.observe(v, role, fy)


def wrap(text, width, font, size):
    lines = [""]
    for c in text:
        if pdfmetrics.stringWidth(lines[-1] + c, font, size) > width:
            lines.append("")
        lines[-1] += c
    return lines


def cell(x, top, w, h, text, font=MIN, size=7.5, fill=None, centre=False, box=True, color=black, bar=None):
    if fill:
        pen.setFillColor(HexColor(fill))
        pen.rect(x, top - h, w, h, stroke=0, fill=1)
    if bar and text:
        pen.setFillColor(HexColor(bar))
        pen.rect(x + 1.5, top - h + 5, w - 3, h - 10, stroke=0, fill=1)
    if box:
        pen.setLineWidth(0.5)
        pen.rect(x, top - h, w, h)
    pen.setFillColor(color)
    pen.setFont(font, size)
    lines = [l for part in text.split("\n") for l in wrap(part, w - 6, font, size)]
    y = top - h / 2 + len(lines) * (size + 2) / 2 - size
    for l in lines:
        if centre:
            pen.drawCentredString(x + w / 2, y, l)
        else:
            pen.drawString(x + 3, y, l)
        y -= size + 2
    pen.setFillColor(black)


def foot(n, width):
    pen.setFont(MIN, 9)
    pen.drawCentredString(width / 2, 26, f"－ {n} －")


items = []
W, H = A4
pen.setFont(GO, 16)
pen.drawCentredString(W / 2, H - 90, plan["title"])
pen.setFont(MIN, 10.5)
pen.drawRightString(W - 60, H - 125, "令和7年3月　小松市地域振興課")
y = H - 165
for line in ("１　実施プログラムの考え方", "　計画の３つの基本方針に沿って、令和７年度から令和９年度までの３年間に行う事業の工程を、", "半年ごとに示します。令和10年度以降は、各事業の評価の結果に基づいて見直します。", "　事業の進み具合は、小松市地域公共交通活性化協議会が毎年２回確かめ、次の半年の工程に", "反映します。", "", "２　評価の体制"):
    pen.setFont(GO if line[:1] in "１２" and line else MIN, 10.5)
    pen.drawString(60, y, line)
    y -= 19
for k, row in enumerate((("区分", "団体", "役割"), ("会長", "大学", "会議の進行"), ("委員", "北鉄加賀バス", "路線の報告"), ("委員", "小松市老人クラブ連合会", "利用者の意見"), ("事務局", "小松市", "庶務"))):
    for j, (text, w) in enumerate(zip(row, (80, 180, 180))):
        cell(70 + sum((80, 180, 180)[:j]), y - k * 20, w, 20, text, size=9, fill="#e8e8e8" if k == 0 else None)
foot(1, W)
pen.showPage()

WIDTHS = [30, 98, 74, 58] + [78] * 6 + [66]
YEARS = [(2025, "上半期"), (2025, "下半期"), (2026, "上半期"), (2026, "下半期"), (2027, "上半期"), (2027, "下半期"), (2028, None)]
X = [28 + sum(WIDTHS[:k]) for k in range(len(WIDTHS) + 1)]
BARS = {"基本方針1": "#bfdcf5", "基本方針2": "#cdeac0", "基本方針3": "#ffe0b5"}


def head(n):
    lw, lh = landscape(A4)
    pen.setPageSize((lw, lh))
    pen.setFont(GO, 11)
    pen.drawString(28, lh - 44, "３　実施プログラム" + ("" if n == 2 else "（続き）"))
    top = lh - 54
    G = "#d9d9d9"
    for k, text in enumerate(("番号", "事業", "実施主体", "担当課")):
        cell(X[k], top, WIDTHS[k], 48, text, GO, fill=G, centre=True)
    cell(X[4], top, X[11] - X[4], 16, "実施スケジュール", GO, fill=G, centre=True)
    for k, text in enumerate(("令和7年度", "令和8年度", "令和9年度")):
        cell(X[4 + 2 * k], top - 16, 156, 16, text, GO, fill=G, centre=True)
        cell(X[4 + 2 * k], top - 32, 78, 16, "上半期", GO, fill=G, centre=True)
        cell(X[5 + 2 * k], top - 32, 78, 16, "下半期", GO, fill=G, centre=True)
    cell(X[10], top - 16, WIDTHS[10], 32, "令和10年度以降", GO, fill=G, centre=True)
    foot(n, lw)
    return top - 48


page, top = 2, head(2)
for p in plan["policies"]:
    if p["number"] == "基本方針3":
        pen.showPage()
        page += 1
        top = head(page)
    cell(28, top, X[-1] - 28, 18, f'{p["number"]}　{p["title"]}', GO, 9, fill="#33527a", color=white)
    top -= 18
    for number, title, who, department, steps in p["rows"]:
        for k, text in enumerate((number, title, who, department)):
            cell(X[k], top, WIDTHS[k], 40, text, size=8, centre=k == 0)
        for k, text in enumerate(steps):
            cell(X[4 + k], top, WIDTHS[4 + k], 40, text, bar=BARS[p["number"]], centre=True)
        top -= 40
        made = gold.item(title, number=number, paths=[[("3", "実施プログラム"), (p["number"], p["title"])]], departments=[[department]], others=[("実施主体", who)],
                         progress=[gold.progress(y, "planned", s) | ({"label": l} if l else {}) for s, (y, l) in zip(steps, YEARS) if s])
        made["doubt"] = {"paths": {"accept": [[made["paths"][0][1:]]], "why": "３　実施プログラム stands over the whole list only"}}
        for k, e in enumerate(made["progress"]):
            made["doubt"][f"progress.{k}.label"] = ({"accept": [None, f"令和{e['fiscal_year'] - 2018}年度 {e['label']}"], "why": "half a year: the head says more than the year"}
                                                    if "label" in e else {"accept": ["令和10年度以降"], "why": "以降: the head says more than the year"})
        items.append(made)
pen.setFont(MIN, 8)
pen.drawString(28, top - 16, "※◆は運行の開始、ダイヤの改正等の時期を示す。上半期は4月から9月まで、下半期は10月から翌年3月まで。")
pen.showPage()
page += 1
pen.setPageSize(A4)
pen.setFont(GO, 11)
pen.drawString(60, H - 80, "４　計画の目標と評価指標")
widths = [230, 85, 85, 85]
top = H - 100
x = [60, 290, 375, 460]
for k, text in enumerate(("評価指標", "現状\n（令和5年度）", "目標\n（令和9年度）", "目標\n（令和12年度）")):
    cell(x[k], top, widths[k], 30, text, GO, 9, box=False, centre=k > 0)
pen.setLineWidth(1.2)
pen.line(60, top, 545, top)
pen.line(60, top - 30, 545, top - 30)
top -= 30
for a in plan["aims"]:
    cell(60, top, 485, 22, f'{a["number"]}　{a["title"]}', GO, 9.5, fill="#e6edf5", box=False)
    top -= 22
    for name, base, mid, last in a["rows"]:
        for k, text in enumerate((name, base, mid, last)):
            cell(x[k], top, widths[k], 26, text, size=9, box=False, centre=k > 0)
        top -= 26
        pen.setLineWidth(0.4)
        pen.line(60, top, 545, top)
        items.append(gold.item(None, paths=[[("4", "計画の目標と評価指標"), (a["number"], a["title"])]], doubt={"paths": {"accept": [[[{"number": a["number"], "title": a["title"]}]]], "why": "４　計画の目標と評価指標 stands over the whole table only"}}, indicators=[gold.indicator(
            name, seen(base, "baseline", 2023) + seen(mid, "target", 2027) + seen(last, "target", 2030))]))
foot(page, W)
pen.save()
gold.write(folder, plan, items)

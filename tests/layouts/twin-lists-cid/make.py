import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

folder, plan = produce.load(__file__)
MIN, GO = "HeiseiMin-W3", "HeiseiKakuGo-W5"
for f in (MIN, GO):
    pdfmetrics.registerFont(UnicodeCIDFont(f))
W, H = landscape(A4)
pen = canvas.Canvas(str(folder / "plan.pdf"), pagesize=(W, H))
pen.setTitle(plan["title"])
HEADS = [("No.", 18), ("取組", 72), ("内容", 100), ("指標", 72), ("現状\n（R6）", 38), ("目標\n（R11）", 42), ("担当課", 44)]
LEAD, SIZE = 10, 7.8


def wrap(text, width):
    lines = []
    for part in text.split("\n"):
        now = ""
        for c in part:
            if pdfmetrics.stringWidth(now + c, MIN, SIZE) > width - 5:
                lines.append(now)
                now = ""
            now += c
        lines.append(now)
    return lines


def row(x, y, cells, font):
    deep = 0
    for k, ((_, width), text) in enumerate(zip(HEADS, cells)):
        lines = wrap(text, width)
        deep = max(deep, len(lines))
        pen.setFont(font, SIZE)
        for n, l in enumerate(lines):
            if k in (4, 5):
                pen.drawRightString(x + width - 5, y - n * LEAD, l)
            else:
                pen.drawString(x, y - n * LEAD, l)
        x += width
    return y - deep * LEAD


items = []
for n, part in enumerate(plan["lists"]):
    left = 28 if n % 2 == 0 else W / 2 + 12
    if n % 2 == 0:
        if n:
            pen.showPage()
        pen.setFont(GO, 13)
        pen.drawString(28, H - 40, plan["title"] + ("" if n == 0 else "（つづき）"))
        pen.setFont(MIN, 8)
        pen.drawRightString(W - 28, H - 40, "令和7年3月　尾道市健康推進課")
        pen.drawCentredString(W / 2, 24, f"{n // 2 + 31}")
    pen.setFont(GO, 10.5)
    pen.drawString(left, H - 72, f'{part["number"]}　{part["title"]}')
    total = sum(w for _, w in HEADS)
    pen.setLineWidth(1.6)
    pen.line(left, H - 80, left + total, H - 80)
    y = row(left, H - 92, [h for h, _ in HEADS], GO)
    pen.setLineWidth(0.4)
    pen.line(left, y + 4, left + total, y + 4)
    y -= 8
    for number, title, summary, name, base, goal, department in part["rows"]:
        y = row(left, y, [number, title, summary, name, base, goal, department], MIN) - (9 if n % 2 == 0 else 14)
        kpis = [] if name == "－" else [gold.indicator(name, gold.observe(base, "baseline", 2024) + gold.observe(goal, "target", 2029))]
        items.append(gold.item(title, number=number, paths=[[(part["number"], part["title"])]], summary=summary, departments=[[department]], indicators=kpis))
    pen.setLineWidth(0.8)
    pen.line(left, y + 12, left + total, y + 12)
pen.save()
gold.write(folder, plan, items)

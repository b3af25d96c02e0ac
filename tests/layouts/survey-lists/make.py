import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

folder, plan = produce.load(__file__)
registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
WIDTHS = [28, 88, 128, 100, 64, 64, 34, 64, 140, 76]
LEFT, SIZE, STEP = 28, 8, 11
wide, tall = landscape(A4)
paper = Canvas(str(folder / "plan.pdf"), pagesize=(wide, tall), invariant=1)
edge = [LEFT + sum(WIDTHS[:n]) for n in range(len(WIDTHS) + 1)]


def wrap(text, width):
    """Lines of full-width characters; Latin and digits take half."""
    out = []
    for part in text.split("\n"):
        line, used = "", 0
        for c in part:
            step = SIZE * (1 if ord(c) > 0x2000 else 0.5)
            if used + step > width - 6:
                out.append(line)
                line, used = "", 0
            line, used = line + c, used + step
        out.append(line)
    return out


def cell(column, top, height, text, upto=None, centre=False):
    left, right = edge[column], edge[(upto or column) + 1]
    lines = wrap(text, right - left)
    y = top - (height - len(lines) * STEP) / 2 - SIZE - 1
    for line in lines:
        if centre:
            paper.drawCentredString((left + right) / 2, y, line)
        else:
            paper.drawString(left + 3, y, line)
        y -= STEP


def level(y, first=0, last=len(WIDTHS), width=0.5):
    paper.setLineWidth(width)
    paper.line(edge[first], y, edge[last], y)


def upright(column, top, bottom):
    paper.setLineWidth(0.5)
    paper.line(edge[column], top, edge[column], bottom)


def head():
    paper.setFont("HeiseiKakuGo-W5", SIZE)
    paper.setFillColor(HexColor("#E8EEF4"))
    paper.rect(LEFT, y - 36, sum(WIDTHS), 36, stroke=0, fill=1)
    paper.setFillColor(HexColor("#000000"))
    for column, text in enumerate(("No.", "項目", "取組内容", "成果指標")):
        cell(column, y, 36, text, centre=True)
    cell(4, y, 18, "令和6年度", upto=6, centre=True)
    for column, text in ((4, "目標値"), (5, "実績値"), (6, "評価")):
        cell(column, y - 18, 18, text, centre=True)
    cell(7, y, 18, "令和7年度", centre=True)
    cell(7, y - 18, 18, "目標値", centre=True)
    cell(8, y, 36, "令和6年度の取組実績", centre=True)
    cell(9, y, 36, "担当課", centre=True)
    level(y, width=1), level(y - 18, 4, 8), level(y - 36, width=1)
    for column in (4, 7, 8):
        upright(column, y, y - 36)


items = []
paper.setTitle(plan["title"])
paper.setFont("HeiseiKakuGo-W5", 14)
paper.drawString(LEFT, tall - 44, plan["title"])
paper.setFont("HeiseiKakuGo-W5", SIZE)
paper.drawRightString(edge[-1], tall - 58, "令和7年6月　鳥取県総務部")
y = tall - 66
head()
y -= 36
for section in plan["sections"]:
    tallest = [max(len(wrap(t, WIDTHS[n])) for n, t in enumerate(r)) * STEP + 10 for r in ([*r[:8], r[8], r[9]] for r in section["rows"])]
    if y - 16 - tallest[0] < 40:
        paper.showPage()
        y = tall - 40
        head()
        y -= 36
    cell(0, y, 16, section["number"] + "　" + section["title"], upto=4)
    y -= 16
    level(y)
    for row, height in zip(section["rows"], tallest):
        if y - height < 40:
            paper.showPage()
            y = tall - 40
            head()
            y -= 36
        for column, text in enumerate(row):
            cell(column, y, height, text, centre=column in (0, 4, 5, 6, 7))
        for column in (4, 7, 8):
            upright(column, y, y - height)
        y -= height
        level(y)
        number, title, summary, name, goal, actual, grade, later, done, department = row
        value = lambda v: v.replace("延べ", "")
        seen = []
        for v, role, year in ((goal, "target", 2024), (actual, "actual", 2024), (later, "target", 2025)):
            made = gold.observe(value(v), role, year)
            for o in made:
                o["raw"] = v
            seen += made
        items.append(gold.item(title, number=number, paths=[[(section["number"], section["title"])]], summary=summary,
                               departments=gold.departments(department),
                               indicators=[gold.indicator(name, seen, evaluations=[(2024, grade)])],
                               progress=[gold.progress(2024, "actual", done)]))
paper.save()
gold.write(folder, plan, items)

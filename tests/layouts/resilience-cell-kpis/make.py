import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

folder, plan = produce.load(__file__)
for name in ("HeiseiMin-W3", "HeiseiKakuGo-W5"):
    pdfmetrics.registerFont(UnicodeCIDFont(name))
cell = ParagraphStyle("c", fontName="HeiseiMin-W3", fontSize=9, leading=12.5, wordWrap="CJK")
head = ParagraphStyle("h", parent=cell, fontName="HeiseiKakuGo-W5", alignment=1)
band = ParagraphStyle("b", parent=cell, fontName="HeiseiKakuGo-W5")
over = ParagraphStyle("o", parent=cell, fontName="HeiseiKakuGo-W5", fontSize=12, leading=16, spaceBefore=8, spaceAfter=4, keepWithNext=1)
title = ParagraphStyle("t", parent=over, fontSize=13.5, leading=19, alignment=1)
right = ParagraphStyle("r", parent=cell, alignment=2)
WRITTEN = {"6万3千食": ("63000", "食")}


def seen(value, year, role):
    if isinstance(value, dict):
        return gold.observe(value, role, gold.year(value["year"]))
    if value in WRITTEN:
        number, unit = WRITTEN[value]
        return [gold.observation(role, gold.year(year), "number", value, number, unit, "=")]
    return gold.observe(value, role, gold.year(year))


def shown(value, year):
    return f'{gold.printed(value)}（{value["year"] if isinstance(value, dict) else year}）'


items = []
story = [Paragraph(plan["title"], title), Paragraph("令和7年3月　延岡市", right), Spacer(1, 4 * mm),
         Paragraph("　事前に備えるべき目標ごとに、起きてはならない最悪の事態（リスクシナリオ）を避けるための施策の推進方針と、進み具合を測る重要業績指標を次のとおり定める。", cell), Spacer(1, 2 * mm)]
for goal in plan["goals"]:
    story.append(Paragraph("目標" + goal["number"][2:].translate(str.maketrans("123", "１２３")) + "　" + goal["title"], over))
    rows, style = [[Paragraph(c, head) for c in ("施策名", "取組の内容", "担当課", "重要業績指標（現状値→目標値）")]], []
    for scenario in goal["scenarios"]:
        style += [("SPAN", (0, len(rows)), (-1, len(rows))), ("BACKGROUND", (0, len(rows)), (-1, len(rows)), colors.HexColor("#E2EFDA"))]
        rows.append([Paragraph(scenario["number"] + "　" + scenario["title"], band), "", "", ""])
        for name, what, who, kpis in scenario["rows"]:
            lines, made = [], []
            for kpi, base, base_year, target, target_year in kpis:
                made.append(gold.indicator(kpi, seen(base, base_year, "baseline") + seen(target, target_year, "target")))
                lines += [f"○{kpi}", f"　{shown(base, base_year)}→{shown(target, target_year)}"]
            rows.append([Paragraph(name, cell), Paragraph(what, cell), Paragraph(who, cell), [Paragraph(l, cell) for l in lines]])
            items.append(gold.item(name.removesuffix("（再掲）"), repeated=name.endswith("（再掲）"), summary=what, departments=[[w] for w in who.split("、")],
                                   paths=[[(goal["number"], goal["title"]), (scenario["number"], scenario["title"])]], indicators=made,
                                   doubt={"indicators.0.observations.0.kind": {"accept": ["unmeasured"], "why": "未策定: a state (text) or no measurement yet"}} if name == "受援体制の整備" else None))
    table = Table(rows, colWidths=[36 * mm, 62 * mm, 26 * mm, 54 * mm], repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.4, colors.black), ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#A9D08E")),
                               ("VALIGN", (0, 0), (-1, -1), "TOP"), ("VALIGN", (0, 0), (-1, 0), "MIDDLE"), ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3),
                               ("NOSPLIT", (0, 0), (0, -1))] + style))
    story += [table, Spacer(1, 4 * mm)]


def foot(canvas, made):
    canvas.setFont("HeiseiMin-W3", 8)
    canvas.drawCentredString(A4[0] / 2, 9 * mm, f"‐ {made.page + 40} ‐")


SimpleDocTemplate(str(folder / "plan.pdf"), pagesize=A4, leftMargin=16 * mm, rightMargin=16 * mm, topMargin=17 * mm, bottomMargin=17 * mm,
                  title=plan["title"]).build(story, onFirstPage=foot, onLaterPages=foot)
gold.write(folder, plan, items)

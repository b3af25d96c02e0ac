import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

folder, plan = produce.load(__file__)
registerFont(TTFont("M", "/usr/share/fonts/opentype/ipafont-mincho/ipamp.ttf"))
left = ParagraphStyle("l", fontName="M", fontSize=9, leading=11.5, wordWrap="CJK")
mid, right = ParagraphStyle("m", parent=left, alignment=1), ParagraphStyle("r", parent=left, alignment=2)
HEADS = ("方針", "成果指標", "単位", "基準値", "区分", "令和4年度", "令和5年度", "令和6年度", "令和7年度", "令和8年度", "担当課")
rows = [[Paragraph(v, mid) for v in HEADS]]
style = [("BOX", (0, 0), (-1, -1), 1, colors.black), ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#FCE4D6")),
         ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LINEBELOW", (0, 0), (-1, 0), 1, colors.black), ("INNERGRID", (0, 0), (-1, 0), 0.5, colors.black),
         ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)]
items = []
for group in plan["groups"]:
    first = len(rows)
    for name, printed, base, goals, results, department in group["rows"]:
        top = len(rows)
        rows.append([Paragraph(group["title"], left), Paragraph(name, left), Paragraph(printed, mid), Paragraph(base, mid), Paragraph("目標値", mid),
                     *(Paragraph(v, right) for v in goals), Paragraph(department.replace(" ", "<br/>"), left)])
        rows.append(["", "", "", "", Paragraph("実績値", mid), *(Paragraph(v, right) for v in results), *([""] * (5 - len(results))), ""])
        style += [("SPAN", (c, top), (c, top + 1)) for c in (1, 2, 3, 10)]
        style += [("LINEBELOW", (1, top + 1), (-1, top + 1), 0.5, colors.black), ("LINEBELOW", (4, top), (9, top), 0.3, colors.grey, None, (1, 2))]
        unit, scale = gold.unit_column(printed)
        seen = gold.observe(base, "baseline", None, unit, scale)
        seen += [o for k, v in enumerate(goals) for o in gold.observe(v, "target", 2022 + k, unit, scale)]
        seen += [o for k, v in enumerate(results) for o in gold.observe(v, "actual", 2022 + k, unit, scale)]
        items.append(gold.item(None, paths=[[(None, group["title"])]], departments=gold.departments(department),
                               indicators=[gold.indicator(name, seen)]))
    style += [("SPAN", (0, first), (0, len(rows) - 1)), ("LINEBELOW", (0, len(rows) - 1), (-1, len(rows) - 1), 0.8, colors.black)]
style += [("LINEAFTER", (c, 1), (c, -1), 0.5, colors.black) for c in range(10)]
widths = [76, 138, 36, 70, 48, 58, 58, 58, 58, 58, 100]
made = SimpleDocTemplate(str(folder / "plan.pdf"), pagesize=landscape(A4), leftMargin=36, rightMargin=36, topMargin=40, bottomMargin=40, invariant=1)
made.build([Paragraph(plan["title"], ParagraphStyle("t", fontName="M", fontSize=14, leading=18)), Spacer(1, 10),
            Table(rows, colWidths=widths, repeatRows=1, style=TableStyle(style))])
gold.write(folder, plan, items)

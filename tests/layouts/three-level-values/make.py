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
registerFont(TTFont("G", "/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf"))
left = ParagraphStyle("l", fontName="G", fontSize=8.5, leading=11, wordWrap="CJK")
mid = ParagraphStyle("m", parent=left, alignment=1)
right = ParagraphStyle("r", parent=left, alignment=2)
rows = [[Paragraph(v, mid) for v in ("番号", "施策", "指標名", "単位", "現状値", "", "中間目標値", "", "最終目標値", "", "担当課")],
        [Paragraph(v, mid) for v in ("", "", "", "", "年度", "値", "年度", "値", "年度", "値", "")]]
style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("BACKGROUND", (0, 0), (-1, 1), colors.HexColor("#E2EFDA")),
         ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 4)]
style += [("SPAN", (c, 0), (c, 1)) for c in (0, 1, 2, 3, 10)] + [("SPAN", (c, 0), (c + 1, 0)) for c in (4, 6, 8)]
items = []
for section in plan["sections"]:
    style += [("SPAN", (0, len(rows)), (-1, len(rows))), ("BACKGROUND", (0, len(rows)), (-1, len(rows)), colors.HexColor("#F2F2F2"))]
    rows.append([Paragraph("基本方針" + section["number"] + "　" + section["title"], left)] + [""] * 10)
    for (number, title), department, kpis in section["rows"]:
        top = len(rows)
        for name, printed, *values in kpis:
            unit, scale = gold.unit_column(printed)
            seen = [o for (when, v), role in zip(values, ("baseline", "target", "target")) for o in gold.observe(v, role, gold.year(when), unit, scale)]
            items.append(gold.item(title, number=number, paths=[[("基本方針" + section["number"], section["title"])]],
                                   departments=gold.departments(department), indicators=[gold.indicator(name, seen)]))
            rows.append([Paragraph(number, mid), Paragraph(title, left), Paragraph(name, left), Paragraph(printed, mid)]
                        + [Paragraph(v, s) for pair in values for v, s in zip(pair, (mid, right))] + [Paragraph(department.replace(" ", "<br/>"), left)])
        style += [("SPAN", (c, top), (c, len(rows) - 1)) for c in (0, 1, 10)]
widths = [34, 130, 150, 36, 36, 50, 36, 50, 36, 50, 100]
made = SimpleDocTemplate(str(folder / "plan.pdf"), pagesize=landscape(A4), leftMargin=36, rightMargin=36, topMargin=40, bottomMargin=40, invariant=1)
made.build([Paragraph(plan["title"], ParagraphStyle("t", fontName="G", fontSize=14, leading=18)), Spacer(1, 10),
            Table(rows, colWidths=widths, repeatRows=2, style=TableStyle(style))])
gold.write(folder, plan, items)

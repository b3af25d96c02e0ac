import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import sheet
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import NameObject, RectangleObject

folder, plan = produce.load(__file__)
WIDTHS = (9, 5, 20, 44, 26, 14, 16, 14, 18)
book, page = sheet.start(WIDTHS, "IPAPGothic", 10)
sheet.put(page, 1, 1, plan["title"], boxed=False, size=14)
sheet.put(page, 2, 9, "令和6年3月　松江市", boxed=False, align="right")
for n, text in enumerate(plan["heads"], 1):
    sheet.put(page, 3, n, text, fill="FCE4D6", align="center")
sheet.height(page, 3, plan["heads"], WIDTHS, 13)
page.print_title_rows = "3:3"
page.oddFooter.center.text = "&P / &N"

items, lines, at = [], [plan["title"], "", "令和6年3月　松江市", "", plan["heads"]], 4
for pillar in plan["pillars"]:
    top = at
    for number, title, summary, name, base, goal, department, divisions in pillar["rows"]:
        seen = gold.observe(base, "baseline", 2023) + gold.observe(goal, "target", 2027)
        items.append(gold.item(title, number=number, paths=[[(None, pillar["title"])]], summary=summary,
                               departments=[[department, d] for d in divisions.split("、")],
                               indicators=[gold.indicator(name, seen, kind=None)]))
        cells = [pillar["title"], number, title, summary, name, gold.printed(base), gold.printed(goal), department,
                 divisions.replace("、", "\n")]
        for n, text in enumerate(cells, 1):
            sheet.put(page, at, n, text if n > 1 or at == top else None,
                      align="right" if n in (6, 7) else "center" if n == 2 else "left")
        sheet.height(page, at, cells[1:], WIDTHS[1:], 27)
        lines.append([pillar["title"] if at == top else "", *cells[1:]])
        at += 1
    sheet.merge(page, top, 1, at - 1, 1)
    page.cell(top, 1).alignment = sheet.Alignment(wrap_text=True, vertical="center", horizontal="center")

with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.xlsx"
    book.save(source)
    produce.office(folder, source)

# Turn the drawing by a quarter and let /Rotate turn it back.
writer = PdfWriter(clone_from=PdfReader(folder / "plan.pdf"))
count = len(writer.pages)
for n, leaf in enumerate(writer.pages):
    width, height = float(leaf.mediabox.width), float(leaf.mediabox.height)
    if n < count - 1:
        turn, angle = Transformation((0, 1, -1, 0, height, 0)), 90
    else:
        turn, angle = Transformation((0, -1, 1, 0, 0, width)), 270
    leaf.add_transformation(turn)
    for box in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
        if box in leaf:
            leaf[NameObject(box)] = RectangleObject((0, 0, height, width))
    leaf.rotate(angle)
    leaf.compress_content_streams()
writer.add_metadata({"/Producer": "LibreOffice", "/Title": plan["title"]})
with open(folder / "plan.pdf", "wb") as out:
    writer.write(out)
produce.twin(folder, lines)
gold.write(folder, plan, items)

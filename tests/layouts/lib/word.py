"""Word files by python-docx: fonts for Japanese, merged cells, repeated heads."""

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor


def start(font, size, width, height, margin, spacing=2):
    made = Document()
    style = made.styles["Normal"]
    style.font.name, style.font.size = font, Pt(size)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(spacing)
    page = made.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = Mm(width), Mm(height)
    page.left_margin = page.right_margin = Mm(margin)
    page.top_margin = page.bottom_margin = Mm(margin)
    return made


def write(cell, text, bold=False, align=None, fill=None, color=None, size=None, vertical=False):
    for n, line in enumerate(str(text).split("\n")):
        paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
        run = paragraph.add_run(line)
        run.bold = bold
        if color:
            run.font.color.rgb = RGBColor.from_string(color)
        if size:
            run.font.size = Pt(size)
        if align is not None:
            paragraph.alignment = align
    properties = cell._tc.get_or_add_tcPr()
    if fill:
        shade = OxmlElement("w:shd")
        for key, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)):
            shade.set(qn(key), value)
        properties.append(shade)
    if vertical:
        way = OxmlElement("w:textDirection")
        way.set(qn("w:val"), "tbRlV")
        properties.append(way)


def widths(table, millimetres):
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, millimetres):
            cell.width = Mm(width)
    for column, width in zip(table.columns, millimetres):
        column.width = Mm(width)


def repeat(row):
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def keep(row):
    mark = OxmlElement("w:cantSplit")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def footer(made, before, after):
    """Page numbers at the foot: before, number, after."""
    paragraph = made.sections[0].footer.paragraphs[0]
    paragraph.alignment = 1
    paragraph.add_run(before)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)
    paragraph.add_run(after)

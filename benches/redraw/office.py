"""Plans as a spreadsheet (Calc) and as a letter (Writer), printed by LibreOffice."""

from __future__ import annotations

import math
import subprocess
import unicodedata
from pathlib import Path

from plan import Line, Plan, Table
from style import SHEETS, Style

#: Millimetres of a spreadsheet column of width 1, and points of a text line.
MM_PER_WIDTH, LINE_HEIGHT = 1.95, 11.0


def _print(source: Path, pdf: Path) -> None:
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{pdf.parent}/office", "--headless", "--convert-to", "pdf",
         "--outdir", str(pdf.parent), str(source)],
        check=True, capture_output=True, timeout=300,
    )


def calc(plan: Plan, style: Style, pdf: Path) -> None:
    """Prints a spreadsheet with Calc."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    tables = [block for block in plan.blocks if isinstance(block, Table)]
    widths = max((table.widths for table in tables), key=len)
    # Halves: the sheet is nearly twice as wide as a page.
    room = (SHEETS[plan.name][0] - 22) * (1.0 if style.halves == "none" else 1.8)
    for at, share in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = room * share / MM_PER_WIDTH
    row = 1
    for block in plan.blocks:
        if isinstance(block, Line):
            cell = sheet.cell(row, 1, block.text)
            cell.font = Font(name="Noto Sans CJK JP", size=round(block.size))
            cell.alignment = Alignment(wrap_text=False, vertical="top")
            row += 1
        else:
            row = _calc_table(sheet, block, style, row, [room * share for share in widths])
    _calc_pages(sheet, plan, style, tables)
    source = pdf.with_suffix(".xlsx")
    book.save(source)
    _print(source, pdf)


def _calc_table(sheet, table: Table, style: Style, top: int, widths: list[float]) -> int:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line = Side(style="thin")
    level, upright = style.rules in ("all", "level"), style.rules in ("all", "upright")
    border = Border(
        left=line if upright else None, right=line if upright else None,
        top=line if level else None, bottom=line if level else None,
    )
    heights = [LINE_HEIGHT] * len(table.rows)
    for at, cells in enumerate(table.rows):
        shade = style.shade_of(at, table.head_rows)
        for c in cells:
            for row in range(top + at, top + at + c.row_span):
                for column in range(c.column + 1, c.column + c.column_span + 1):
                    sheet.cell(row, column).border = border
                    if shade:
                        sheet.cell(row, column).fill = PatternFill("solid", fgColor=shade.lstrip("#"))
            cell = sheet.cell(top + at, c.column + 1, c.text)
            cell.font = Font(name="Noto Sans CJK JP", size=8)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if c.row_span > 1 or c.column_span > 1:
                sheet.merge_cells(start_row=top + at, end_row=top + at + c.row_span - 1,
                                  start_column=c.column + 1, end_column=c.column + c.column_span)
            width = sum(widths[c.column : c.column + c.column_span])
            share = _lines(c.text, width) * LINE_HEIGHT / c.row_span
            for row in range(at, at + c.row_span):
                heights[row] = max(heights[row], share)
    for at, height in enumerate(heights):
        # A spreadsheet's row is 409 points high at most.
        sheet.row_dimensions[top + at].height = min(height + 3, 409)
    return top + len(table.rows) + 1


def _lines(text: str, width: float) -> int:
    """Lines of a text of 8 points in a column of some millimetres."""
    room = max((width - 1.5) / 25.4 * 72 / 8.0, 1.0)
    wide = lambda line: sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.6 for c in line)
    return sum(max(1, math.ceil(wide(line) / (0.95 * room))) for line in text.split("\n"))


def _calc_pages(sheet, plan: Plan, style: Style, tables: list[Table]) -> None:
    width, height = SHEETS[plan.name]
    sheet.page_setup.paperSize = 8 if max(width, height) == 420 else 9
    sheet.page_setup.orientation = "landscape" if width > height else "portrait"
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, 0.4)
    if style.halves == "none":
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    else:
        sheet.page_setup.pageOrder = "downThenOver" if style.halves == "columns" else "overThenDown"
    if style.repeat and len(tables) == 1:
        first = 1 + sum(1 for _ in iter(lambda it=iter(plan.blocks): isinstance(next(it), Line), False))
        sheet.print_title_rows = f"{first}:{first + tables[0].head_rows - 1}"


def writer(plan: Plan, style: Style, pdf: Path) -> None:
    """Prints a letter with Writer."""
    from docx import Document
    from docx.shared import Mm, Pt

    document = Document()
    section = document.sections[0]
    width, height = SHEETS[plan.name]
    section.page_width, section.page_height = Mm(width), Mm(height)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, side + "_margin", Mm(12))
    for block in plan.blocks:
        if isinstance(block, Line):
            _text(document.add_paragraph(), block.text, Pt(block.size))
        else:
            _writer_table(document, block, style, width - 24)
    source = pdf.with_suffix(".docx")
    document.save(source)
    _print(source, pdf)


def _text(paragraph, text: str, size) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.font.size, run.font.name = size, "Noto Sans CJK JP"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Sans CJK JP")
    paragraph.paragraph_format.space_after = Pt(2)


def _element(parent, tag: str, **attributes: str):
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    child = OxmlElement(tag)
    for key, value in attributes.items():
        child.set(qn(f"w:{key}"), value)
    parent.append(child)
    return child


def _writer_table(document, table: Table, style: Style, width: float) -> None:
    from docx.shared import Mm, Pt

    drawn = document.add_table(rows=len(table.rows), cols=len(table.widths))
    drawn.autofit = False
    sides = {"all": ("top", "left", "bottom", "right", "insideH", "insideV"), "level": ("top", "bottom", "insideH"),
             "upright": ("left", "right", "insideV"), "none": ()}[style.rules]
    borders = _element(drawn._tbl.tblPr, "w:tblBorders")
    for side in sides:
        _element(borders, f"w:{side}", val="single", sz="4", color="000000")
    for at, share in enumerate(table.widths):
        drawn.columns[at].width = Mm(width * share)
    grid = [list(row.cells) for row in drawn.rows]
    for at, cells in enumerate(table.rows):
        properties = drawn.rows[at]._tr.get_or_add_trPr()
        if style.whole:
            _element(properties, "w:cantSplit")
        if style.repeat and at < table.head_rows:
            _element(properties, "w:tblHeader")
        shade = style.shade_of(at, table.head_rows)
        for c in cells:
            cell = grid[at][c.column]
            cell.width = Mm(width * sum(table.widths[c.column : c.column + c.column_span]))
            if c.row_span > 1 or c.column_span > 1:
                cell = cell.merge(grid[at + c.row_span - 1][c.column + c.column_span - 1])
            for nth, line in enumerate(c.text.split("\n")):
                paragraph = cell.paragraphs[0] if nth == 0 else cell.add_paragraph()
                _text(paragraph, line, Pt(8))
            if shade:
                _element(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", fill=shade.lstrip("#"))
    document.add_paragraph()

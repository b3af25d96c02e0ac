"""Excel files by openpyxl: ruled cells, merged areas, print titles. LibreOffice Calc draws them."""

import unicodedata

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

THIN = Side(style="thin", color="000000")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def start(widths, font, size, paper=9, landscape=True):
    book = Workbook()
    sheet = book.active
    sheet.page_setup.paperSize = paper
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    for n, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(n)].width = width
    sheet.font_of = Font(name=font, size=size)
    return book, sheet


def put(sheet, row, column, text, boxed=True, fill=None, align="left", vertical="center", bold=False, color=None, size=None):
    cell = sheet.cell(row, column, text)
    base = sheet.font_of
    cell.font = Font(name=base.name, size=size or base.size, bold=bold, color=color)
    cell.alignment = Alignment(wrap_text=boxed, horizontal=align, vertical=vertical)
    cell.number_format = "@"
    if boxed:
        cell.border = BOX
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)
    return cell


def merge(sheet, top, left, bottom, right):
    if (top, left) != (bottom, right):
        for r in range(top, bottom + 1):
            for c in range(left, right + 1):
                sheet.cell(r, c).border = BOX
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def lines(text, width):
    """Lines a text takes in a column so many half-width characters wide."""
    count = 0
    for part in str(text).split("\n"):
        wide = sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in part)
        count += max(1, -(-wide // max(1, int(width) - 3)))
    return count


def height(sheet, row, texts, widths, line):
    sheet.row_dimensions[row].height = max(lines(t, w) for t, w in zip(texts, widths)) * line + 4

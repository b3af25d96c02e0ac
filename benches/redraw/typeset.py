"""Plans set by typst and reportlab."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from plan import Line, Plan, Table
from style import SHEETS, Style

STROKES = {
    "all": "0.5pt",
    "level": "(top: 0.5pt, bottom: 0.5pt, left: none, right: none)",
    "upright": "(left: 0.5pt, right: 0.5pt, top: none, bottom: none)",
    "none": "none",
}


def typst(plan: Plan, style: Style, pdf: Path) -> None:
    """Sets with typst."""
    import typst as compiler

    width, height = SHEETS[plan.name]
    parts = [
        f'#set page(width: {width}mm, height: {height}mm, margin: 12mm, numbering: "1")',
        '#set text(font: "Noto Sans CJK JP", size: 8pt, lang: "ja")',
        "#set par(leading: 0.5em)",
        f"#set table(stroke: {STROKES[style.rules]}, inset: (x: 4pt, y: 3pt), align: left + top)",
    ]
    for block in plan.blocks:
        if isinstance(block, Line):
            parts.append(f"#block(text(size: {block.size:.1f}pt, {_quote(block.text)}))")
        else:
            parts.append(_typst_table(block, style))
    source = pdf.with_suffix(".typ")
    source.write_text("\n".join(parts), encoding="utf-8")
    compiler.compile(str(source), output=str(pdf))


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _typst_table(table: Table, style: Style) -> str:
    def cells(rows: range) -> str:
        out = []
        for at in rows:
            shade = style.shade_of(at, table.head_rows)
            fill = f'fill: rgb("{shade}"), ' if shade else ""
            for c in table.rows[at]:
                out.append(
                    f"table.cell(x: {c.column}, y: {at}, rowspan: {c.row_span}, colspan: {c.column_span}, {fill}"
                    f"breakable: {str(not style.whole).lower()}, text({_quote(c.text)})),"
                )
        return "\n".join(out)

    widths = ", ".join(f"{width:.4f}fr" for width in table.widths)
    repeat = str(style.repeat).lower()
    head = f"table.header(repeat: {repeat}, {cells(range(table.head_rows))})," if table.head_rows else ""
    return f"#table(columns: ({widths},),\n{head}\n{cells(range(table.head_rows, len(table.rows)))})"


def reportlab(plan: Plan, style: Style, pdf: Path) -> None:
    """Sets with reportlab; the fonts are not embedded."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    text = ParagraphStyle("cell", fontName="HeiseiKakuGo-W5", fontSize=8, leading=10.5, wordWrap="CJK")
    width, height = (side * mm for side in SHEETS[plan.name])
    flow = []
    for block in plan.blocks:
        if isinstance(block, Line):
            line = ParagraphStyle("line", parent=text, fontSize=block.size, leading=1.4 * block.size)
            flow.append(Paragraph(escape(block.text), line))
        else:
            flow.append(_reportlab_table(block, style, text, width - 24 * mm))

    def number(canvas, document) -> None:
        canvas.setFont("HeiseiKakuGo-W5", 8)
        canvas.drawCentredString(width / 2, 6 * mm, f"- {document.page} -")

    margins = {side + "Margin": 12 * mm for side in ("left", "right", "top", "bottom")}
    SimpleDocTemplate(str(pdf), pagesize=(width, height), **margins).build(flow, number, number)


def _reportlab_table(table: Table, style: Style, text, width: float):
    from reportlab.lib.colors import HexColor, black
    from reportlab.platypus import LongTable, Paragraph

    data: list[list] = [[""] * len(table.widths) for _ in table.rows]
    commands: list[tuple] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    for at, row in enumerate(table.rows):
        shade = style.shade_of(at, table.head_rows)
        if shade:
            commands.append(("BACKGROUND", (0, at), (-1, at), HexColor(shade)))
        for c in row:
            data[at][c.column] = Paragraph(escape(c.text).replace("\n", "<br/>"), text)
            if c.row_span > 1 or c.column_span > 1:
                end = (c.column + c.column_span - 1, at + c.row_span - 1)
                commands.append(("SPAN", (c.column, at), end))
    if style.rules == "all":
        commands.append(("GRID", (0, 0), (-1, -1), 0.5, black))
    elif style.rules == "level":
        commands += [("LINEABOVE", (0, 0), (-1, -1), 0.5, black), ("LINEBELOW", (0, -1), (-1, -1), 0.5, black)]
    elif style.rules == "upright":
        commands += [("LINEBEFORE", (0, 0), (-1, -1), 0.5, black), ("LINEAFTER", (-1, 0), (-1, -1), 0.5, black)]
    return LongTable(
        data, colWidths=[width * share for share in table.widths], style=commands,
        repeatRows=table.head_rows if style.repeat else 0, splitInRow=0 if style.whole else 1,
        spaceBefore=6, spaceAfter=10,
    )

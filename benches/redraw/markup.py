"""Plans as HTML: Chromium, WeasyPrint and wkhtmltopdf print them."""

from __future__ import annotations

import html
import subprocess
from pathlib import Path

from plan import Line, Plan, Table
from style import SHEETS, Style

BORDERS = {
    "all": "border: 0.5pt solid #000",
    "level": "border-top: 0.5pt solid #000; border-bottom: 0.5pt solid #000",
    "upright": "border-left: 0.5pt solid #000; border-right: 0.5pt solid #000",
    "none": "border: none",
}


def css(name: str, style: Style) -> str:
    """The style sheet."""
    width, height = SHEETS[name]
    return f"""
@page {{ size: {width}mm {height}mm; margin: 12mm; @bottom-center {{ content: counter(page); font-size: 8pt }} }}
body {{ font: 8pt/1.35 'Noto Sans CJK JP'; margin: 0 }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; margin: 2mm 0 4mm }}
td, th {{ {BORDERS[style.rules]}; padding: 2pt 4pt; vertical-align: top; text-align: left; font-weight: normal;
  overflow-wrap: anywhere }}
thead {{ display: {"table-header-group" if style.repeat else "table-row-group"} }}
tr {{ break-inside: {"avoid" if style.whole else "auto"}; page-break-inside: {"avoid" if style.whole else "auto"} }}
p {{ margin: 1mm 0 }}
"""


def table_html(table: Table, style: Style) -> str:
    """A table with its spans."""
    columns = "".join(f'<col style="width:{width:.4%}">' for width in table.widths)
    parts = [f"<table><colgroup>{columns}</colgroup><thead>"]
    for at, row in enumerate(table.rows):
        if at == table.head_rows:
            parts.append("</thead><tbody>")
        tag = "th" if at < table.head_rows else "td"
        shade = style.shade_of(at, table.head_rows)
        ground = f' style="background:{shade}"' if shade else ""
        cells = "".join(
            f'<{tag}{ground} rowspan="{c.row_span}" colspan="{c.column_span}">'
            + html.escape(c.text).replace("\n", "<br>") + f"</{tag}>"
            for c in row
        )
        parts.append(f"<tr>{cells}</tr>")
    return "".join(parts) + "</tbody></table>"


def page_html(plan: Plan, style: Style) -> str:
    """The whole plan."""
    body = "".join(
        f'<p style="font-size:{block.size:.1f}pt">{html.escape(block.text)}</p>'
        if isinstance(block, Line) else table_html(block, style)
        for block in plan.blocks
    )
    return (f'<!doctype html><html lang="ja"><meta charset="utf-8"><style>{css(plan.name, style)}</style>'
            f"<body>{body}</body></html>")


def weasyprint(plan: Plan, style: Style, pdf: Path) -> None:
    """Prints with WeasyPrint."""
    from weasyprint import HTML

    HTML(string=page_html(plan, style)).write_pdf(pdf)


def chromium(plan: Plan, style: Style, pdf: Path) -> None:
    """Prints with Chromium."""
    page = pdf.with_suffix(".html")
    page.write_text(page_html(plan, style), encoding="utf-8")
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--print-to-pdf={pdf}", page.as_uri()],
        check=True, capture_output=True, timeout=180,
    )


def wkhtmltopdf(plan: Plan, style: Style, pdf: Path) -> None:
    """Prints with wkhtmltopdf."""
    page = pdf.with_suffix(".html")
    page.write_text(page_html(plan, style), encoding="utf-8")
    width, height = SHEETS[plan.name]
    subprocess.run(
        ["wkhtmltopdf", "-q", "--page-width", f"{width}mm", "--page-height", f"{height}mm",
         "--footer-center", "[page]", "--footer-font-size", "7", str(page), str(pdf)],
        check=True, capture_output=True, timeout=180,
    )

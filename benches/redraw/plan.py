"""A plan as headings, lines and tables, read from a PDF whose cells the program reads without loss."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pymupdf

#: A text that begins with one of these stands on a line of its own.
MARKS = tuple("○●◎・‧※→【①②③④⑤⑥⑦⑧⑨⑩■□◆◇▼")

#: A line of this form is a page number.
PAGE_NUMBER = re.compile(r"^[-–—\s]*\d+[-–—\s]*$")


@dataclass
class Cell:
    """A cell with its place in the table."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str


@dataclass
class Table:
    """A table over all its pages; widths are shares of its width."""

    widths: list[float]
    head_rows: int
    rows: list[list[Cell]]


@dataclass
class Line:
    """A line between tables."""

    text: str
    size: float


@dataclass
class Plan:
    """What is drawn again, in reading order."""

    name: str
    blocks: list[Table | Line] = field(default_factory=list)


class Printed:
    """The plan's text, in which the line breaks of its author are told from those of a cell's width."""

    def __init__(self, text: str) -> None:
        text = re.sub(r"<[^>]+>", "\n", text)
        self.text = text
        kept = [(at, character) for at, character in enumerate(text) if not character.isspace()]
        self.places = [at for at, _ in kept]
        self.compact = "".join(character for _, character in kept)

    def unwrap(self, lines: list[str]) -> str:
        """Joins the lines of a cell where the printed text has no white space between them."""
        whole = "".join("".join(line.split()) for line in lines)
        found = self.compact.find(whole) if whole else -1
        joined = lines[0] if lines else ""
        count = len("".join(joined.split()))
        for line in lines[1:]:
            apart = line.startswith(MARKS)
            if found >= 0:
                before, after = self.places[found + count - 1], self.places[found + count]
                apart = after > before + 1
            joined += ("\n" if apart else "") + line
            count += len("".join(line.split()))
        return joined


def read_plan(name: str, pdf: Path, text: Path, keikaku: Path, work: Path, last_page: int | None) -> Plan:
    """Reads the tables of a PDF and the lines between them."""
    folder = work / "source" / name
    subprocess.run([keikaku, "extract", pdf, "--output", folder, "--quiet"], check=False)
    printed = Printed(text.read_text(encoding="utf-8"))
    raw = [json.loads(line) for line in (folder / "tables.jsonl").open(encoding="utf-8")]
    if last_page is not None:
        raw = [part for table in raw if (part := _until(table, last_page))]
    placed = [(*_begin(table), _table(table, printed)) for table in raw]
    taken = [cell for table in raw for cell in table["cells"]]
    placed += [(page, y, line) for page, y, line in _lines(pdf, taken, last_page)]
    placed.sort(key=lambda block: block[:2])
    return Plan(name, [block for _, _, block in placed])


def _until(table: dict, last_page: int) -> dict | None:
    """The rows of a table up to a page."""
    cells = [cell for cell in table["cells"] if cell["page"] <= last_page]
    return {**table, "cells": cells, "rows": max(cell["row"] for cell in cells) + 1} if cells else None


def _begin(table: dict) -> tuple[int, float]:
    first = table["cells"][0]
    return first["page"], first["bbox"][1]


def _table(raw: dict, printed: Printed) -> Table:
    cells = [
        Cell(c["row"], c["column"], c["row_span"], c["column_span"], printed.unwrap(c["text"].split("\n")))
        for c in raw["cells"]
    ]
    heads = {c["row"] for c in raw["cells"] if c["header"]}
    count = 0
    while count in heads:
        count += 1
    rows: list[list[Cell]] = [[cell for cell in cells if cell.row == row] for row in range(raw["rows"])]
    kept = _without_page_breaks(rows, heads, count)
    _renumber(kept)
    _fill(kept, raw["columns"])
    return Table(_widths(raw), count, kept)


def _without_page_breaks(rows: list[list[Cell]], heads: set[int], count: int) -> list[list[Cell]]:
    """Leaves repeated heads out and joins what a page break cut: a row whose first columns are blank below them."""
    kept: list[list[Cell]] = rows[:count]
    after_head = False
    for at in range(count, len(rows)):
        if at in heads:
            after_head = True
            continue
        filled = [cell for cell in rows[at] if cell.text]
        if after_head and filled and min(cell.column for cell in filled) >= 4:
            _append(kept[-1], filled)
        else:
            kept.append(rows[at])
        after_head = False
    return kept


def _append(row: list[Cell], rest: list[Cell]) -> None:
    for cell in rest:
        above = next((other for other in row if other.column == cell.column), None)
        if above is None:
            row.append(cell)
        else:
            above.text = f"{above.text}\n{cell.text}".strip()


def _renumber(rows: list[list[Cell]]) -> None:
    """Counts the kept rows from 0; a span ends where the next cell of its column begins."""
    at_old = [row[0].row if row else None for row in rows]
    for at, row in enumerate(rows):
        for cell in row:
            end = cell.row + cell.row_span
            cell.row_span = max(1, sum(1 for old in at_old[at:] if old is not None and old < end))
        for cell in row:
            cell.row = at


def _fill(rows: list[list[Cell]], columns: int) -> None:
    """Puts the blank cells in, which are not listed."""
    covered = {
        (row, column)
        for cells in rows for cell in cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    for at, cells in enumerate(rows):
        cells += [Cell(at, column, 1, 1, "") for column in range(columns) if (at, column) not in covered]
        cells.sort(key=lambda cell: cell.column)


def _widths(raw: dict) -> list[float]:
    edges = [0.0] * (raw["columns"] + 1)
    for cell in raw["cells"]:
        edges[cell["column"]] = cell["bbox"][0]
        edges[cell["column"] + cell["column_span"]] = cell["bbox"][2]
    whole = edges[-1] - edges[0]
    return [(right - left) / whole for left, right in zip(edges, edges[1:])]


def _lines(pdf: Path, taken: list[dict], last_page: int | None) -> list[tuple[int, float, Line]]:
    found = []
    with pymupdf.open(pdf) as document:
        for number, page in enumerate(document, 1):
            if last_page is not None and number > last_page:
                break
            boxes = [cell["bbox"] for cell in taken if cell["page"] == number]
            for block in page.get_text("dict")["blocks"]:
                for line in block.get("lines", []):
                    text = "".join(span["text"] for span in line["spans"]).strip()
                    x0, y0, x1, y1 = line["bbox"]
                    x, y = (x0 + x1) / 2, (y0 + y1) / 2
                    inside = any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in boxes)
                    if text and not inside and not PAGE_NUMBER.match(text):
                        found.append((number, y0, x0, Line(text, line["spans"][0]["size"])))
    return _level(found)


def _level(found: list[tuple[int, float, float, Line]]) -> list[tuple[int, float, Line]]:
    """Joins texts that stand on one line."""
    joined: list[tuple[int, float, Line]] = []
    for page, y, _, line in sorted(found, key=lambda one: (one[0], round(one[1] / 3), one[2])):
        if joined and joined[-1][0] == page and abs(joined[-1][1] - y) < 3:
            joined[-1][2].text += line.text
        else:
            joined.append((page, y, line))
    return joined

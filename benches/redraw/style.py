"""What is drawn of a table, and how its pages are laid out."""

from __future__ import annotations

from dataclasses import dataclass

#: Colours of every second row, and of heads.
BAND, HEAD = "#e4ecf7", "#cfd8e6"


@dataclass(frozen=True)
class Style:
    """What is drawn of a table."""

    #: Rulings: all, level, upright, none.
    rules: str = "all"
    #: Shade: none, head, bands (head and every second row).
    shade: str = "none"
    #: Rows are kept whole at page breaks.
    whole: bool = False
    #: The head is repeated on each page.
    repeat: bool = True
    #: Pages: upright, turned (drawn upright on the side, turned back by /Rotate), sideways (read from the side).
    pages: str = "upright"
    #: Calc: pages cut into a left and a right half: none, columns (all left pages first), rows (left and right in turn).
    halves: str = "none"

    def shade_of(self, row: int, head_rows: int) -> str | None:
        """The colour behind a row."""
        if row < head_rows:
            return None if self.shade == "none" else HEAD
        return BAND if self.shade == "bands" and (row - head_rows) % 2 else None


RULED = Style()
LEVEL = Style(rules="level")
UPRIGHT = Style(rules="upright")
BANDS = Style(rules="none", shade="bands")
HEAD_ONLY = Style(rules="none", shade="head")
BARE = Style(rules="none")

#: Size of the page in millimetres as it is read, per plan.
SHEETS = {"fukushima": (297, 210), "mie": (420, 297), "miyagi": (210, 297)}

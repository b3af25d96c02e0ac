//! Labels in coloured boxes with texts beside them, and no rulings: the edges of the boxes bound cells as rulings do.
//!
//! A sheet of a plan prints 事業名, 担当課, 目的 in boxes of one colour below one another; what they head stands beside
//! them on paper or in boxes of another colour. Boxes that belong together are a stack; the heights of their edges part
//! its rows, and in each row a box is a cell, and so is the paper between two boxes.

use document_model::{Page, Point, Rect, Rgb};

use super::rulings::{Rulings, Segment, is_white};
use super::runs::{Run, Writing};

/// Height of a box, points: lower ones are lines and marks, higher ones grounds.
const HEIGHT: (f64, f64) = (8.0, 260.0);

/// A box narrower than this is a mark, points.
const NARROWEST: f64 = 10.0;

/// Most boxes of a page that are looked at; a drawing has more.
const MOST_BOXES: usize = 400;

/// Edges nearer than this are at one place, points.
const SAME_EDGE: f64 = 2.5;

/// Boxes nearer than this, one above the other, are of one stack, points.
const ROW_GAP: f64 = 9.0;

/// Boxes nearer than this, side by side, have no cell between them, points.
const COLUMN_GAP: f64 = 12.0;

/// Labels farther apart than this are of two stacks, points, whatever stands beside them.
const WIDEST_GAP: f64 = 130.0;

/// Paper between the lines of one text is lower than this: in font sizes.
const LINE_GAP: f64 = 1.2;

/// Rows with a label and something beside it that a stack has at least.
const FEWEST_ROWS: usize = 3;

/// Share of its rows that are such.
const ROWS_SHARE: f64 = 0.6;

/// Share of its boxes that rulings bound, from which on those tell its cells.
const RULED_BOXES: f64 = 0.4;

/// A filled box.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filled {
    pub(super) bbox: Rect,
    color: Rgb,
    /// Text begins in it.
    pub(super) text: bool,
}

/// Adds the edges of the cells that stacks of labels make; says whether there are any.
pub fn add_box_edges(page: &Page, rulings: &mut Rulings, runs: &[Run]) -> bool {
    let boxes = find_boxes(page, runs);
    let texts: Vec<&Run> = runs.iter().filter(|run| !run.blank && run.writing == Writing::Across).collect();
    let mut edges: (Vec<Segment>, Vec<Segment>) = (Vec::new(), Vec::new());
    for stack in find_stacks(&boxes, &texts) {
        if !is_ruled(&stack, rulings) {
            let found = Stack::new(stack, &texts).and_then(|stack| stack.edges(&texts));
            if let Some((level, upright)) = found {
                edges.0.extend(level);
                edges.1.extend(upright);
            }
        }
    }
    let any = !edges.0.is_empty();
    rulings.add(edges.0, edges.1);
    any
}

/// The filled boxes of a page that may be cells; one painted over the left part of another takes that part.
pub(super) fn find_boxes(page: &Page, runs: &[Run]) -> Vec<Filled> {
    let mut boxes: Vec<Filled> = Vec::new();
    for band in page.bands.iter().filter(|band| !is_white(band.color)) {
        let bbox = band.bbox;
        let cell = (HEIGHT.0..=HEIGHT.1).contains(&bbox.height()) && bbox.width() >= NARROWEST;
        if !cell {
            continue;
        }
        for under in &mut boxes {
            let level = near(under.bbox.y0, bbox.y0) && near(under.bbox.y1, bbox.y1);
            if level && near(under.bbox.x0, bbox.x0) && bbox.x1 < under.bbox.x1 - NARROWEST {
                under.bbox.x0 = bbox.x1;
            }
        }
        boxes.retain(|under| !(near_box(&under.bbox, &bbox)));
        boxes.push(Filled { bbox, color: band.color, text: false });
        if boxes.len() > MOST_BOXES {
            return Vec::new();
        }
    }
    for run in runs.iter().filter(|run| !run.blank) {
        let start = run.first.center();
        let holds = |filled: &&mut Filled| filled.bbox.contains(start);
        if let Some(filled) = boxes.iter_mut().rev().find(holds) {
            filled.text = true;
        }
    }
    boxes
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= SAME_EDGE
}

fn near_box(one: &Rect, other: &Rect) -> bool {
    near(one.x0, other.x0) && near(one.x1, other.x1) && near(one.y0, other.y0) && near(one.y1, other.y1)
}

/// Boxes that belong together.
fn find_stacks(boxes: &[Filled], texts: &[&Run]) -> Vec<Vec<Filled>> {
    let mut stack_of: Vec<usize> = (0..boxes.len()).collect();
    for (at, one) in boxes.iter().enumerate() {
        for (other_at, other) in boxes.iter().enumerate().take(at) {
            if belong(one, other, texts) {
                let (keep, drop) = match (stack_of.get(at), stack_of.get(other_at)) {
                    (Some(one), Some(other)) => (*one.min(other), *one.max(other)),
                    _ => continue,
                };
                stack_of.iter_mut().filter(|stack| **stack == drop).for_each(|stack| *stack = keep);
            }
        }
    }
    let mut stacks: Vec<Vec<Filled>> = vec![Vec::new(); boxes.len()];
    for (filled, stack) in boxes.iter().zip(&stack_of) {
        if let Some(stack) = stacks.get_mut(*stack) {
            stack.push(*filled);
        }
    }
    stacks.retain(|stack| stack.len() >= FEWEST_ROWS);
    stacks
}

/// Do two boxes belong together: near each other, level with each other, or labels of one column?
fn belong(one: &Filled, other: &Filled, texts: &[&Run]) -> bool {
    let (one_box, other_box) = (&one.bbox, &other.bbox);
    let apart = |first: (f64, f64), second: (f64, f64)| (first.0 - second.1).max(second.0 - first.1);
    let across = apart((one_box.x0, one_box.x1), (other_box.x0, other_box.x1));
    let down = apart((one_box.y0, one_box.y1), (other_box.y0, other_box.y1));
    if across < 0.0 && down <= ROW_GAP || down < 0.0 && across <= COLUMN_GAP {
        return true;
    }
    if near(one_box.y0, other_box.y0) && near(one_box.y1, other_box.y1) {
        return one.color == other.color;
    }
    let column = near(one_box.x0, other_box.x0) && near(one_box.x1, other_box.x1) && one.color == other.color;
    column && down <= WIDEST_GAP && {
        let (top, bottom) = (one_box.y1.min(other_box.y1), one_box.y0.max(other_box.y0));
        is_filled_with_text(top, bottom, one_box.x1, texts)
    }
}

/// Does a text beside a label go on down to the next label?
fn is_filled_with_text(top: f64, bottom: f64, left: f64, texts: &[&Run]) -> bool {
    let mut beside: Vec<(&Rect, f64)> = texts
        .iter()
        .filter(|run| run.bbox.x0 >= left && run.bbox.y1 > top - ROW_GAP && run.bbox.y0 < bottom)
        .map(|run| (&run.bbox, run.size))
        .collect();
    beside.sort_by(|one, other| one.0.y0.total_cmp(&other.0.y0));
    let mut reached = top;
    for (bbox, size) in beside {
        if bbox.y0 - reached > LINE_GAP * size {
            return false;
        }
        reached = reached.max(bbox.y1);
    }
    bottom - reached <= ROW_GAP * 1.5
}

/// Do rulings bound many of the boxes?
fn is_ruled(stack: &[Filled], rulings: &Rulings) -> bool {
    let ruled = stack.iter().filter(|filled| {
        let bbox = &filled.bbox;
        rulings.is_ruled(bbox.y0, bbox.x0, bbox.x1) || rulings.is_ruled(bbox.y1, bbox.x0, bbox.x1)
    });
    ruled.count() as f64 >= RULED_BOXES * stack.len() as f64
}

/// Boxes that belong together, with the heights that part their rows.
struct Stack {
    boxes: Vec<Filled>,
    /// Heights, from top to bottom.
    ys: Vec<f64>,
    x0: f64,
    x1: f64,
}

/// A cell of a row: where it begins and ends, and its colour.
type RowCell = (f64, f64, Option<Rgb>);

impl Stack {
    fn new(boxes: Vec<Filled>, texts: &[&Run]) -> Option<Self> {
        let x0 = boxes.iter().map(|filled| filled.bbox.x0).reduce(f64::min)?;
        let right = boxes.iter().map(|filled| filled.bbox.x1).reduce(f64::max)?;
        let ys = row_heights(&boxes);
        let (top, bottom) = (*ys.first()?, *ys.last()?);
        let beside = texts.iter().filter(|run| {
            let middle = run.bbox.center();
            run.bbox.x0 >= x0 && top < middle.y && middle.y < bottom
        });
        let x1 = beside.map(|run| run.bbox.x1 + 1.0).fold(right, f64::max);
        Some(Self { boxes, ys, x0, x1 })
    }

    /// The cells of each row, from left to right.
    fn rows(&self, texts: &[&Run]) -> Vec<Vec<RowCell>> {
        let bounds = self.ys.iter().zip(self.ys.iter().skip(1));
        let mut rows: Vec<Vec<RowCell>> = Vec::new();
        for (top, bottom) in bounds {
            let cells = self.cells(f64::midpoint(*top, *bottom));
            let own: Vec<&Rect> = texts
                .iter()
                .map(|run| &run.bbox)
                .filter(|bbox| (*top..=*bottom).contains(&bbox.center().y) && bbox.x0 >= self.x0)
                .collect();
            let above: Vec<f64> = rows.last().into_iter().flatten().map(|cell| cell.0).collect();
            rows.push(cells.into_iter().flat_map(|cell| split_paper(cell, &above, &own)).collect());
        }
        rows
    }

    fn cells(&self, y: f64) -> Vec<RowCell> {
        let mut own: Vec<&Filled> =
            self.boxes.iter().filter(|filled| filled.bbox.y0 <= y && y <= filled.bbox.y1).collect();
        own.sort_by(|one, other| one.bbox.x0.total_cmp(&other.bbox.x0));
        let mut cells: Vec<RowCell> = Vec::new();
        let mut reached = self.x0;
        for filled in own {
            let bbox = &filled.bbox;
            if bbox.x0 - reached > COLUMN_GAP {
                cells.push((reached, bbox.x0, None));
                reached = bbox.x0;
            }
            if bbox.x1 <= reached + SAME_EDGE {
                continue;
            }
            let from = if cells.is_empty() { self.x0 } else { f64::midpoint(reached, bbox.x0) };
            if let Some(last) = cells.last_mut() {
                last.1 = from;
            }
            cells.push((from, bbox.x1, Some(filled.color)));
            reached = bbox.x1;
        }
        if self.x1 - reached > COLUMN_GAP {
            cells.push((reached, self.x1, None));
        } else if let Some(last) = cells.last_mut() {
            last.1 = self.x1;
        }
        cells
    }

    /// The edges of its cells, level and upright ones; none where it is no stack of labels.
    fn edges(&self, texts: &[&Run]) -> Option<(Vec<Segment>, Vec<Segment>)> {
        let rows = self.rows(texts);
        let color = self.label_color(&rows)?;
        let bounds = || self.ys.iter().copied().zip(self.ys.iter().copied().skip(1));
        let labelled = rows.iter().zip(bounds()).filter(|(cells, (top, bottom))| {
            let own: Vec<Point> = texts.iter().map(|run| run.first.center()).collect();
            let own: Vec<Point> = own.into_iter().filter(|at| *top <= at.y && at.y <= *bottom).collect();
            let label = cells.first().is_some_and(|cell| cell.2 == Some(color));
            let other = cells.iter().skip(1).any(|(from, to, shade)| {
                let stands = || own.iter().any(|at| *from <= at.x && at.x <= *to);
                *shade != Some(color) && (shade.is_some() || stands())
            });
            label && other
        });
        let labelled = labelled.count();
        if labelled < FEWEST_ROWS || (labelled as f64) < ROWS_SHARE * rows.len() as f64 {
            return None;
        }
        let mut upright = Vec::new();
        for (cells, (top, bottom)) in rows.iter().zip(bounds()) {
            let begin = cells.iter().map(|cell| cell.0);
            upright.extend(begin.chain([self.x1]).map(|at| Segment { at, from: top, to: bottom }));
        }
        Some((self.levels(), upright))
    }

    /// The level edges: a box that covers several rows has none inside.
    fn levels(&self) -> Vec<Segment> {
        let mut levels = Vec::new();
        for y in &self.ys {
            let mut crossed: Vec<&Rect> = self
                .boxes
                .iter()
                .map(|filled| &filled.bbox)
                .filter(|bbox| bbox.y0 + ROW_GAP < *y && *y < bbox.y1 - ROW_GAP)
                .collect();
            crossed.sort_by(|one, other| one.x0.total_cmp(&other.x0));
            let mut from = self.x0;
            for bbox in crossed {
                if bbox.x0 - from > COLUMN_GAP {
                    levels.push(Segment { at: *y, from, to: bbox.x0 });
                }
                from = from.max(bbox.x1);
            }
            if self.x1 - from > COLUMN_GAP {
                levels.push(Segment { at: *y, from, to: self.x1 });
            }
        }
        levels
    }

    /// The colour of most boxes that begin a row.
    fn label_color(&self, rows: &[Vec<RowCell>]) -> Option<Rgb> {
        let firsts: Vec<Rgb> = rows.iter().filter_map(|cells| cells.first()?.2).collect();
        let text = |color: Rgb| self.boxes.iter().any(|filled| filled.color == color && filled.text);
        let count = |color: Rgb| firsts.iter().filter(|other| **other == color).count();
        firsts.iter().copied().filter(|color| text(*color)).max_by_key(|color| count(*color))
    }
}

/// Paper below several boxes is as many cells where a text stands below each of them, and none below two.
fn split_paper(cell: RowCell, above: &[f64], texts: &[&Rect]) -> Vec<RowCell> {
    let (from, to, shade) = cell;
    let inner: Vec<f64> =
        above.iter().copied().filter(|x| from + COLUMN_GAP < *x && *x < to - COLUMN_GAP).collect();
    if shade.is_some() || inner.is_empty() {
        return vec![cell];
    }
    let mut pieces: Vec<RowCell> = Vec::new();
    let mut start = from;
    for x in inner.into_iter().chain([to]) {
        pieces.push((start, x, None));
        start = x;
    }
    let crossed = |x: f64| texts.iter().any(|bbox| bbox.x0 < x - SAME_EDGE && x + SAME_EDGE < bbox.x1);
    let filled =
        |piece: &RowCell| texts.iter().any(|bbox| piece.0 - SAME_EDGE <= bbox.x0 && bbox.x0 < piece.1);
    let parted = pieces.iter().all(filled) && !pieces.iter().skip(1).any(|piece| crossed(piece.0));
    if parted { pieces } else { vec![cell] }
}

/// Heights that part the rows of boxes: where one ends and the next begins is one height, and where a text goes on below
/// its label, the next label tells.
fn row_heights(boxes: &[Filled]) -> Vec<f64> {
    let mut edges: Vec<(f64, bool)> =
        boxes.iter().flat_map(|filled| [(filled.bbox.y0, true), (filled.bbox.y1, false)]).collect();
    edges.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut groups: Vec<(f64, f64, bool, bool)> = Vec::new();
    for (y, begins) in edges {
        match groups.last_mut().filter(|group| y - group.0 <= ROW_GAP) {
            Some(group) => {
                group.1 = y;
                group.2 |= begins;
                group.3 |= !begins;
            }
            None => groups.push((y, y, begins, !begins)),
        }
    }
    let mut ys = Vec::new();
    for (at, (from, to, begins, ends)) in groups.iter().enumerate() {
        let only_ends = *ends && !*begins;
        let next_begins = groups.get(at + 1).is_some_and(|next| next.2 && !next.3);
        let y = f64::midpoint(*from, *to);
        let crossed = |filled: &Filled| filled.bbox.y0 + ROW_GAP < y && y < filled.bbox.y1 - ROW_GAP;
        if only_ends && next_begins && !boxes.iter().any(crossed) {
            continue;
        }
        ys.push(y);
    }
    ys
}

#[cfg(test)]
mod tests {
    use document_model::{Band, Layer, PageNumber};

    use super::*;

    const GREEN: Rgb = Rgb { red: 80, green: 130, blue: 50 };

    fn run(x0: f64, y0: f64, x1: f64) -> Run {
        let bbox = Rect::new(x0, y0, x1, y0 + 10.0);
        let first = Rect::new(x0, y0, x0 + 10.0, y0 + 10.0);
        Run {
            glyphs: Vec::new(),
            bbox,
            first,
            size: 10.0,
            baseline: y0 + 8.0,
            writing: Writing::Across,
            blank: false,
            follows: None,
        }
    }

    fn page(bands: &[(f64, f64, f64, f64)]) -> Page {
        let mut page = Page::new(PageNumber::FIRST, 595.0, 842.0);
        page.bands = bands
            .iter()
            .map(|(x0, y0, x1, y1)| Band {
                bbox: Rect::new(*x0, *y0, *x1, *y1),
                color: GREEN,
                layer: Layer::Page,
            })
            .collect();
        page
    }

    #[test]
    fn labels_with_texts_beside_them_make_cells() {
        let bands = [(40.0, 100.0, 120.0, 116.0), (40.0, 119.0, 120.0, 135.0), (40.0, 138.0, 120.0, 154.0)];
        let runs: Vec<Run> = bands
            .iter()
            .flat_map(|band| [run(45.0, band.1 + 3.0, 90.0), run(130.0, band.1 + 3.0, 300.0)])
            .collect();
        let mut rulings = Rulings::default();
        assert!(add_box_edges(&page(&bands), &mut rulings, &runs));
        assert_eq!(rulings.horizontal.len(), 4);
        assert!(rulings.horizontal.iter().all(|line| (line.to - 301.0).abs() < 1e-9));
        assert_eq!(rulings.vertical.len(), 3);
    }

    #[test]
    fn bands_over_the_whole_width_are_no_labels() {
        let bands = [(40.0, 100.0, 500.0, 116.0), (40.0, 119.0, 500.0, 135.0), (40.0, 138.0, 500.0, 154.0)];
        let runs: Vec<Run> = bands.iter().map(|band| run(45.0, band.1 + 3.0, 300.0)).collect();
        let mut rulings = Rulings::default();
        assert!(!add_box_edges(&page(&bands), &mut rulings, &runs));
        assert!(rulings.horizontal.is_empty());
    }
}

//! Glyphs that the pen wrote one after the other.

use document_model::{Glyph, Page, Rect, Visibility};

use super::rulings::{Rulings, Segment};

/// A gap wider than this ends a run: in font sizes.
///
/// Justified labels (施　策　名) have gaps up to two characters; they are joined again as one line of a cell.
const WIDEST_GAP: f64 = 0.9;

/// Between two glyphs with a ruling between them, a gap wider than this ends a run: in font sizes.
const GAP_AT_RULING: f64 = 0.1;

/// Share of the box of 。 or 、, from the left, that has ink.
const INK_OF_STOP: f64 = 0.4;

/// How far the pen may go back between two glyphs of a run: in font sizes. Kerning goes back less than this.
const WIDEST_STEP_BACK: f64 = 0.5;

/// How far baselines of a run may lie apart: in font sizes.
const BASELINE_DRIFT: f64 = 0.2;

/// How far down the next line of a text lies at most, and how far aside it begins: in font sizes.
const NEXT_LINE: f64 = 2.5;

/// How far from level or upright a line of text may be: the sine of the angle.
const SLANT: f64 = 0.05;

/// The way in which a run is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// From left to right.
    Across,
    /// From top to bottom.
    Down,
    /// From bottom to top.
    Up,
}

/// Glyphs that the pen wrote one after the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The glyphs, by their place in [`Page::glyphs`].
    pub glyphs: Vec<usize>,
    /// Box around them, points.
    pub bbox: Rect,
    /// The first glyph's box, points.
    pub first: Rect,
    /// Font size, points.
    pub size: f64,
    /// Its baseline: y where it runs across, x where it runs down or up.
    pub baseline: f64,
    /// How it is written.
    pub writing: Writing,
    /// It has nothing but white space.
    pub blank: bool,
    /// Its cell is too small for it: a clipping path hides it, and it goes on with the run at this place.
    pub follows: Option<usize>,
}

/// The runs that a reader sees, and the glyphs that nobody sees or that are no part of the text.
#[must_use]
pub fn find_runs(page: &Page, rulings: &Rulings) -> (Vec<Run>, Vec<usize>) {
    let seen = |glyph: &Glyph| matches!(glyph.visibility, Visibility::Visible | Visibility::Clipped);
    let blank = |glyph: &Glyph| page.text_of(glyph).trim().is_empty();
    // A scanned page with a layer of recognised text shows nothing else.
    let layer = !page.glyphs.iter().any(|glyph| seen(glyph) && !blank(glyph));
    let largest = LARGEST_TEXT * middle_size(page);
    let read = |glyph: &Glyph| {
        !is_watermark(glyph, largest)
            && (seen(glyph) || layer && glyph.visibility == Visibility::Invisible)
            && !glyph.ruby
            && writing(glyph).is_some()
    };
    let (mut runs, mut hidden): (Vec<Run>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut open: Option<Run> = None;
    for (at, glyph) in page.glyphs.iter().enumerate() {
        if page.text_of(glyph).is_empty() {
            continue;
        }
        if !read(glyph) {
            hidden.push(at);
            continue;
        }
        let before = open.as_ref().and_then(|run| run.glyphs.last()).and_then(|last| page.glyphs.get(*last));
        let goes_on = before.is_some_and(|before| {
            goes_on(before, glyph, rulings) && !hangs_over(page, before, glyph, rulings)
        });
        match open.as_mut().filter(|_| goes_on) {
            Some(run) => extend(run, at, glyph, blank(glyph)),
            None => {
                runs.extend(open.take());
                open = Some(begin(at, glyph, blank(glyph)));
            }
        }
    }
    runs.extend(open);
    let runs = drop_clipped(page, runs, &mut hidden);
    (runs, hidden)
}

/// Runs that a clipping path hides go on with the line above them in their cell; others nobody is meant to read.
///
/// A spreadsheet paints the lines of a cell one after the other, those that its height cuts off too; and it
/// paints the text of a merged cell again on a page that shows the rest of the cell.
fn drop_clipped(page: &Page, runs: Vec<Run>, hidden: &mut Vec<usize>) -> Vec<Run> {
    let is_clipped = |run: &Run| {
        let mut glyphs = run.glyphs.iter().filter_map(|at| page.glyphs.get(*at));
        !run.blank && glyphs.all(|glyph| glyph.visibility == Visibility::Clipped)
    };
    let mut kept: Vec<Run> = Vec::with_capacity(runs.len());
    for mut run in runs {
        if is_clipped(&run) {
            let above = kept.iter().rposition(|run| !run.blank);
            run.follows = above.filter(|above| kept.get(*above).is_some_and(|above| is_below(above, &run)));
            if run.follows.is_none() {
                hidden.append(&mut run.glyphs);
                continue;
            }
        }
        kept.push(run);
    }
    hidden.sort_unstable();
    kept
}

/// Does a run stand in the next line of the same text?
fn is_below(above: &Run, run: &Run) -> bool {
    let step = run.baseline - above.baseline;
    above.writing == Writing::Across
        && run.writing == Writing::Across
        && (above.size - run.size).abs() <= 0.1 * run.size
        && (run.bbox.x0 - above.bbox.x0).abs() <= NEXT_LINE * run.size
        && step > -BASELINE_DRIFT * run.size
        && step <= NEXT_LINE * run.size
}

/// Text is smaller than this many times the middle size of a page's text.
const LARGEST_TEXT: f64 = 6.0;

/// Channels from which on a colour is too pale to be read beside text.
const PALE: u8 = 190;

/// A pale word behind the text (案, 見本), many times as high as that.
fn is_watermark(glyph: &Glyph, largest: f64) -> bool {
    let pale = [glyph.fill.red, glyph.fill.green, glyph.fill.blue].into_iter().all(|channel| channel >= PALE);
    pale && glyph.size > largest
}

/// The middle size of a page's glyphs, points.
fn middle_size(page: &Page) -> f64 {
    let mut sizes: Vec<f64> =
        page.glyphs.iter().map(|glyph| glyph.size).filter(|size| size.is_finite()).collect();
    let middle = sizes.len() / 2;
    if sizes.is_empty() {
        return f64::INFINITY;
    }
    *sizes.select_nth_unstable_by(middle, f64::total_cmp).1
}

/// How a glyph is written; none where it stands askew (a watermark).
fn writing(glyph: &Glyph) -> Option<Writing> {
    let direction = glyph.direction;
    if direction.y.abs() <= SLANT && direction.x > 0.0 {
        Some(Writing::Across)
    } else if direction.x.abs() <= SLANT {
        Some(if direction.y > 0.0 { Writing::Down } else { Writing::Up })
    } else {
        None
    }
}

fn begin(at: usize, glyph: &Glyph, blank: bool) -> Run {
    let writing = writing(glyph).unwrap_or(Writing::Across);
    Run {
        glyphs: vec![at],
        bbox: glyph.bbox,
        first: glyph.bbox,
        size: glyph.size,
        baseline: baseline(glyph, writing),
        writing,
        blank,
        follows: None,
    }
}

fn extend(run: &mut Run, at: usize, glyph: &Glyph, blank: bool) {
    if run.blank && !blank {
        // Blanks in front say nothing about where the text begins.
        run.first = glyph.bbox;
        run.bbox = glyph.bbox;
        run.size = glyph.size;
    }
    run.glyphs.push(at);
    if !blank {
        run.bbox = run.bbox.union(&glyph.bbox);
    }
    run.blank &= blank;
}

fn baseline(glyph: &Glyph, writing: Writing) -> f64 {
    match writing {
        Writing::Across => glyph.origin.y,
        Writing::Down | Writing::Up => glyph.origin.x,
    }
}

/// Does the pen go on from one glyph to the next?
fn goes_on(before: &Glyph, glyph: &Glyph, rulings: &Rulings) -> bool {
    let (Some(one), Some(other)) = (writing(before), writing(glyph)) else { return false };
    let size = before.size.max(glyph.size);
    if one != other || (baseline(before, one) - baseline(glyph, other)).abs() > BASELINE_DRIFT * size {
        return false;
    }
    let (end, start) = match one {
        Writing::Across => (before.bbox.x1, glyph.bbox.x0),
        Writing::Down => (before.bbox.y1, glyph.bbox.y0),
        Writing::Up => (-before.bbox.y0, -glyph.bbox.y1),
    };
    let gap = start - end;
    if gap < -WIDEST_STEP_BACK * size || gap > WIDEST_GAP * size {
        return false;
    }
    one != Writing::Across
        || gap <= GAP_AT_RULING * size
        || !is_crossed(&rulings.vertical, end, start, glyph.bbox.center().y)
}

/// Does a text end in punctuation that hangs over the ruling of its cell, so that the next glyph begins the next cell?
///
/// The ink of 。 and 、 fills the left part of their box: the rest may lie beyond the ruling.
fn hangs_over(page: &Page, before: &Glyph, glyph: &Glyph, rulings: &Rulings) -> bool {
    let text = page.text_of(before);
    let hangs = writing(before) == Some(Writing::Across) && text.ends_with(['。', '、', '，', '．']);
    let ink = before.bbox.x0 + INK_OF_STOP * before.bbox.width();
    let (bbox, start) = (glyph.bbox, glyph.bbox.x0);
    hangs && ink < start && is_crossed(&rulings.vertical, ink, start, bbox.center().y)
}

/// Does an upright line stand between two places at a height?
fn is_crossed(vertical: &[Segment], from: f64, to: f64, height: f64) -> bool {
    let start = vertical.partition_point(|line| line.at < from - 0.5);
    vertical
        .get(start..)
        .unwrap_or_default()
        .iter()
        .take_while(|line| line.at <= to + 0.5)
        .any(|line| line.from <= height && height <= line.to)
}

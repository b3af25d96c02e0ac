//! The runs of a cell, and those outside tables, become lines.

use std::collections::BTreeMap;

use document_model::{CellLine, Page, Rect, Room, SourceRange};

use super::PageLine;
use super::runs::{Run, Writing};

/// Baselines nearer than this are one line: in font sizes. Raised and lowered figures lie up to a third off.
const SAME_BASELINE: f64 = 0.35;

/// A smaller run beside a line belongs to it where it is smaller than this share: raised or lowered figures. Browsers
/// make them five sixths of the text.
const SMALLER: f64 = 0.85;

/// Farthest baseline that is looked at for a run, points: figures are raised by less than a line.
const WIDEST_SEARCH: f64 = 60.0;

/// A gap between two runs from which on there is a blank: in font sizes; between characters as wide as high more.
const BLANK_GAP: f64 = 0.25;

/// Between an ideograph or kana and anything else, typesetters leave up to a quarter without meaning a blank.
const WIDE_BLANK_GAP: f64 = 0.6;

/// A gap from which on runs outside tables are lines of their own: in font sizes.
const COLUMN_GAP: f64 = 3.0;

/// A gap between two columns of running text at least: in font sizes.
const GUTTER: f64 = 1.2;

/// Lines that begin at one place at least, where a column of running text does.
const FEWEST_STARTS: usize = 4;

/// Places of one column's lines differ by less, points.
const SAME_START: f64 = 1.0;

/// Width of a line from which on it may fill a column: in font sizes.
const FULL_LINE: f64 = 10.0;

/// Share of the width of all text, from both sides, within which the second of two columns begins.
const MIDDLE: f64 = 0.35;

/// Widest margin between the edge of a cell and its text that is taken for one, points; text further in is centred
/// or indented.
const WIDEST_MARGIN: f64 = 8.0;

/// Text that begins farther in than this is centred or right-aligned, and not indented: in font sizes.
const WIDEST_INDENT: f64 = 2.5;

/// The same for a line that is short: a value.
const SHORT_INDENT: f64 = 1.2;

/// A line no wider than this is short: in font sizes.
const SHORT_LINE: f64 = 5.0;

/// The lines of a cell, from top to bottom; upright ones from right to left, after the level ones.
#[must_use]
pub fn cell_lines(page: &Page, runs: &[Run], held: &[usize], cell: Rect) -> Vec<CellLine> {
    let groups = upright_columns(page, runs, held).unwrap_or_else(|| group(runs, held));
    let across = groups.iter().filter(|group| group.writing == Writing::Across);
    let margin = across.map(|group| group.bbox.x0 - cell.x0).fold(WIDEST_MARGIN, f64::min).max(0.0);
    let mut lines: Vec<CellLine> = Vec::with_capacity(groups.len());
    let mut before: Option<&Group> = None;
    for group in &groups {
        let Some(line) = make_line(page, runs, group) else { continue };
        if let (Some(above), Some(last)) = (before, lines.last_mut())
            && above.writing == Writing::Across
            && group.writing == Writing::Across
        {
            let behind = cell.x1 - margin - above.bbox.x1;
            // Centred and right-aligned lines leave room before them; indented ones leave less.
            let before = above.bbox.x0 - cell.x0 - margin;
            let widest =
                if above.bbox.width() <= SHORT_LINE * above.size { SHORT_INDENT } else { WIDEST_INDENT };
            let before = if before > widest * above.size { before } else { 0.0 };
            last.room = room(behind + before, page, runs, group);
        }
        lines.push(line);
        before = Some(group);
    }
    // A page break may stand behind the last line.
    if let (Some(group), Some(last)) = (before, lines.last_mut())
        && cell.x1 - margin - group.bbox.x1 < group.size
    {
        last.room = Room::None;
    }
    lines
}

/// Characters that no line begins with (JIS X 4051): closing brackets, stops, small kana, and a slash.
const NOT_FIRST: &str = "、。，．,.・：；:;？！?!）)］]｝}〕〉》」』】ー々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％%‰℃/／";

/// Does a line never end between two characters?
fn is_kept_together(before: &str, after: &str) -> bool {
    let (Some(before), Some(after)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    NOT_FIRST.contains(after)
        || before.is_ascii_graphic() && after.is_ascii_graphic()
        || matches!(before, '/' | '／' | '（' | '(' | '「' | '『' | '【' | '〔' | '［' | '[')
}

/// How much of a line fitted into the room at the end of the line above, points.
fn room(left: f64, page: &Page, runs: &[Run], group: &Group) -> Room {
    let mut glyphs = group
        .runs
        .iter()
        .filter_map(|at| runs.get(*at))
        .flat_map(|run| &run.glyphs)
        .filter_map(|at| page.glyphs.get(*at))
        .skip_while(|glyph| page.text_of(glyph).trim().is_empty());
    let Some(first) = glyphs.next() else { return Room::Enough };
    if left < first.bbox.width() {
        return Room::None;
    }
    let mut before = page.text_of(first);
    let mut end = first.bbox.x1;
    for glyph in glyphs {
        let text = page.text_of(glyph);
        if !is_kept_together(before, text) {
            break;
        }
        (before, end) = (text, glyph.bbox.x1);
    }
    if left < end - first.bbox.x0 { Room::Character } else { Room::Enough }
}

/// A line as runs, in order.
struct Group {
    runs: Vec<usize>,
    bbox: Rect,
    baseline: f64,
    size: f64,
    writing: Writing,
}

/// Groups runs by their baselines, in reading order.
fn group(runs: &[Run], held: &[usize]) -> Vec<Group> {
    let mut sorted: Vec<usize> =
        held.iter().copied().filter(|at| runs.get(*at).is_some_and(|run| !run.blank)).collect();
    // Larger runs first: what is raised or lowered finds the line that it belongs to.
    sorted.sort_by(|one, other| {
        let size = |at: &usize| runs.get(*at).map_or(0.0, |run| -(run.size * 4.0).round());
        size(one).total_cmp(&size(other)).then(one.cmp(other))
    });
    let mut groups: Vec<Group> = Vec::new();
    // Groups by the whole points of their baselines: a run looks at those near its own only.
    let mut near: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for at in sorted {
        let Some(run) = runs.get(at) else { continue };
        let reach = whole((1.5 * run.size).clamp(1.0, WIDEST_SEARCH));
        let place = whole(run.baseline);
        let found = near
            .range(place - reach..=place + reach)
            .flat_map(|(_, groups)| groups)
            .copied()
            .find(|group| groups.get(*group).is_some_and(|group| belongs(group, run)));
        match found.and_then(|group| groups.get_mut(group)) {
            Some(group) => {
                group.runs.push(at);
                group.bbox = group.bbox.union(&run.bbox);
            }
            None => {
                near.entry(place).or_default().push(groups.len());
                groups.push(Group {
                    runs: vec![at],
                    bbox: run.bbox,
                    baseline: run.baseline,
                    size: run.size,
                    writing: run.writing,
                });
            }
        }
    }
    for group in &mut groups {
        let start = |at: &usize| {
            runs.get(*at).map_or(0.0, |run| match run.writing {
                Writing::Across => run.bbox.x0,
                Writing::Down => run.bbox.y0,
                Writing::Up => -run.bbox.y1,
            })
        };
        group.runs.sort_by(|one, other| start(one).total_cmp(&start(other)));
    }
    let key = |group: &Group| match group.writing {
        Writing::Across => (0, group.baseline),
        Writing::Down => (1, -group.baseline),
        Writing::Up => (2, group.baseline),
    };
    groups.sort_by(|one, other| key(one).partial_cmp(&key(other)).unwrap_or(std::cmp::Ordering::Equal));
    groups
}

/// Characters below one another at least, where a cell is written in upright columns.
const FEWEST_BELOW: usize = 3;

/// Step from one character of an upright column to the next: in font sizes; a blank may stand between them.
const STEP_DOWN: std::ops::RangeInclusive<f64> = 0.7..=2.6;

/// The columns of a cell whose text is set upright, character by character, as browsers paint vertical writing; none of
/// other cells.
fn upright_columns(page: &Page, runs: &[Run], held: &[usize]) -> Option<Vec<Group>> {
    let mut shown: Vec<(usize, &Run)> =
        held.iter().filter_map(|at| Some((*at, runs.get(*at)?))).filter(|(_, run)| !run.blank).collect();
    shown.sort_by_key(|(at, _)| *at);
    let single = |run: &Run| run.writing == Writing::Across && run.bbox.width() <= 1.2 * run.size;
    if shown.len() < FEWEST_BELOW + 1 || !shown.iter().all(|(_, run)| single(run)) {
        return None;
    }
    let mut columns: Vec<Group> = Vec::new();
    let mut below = 0;
    let mut down = f64::INFINITY;
    for (at, run) in shown {
        let middle = run.bbox.center().x;
        let to_the_left = columns.last().is_none_or(|column| middle < column.bbox.x0);
        let open = columns.last_mut().filter(|column| {
            (column.baseline - middle).abs() <= 0.3 * run.size
                && STEP_DOWN.contains(&((run.bbox.y1 - column.bbox.y1) / run.size.max(0.1)))
        });
        match open {
            Some(column) => {
                below += 1;
                down = down.min(run.bbox.y1 - column.bbox.y1);
                column.runs.push(at);
                column.bbox = column.bbox.union(&run.bbox);
            }
            // The next column stands to the left.
            None if to_the_left => columns.push(Group {
                runs: vec![at],
                bbox: run.bbox,
                baseline: middle,
                size: run.size,
                writing: Writing::Down,
            }),
            None => return None,
        }
    }
    // Marks below one another (○ ○ ○) are lines of their own.
    let letters = columns.iter().flat_map(|column| &column.runs).filter(|at| {
        let glyphs =
            runs.get(**at).into_iter().flat_map(|run| &run.glyphs).filter_map(|at| page.glyphs.get(*at));
        glyphs
            .flat_map(|glyph| page.text_of(glyph).chars())
            .all(|letter| is_wide(letter) && letter.is_alphanumeric())
    });
    let written = letters.count() > FEWEST_BELOW;
    // Characters stand nearer to one another along a line than lines do.
    let apart = columns.windows(2).filter_map(|pair| Some(pair.first()?.baseline - pair.last()?.baseline));
    if apart.fold(f64::INFINITY, f64::min) <= down {
        return None;
    }
    ((columns.len() > 1 || written) && below >= FEWEST_BELOW).then_some(columns)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the conversion of a float saturates, and the result is clamped"
)]
fn whole(points: f64) -> i64 {
    (points.round() as i64).clamp(-1 << 40, 1 << 40)
}

fn belongs(group: &Group, run: &Run) -> bool {
    if group.writing != run.writing {
        return false;
    }
    let apart = (group.baseline - run.baseline).abs();
    if apart <= SAME_BASELINE * run.size {
        return true;
    }
    let middle = run.bbox.center();
    let within = match run.writing {
        Writing::Across => group.bbox.y0 <= middle.y && middle.y <= group.bbox.y1,
        Writing::Down | Writing::Up => group.bbox.x0 <= middle.x && middle.x <= group.bbox.x1,
    };
    within && run.size < SMALLER * group.size && apart < 0.7 * group.size
}

/// The text of a line with its places; none where it is blank.
fn make_line(page: &Page, runs: &[Run], group: &Group) -> Option<CellLine> {
    let mut text = String::new();
    let mut ranges: Vec<SourceRange> = Vec::new();
    let mut end: Option<f64> = None;
    for run in group.runs.iter().filter_map(|at| runs.get(*at)) {
        for glyph in run.glyphs.iter().filter_map(|at| page.glyphs.get(*at)) {
            let own = page.text_of(glyph);
            let (from, to) = match group.writing {
                Writing::Across => (glyph.bbox.x0, glyph.bbox.x1),
                Writing::Down => (glyph.bbox.y0, glyph.bbox.y1),
                Writing::Up => (-glyph.bbox.y1, -glyph.bbox.y0),
            };
            if let Some(end) = end
                && is_blank_gap(&text, own, (from - end) / glyph.size.max(0.1))
            {
                text.push(' ');
            }
            text.push_str(own);
            end = Some(to);
            match ranges.last_mut() {
                Some(last) if last.end == glyph.range.start => last.end = glyph.range.end,
                _ => ranges.push(glyph.range),
            }
        }
    }
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return None;
    }
    let mut ranges = ranges.into_iter();
    Some(CellLine {
        text: trimmed.to_owned(),
        range: ranges.next()?,
        more: ranges.collect(),
        bbox: Some(group.bbox),
        breaks: false,
        room: Room::Enough,
    })
}

/// Does a gap, in font sizes, stand for a blank?
fn is_blank_gap(before: &str, after: &str, gap: f64) -> bool {
    let (Some(before), Some(after)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    if before.is_whitespace() || after.is_whitespace() {
        return false;
    }
    gap >= if is_wide(before) || is_wide(after) { WIDE_BLANK_GAP } else { BLANK_GAP }
}

/// Is the character as wide as high: kana, ideographs, full-width forms and the marks among them?
fn is_wide(character: char) -> bool {
    matches!(u32::from(character), 0x2E80..=0xA4CF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x20000..=0x3FFFF)
}

/// The lines of runs outside tables, from top to bottom and from left to right.
#[must_use]
pub fn outside_lines(page: &Page, runs: &[Run], outside: &[usize]) -> Vec<PageLine> {
    let mut lines: Vec<PageLine> = Vec::new();
    let groups = group(runs, outside);
    let second = second_column(runs, &groups);
    for group in groups {
        for part in split_wide_gaps(runs, &group, second) {
            let size = part.size;
            let Some(line) = make_line(page, runs, &part) else { continue };
            lines.push(PageLine { line, bbox: part.bbox, size, panel: None, hidden: false });
        }
    }
    lines.sort_by(|one, other| {
        let key = |line: &PageLine| (line.bbox.y0, line.bbox.x0);
        key(one).partial_cmp(&key(other)).unwrap_or(std::cmp::Ordering::Equal)
    });
    lines
}

/// The lines of boxes side by side, each box with the runs that it holds.
pub fn panel_lines<'h>(
    page: &Page,
    runs: &[Run],
    panels: impl Iterator<Item = (Rect, &'h Vec<usize>)>,
) -> Vec<PageLine> {
    let lines = panels.flat_map(|(panel, held)| {
        outside_lines(page, runs, held).into_iter().map(move |line| PageLine { panel: Some(panel), ..line })
    });
    lines.collect()
}

/// Where the second of two columns of running text begins: in the middle of the page, with lines one below the other.
fn second_column(runs: &[Run], groups: &[Group]) -> Option<f64> {
    let level = || groups.iter().filter(|group| group.writing == Writing::Across);
    let left = level().map(|group| group.bbox.x0).reduce(f64::min)?;
    let right = level().map(|group| group.bbox.x1).reduce(f64::max)?;
    let margin = MIDDLE * (right - left);
    let mut starts: Vec<f64> = Vec::new();
    for group in level() {
        let mut end = f64::NEG_INFINITY;
        for run in group.runs.iter().filter_map(|at| runs.get(*at)) {
            if run.bbox.x0 - end >= GUTTER * group.size
                && (left + margin..right - margin).contains(&run.bbox.x0)
            {
                starts.push(run.bbox.x0);
            }
            end = end.max(run.bbox.x1);
        }
    }
    let lines_at = |x: f64| starts.iter().filter(|start| (*start - x).abs() < SAME_START).count();
    let most = starts
        .iter()
        .copied()
        .max_by(|one, other| lines_at(*one).cmp(&lines_at(*other)).then(other.total_cmp(one)))?;
    (lines_at(most) >= FEWEST_STARTS).then_some(most)
}

/// Parts of a line that stand far from one another: columns, a label at the margin.
fn split_wide_gaps(runs: &[Run], group: &Group, second: Option<f64>) -> Vec<Group> {
    let mut parts: Vec<Group> = Vec::new();
    for at in &group.runs {
        let Some(run) = runs.get(*at) else { continue };
        let open = parts.last_mut().filter(|part| {
            let gap = match group.writing {
                Writing::Across => run.bbox.x0 - part.bbox.x1,
                Writing::Down => run.bbox.y0 - part.bbox.y1,
                Writing::Up => part.bbox.y0 - run.bbox.y1,
            };
            // A line that fills its column comes near to the next column.
            let gutter = group.writing == Writing::Across
                && gap >= GUTTER * group.size
                && part.bbox.width() >= FULL_LINE * group.size
                && second.is_some_and(|x| (run.bbox.x0 - x).abs() < SAME_START);
            gap <= COLUMN_GAP * group.size && !gutter
        });
        match open {
            Some(part) => {
                part.runs.push(*at);
                part.bbox = part.bbox.union(&run.bbox);
            }
            None => parts.push(Group {
                runs: vec![*at],
                bbox: run.bbox,
                baseline: group.baseline,
                size: run.size,
                writing: group.writing,
            }),
        }
    }
    parts
}

/// What nobody sees, glyph by glyph that stand together, as lines of their own.
#[must_use]
pub fn hidden_lines(page: &Page, hidden: &[usize]) -> Vec<PageLine> {
    let mut lines: Vec<PageLine> = Vec::new();
    for stretch in hidden.chunk_by(|one, other| one + 1 == *other) {
        let glyphs = || stretch.iter().filter_map(|at| page.glyphs.get(*at));
        let text: String = glyphs().map(|glyph| page.text_of(glyph)).collect();
        let mut boxes = glyphs().map(|glyph| glyph.bbox);
        let (Some(first), Some(start), Some(end)) = (boxes.next(), glyphs().next(), glyphs().next_back())
        else {
            continue;
        };
        if text.trim().is_empty() {
            continue;
        }
        let bbox = boxes.fold(first, |all, one| all.union(&one));
        lines.push(PageLine {
            line: CellLine {
                text: text.trim().to_owned(),
                range: SourceRange::new(start.range.start, end.range.end),
                more: Vec::new(),
                bbox: Some(bbox),
                breaks: false,
                room: Room::Enough,
            },
            bbox,
            size: start.size,
            panel: None,
            hidden: true,
        });
    }
    lines
}

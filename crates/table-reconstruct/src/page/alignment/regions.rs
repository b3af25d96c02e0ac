//! Stretches of a page that may be tables: between levels of one width, or lines in several pieces.

use super::columns::Gutter;
use super::inner::{add_inner_levels, add_levels_above, drop_inner_chains};
use super::levels::Level;
use super::open_body::rows_below_head;
use super::words::Line;

/// Ends of levels nearer than this are the same: points.
pub(super) const SAME_END: f64 = 8.0;

/// The same as a share of the width, for bands and rulings of different lengths.
pub(super) const SAME_END_SHARE: f64 = 0.02;

/// A frame is as wide as this at least, points.
const NARROWEST: f64 = 70.0;

/// A gap that parts a line of a table: in font sizes.
pub(crate) const PIECE_GAP: f64 = 0.9;

/// Share of the lines between two levels that are in several pieces, from which on they can be rows of a table.
const PIECES_SHARE: f64 = 0.3;

/// A line in one piece that is as wide as this share of the frame is running text.
const RUNNING_SHARE: f64 = 0.7;

/// Such lines, one below the other, that are running text.
const RUNNING_LINES: usize = 3;

/// Lines alone above the head of another table, at least: a heading and a caption.
const FEWEST_HEADINGS: usize = 2;

/// How far above the first level of a table its head is looked for, points.
const HEAD_REACH: f64 = 45.0;

/// Most levels of a head alone: above, below, and between its rows.
const MOST_HEAD_LEVELS: usize = 3;

/// Rows from which on it is known where the columns of a table begin.
const ROWS_KNOWN: usize = 3;

/// Most levels that frames are looked for at.
const MOST_LEVELS: usize = 4_000;

/// Room above or below a single line from which on it is a heading between two tables: in font sizes.
const HEADING_ROOM: f64 = 1.6;

/// The same between baselines, as a share of the usual pitch.
const HEADING_PITCH: f64 = 1.6;

/// A text alone below a row stands this far from it from where on it is no line of that row: in pitches of wrapped lines.
const LEAVING_PITCH: f64 = 1.35;

/// The same in font sizes; where no line wraps, the second.
const LEAVING_SIZES: (f64, f64) = (1.6, 2.0);

/// A heading between two tables has this much more room above it than rows have: as a factor, and in font sizes.
const HEADING_FACTOR: (f64, f64) = (2.0, 0.5);

/// A text that begins this far left of the rulings stands in no cell, points.
const OUTDENT: f64 = 1.5;

/// Wrapped lines are no nearer than this: in font sizes. Nearer ones stand beside each other.
const LEAST_PITCH: f64 = 1.15;

/// Two levels with nothing between them farther apart than this are of two tables, points.
const EMPTY_ROW: f64 = 30.0;

/// The same where one of them is in one piece.
pub(crate) const SINGLE_PITCH: f64 = 2.2;

/// A stretch of a page that may be a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Region {
    /// Its lines, from top to bottom.
    pub(crate) lines: Vec<Line>,
    /// Left edge of its frame; none without one.
    pub(crate) frame: Option<(f64, f64)>,
    /// Top and bottom level of its frame.
    pub(crate) ends: Option<(f64, f64)>,
    /// The levels inside and around it.
    pub(crate) levels: Vec<Level>,
    /// Where coloured boxes side by side part: between its columns, points.
    pub(crate) parts: Vec<f64>,
    /// The gaps between its columns, where they are known; none where its texts tell them.
    pub(crate) known: Vec<Gutter>,
}

/// Regions between levels of one width; of those that lie one in another, the one with most levels.
pub(crate) fn find_frames(levels: &[Level], lines: &[Line]) -> Vec<Region> {
    let mut member = vec![false; levels.len()];
    let mut chains: Vec<Vec<usize>> = Vec::new();
    for (start, first) in levels.iter().enumerate().take(MOST_LEVELS) {
        if first.x1() - first.x0() < NARROWEST || member.get(start) == Some(&true) {
            continue;
        }
        let chain = chain_from(levels, lines, start, first);
        for at in &chain {
            if let Some(member) = member.get_mut(*at) {
                *member = true;
            }
        }
        if chain.len() >= 2 {
            chains.push(chain);
        }
    }
    drop_inner_chains(&mut chains, levels);
    chains.sort_by_key(|chain| std::cmp::Reverse(chain.len()));
    let mut regions: Vec<Region> = Vec::new();
    for chain in chains {
        let ends =
            chain.first().and_then(|at| levels.get(*at)).zip(chain.last().and_then(|at| levels.get(*at)));
        let Some((first, last)) = ends else { continue };
        // Levels beside merged cells are shorter.
        let wide = || chain.iter().filter_map(|at| levels.get(*at));
        let xs =
            wide().fold((first.x0(), first.x1()), |xs, level| match level.x1() - level.x0() > xs.1 - xs.0 {
                true => (level.x0(), level.x1()),
                false => xs,
            });
        let mut ys = (first.y, last.y);
        let mut inside = lines_between(lines, ys, xs);
        if chain.len() <= MOST_HEAD_LEVELS {
            let below = rows_below_head(&inside, levels, lines, ys.1, xs);
            ys.1 = below.last().map_or(ys.1, |last| last.bbox.y1 + 1.0);
            inside.extend(below);
        }
        let apart = |region: &Region| {
            let Region { frame: Some(frame), ends: Some(ends), .. } = region else { return true };
            frame.1 <= xs.0 || xs.1 <= frame.0 || ends.1 <= ys.0 || ys.1 <= ends.0
        };
        if !regions.iter().all(apart) || inside.is_empty() || inside.len() < 2 && chain.len() < 3 {
            continue;
        }
        regions.push(Region {
            lines: inside,
            frame: Some(xs),
            ends: Some(ys),
            levels: levels_between(levels, ys, xs),
            parts: Vec::new(),
            known: Vec::new(),
        });
    }
    regions
}

/// Levels from one on that are as wide as it, with rows between them.
fn chain_from(levels: &[Level], lines: &[Line], start: usize, first: &Level) -> Vec<usize> {
    let (x0, x1) = (first.x0(), first.x1());
    let slack = SAME_END.max(SAME_END_SHARE * (x1 - x0));
    let mut chain = vec![start];
    let mut above = first.y;
    let mut heights: Vec<f64> = Vec::new();
    let mut room = 0.0_f64;
    let mut head = String::new();
    let heading = head_above(lines, first, (x0, x1));
    for (at, level) in levels.iter().enumerate().skip(start + 1) {
        let apart = level.x1() <= x0 + slack || level.x0() >= x1 - slack;
        let inner = level.x0() > x0 + slack || level.x1() < x1 - slack;
        if apart || inner && level.x0() >= x0 - slack && level.x1() <= x1 + slack {
            continue;
        }
        let same = (level.x0() - x0).abs() <= slack && (level.x1() - x1).abs() <= slack;
        if !same {
            break;
        }
        let between = lines_between(lines, (above, level.y), (x0, x1));
        // The head that stands above the first level stands again: another table begins.
        let again = heading.as_ref().is_some_and(|head| between.iter().any(|line| text_of(line) == *head));
        let seen = || lines_between(lines, (first.y, level.y), (x0, x1));
        let left = underlines_heading(&between, x0)
            || is_boxed(&between, levels, (above, level.y), (x0, x1))
            || begins_section(&between, x0)
            || leaves_table(&between, x0, seen)
            || !heights.is_empty() && begins_below_heading(&between, (x0, above), room, seen)
            || !heights.is_empty() && stands_apart(&between, above, room)
            || heights.len() >= ROWS_KNOWN
                && heads_other_columns(&between, levels, lines, (at, x0, x1), seen);
        let rows = || {
            are_rows(&between, (above, level.y), x1 - x0, &heights)
                || go_on_inside(&between, x0, &lines_between(lines, (first.y, above), (x0, x1)))
        };
        if again || left || !rows() {
            break;
        }
        if let Some(line) = between.first().filter(|line| line.stretches(PIECE_GAP) >= 2) {
            room = room.max(line.bbox.y0 - above);
        }
        let text = between.first().map(text_of).unwrap_or_default();
        if !between.is_empty() {
            if heights.len() >= 2 && text == head {
                // The head of the next table; what stands above it is that table's heading.
                let pieces = between.first().map_or(2, |line| line.stretches(PIECE_GAP));
                leave_heading(&mut chain, levels, lines, (x0, x1), pieces);
                break;
            }
            if heights.is_empty() {
                head = text;
            }
            heights.push(level.y - above);
        }
        chain.push(at);
        above = level.y;
    }
    add_inner_levels(&mut chain, levels, lines, (x0, x1), &heights);
    add_levels_above(&mut chain, levels, lines, (x0, x1), &heights);
    chain
}

/// Width of a box around a caption at most: as a share of the table's.
const CAPTION_BOX: f64 = 0.5;

/// Most lines between two levels among which such a caption is looked for.
const MOST_BOXED: usize = 60;

/// How far the edges of such a box are from its text at most: in font sizes.
const CAPTION_ROOM: f64 = 0.9;

/// Stands a text alone at the left between two levels, in a box of its own: the caption of another table?
fn is_boxed(lines: &[Line], levels: &[Level], (top, bottom): (f64, f64), (x0, x1): (f64, f64)) -> bool {
    let alone = |line: &Line| {
        let beside = |other: &&Line| other.bbox.y0 < line.bbox.y1 - 1.0 && line.bbox.y0 + 1.0 < other.bbox.y1;
        line.stretches(PIECE_GAP) < 2
            && line.bbox.x0 - x0 <= SAME_END + 2.0 * line.size
            && lines.iter().filter(beside).count() == 1
    };
    let start = levels.partition_point(|level| level.y <= top + 1.0);
    let between = levels.get(start..).unwrap_or_default();
    lines.len() <= MOST_BOXED
        && lines.iter().filter(|line| alone(line)).any(|line| {
            let around = |level: &&Level| {
                (level.x0() - x0).abs() <= SAME_END
                    && level.x1() - level.x0() <= CAPTION_BOX * (x1 - x0)
                    && (-1.0..=3.0 * line.size).contains(&(level.x1() - line.bbox.x1))
            };
            let inner = || between.iter().take_while(|level| level.y < bottom - 1.0).filter(around);
            let room = CAPTION_ROOM * line.size;
            inner().any(|level| (line.bbox.y0 - level.y).abs() <= room)
                && inner().any(|level| (level.y - line.bbox.y1).abs() <= room)
        })
}

/// Type of a heading, in sizes of the lines above it.
const HEADING_TYPE: f64 = 1.15;

/// Is the last of several lines a heading in larger type, which the level below it underlines: sections of a page?
fn underlines_heading(lines: &[Line], x0: f64) -> bool {
    let Some((last, above)) = lines.split_last().filter(|(_, above)| above.len() >= 2) else { return false };
    let mut sizes: Vec<f64> = above.iter().map(|line| line.size).collect();
    sizes.sort_by(f64::total_cmp);
    let usual = sizes.get(sizes.len() / 2).copied().unwrap_or(last.size);
    last.stretches(1.5) < 2 && last.bbox.x0 - x0 < SAME_END + last.size && last.size >= HEADING_TYPE * usual
}

/// Do lines hold headings and then the head of another table: texts alone at the left edge, one below the other, and then
/// texts side by side with nothing alone at the left below them?
///
/// A text that wraps in the first column of a row stands beside the others, or as far above them as below.
pub(super) fn begins_section(lines: &[Line], x0: f64) -> bool {
    let alone = |line: &&Line| line.stretches(PIECE_GAP) < 2;
    let leading = lines.iter().take_while(alone).count();
    let rest = lines.get(leading..).unwrap_or_default();
    let Some(first) = rest.first().filter(|line| line.stretches(PIECE_GAP) >= 3) else { return false };
    let at_left = |line: &Line| line.bbox.x0 - x0 < SAME_END + line.size;
    let below = rest.iter().any(|line| alone(&line) && at_left(line) && line.baseline > first.baseline);
    let headings = lines.get(..leading).unwrap_or_default();
    leading >= FEWEST_HEADINGS && headings.iter().all(at_left) && at_left(first) && !below
}

/// Do lines hold the end of a row that nothing closes, and then texts alone at the left edge, farther below it than
/// wrapped lines are from each other: a note or headings between two tables?
fn leaves_table(lines: &[Line], x0: f64, seen: impl Fn() -> Vec<Line>) -> bool {
    let alone = |line: &&Line| line.stretches(PIECE_GAP) < 2 && line.bbox.x0 - x0 < SAME_END;
    let trailing = lines.iter().rev().take_while(alone).count();
    // Those that wrap the first text of the row stand at the pitch of its lines.
    let Some(from) = lines.len().checked_sub(trailing).filter(|from| *from > 0) else { return false };
    let mut farthest = 0.0_f64;
    for pair in lines.get(from - 1..).unwrap_or_default().windows(2) {
        let [one, other] = pair else { continue };
        farthest = farthest.max((other.baseline - one.baseline) / one.size.max(1.0));
    }
    farthest >= LEAVING_SIZES.0 && farthest > leaving_pitch(&seen())
}

/// The pitch from which on a text alone is none of the lines of a row, in font sizes.
fn leaving_pitch(seen: &[Line]) -> f64 {
    let mut wrapped: Option<f64> = None;
    for pair in seen.windows(2) {
        let [one, other] = pair else { continue };
        let pitch = (other.baseline - one.baseline) / one.size.max(1.0);
        if pitch >= LEAST_PITCH && wrapped.is_none_or(|least| pitch < least) {
            wrapped = Some(pitch);
        }
    }
    wrapped.map_or(LEAVING_SIZES.1, |pitch| LEAVING_PITCH * pitch).max(LEAVING_SIZES.0)
}

/// Do lines hold one heading and then the head of another table? The heading stands left of the table's rulings, or has
/// more room above it than rows have, and is farther from the head than the lines of a row are from each other.
fn begins_below_heading(
    lines: &[Line],
    (x0, top): (f64, f64),
    room: f64,
    seen: impl Fn() -> Vec<Line>,
) -> bool {
    let [heading, head, below @ ..] = lines else { return false };
    let alone = |line: &Line| line.stretches(PIECE_GAP) < 2;
    let at_left = |line: &Line| line.bbox.x0 - x0 < SAME_END + line.size;
    if !alone(heading) || !at_left(heading) || head.stretches(PIECE_GAP) < 3 || !at_left(head) {
        return false;
    }
    let apart = heading.bbox.x0 < x0 - OUTDENT || stands_apart(std::slice::from_ref(heading), top, room);
    let pitch = (head.baseline - heading.baseline) / heading.size.max(1.0);
    apart && !below.iter().any(|line| alone(line) && at_left(line)) && pitch > leaving_pitch(&seen())
}

/// Do lines hold nothing but texts in one piece, with more room above them than the rows of the table have?
fn stands_apart(lines: &[Line], top: f64, room: f64) -> bool {
    let Some(first) = lines.first() else { return false };
    lines.iter().all(|line| line.stretches(PIECE_GAP) < 2)
        && first.bbox.y0 - top > (HEADING_FACTOR.0 * room).max(room + HEADING_FACTOR.1 * first.size)
}

/// Are lines texts alone at the left edge, above a row whose texts stand in other columns than those of the rows so far: the
/// caption and the head of another table?
fn heads_other_columns(
    between: &[Line],
    levels: &[Level],
    lines: &[Line],
    (at, x0, x1): (usize, f64, f64),
    seen: impl Fn() -> Vec<Line>,
) -> bool {
    let alone = |line: &Line| line.stretches(PIECE_GAP) < 2 && line.bbox.x0 - x0 < SAME_END + line.size;
    if between.is_empty() || !between.iter().all(alone) {
        return false;
    }
    let Some(level) = levels.get(at) else { return false };
    let whole = |next: &&Level| (next.x0() - x0).abs() < SAME_END && (next.x1() - x1).abs() < SAME_END;
    let Some(next) = levels.iter().skip(at + 1).find(whole) else { return false };
    let row = lines_between(lines, (level.y, next.y), (x0, x1));
    let Some(head) = row.first().filter(|line| line.stretches(PIECE_GAP) >= 2) else { return false };
    let seen = seen();
    let rows = || seen.iter().filter(|line| line.stretches(PIECE_GAP) >= 3);
    if rows().count() < ROWS_KNOWN {
        return false;
    }
    let places: Vec<(f64, f64)> = rows()
        .flat_map(|line| line.atoms().into_iter().map(|atom| (atom.x0, f64::midpoint(atom.x0, atom.x1))))
        .collect();
    let near = |one: f64, other: f64| (one - other).abs() < 0.5 * head.size;
    let atoms = head.atoms();
    let aligned = atoms.iter().filter(|atom| {
        let middle = f64::midpoint(atom.x0, atom.x1);
        places.iter().any(|place| near(place.0, atom.x0) || near(place.1, middle))
    });
    aligned.count() * 2 <= atoms.len()
}

/// Do lines hold the text of one column only, not the first: what is left of a row that a page break cuts?
fn go_on_inside(lines: &[Line], x0: f64, seen: &[Line]) -> bool {
    let Some(first) = lines.first() else { return false };
    let at = first.bbox.x0;
    let column =
        |line: &Line| line.atoms().iter().skip(1).any(|atom| (atom.x0 - at).abs() < 0.25 * line.size);
    at - x0 > SAME_END + first.size
        && lines.iter().all(|line| line.stretches(PIECE_GAP) < 2 && (line.bbox.x0 - at).abs() < first.size)
        && !has_break(lines)
        && seen.iter().any(column)
}

/// The text of the line right above a level, where it stands in several pieces: the head of columns that no level
/// stands above.
fn head_above(lines: &[Line], level: &Level, frame: (f64, f64)) -> Option<String> {
    let above = lines_between(lines, (level.y - HEAD_REACH, level.y), frame);
    let most = above.iter().max_by_key(|line| line.stretches(PIECE_GAP))?;
    (most.stretches(PIECE_GAP) >= 3).then(|| text_of(most))
}

/// Takes the level away that bounds the next table, and that table's heading with it.
fn leave_heading(chain: &mut Vec<usize>, levels: &[Level], lines: &[Line], frame: (f64, f64), pieces: usize) {
    while let [.., before, last] = chain.as_slice() {
        let ends = (
            levels.get(*before).map_or(0.0, |level| level.y),
            levels.get(*last).map_or(0.0, |level| level.y),
        );
        let between = lines_between(lines, ends, frame);
        // A heading may have its number apart.
        if between.iter().any(|line| line.stretches(PIECE_GAP) >= 2.max(pieces.div_ceil(2))) {
            break;
        }
        chain.pop();
    }
}

fn text_of(line: &Line) -> String {
    line.words.iter().map(|word| word.text.as_str()).collect()
}

/// Can the lines between two levels be rows of a table?
pub(super) fn are_rows(lines: &[Line], (top, bottom): (f64, f64), width: f64, heights: &[f64]) -> bool {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return bottom - top <= EMPTY_ROW;
    };
    let pieces = lines.iter().filter(|line| line.stretches(PIECE_GAP) >= 2).count();
    let runs_on = |line: &Line| line.stretches(PIECE_GAP) < 2 && line.bbox.width() >= RUNNING_SHARE * width;
    if lines.windows(RUNNING_LINES).any(|lines| lines.iter().all(runs_on)) {
        return false;
    }
    if has_break(lines) {
        return false;
    }
    if pieces > 0 {
        return pieces as f64 >= PIECES_SHARE * lines.len() as f64 || lines.len() <= 6 || one_goes_on(lines);
    }
    // A heading row; a heading between two tables has more room around it.
    let room = (first.bbox.y0 - top).max(bottom - last.bbox.y1);
    let usual = heights.iter().copied().fold(0.0, f64::max);
    lines.len() <= 2 && room <= HEADING_ROOM * first.size && bottom - top <= usual.max(3.0 * first.size)
}

/// Do the lines in one piece all begin where a text of the first line does: one column of the row is longer?
fn one_goes_on(lines: &[Line]) -> bool {
    let Some(first) = lines.first().filter(|line| line.stretches(PIECE_GAP) >= 2) else { return false };
    // A text that fills its column touches the next: each was painted by itself.
    let painted: Vec<f64> = inner_starts(first).collect();
    let atoms = first.parted_atoms(&[], &painted);
    if atoms.len() < 3 {
        return false;
    }
    let near = |line: &Line, x: f64| (line.bbox.x0 - x).abs() < line.size;
    let alone = |line: &&Line| line.stretches(PIECE_GAP) < 2;
    let inner = |line: &Line| atoms.iter().skip(1).any(|atom| near(line, atom.x0));
    if lines.iter().filter(alone).all(inner) {
        return true;
    }
    // In the first column they are no headings below the row where they keep its pitch and stay within the column.
    let (Some(one), Some(next)) = (atoms.first(), atoms.get(1)) else { return false };
    let within = |line: &Line| near(line, one.x0) && line.bbox.x1 < next.x0;
    lines.iter().filter(alone).all(within) && has_one_pitch(lines)
}

/// Pitches of the lines of one text differ by less than this factor.
const ONE_PITCH: f64 = 1.2;

fn has_one_pitch(lines: &[Line]) -> bool {
    let pitches = lines.windows(2).filter_map(|pair| Some(pair.get(1)?.baseline - pair.first()?.baseline));
    let (least, most) =
        pitches.fold((f64::INFINITY, 0.0_f64), |(least, most), pitch| (least.min(pitch), most.max(pitch)));
    most <= ONE_PITCH * least
}

/// Does a line in one piece stand apart from those around it: a heading between two tables?
fn has_break(lines: &[Line]) -> bool {
    let pitches: Vec<f64> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [one, other] => Some(other.baseline - one.baseline),
            _ => None,
        })
        .collect();
    let usual = median(&pitches);
    let alone = |line: &Line| line.stretches(PIECE_GAP) < 2 && !begins_in_column(lines, line);
    let single = |at: usize| lines.get(at).is_some_and(alone);
    pitches.len() >= 3
        && pitches.iter().enumerate().any(|(at, pitch)| {
            let size = lines.get(at).map_or(0.0, |line| line.size);
            *pitch > HEADING_PITCH * usual && *pitch > SINGLE_PITCH * size && (single(at) || single(at + 1))
        })
}

/// Lines with a text behind others that begins at one place, from which on a column begins there.
const COLUMN_STARTS: usize = 3;

/// Does a line begin where texts behind others do: in an inner column?
fn begins_in_column(lines: &[Line], line: &Line) -> bool {
    let starts = |other: &&Line| inner_starts(other).any(|x| (x - line.bbox.x0).abs() < 0.25 * line.size);
    lines.iter().filter(starts).count() >= COLUMN_STARTS
}

/// Where texts behind others begin that were painted by themselves.
pub(crate) fn inner_starts(line: &Line) -> impl Iterator<Item = f64> {
    line.words.windows(2).filter_map(|pair| match pair {
        [before, word] => (before.run != word.run && word.from == 0).then_some(word.bbox.x0),
        _ => None,
    })
}

/// The parts of lines that stand in a stretch of the page.
pub(crate) fn lines_between(lines: &[Line], (top, bottom): (f64, f64), (x0, x1): (f64, f64)) -> Vec<Line> {
    // Lines are in order of baselines; the middle of a line lies less than a line's height above its baseline.
    let start = lines.partition_point(|line| line.baseline < top);
    lines
        .get(start..)
        .unwrap_or_default()
        .iter()
        .take_while(|line| line.baseline < bottom + 2.0 * line.size)
        .filter(|line| {
            let middle = line.bbox.center().y;
            top <= middle && middle <= bottom
        })
        .filter_map(|line| line.between(x0 - 3.0, x1 + 3.0))
        .collect()
}

/// The levels in a stretch of the page.
pub(crate) fn levels_between(
    levels: &[Level],
    (top, bottom): (f64, f64),
    (x0, x1): (f64, f64),
) -> Vec<Level> {
    levels
        .iter()
        .filter(|level| top - 1.0 <= level.y && level.y <= bottom + 1.0)
        .filter(|level| level.x1() > x0 && level.x0() < x1)
        .cloned()
        .collect()
}

pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(0.0)
}

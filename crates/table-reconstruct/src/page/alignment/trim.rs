//! Captions above a table without frame, and notes below it, are no rows of it.

use super::build::{Sorted, usual_size};
use super::regions::Region;
use super::rows::RegionLine;

/// Lines at the top that may be captions.
const MOST_CAPTION_LINES: usize = 4;

/// Characters of a text over several columns from which on it is a caption or a note.
const LONG_TEXT: usize = 24;

/// Notes are set in type smaller than this share of the table's.
const NOTE_SIZE: f64 = 0.93;

/// Texts that begin this near to each other are lines of one caption: in font sizes.
const SAME_START: f64 = 0.3;

/// Takes captions and notes away; tells whether there were any.
pub(crate) fn trim_region(region: &mut Region, sorted: &Sorted) -> bool {
    let size = usual_size(&region.lines);
    let captions = caption_lines(sorted, size);
    let notes = sorted
        .lines
        .iter()
        .skip(captions)
        .rev()
        .take_while(|line| line.size < NOTE_SIZE * size || is_running(line, sorted.columns()))
        .count();
    let kept = region.lines.len().saturating_sub(captions + notes);
    region.lines.drain(..captions);
    region.lines.truncate(kept);
    captions + notes > 0
}

/// Lines at the top up to the last that is a caption.
fn caption_lines(sorted: &Sorted, size: f64) -> usize {
    let lines = &sorted.lines;
    let found = lines
        .iter()
        .take(MOST_CAPTION_LINES)
        .enumerate()
        .filter(|(_, line)| is_running(line, sorted.columns()))
        .map(|(at, _)| at + 1)
        .next_back();
    let Some(mut count) = found else { return 0 };
    // The last line of a caption begins where the one above does.
    while let (Some(before), Some(line)) = (lines.get(count - 1), lines.get(count)) {
        let goes_on = matches!(line.placed.as_slice(), [only] if before.placed.iter().any(|placed| {
            (placed.atom.x0 - only.atom.x0).abs() <= SAME_START * size
        }));
        if !goes_on {
            break;
        }
        count += 1;
    }
    count
}

/// Texts of a caption's line at most: its number, and the text. More of them are heads side by side.
const CAPTION_TEXTS: usize = 2;

/// Does a line run over the columns: a long text over several of them that does not leave the first one out?
fn is_running(line: &RegionLine, columns: usize) -> bool {
    let from_start = line.placed.first().is_some_and(|first| first.first == 0);
    from_start
        && line.placed.len() <= CAPTION_TEXTS
        && line.placed.iter().any(|placed| {
            placed.spans()
                && placed.atom.characters >= LONG_TEXT
                && (placed.last - placed.first + 1) * 2 >= columns
        })
}

//! Running text, lists and contents pages stand in columns too, and are no tables.

use document_model::Rect;

use super::build::Sorted;
use super::regions::Region;
use super::rows::RegionLine;

/// Share of the rows with texts in several columns.
const PARTED_ROWS: f64 = 0.5;

/// Share of the boxes with text in a table without frame.
const FILLED_SHARE: f64 = 0.35;

/// The same in a frame; the labels of a drawing fill less.
const FRAMED_SHARE: f64 = 0.28;

/// Mean number of characters of texts in a table without frame; running text has more in each line.
const LONGEST_MEAN: f64 = 32.0;

/// Share of the lines with leaders, from which on a region is a contents page.
const LEADER_SHARE: f64 = 0.5;

/// Edges of bands nearer than this are one, points.
const SAME_EDGE: f64 = 3.0;

/// Is a region with these columns and rows a table?
pub(crate) fn is_table(region: &Region, sorted: &Sorted) -> bool {
    let rows = sorted.row_count();
    if rows < 2 || sorted.columns() < 2 || is_contents(region, sorted) {
        return false;
    }
    let parted = (0..rows).filter(|row| filled(sorted, *row) >= 2).count();
    if (parted as f64) < PARTED_ROWS * rows as f64 || parted < 2 {
        return false;
    }
    let boxes: usize = (0..rows).map(|row| filled(sorted, row)).sum();
    if region.frame.is_some() {
        return boxes as f64 >= FRAMED_SHARE * (rows * sorted.columns()) as f64;
    }
    let shows_values = sorted.value_columns >= 1;
    let enough_rows = rows >= 3 || sorted.value_columns >= 2 && sorted.columns() >= 3;
    let enough_columns = sorted.columns() >= 3 || shows_values;
    boxes as f64 >= FILLED_SHARE * (rows * sorted.columns()) as f64
        && enough_rows
        && enough_columns
        && mean_length(&sorted.lines) <= LONGEST_MEAN
        && !is_list(sorted)
}

/// Columns with text in a row.
fn filled(sorted: &Sorted, row: usize) -> usize {
    let start = sorted.rows.of_line.partition_point(|of| *of < row);
    let end = sorted.rows.of_line.partition_point(|of| *of <= row);
    let mut columns: Vec<usize> = sorted
        .lines
        .get(start..end)
        .unwrap_or_default()
        .iter()
        .flat_map(|line| line.placed.iter().map(|placed| placed.first))
        .collect();
    columns.sort_unstable();
    columns.dedup();
    columns.len()
}

fn mean_length(lines: &[RegionLine]) -> f64 {
    let (mut characters, mut texts) = (0_usize, 0_usize);
    for placed in lines.iter().flat_map(|line| &line.placed) {
        characters += placed.atom.characters;
        texts += 1;
    }
    characters as f64 / texts.max(1) as f64
}

/// Two columns, the first of marks or numbers: the items of a list.
fn is_list(sorted: &Sorted) -> bool {
    let firsts =
        || sorted.lines.iter().filter_map(|line| line.placed.first()).filter(|first| first.first == 0);
    let short = firsts().filter(|first| first.atom.characters <= 4).count();
    let values_behind = sorted
        .lines
        .iter()
        .flat_map(|line| &line.placed)
        .filter(|placed| placed.first > 0 && placed.atom.value)
        .count();
    sorted.columns() == 2 && short * 5 >= firsts().count() * 4 && values_behind * 2 < firsts().count()
}

/// Do bands inside a region begin and end at more places than columns have sides: the bars of a chart?
pub(crate) fn has_bars(bands: &[Rect], region: &Region, sorted: &Sorted) -> bool {
    let (Some((x0, x1)), Some((top, bottom))) = (region.frame, region.ends) else { return false };
    let mut edges: Vec<f64> = bands
        .iter()
        .filter(|band| top - SAME_EDGE <= band.y0 && band.y1 <= bottom + SAME_EDGE)
        .flat_map(|band| [band.x0, band.x1])
        .filter(|x| x0 + SAME_EDGE < *x && *x < x1 - SAME_EDGE)
        .collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup_by(|one, other| *one - *other <= SAME_EDGE);
    edges.len() > 2 * sorted.gutters.len() + 2
}

/// Labels with page numbers that never fall, most of them behind leaders.
fn is_contents(region: &Region, sorted: &Sorted) -> bool {
    if sorted.columns() > 3 {
        return false;
    }
    let led = region.lines.iter().filter(|line| line.words.iter().any(|word| word.leader)).count();
    let last = sorted.columns() - 1;
    let mut numbers: Vec<u32> = Vec::new();
    let mut texts = 0_usize;
    for (line, sorted) in region.lines.iter().zip(&sorted.lines) {
        for placed in sorted.placed.iter().filter(|placed| placed.last == last) {
            texts += 1;
            numbers.extend(line.text_of(&placed.atom).parse::<u32>().ok());
        }
    }
    let rising = numbers.windows(2).filter(|pair| matches!(pair, [one, other] if one <= other)).count();
    let led = led as f64 >= LEADER_SHARE * region.lines.len() as f64;
    let enough = if led { 2 } else { 3 };
    let orderly =
        numbers.len() >= enough && rising * 10 >= (numbers.len() - 1) * 9 && numbers.len() * 10 >= texts * 8;
    orderly && (led || region.frame.is_none())
}

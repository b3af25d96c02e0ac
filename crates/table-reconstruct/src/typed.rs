//! Texts whose columns stand by blanks, as `pdftotext -layout` and typewriters set them, and tables drawn with ┌─┬─┐.
//!
//! Each character stands on a grid; so the text is drawn as pages of glyphs, and everything that holds for pages holds
//! for it. Places are then given as lines and columns of the text.

use std::collections::{BTreeMap, BTreeSet};

use document_model::{
    Block, Diagnostic, Font, FontId, Glyph, Layer, Layout, Outcome, Page, PageNumber, Place, Point, Rect,
    Rgb, Ruling, Severity, SourceRange, TextBlock, TextSource, UnicodeSource, Vector, Visibility,
};
use unicode_width::UnicodeWidthChar;

use crate::options::Options;
use crate::over_pages::{Joined, join_pages};
use crate::pages::analyse_pages;

/// Width of a place of the grid, points: half of the font size.
const STEP: f64 = 5.0;

/// Font size, points.
const SIZE: f64 = 10.0;

/// From one line to the next, points.
const LINE: f64 = 12.0;

/// Blanks that part two columns at least.
const GAP: usize = 2;

/// Lines with two such gaps at least that a table has.
const FEWEST_LINES: usize = 4;

/// Share of a text's lines that have a gap at least.
const LINES_SHARE: f64 = 0.15;

/// Columns that begin at one place in as many lines at least.
const FEWEST_ALIGNED: usize = 3;

/// Longest text that is laid out so, bytes; most of its pages, and most lines and places of a page.
const LONGEST: usize = 1_500_000;
const MOST_PAGES: usize = 2_000;
const MOST_LINES: usize = 2_000;
const WIDEST: usize = 1_000;

/// How many places a character takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    /// As in a terminal: kana and ideographs take two.
    Wide,
    /// One for each character.
    Single,
}

impl Measure {
    fn of(self, character: char) -> usize {
        match self {
            Self::Wide => character.width_cjk().unwrap_or(0),
            Self::Single => usize::from(!character.is_control()),
        }
    }
}

/// A stretch of a line without a gap: where it begins on the grid.
type Start = usize;

/// The layout of a text whose columns stand by blanks; none of any other.
pub(crate) fn reconstruct_typed(source: &TextSource, options: &Options<'_>) -> Option<Outcome<Layout>> {
    let rows = source.blocks.iter().any(|block| matches!(block, TextBlock::Row(_)));
    if rows || source.text.len() > LONGEST || source.text.contains('\t') {
        return None;
    }
    let drawn = is_drawn(&source.text);
    let measure = if drawn { Some(Measure::Wide) } else { measure_of(&source.text) }?;
    let texts: Vec<&str> = source.text.split('\u{c}').collect();
    let small = |text: &&str| {
        text.lines().count() <= MOST_LINES && text.lines().all(|line| width(line, measure) <= WIDEST)
    };
    if texts.len() > MOST_PAGES || !texts.iter().all(small) {
        return None;
    }
    let numbers: Vec<(usize, u32)> = (0..texts.len()).zip(1..).collect();
    let pages = analyse_pages(&numbers, |(at, number)| {
        let text = texts.get(at).copied().unwrap_or_default();
        Outcome { value: draw(text, PageNumber(number), measure), diagnostics: Vec::new() }
    });
    let Outcome { value: Joined { layout, .. }, mut diagnostics } = join_pages(pages, options);
    let tables = layout.blocks.iter().any(|block| matches!(block, Block::Table(_)));
    if !drawn {
        diagnostics.push(note());
    }
    tables.then(|| Outcome { value: in_text(layout, source), diagnostics })
}

/// Arms of a character that draws lines: to the left, to the right, up, down.
fn arms(character: char) -> Option<[bool; 4]> {
    let arms = match character {
        '─' | '━' | '═' | '┄' | '┈' | '┅' | '┉' => [true, true, false, false],
        '│' | '┃' | '║' | '┆' | '┊' | '┇' | '┋' => [false, false, true, true],
        '┌' | '┍' | '┎' | '┏' | '╔' | '╭' => [false, true, false, true],
        '┐' | '┑' | '┒' | '┓' | '╗' | '╮' => [true, false, false, true],
        '└' | '┕' | '┖' | '┗' | '╚' | '╰' => [false, true, true, false],
        '┘' | '┙' | '┚' | '┛' | '╝' | '╯' => [true, false, true, false],
        '├'..='┣' | '╠' => [false, true, true, true],
        '┤'..='┫' | '╣' => [true, false, true, true],
        '┬'..='┳' | '╦' => [true, true, false, true],
        '┴'..='┻' | '╩' => [true, true, true, false],
        '┼'..='╋' | '╬' => [true, true, true, true],
        _ => return None,
    };
    Some(arms)
}

/// Are tables drawn with characters?
fn is_drawn(text: &str) -> bool {
    text.lines().filter(|line| line.chars().filter_map(arms).count() > 1).count() >= FEWEST_LINES
}

/// The lines that a character draws in its place.
fn draw_lines(
    page: &mut Page,
    [left, right, up, down]: [bool; 4],
    (place, places): (usize, usize),
    row: usize,
) {
    let (x, y) = (STEP * points(place), LINE * (points(row) + 1.0));
    let (end, bottom) = (x + STEP * points(places), y + LINE);
    let middle = Point { x: f64::midpoint(x, end), y: f64::midpoint(y, bottom) };
    let mut line = |from: Point, to: Point| {
        page.rulings.push(Ruling {
            from,
            to,
            width: 0.5,
            color: Rgb::default(),
            dashed: false,
            layer: Layer::Page,
        });
    };
    if left || right {
        let (from, to) = (if left { x } else { middle.x }, if right { end } else { middle.x });
        line(Point { x: from, ..middle }, Point { x: to, ..middle });
    }
    if up || down {
        let (from, to) = (if up { y } else { middle.y }, if down { bottom } else { middle.y });
        line(Point { y: from, ..middle }, Point { y: to, ..middle });
    }
}

/// Columns that only stand below one another may be read wrongly: where there is a PDF, it says more.
fn note() -> Diagnostic {
    let ja = "このテキストの列は空白だけで分けられています。桁の位置から読み取りました".to_owned();
    let en =
        "the columns of this text stand by blanks alone; they were read from the places of its characters";
    Diagnostic::new(Severity::Warning, "columns-by-blanks", ja, en.to_owned())
}

/// How the characters of a text were counted when its columns were set: the measure by which more stretches begin below
/// one another; none where no columns are.
fn measure_of(text: &str) -> Option<Measure> {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    let aligned = |measure: Measure| {
        let (mut starts, mut columned, mut gapped): (BTreeMap<Start, usize>, usize, usize) =
            (BTreeMap::new(), 0, 0);
        for line in text.lines() {
            let own = starts_of(line, measure);
            gapped += usize::from(own.len() > 1);
            columned += usize::from(own.len() > 2);
            for start in own.into_iter().skip(1) {
                *starts.entry(start).or_default() += 1;
            }
        }
        let shared: usize = starts.values().filter(|count| **count >= FEWEST_ALIGNED).sum();
        (columned >= FEWEST_LINES && gapped as f64 >= LINES_SHARE * lines as f64).then_some(shared)
    };
    let (wide, single) = (aligned(Measure::Wide)?, aligned(Measure::Single)?);
    match wide.max(single) {
        0 => None,
        _ if single > wide => Some(Measure::Single),
        _ => Some(Measure::Wide),
    }
}

/// Where the stretches of a line begin.
fn starts_of(line: &str, measure: Measure) -> Vec<Start> {
    let (mut starts, mut at, mut blanks) = (Vec::new(), 0, GAP);
    for character in line.chars() {
        if character.is_whitespace() {
            blanks += 1;
        } else {
            if blanks >= GAP {
                starts.push(at);
            }
            blanks = 0;
        }
        at += measure.of(character);
    }
    starts
}

fn width(line: &str, measure: Measure) -> usize {
    line.chars().map(|character| measure.of(character)).sum()
}

fn points(places: usize) -> f64 {
    f64::from(u32::try_from(places).unwrap_or(u32::MAX))
}

/// A page of text as glyphs on their grid.
fn draw(text: &str, number: PageNumber, measure: Measure) -> Page {
    let lines = text.lines().count();
    let widest = text.lines().map(|line| width(line, measure)).max().unwrap_or(0);
    let mut page = Page::new(number, STEP * points(widest + 2), LINE * points(lines + 2));
    page.fonts.push(Font { name: String::new(), weight: 400, italic: false, embedded: false });
    text.clone_into(&mut page.text);
    let mut offset = 0;
    for (row, line) in text.split_inclusive('\n').enumerate() {
        let (mut place, mut squeezed) = (1, 0);
        let mut characters = line.char_indices().peekable();
        let mut after = false;
        while let Some((at, character)) = characters.next() {
            let places = measure.of(character);
            let next =
                characters.peek().is_some_and(|(_, next)| !next.is_whitespace() && arms(*next).is_none());
            // A single blank, narrow or wide, stands between words; wider gaps are drawn by nothing.
            let blank = character.is_whitespace();
            if let Some(arms) = arms(character) {
                draw_lines(&mut page, arms, (place, places), row);
                // The character itself is no text of a cell, and is accounted for.
                let start = offset + at;
                let range = SourceRange::new(start, start + character.len_utf8());
                let hidden = Visibility::Invisible;
                page.glyphs.push(Glyph { visibility: hidden, ..glyph(range, (place, places), row, measure) });
                (after, squeezed) = (false, 0);
                place += places;
                continue;
            }
            if places > 0 && (!blank || after && next) {
                // A wide blank between two words is drawn as a narrow one: it parts no columns.
                let narrow = if blank { 1 } else { places };
                let start = offset + at;
                let range = SourceRange::new(start, start + character.len_utf8());
                page.glyphs.push(glyph(range, (place - squeezed, narrow), row, measure));
                squeezed += places - narrow;
            } else if blank {
                squeezed = 0;
            }
            after = !blank;
            place += places;
        }
        offset += line.len();
    }
    page
}

fn glyph(range: SourceRange, (place, places): (usize, usize), row: usize, measure: Measure) -> Glyph {
    let (x, y) = (STEP * points(place), LINE * (points(row) + 1.0));
    let width = STEP * points(places);
    // Where each character counts once, all are drawn alike, and narrow.
    let size = if measure == Measure::Wide { SIZE } else { STEP };
    Glyph {
        range,
        unicode: UnicodeSource::ToUnicode,
        code: 0,
        cid: 0,
        origin: Point { x, y: y + 0.8 * SIZE },
        advance: Vector { x: width, y: 0.0 },
        size,
        bbox: Rect::new(x, y, x + width, y + SIZE),
        direction: Vector { x: 1.0, y: 0.0 },
        vertical: false,
        mode: 0,
        fill: Rgb::default(),
        font: FontId(0),
        marked_content: None,
        layer: Layer::Page,
        visibility: Visibility::Visible,
        ruby: false,
    }
}

/// The layout with places in the text: lines and columns in the place of boxes.
fn in_text(mut layout: Layout, source: &TextSource) -> Layout {
    let starts: Vec<usize> = std::iter::once(0)
        .chain(source.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1))
        .collect();
    let place = |page: PageNumber, at: usize| {
        let line = starts.partition_point(|start| *start <= at).max(1);
        let from = starts.get(line - 1).copied().unwrap_or(0);
        let before = source.text.get(from..at).unwrap_or_default();
        let column = before.chars().filter(|character| *character != '\u{c}').count() + 1;
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Place::in_text(page, count(line), count(column))
    };
    for block in &mut layout.blocks {
        match block {
            Block::Prose(prose) => {
                prose.place = place(prose.place.page, prose.line.range.start);
                prose.line.bbox = None;
            }
            Block::Table(table) => {
                for row in &mut table.rows {
                    let first = row.cells.iter().flat_map(|cell| &cell.lines).map(|line| line.range.start);
                    let first = first.min().unwrap_or(0);
                    row.place = Place { column: Some(1), ..place(row.place.page, first) };
                    for cell in &mut row.cells {
                        let at = cell.lines.first().map_or(first, |line| line.range.start);
                        cell.place = place(cell.place.page, at);
                        cell.lines.iter_mut().for_each(|line| line.bbox = None);
                    }
                }
            }
        }
    }
    layout.pages = source.pages;
    layout.recognised = BTreeSet::new();
    layout
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_begin_behind_two_blanks() {
        assert_eq!(starts_of("№  取組名  目標値", Measure::Wide), [0, 4, 12]);
        assert_eq!(starts_of("№  取組名  目標値", Measure::Single), [0, 3, 8]);
        assert_eq!(starts_of("行政 経営課", Measure::Wide), [0]);
    }

    #[test]
    fn columns_that_stand_below_one_another_tell_how_characters_were_counted() {
        let rows = ["取組  現状  目標", "aa    12    30", "事業  5     7", "bb    1     9"].join("\n");
        assert_eq!(measure_of(&rows), Some(Measure::Wide));
        assert_eq!(measure_of("これは文章です。\n次の行です。"), None);
    }

    #[test]
    fn characters_that_draw_lines_become_rulings() {
        let page = draw("┌─┐\n│a │\n└─┘", PageNumber::FIRST, Measure::Wide);
        assert_eq!(page.rulings.iter().filter(|ruling| ruling.is_horizontal()).count(), 6);
        assert_eq!(page.rulings.iter().filter(|ruling| ruling.is_vertical()).count(), 6);
        let seen = page.glyphs.iter().filter(|glyph| glyph.visibility == Visibility::Visible);
        assert_eq!(seen.map(|glyph| page.text_of(glyph)).collect::<String>(), "a");
    }

    #[test]
    fn a_single_wide_blank_parts_no_columns() {
        let page = draw("戦略1　水郷  観光課", PageNumber::FIRST, Measure::Wide);
        let at = |text: &str| {
            page.glyphs.iter().find(|glyph| page.text_of(glyph) == text).map(|glyph| glyph.bbox.x0)
        };
        assert_eq!(at("観"), Some(STEP * 14.0));
        assert_eq!(at("水"), Some(STEP * 7.0));
    }
}

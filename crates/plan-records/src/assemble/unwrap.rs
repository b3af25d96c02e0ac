//! Lines that end only because their cell ends are joined to the next, before anything is read from them.
//!
//! A PDF wraps `令和8年度 800名` behind the first digit, and a department behind half of its name. Where the
//! layout knows that nothing more fitted into a line, and the next line begins with no mark of its own, the
//! two are one.

use document_model::{Block, CellLine, Layout, Room};
use japanese_normalize::{Line, Marker, department_likeness, departments, leading_time, paragraphs};
use rayon::prelude::*;

/// Joins the wrapped lines of all cells.
pub fn unwrap_cells(layout: &mut Layout) {
    let tables = layout.blocks.par_iter_mut().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Prose(_) => None,
    });
    tables.flat_map(|table| &mut table.rows).flat_map_iter(|row| &mut row.cells).for_each(|cell| {
        if cell.lines.len() > 1 {
            cell.lines = unwrap_lines(std::mem::take(&mut cell.lines));
        }
    });
}

fn unwrap_lines(lines: Vec<CellLine>) -> Vec<CellLine> {
    let mut joined: Vec<CellLine> = Vec::with_capacity(lines.len());
    for line in lines {
        match joined.last_mut().filter(|last| goes_on(last, &line)) {
            Some(last) => append(last, line),
            None => joined.push(line),
        }
    }
    joined
}

fn goes_on(above: &CellLine, line: &CellLine) -> bool {
    // A colon wants its value.
    let wants = above.bbox.is_some() && above.text.ends_with([':', '：']);
    let open = above.bbox.is_some() && closes(&above.text, &line.text);
    (wants || open || above.room != Room::Enough)
        && !line.breaks
        && !ends(&above.text)
        && !begins(&line.text)
        && !begins_with_year(&line.text)
        && !names_part(&above.text, &line.text)
        && !are_departments(&above.text, &line.text)
}

/// `R11: 22,000`: a year set off by a colon names a value of its own.
fn begins_with_year(text: &str) -> bool {
    let time = leading_time(text).filter(|time| time.fiscal_year.is_some());
    time.and_then(|time| text.get(time.range.end..))
        .is_some_and(|rest| rest.trim_start().starts_with([':', '：']))
}

/// Groups of people whose values stand one below the other.
const GROUPS: [&str; 10] =
    ["男性", "女性", "男子", "女子", "小学生", "中学生", "高校生", "小学校", "中学校", "高等学校"];

/// `男性 29.8％⏎女性 18.5％`: another group begins behind the value of one.
fn names_part(above: &str, line: &str) -> bool {
    let begins = |text: &str| GROUPS.iter().any(|group| text.trim_start().starts_with(group));
    begins(above) && begins(line) && above.chars().any(char::is_numeric)
}

/// Ends of the names of sections.
const SECTIONS: [&str; 4] = ["課", "室", "センター", "事務所"];

/// Is each of two lines a department with the bureau above it, or a section?
fn are_departments(above: &str, line: &str) -> bool {
    let whole =
        |text: &str| text.contains([' ', '\u{3000}']) && levels(text).is_some_and(|levels| levels > 1);
    let alone = |text: &str| SECTIONS.iter().any(|end| text.ends_with(end)) && levels(text) == Some(1);
    whole(above) && whole(line) || alone(above) && alone(line)
}

/// The levels of a cell that names one department: 2 for 市民生活部 市民課.
pub(super) fn levels(text: &str) -> Option<usize> {
    let paths = if department_likeness(text) > 0.9 { departments(text) } else { Vec::new() };
    paths.first().filter(|_| paths.len() == 1).map(Vec::len)
}

/// Does a line open a bracket behind its last word that the next one closes: `120校（2024⏎年度）`?
fn closes(above: &str, line: &str) -> bool {
    let pairs = [('（', '）'), ('(', ')')];
    pairs.iter().any(|(open, close)| {
        let opened =
            above.rfind(*open).is_some_and(|at| above.get(at..).is_some_and(|rest| !rest.contains(*close)));
        let first = line.find([*open, *close]);
        opened && first.is_some_and(|at| line.get(at..).is_some_and(|rest| rest.starts_with(*close)))
    })
}

/// Does a line end with a mark that ends a sentence or a list?
fn ends(text: &str) -> bool {
    text.ends_with(['。', '．', '；', ';', '】', '」', '』'])
}

/// Does a line begin with a mark of its own?
pub(super) fn begins(text: &str) -> bool {
    let found = paragraphs(&[Line { text, breaks: false }]);
    found.first().is_some_and(|paragraph| paragraph.marker != Marker::None)
}

fn append(last: &mut CellLine, line: CellLine) {
    let is_part = |character: Option<char>| character.is_some_and(|found| found.is_ascii_alphanumeric());
    let parted = last.room == Room::Character
        && is_part(last.text.chars().next_back())
        && is_part(line.text.chars().next());
    if parted {
        last.text.push(' ');
    }
    last.text.push_str(&line.text);
    last.more.push(line.range);
    last.more.extend(line.more);
    last.bbox = match (last.bbox, line.bbox) {
        (Some(one), Some(other)) => Some(one.union(&other)),
        (one, other) => one.or(other),
    };
    last.room = line.room;
}

#[cfg(test)]
mod tests {
    use document_model::SourceRange;

    use super::*;

    fn line(text: &str, room: Room) -> CellLine {
        CellLine {
            text: text.to_owned(),
            range: SourceRange::new(0, 0),
            more: Vec::new(),
            bbox: None,
            breaks: false,
            room,
        }
    }

    fn unwrapped(lines: &[(&str, Room)]) -> Vec<String> {
        let lines = lines.iter().map(|(text, room)| line(text, *room)).collect();
        unwrap_lines(lines).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_number_that_the_edge_cuts_is_one() {
        assert_eq!(unwrapped(&[("目標 80", Room::None), ("0名", Room::Enough)]), ["目標 800名"]);
        assert_eq!(unwrapped(&[("AI", Room::Character), ("OCR", Room::Enough)]), ["AI OCR"]);
    }

    #[test]
    fn names_one_below_the_other_stay_apart() {
        assert_eq!(
            unwrapped(&[("人事課", Room::Enough), ("施設管理課", Room::Enough)]),
            ["人事課", "施設管理課"]
        );
    }

    #[test]
    fn marks_begin_lines_of_their_own() {
        let lines = [("窓口を開く", Room::None), ("・研修を行う", Room::None), ("①80%", Room::Enough)];
        assert_eq!(unwrapped(&lines).len(), 3);
    }
}

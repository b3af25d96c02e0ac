//! Times and places: western years beside 和暦, codes beside names of areas.

use super::declared::Columns;
use super::fault::{At, Faults};
use super::grid::{Sheet, Table};
use super::rule::Rule;

/// Characters of a cell that still is a time and no sentence.
const LONGEST: usize = 16;

const ERAS: [&str; 5] = ["令和", "平成", "昭和", "大正", "明治"];

/// Words in headings of columns of areas.
const AREAS: [&str; 8] =
    ["都道府県", "市区町村", "市町村", "自治体", "地方公共団体", "団体名", "地域", "所在地"];

pub(super) fn check(sheet: &Sheet, table: &Table, declared: Option<&Columns>, faults: &mut Faults) {
    let western = table.columns.iter().any(|(_, heading)| heading.contains("西暦"));
    let head = sheet.rows.get(table.head);
    for row in head.into_iter().chain(table.rows(sheet)) {
        for (column, cell) in &row.cells {
            let heading =
                table.columns.iter().find(|(at, _)| at == column).map_or("", |(_, heading)| heading);
            let words =
                declared.and_then(|columns| columns.get(heading)).is_some_and(|kind| kind == "string");
            let text = cell.text().trim();
            if !words && !western && is_wareki(text) {
                let (ja, en) = ("和暦だけで、西暦がありません", "a Japanese year without the western one");
                faults.warning(Rule::WarekiAlone, At::cell(row.at, *column), text, ja, en);
            }
        }
    }
    areas(table, faults);
}

/// A time by era, without a western year.
fn is_wareki(text: &str) -> bool {
    let rest = ERAS.iter().find_map(|era| text.strip_prefix(era)).or_else(|| by_letter(text));
    let Some(rest) = rest else { return false };
    let begins = rest.starts_with(|c: char| c.is_ascii_digit() || c == '元' || ('０'..='９').contains(&c));
    begins && text.chars().count() <= LONGEST && !has_western_year(text)
}

/// `R5`, `H30`, with what makes a time of it behind.
fn by_letter(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['R', 'H', 'S', 'Ｒ', 'Ｈ', 'Ｓ'])?;
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '元');
    (behind.len() < rest.len() && (behind.is_empty() || behind.starts_with(['年', '.', '/', '．', '-'])))
        .then_some(rest)
}

fn has_western_year(text: &str) -> bool {
    let digits: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
    digits.iter().any(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")))
}

fn areas(table: &Table, faults: &mut Faults) {
    let has_code = table.columns.iter().any(|(_, heading)| heading.contains("コード"));
    if has_code {
        return;
    }
    for (column, heading) in &table.columns {
        if AREAS.iter().any(|word| heading.contains(word)) && !heading.ends_with('数') {
            let (ja, en) = ("地域の名称だけで、地域コードがありません", "names of areas without their codes");
            faults.warning(Rule::AreaCode, At::column(*column), heading, ja, en);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_by_era_without_a_western_year() {
        for text in ["令和5年度", "平成30年", "R5", "R5.4.1", "令和元年", "H30年度"] {
            assert!(is_wareki(text), "{text}");
        }
        for text in [
            "2023年",
            "令和5年度（2023年度）",
            "Excel",
            "R&D",
            "S字",
            "令和の日本型学校教育",
            "H",
            "R5計画の推進",
        ] {
            assert!(!is_wareki(text), "{text}");
        }
    }
}

//! Numbers of headings that skip, or that are not those of the heading above: a page or a heading may be lost.

use std::collections::{BTreeMap, BTreeSet};

use document_model::{Block, Cell, Diagnostic, Layout, Severity};
use japanese_normalize::fold;

use crate::records::{Heading, Item};

/// Steps that run up by one, from which on one that does not is odd.
const ENOUGH: usize = 3;

/// Share of the steps that run.
const RUNNING: f64 = 0.75;

/// Numbers that are left out, at most.
const LONGEST_JUMP: u32 = 5;

const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// A number of a heading: what stands around its last figure, and that figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Numbered {
    before: String,
    figure: u32,
    behind: String,
    roman: bool,
}

impl Numbered {
    fn of(heading: &Heading) -> Option<Self> {
        let text = fold(heading.number.as_deref()?);
        let digit = |found: char| found.is_ascii_digit();
        if let Some(end) = text.rfind(digit).map(|at| at + 1) {
            let start = text.get(..end)?.rfind(|found| !digit(found)).map_or(0, |at| {
                at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
            });
            let figure = text.get(start..end)?.parse().ok()?;
            let (before, behind) = (text.get(..start)?.to_owned(), text.get(end..)?.to_owned());
            return Some(Self { before, figure, behind, roman: false });
        }
        let figure = (1..).zip(ROMAN).find(|(_, roman)| *roman == text).map(|(figure, _)| figure)?;
        Some(Self { before: String::new(), figure, behind: String::new(), roman: true })
    }

    /// The same with another figure, as it is printed.
    fn with(&self, figure: u32) -> String {
        if self.roman {
            let at = usize::try_from(figure).unwrap_or(0).saturating_sub(1);
            return ROMAN.get(at).copied().unwrap_or_default().to_owned();
        }
        format!("{}{figure}{}", self.before, self.behind)
    }

    /// Numbers of one list: 2-1 and 2-2, (1) and (2).
    fn same_list(&self, other: &Self) -> bool {
        (&self.before, &self.behind, self.roman) == (&other.before, &other.behind, other.roman)
    }
}

/// A heading that was entered: the first item below it, how deep it stands, and its number.
struct Entered<'i> {
    item: usize,
    depth: usize,
    parent: &'i [Heading],
    heading: &'i Heading,
    number: Numbered,
}

/// Checks the numbers of the headings above the items.
#[must_use]
pub fn check(items: &[Item], layout: &Layout) -> Vec<(usize, Diagnostic)> {
    let entered = entered(items);
    let mut found: BTreeMap<usize, Diagnostic> = BTreeMap::new();
    for depth in 0..entered.iter().map(|heading| heading.depth + 1).max().unwrap_or(0) {
        let own: Vec<&Entered<'_>> = entered.iter().filter(|heading| heading.depth == depth).collect();
        for (at, diagnostic) in skips(&own, layout).into_iter().chain(strangers(&own)) {
            found.entry(at).or_insert(diagnostic);
        }
    }
    if let Some((at, diagnostic)) = entered.first().and_then(|first| begins_late(first, layout)) {
        found.entry(at).or_insert(diagnostic);
    }
    found.into_iter().collect()
}

/// The first heading of the document, where it is not number 1 and that stands nowhere.
fn begins_late(first: &Entered<'_>, layout: &Layout) -> Option<(usize, Diagnostic)> {
    if !(2..=LONGEST_JUMP).contains(&first.number.figure) || first.depth > 0 {
        return None;
    }
    let before = first.number.with(1);
    if begins_with_number(&beginnings(layout), &before) {
        return None;
    }
    let own = shown(first.heading);
    let ja = format!("最初の見出しが「{own}」です。{before}の見出しかページが抜けていないか確かめてください");
    let en = format!("the first heading is \"{own}\": see whether the heading {before} or a page is missing");
    Some((first.item, Diagnostic::new(Severity::Info, "heading-sequence", ja, en).about("paths")))
}

/// Does a text begin with the number, and no longer one?
fn begins_with_number(texts: &BTreeSet<String>, number: &str) -> bool {
    texts.iter().any(|text| {
        text.strip_prefix(number)
            .is_some_and(|rest| !rest.starts_with(|found: char| found.is_ascii_digit() || found == '-'))
    })
}

fn entered(items: &[Item]) -> Vec<Entered<'_>> {
    let mut entered = Vec::new();
    let mut before: &[Heading] = &[];
    for (at, item) in items.iter().enumerate() {
        let Some(path) = item.paths.first() else { continue };
        let same = path.iter().zip(before).take_while(|(one, other)| one == other).count();
        for (depth, heading) in path.iter().enumerate().skip(same) {
            if let Some(number) = Numbered::of(heading) {
                let parent = path.get(..depth).unwrap_or_default();
                entered.push(Entered { item: at, depth, parent, heading, number });
            }
        }
        before = path;
    }
    entered
}

/// Headings whose number leaves out some that stand nowhere in the document.
fn skips(own: &[&Entered<'_>], layout: &Layout) -> Vec<(usize, Diagnostic)> {
    let (mut running, mut odd) = (0, Vec::new());
    for pair in own.windows(2) {
        let [one, other] = pair else { continue };
        if one.parent != other.parent || !one.number.same_list(&other.number) {
            continue;
        }
        let step = other.number.figure.saturating_sub(one.number.figure);
        if step == 1 {
            running += 1;
        } else if (2..=LONGEST_JUMP).contains(&step) {
            odd.push((*one, *other));
        }
    }
    if running < ENOUGH || (running as f64) < RUNNING * (running + odd.len()) as f64 {
        return Vec::new();
    }
    let missing = |one: &Entered<'_>| one.number.with(one.number.figure.saturating_add(1));
    let printed = if odd.is_empty() { BTreeSet::new() } else { beginnings(layout) };
    odd.retain(|(one, _)| !begins_with_number(&printed, &missing(one)));
    let finding = |(one, other): (&Entered<'_>, &Entered<'_>)| {
        let (before, after) = (shown(one.heading), shown(other.heading));
        let ja = format!(
            "見出し「{before}」の次が「{after}」です。間の見出し（{}）かページが抜けているかもしれません",
            missing(one)
        );
        let en = format!(
            "the heading \"{after}\" follows \"{before}\": the heading {} or a page may be missing between them",
            missing(one)
        );
        (other.item, Diagnostic::new(Severity::Info, "heading-sequence", ja, en).about("paths"))
    };
    odd.into_iter().map(finding).collect()
}

/// Headings such as 3-1 below a heading 2, where all others are numbered after the heading above.
fn strangers(own: &[&Entered<'_>]) -> Vec<(usize, Diagnostic)> {
    let (mut fitting, mut odd) = (0, Vec::new());
    for heading in own {
        let Some(above) = heading.parent.last().and_then(Numbered::of) else { continue };
        let Some(first) = heading.number.before.strip_suffix(['-', '.']) else { continue };
        let digits = first.trim_start_matches(|found: char| !found.is_ascii_digit());
        match digits.parse::<u32>() {
            Ok(figure) if figure == above.figure => fitting += 1,
            Ok(_) => odd.push(*heading),
            Err(_) => {}
        }
    }
    if fitting < ENOUGH || odd.len() > 1 {
        return Vec::new();
    }
    let finding = |heading: &Entered<'_>| {
        let (own, above) = (shown(heading.heading), heading.parent.last().map(shown).unwrap_or_default());
        let ja = format!("見出し「{own}」の番号が、上の見出し「{above}」の番号と合いません");
        let en = format!("the number of the heading \"{own}\" is not that of the heading above, \"{above}\"");
        (heading.item, Diagnostic::new(Severity::Info, "heading-sequence", ja, en).about("paths"))
    };
    odd.into_iter().map(finding).collect()
}

fn shown(heading: &Heading) -> String {
    [&heading.number, &heading.title].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ")
}

/// What every line and cell of the document begins with.
fn beginnings(layout: &Layout) -> BTreeSet<String> {
    const SHOWN: usize = 24;
    let begin = |text: &str| fold(text).chars().take(SHOWN).collect::<String>();
    let mut found = BTreeSet::new();
    for block in &layout.blocks {
        match block {
            Block::Prose(prose) => {
                found.insert(begin(&prose.line.text));
            }
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                found.extend(cells.map(Cell::raw).map(|text| begin(&text)));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::empty_item;

    fn found(paths: &[&[&str]]) -> Vec<usize> {
        let heading = |number: &&str| Heading {
            number: Some((*number).to_owned()),
            title: Some(format!("heading {number}")),
        };
        let item = |path: &&[&str]| crate::records::Item {
            paths: vec![path.iter().map(heading).collect()],
            ..empty_item()
        };
        let items: Vec<Item> = paths.iter().map(item).collect();
        check(&items, &Layout::default()).into_iter().map(|(at, _)| at).collect()
    }

    #[test]
    fn a_heading_that_is_left_out_is_found() {
        assert!(found(&[&["(1)"], &["(2)"], &["(2)"], &["(3)"], &["(4)"]]).is_empty());
        assert_eq!(found(&[&["(1)"], &["(2)"], &["(3)"], &["(4)"], &["(6)"]]), [4]);
        assert_eq!(found(&[&["I"], &["II"], &["III"], &["IV"], &["VI"]]), [4]);
    }

    #[test]
    fn lists_of_several_headings_begin_anew() {
        assert!(
            found(&[&["1", "(1)"], &["1", "(2)"], &["2", "(1)"], &["2", "(2)"], &["2", "(3)"]]).is_empty()
        );
    }

    #[test]
    fn headings_that_skip_often_say_nothing() {
        assert!(found(&[&["1"], &["3"], &["4"], &["6"], &["7"], &["8"]]).is_empty());
    }

    #[test]
    fn a_number_after_another_heading_is_found() {
        assert_eq!(found(&[&["1", "1-1"], &["1", "1-2"], &["2", "3-1"], &["2", "2-2"]]), [2]);
        assert!(found(&[&["1", "1-1"], &["1", "1-2"], &["2", "2-1"], &["2", "2-2"]]).is_empty());
    }
}

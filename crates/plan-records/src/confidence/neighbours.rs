//! What the other items of a table say of a field: most columns hold the same kind of text in every row.

use std::collections::{BTreeMap, BTreeSet};

use japanese_normalize::{department_likeness, fold, grade, quantity_cell};
use rayon::prelude::*;

use super::families::Families;
use super::fields::{FieldKind, FilledField};
use super::signs::Sign;
use crate::records::Item;

/// Fields of a column from which on one can be unlike the others.
const ENOUGH: usize = 6;

/// Share of the others that are alike, where one that differs stands out.
const ALIKE: f64 = 0.85;

/// A text this many times as long as the longest other one stands out.
const LONGER: f64 = 1.3;

/// A text this many times as long as the shortest other one, or less, is a fragment.
const SHORTER: f64 = 0.4;

/// Characters below which no text is long.
const LONG: usize = 12;

/// Share of a column's cells that are taken over from above, at most, where one more stands out.
const SELDOM: f64 = 0.12;

/// A field among the fields of its column.
#[derive(Debug)]
struct Member {
    item: usize,
    field: usize,
    length: usize,
    sentence: bool,
    class: Class,
    inherited: bool,
}

/// A column: its family of tables, what it holds, and the rule that its fields are traced with.
type Column = (u32, FieldKind, String);

/// What a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Number,
    Quantity,
    Grade,
    Department,
    Sentence,
    Name,
}

const CLASSES: [Class; 6] =
    [Class::Number, Class::Quantity, Class::Grade, Class::Department, Class::Sentence, Class::Name];

/// Fields by item, with the signs found so far.
pub type Signed = Vec<Vec<(FilledField, BTreeSet<Sign>)>>;

/// Adds the signs that the neighbours of each field give.
pub fn compare_neighbours(items: &[Item], families: &Families, signed: &mut Signed) {
    let members: Vec<Vec<(Column, Member)>> = items
        .par_iter()
        .zip(signed.par_iter())
        .enumerate()
        .map(|(at, (item, fields))| members_of((at, families.family(item)), item, fields))
        .collect();
    let mut columns: BTreeMap<Column, Vec<Member>> = BTreeMap::new();
    for (column, member) in members.into_iter().flatten() {
        let number = matches!(member.class, Class::Number | Class::Quantity | Class::Grade);
        if number
            && is_of_words(column.1)
            && let Some((_, signs)) = signed.get_mut(member.item).and_then(|of| of.get_mut(member.field))
        {
            signs.insert(Sign::ValueForWords);
        }
        columns.entry(column).or_default().push(member);
    }
    for members in columns.values().filter(|members| members.len() >= ENOUGH) {
        compare_column(members, signed);
    }
    compare_headings(items, signed);
    compare_shapes(items, families, signed);
    spread_over_rows(signed);
}

/// The fields of an item that are compared, with their columns.
fn members_of(
    (at, family): (usize, u32),
    item: &Item,
    fields: &[(FilledField, BTreeSet<Sign>)],
) -> Vec<(Column, Member)> {
    let mut members = Vec::new();
    for (number, (field, _)) in fields.iter().enumerate().filter(|(_, (field, _))| compared(field.kind)) {
        let Some(cells) = item.source.cells.get(&field.name) else { continue };
        let Some(first) = cells.first() else { continue };
        let rule = first.rule.strip_suffix(" (inherited)");
        let raw: String = cells.iter().map(|cell| cell.raw.as_str()).collect::<Vec<_>>().join("\n");
        let folded = fold(&raw);
        let member = Member {
            item: at,
            field: number,
            length: folded.chars().count(),
            sentence: raw.trim_end().ends_with('。'),
            class: class_of(&raw, &folded),
            inherited: rule.is_some(),
        };
        let column = rule.unwrap_or(&first.rule).to_owned();
        members.push(((family, field.kind, column), member));
    }
    members
}

/// Is a column of such fields of one kind of text?
fn compared(kind: FieldKind) -> bool {
    !matches!(
        kind,
        FieldKind::Paths | FieldKind::Kind | FieldKind::UnitHint | FieldKind::Repeated | FieldKind::Others
    )
}

/// Does a field of the kind hold words, and no number alone?
fn is_of_words(kind: FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::Title
            | FieldKind::Summary
            | FieldKind::Purpose
            | FieldKind::Departments
            | FieldKind::Name
            | FieldKind::Description
    )
}

/// Likeness from which on a text is a department.
const DEPARTMENT: f64 = 0.7;

/// What a text has that is a sentence: it is never so much like a department.
const OF_SENTENCES: [char; 4] = ['。', '「', '%', '％'];

fn class_of(raw: &str, folded: &str) -> Class {
    let bare = raw.trim();
    if folded
        .chars()
        .all(|character| character.is_ascii_digit() || matches!(character, '-' | '.' | '(' | ')'))
    {
        Class::Number
    } else if quantity_cell(bare).is_some() {
        Class::Quantity
    } else if grade(bare).is_some_and(|(_, length)| length == bare.len()) {
        Class::Grade
    } else if !bare.contains(OF_SENTENCES) && department_likeness(bare) >= DEPARTMENT {
        Class::Department
    } else if bare.contains('。') || folded.chars().count() > 60 {
        Class::Sentence
    } else {
        Class::Name
    }
}

fn share(part: usize, whole: usize) -> f64 {
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    count(part) / count(whole.max(1))
}

fn compare_column(members: &[Member], signed: &mut Signed) {
    // Cells that several rows share count once.
    let own: Vec<&Member> = members.iter().filter(|member| !member.inherited).collect();
    let inherited = share(members.len() - own.len(), members.len());
    let mut lengths: Vec<usize> = own.iter().map(|member| member.length).collect();
    lengths.sort_unstable_by(|one, other| other.cmp(one));
    let classes = CLASSES.map(|class| (class, own.iter().filter(|member| member.class == class).count()));
    let count = |class: Class| classes.iter().find(|(known, _)| *known == class).map_or(0, |known| known.1);
    let commonest = classes.iter().map(|(_, count)| share(*count, own.len())).fold(0.0, f64::max);
    let sentences = own.iter().filter(|member| member.sentence).count();
    for member in members {
        let mut found = Vec::new();
        let others = own.len().saturating_sub(1);
        let longest = lengths.get(usize::from(lengths.first() == Some(&member.length))).copied().unwrap_or(0);
        if member.length >= LONG && share(member.length, longest) >= LONGER && others + 1 >= ENOUGH {
            found.push(Sign::LongerThanOthers);
        }
        let shortest = lengths.iter().rev().nth(usize::from(lengths.last() == Some(&member.length))).copied();
        let is_text = matches!(member.class, Class::Name | Class::Sentence);
        if is_text && shortest.is_some_and(|shortest| share(member.length, shortest) <= SHORTER) {
            found.push(Sign::ShorterThanOthers);
        }
        let same = count(member.class).saturating_sub(usize::from(!member.inherited));
        if commonest >= ALIKE && share(same, others) < 1.0 - ALIKE {
            found.push(Sign::UnlikeOthers);
        }
        let alike = sentences - usize::from(member.sentence && !member.inherited);
        if member.sentence && share(alike, others) < 0.05 || !member.sentence && share(alike, others) > 0.95 {
            found.push(Sign::EndUnlikeOthers);
        }
        if member.inherited && inherited <= SELDOM {
            found.push(Sign::InheritedAlone);
        }
        if let Some((_, signs)) = signed.get_mut(member.item).and_then(|fields| fields.get_mut(member.field))
        {
            signs.extend(found);
        }
    }
}

/// Headings of a document from which on a longer one stands out.
const HEADINGS: usize = 3;

/// A heading this many times as long as the longest other one has taken in what stands beside it.
const HEADING_LONGER: f64 = 1.4;

/// A heading above that is longer by far than all others of the document.
fn compare_headings(items: &[Item], signed: &mut Signed) {
    let headings = |item: &'_ Item| -> Vec<String> {
        item.paths.iter().flatten().filter_map(|heading| heading.title.as_deref().map(fold)).collect()
    };
    let all: BTreeSet<String> = items.iter().flat_map(headings).collect();
    let mut lengths: Vec<usize> = all.iter().map(|heading| heading.chars().count()).collect();
    lengths.sort_unstable_by(|one, other| other.cmp(one));
    let (Some(longest), Some(next)) = (lengths.first(), lengths.get(1)) else { return };
    if lengths.len() < HEADINGS || *longest < LONG || share(*longest, *next) < HEADING_LONGER {
        return;
    }
    for (item, fields) in items.iter().zip(signed.iter_mut()) {
        if headings(item).iter().any(|heading| heading.chars().count() == *longest) {
            let of_paths = fields.iter_mut().filter(|(field, _)| field.kind == FieldKind::Paths);
            of_paths.for_each(|(_, signs)| {
                signs.insert(Sign::LongerThanOthers);
            });
        }
    }
}

/// An item that lacks a field which all others of its table have, or has one that no other has.
fn compare_shapes(items: &[Item], families: &Families, signed: &mut Signed) {
    let mut tables: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        tables.entry(families.family(item)).or_default().push(at);
    }
    for table in tables.values().filter(|table| table.len() >= ENOUGH) {
        let kinds: Vec<BTreeSet<FieldKind>> = table
            .iter()
            .map(|at| signed.get(*at).into_iter().flatten().map(|(field, _)| field.kind).collect())
            .collect();
        for kind in FieldKind::ALL
            .into_iter()
            .filter(|kind| !matches!(kind, FieldKind::Repeated | FieldKind::RelatedTitles))
        {
            let with = kinds.iter().filter(|kinds| kinds.contains(&kind)).count();
            for (at, own) in table.iter().zip(&kinds) {
                let has = own.contains(&kind);
                let others = share(with - usize::from(has), table.len() - 1);
                let sign = match has {
                    false if others >= 0.95 => Sign::RowLacksField,
                    true if others <= 0.05 => Sign::FieldOfNoOther,
                    _ => continue,
                };
                for (field, signs) in signed.get_mut(*at).into_iter().flatten() {
                    if sign == Sign::RowLacksField || field.kind == kind {
                        signs.insert(sign);
                    }
                }
            }
        }
    }
}

/// A field beside others that stand out is in doubt too.
fn spread_over_rows(signed: &mut Signed) {
    let stands_out = [
        Sign::LongerThanOthers,
        Sign::ShorterThanOthers,
        Sign::UnlikeOthers,
        Sign::EndUnlikeOthers,
        Sign::FieldOfNoOther,
    ];
    for fields in signed {
        let odd: Vec<usize> = (0..fields.len())
            .filter(|at| {
                fields.get(*at).is_some_and(|(_, signs)| stands_out.iter().any(|sign| signs.contains(sign)))
            })
            .collect();
        for (at, (_, signs)) in fields.iter_mut().enumerate() {
            match odd.iter().filter(|other| **other != at).count() {
                0 => {}
                1 => {
                    signs.insert(Sign::NeighbourStandsOut);
                }
                _ => {
                    signs.insert(Sign::RowStandsOut);
                }
            }
        }
    }
}

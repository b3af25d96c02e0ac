//! What speaks for or against the value of a field.

use std::collections::BTreeSet;

use document_model::{Diagnostic, Severity};
use japanese_normalize::fold;
use rayon::prelude::*;
use serde::Deserialize;

use super::Evidence;
use super::families::Families;
use super::fields::{FieldKind, FilledField, filled_fields};
use super::gaps::compare_gaps;
use super::heads::compare_heads;
use super::neighbours::{Signed, compare_neighbours};
use super::texts::compare_texts;
use super::values::compare_values;
use crate::Records;
use crate::records::{CellSource, Item};
use crate::roles::assign::WEAK_MARGIN;

/// Margin below which another role of the column is not far.
const FAIR_MARGIN: f64 = 0.5;

macro_rules! signs {
    ($($(#[doc = $doc:literal])+ $sign:ident $name:literal $ja:literal $en:literal,)+) => {
        /// A named sign.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Sign {
            $($(#[doc = $doc])+ $sign,)+
        }

        impl Sign {
            /// All signs, in the order of the data file.
            pub const ALL: &'static [Self] = &[$(Self::$sign,)+];

            /// Its name in data files and records.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$sign => $name,)+ }
            }

            /// What it says, in Japanese.
            #[must_use]
            pub fn ja(self) -> &'static str {
                match self { $(Self::$sign => $ja,)+ }
            }

            /// The same in English.
            #[must_use]
            pub fn en(self) -> &'static str {
                match self { $(Self::$sign => $en,)+ }
            }
        }
    };
}

signs! {
    /// Another role is nearly as likely for its column.
    ColumnDoubtful "column-doubtful" "列の意味が確かでない" "another meaning of its column is nearly as likely",
    /// Another role is not far for its column.
    ColumnFair "column-fair" "列の意味の候補がほかにもある" "another meaning of its column is not far",
    /// No word of the head names the role of its column.
    HeadUnnamed "head-unnamed" "見出しの語から列の意味が分からない" "no word of the head names what its column means",
    /// Plans print the column on the other side of another.
    HeadsOutOfOrder "heads-out-of-order" "列の並びがふつうと違う" "its column stands on the unusual side of another",
    /// The texts of the columns fit each other's heads better.
    TextsAgainstHeads "texts-against-heads" "列の文が見出しに合わない" "the texts of its column do not fit its head",
    /// The cell was printed for a row above.
    Inherited "inherited" "上の行から引き継いだ" "it was printed for a row above",
    /// Hardly another row of the table takes the field over.
    InheritedAlone "inherited-alone" "ほかの行では引き継ぎがほとんどない" "hardly another row takes it over from above",
    /// Cells of two pages were joined.
    PageJoin "page-join" "ページをまたぐセルをつないだ" "cells of two pages were joined",
    /// Cells of the row stood off their columns and were put back.
    RowRepaired "row-repaired" "ずれたセルを列に戻した行にある" "cells of its row were put back into their columns",
    /// A character could not be read.
    UnknownGlyph "unknown-glyph" "読めない文字がある" "it holds a character that could not be read",
    /// No cell is known for it.
    NoCell "no-cell" "もとのセルが分からない" "no cell is known for it",
    /// A warning is about the field.
    Warned "warned" "この欄に警告がある" "a warning is about it",
    /// A note is about the field.
    Noted "noted" "この欄に注意がある" "a note is about it",
    /// A warning is about another field of the item, or about the item.
    ItemWarned "item-warned" "同じ項目に警告がある" "a warning is about its item",
    /// It is much longer than in the other rows.
    LongerThanOthers "longer-than-others" "ほかの行よりずっと長い" "it is much longer than in other rows",
    /// It is much shorter than in the other rows.
    ShorterThanOthers "shorter-than-others" "ほかの行よりずっと短い" "it is much shorter than in other rows",
    /// It looks unlike the other rows' texts.
    UnlikeOthers "unlike-others" "ほかの行と形が違う" "it looks unlike the texts of other rows",
    /// It alone ends with a full stop, or without one.
    EndUnlikeOthers "end-unlike-others" "文末がほかの行と違う" "it ends unlike the texts of other rows",
    /// Hardly another row fills the field.
    FieldOfNoOther "field-of-no-other" "ほかの行にはない欄" "hardly another row has such a field",
    /// Its item lacks a field that the others have.
    RowLacksField "row-lacks-field" "ほかの行にある欄が、この項目にない" "its item lacks a field that the others have",
    /// Another field of its item stands out.
    NeighbourStandsOut "neighbour-stands-out" "同じ項目の別の欄が目立って違う" "another field of its item stands out",
    /// Several fields of its item stand out.
    RowStandsOut "row-stands-out" "同じ項目のいくつもの欄が目立って違う" "several fields of its item stand out",
    /// Words stand where a value is expected.
    WordsForValue "words-for-value" "値の欄に文がある" "words stand where a value is expected",
    /// Its indicator has no other value to compare with.
    OnlyValue "only-value" "比べる値がほかにない" "its indicator has no other value to compare with",
    /// It differs more than five times from the nearest value of its indicator.
    MagnitudeApart "magnitude-apart" "同じ指標の値と桁が違う" "it is of another magnitude than the indicator's other values",
    /// It differs more than twice from the nearest value of its indicator.
    MagnitudeOff "magnitude-off" "同じ指標の値と倍以上違う" "it is more than twice, or less than half, of the indicator's other values",
    /// No unit is printed for it.
    NoUnit "no-unit" "単位がない" "no unit is printed for it",
    /// Its year is that of the head, or of a note.
    YearNotOwn "year-not-own" "年度は見出しか注による" "its year is that of the head or a note",
    /// It lies behind the baseline, away from the target.
    AgainstDirection "against-direction" "基準値より目標から遠い" "it lies behind the baseline, away from the target",
    /// Its year is another than that of its column.
    YearUnlikeColumn "year-unlike-column" "年度が列のほかの値と違う" "its year differs from that of the column's other values",
    /// It is words where the column has numbers, or the other way round.
    KindUnlikeColumn "kind-unlike-column" "列のほかの値と種類が違う" "it is of another kind than the column's other values",
    /// Most targets of the table lie behind their baselines.
    TargetsBehindBaselines "targets-behind-baselines" "表の目標値の多くが基準値に届かない" "most targets of the table lie below their baselines",
    /// Most rows of values of the table go up and down.
    TableUpAndDown "table-up-and-down" "表の値の多くが年度順に上下する" "most rows of values of the table go up and down",
    /// A finding says that it and another value or grade of its indicator do not go together.
    Contested "contested" "同じ指標の別の値や評価と合わない" "another value or grade of its indicator does not go with it",
    /// It lies far from the indicator's other values, which are close together.
    StandsOut "stands-out" "そろっている同じ指標の値から大きく外れている" "it lies far from the indicator's other values, which are close together",
    /// It has another number of decimals than the indicator's other values.
    DecimalsOff "decimals-off" "小数の桁が同じ指標の値と違う" "it has another number of decimals than the indicator's other values",
    /// A target of a later year stands to the left of the actual values.
    TargetFirst "target-first" "先の年度の目標値の列が実績値の列より左にある" "a target of a later year stands to the left of the actual values",
    /// Its indicator has no name.
    NoName "no-name" "指標名がない" "its indicator has no name",
    /// It is nought and the indicator's other values are not.
    NoughtAlone "nought-alone" "同じ指標の値のうちこれだけが 0" "it is nought and the indicator's other values are not",
    /// It differs more than eight times from the nearest value of its indicator.
    MagnitudeTen "magnitude-ten" "同じ指標の値と一桁違う" "it is more than eight times, or less than an eighth, of the indicator's other values",
    /// A number stands where words are expected.
    ValueForWords "value-for-words" "文の欄に数値がある" "a number stands where words are expected",
    /// Words with digits stand where a value is expected.
    DigitsInWords "digits-in-words" "値の欄の文に数字がある" "words with digits stand where a value is expected",
    /// A heading above begins with a number that was not read as one, or holds a second one.
    HeadingNumbered "heading-numbered" "見出しの題に番号が残っている" "a heading above keeps a number in its title",
    /// Several other fields of its item are in doubt.
    ItemInDoubt "item-in-doubt" "同じ項目のいくつもの欄が疑わしい" "several other fields of its item are in doubt",
    /// A heading above holds the title of the document.
    HeadingHoldsTitle "heading-holds-title" "見出しに文書の題名が入っている" "a heading above holds the title of the document",
    /// The cells of its column do not look like what the head says.
    CellsAgainstHead "cells-against-head" "列のセルの形が見出しに合わない" "the cells of its column do not look like what the head says",
    /// The columns of the table contradict their heads.
    ColumnsAgainstHeads "columns-against-heads" "列の値が見出しに合わない" "the values of its column do not fit its head",
    /// Its characters were recognised on a picture.
    Recognised "recognised" "画像から文字認識した" "its characters were recognised on a picture",
    /// The values of the indicator go up and down.
    UpAndDown "up-and-down" "指標の値が年度順に上下する" "the values of its indicator go up and down",
    /// Rows or pages seem to be missing between the heading and the item.
    GapAbove "gap-above" "見出しとこの項目の間の行かページが抜けているかもしれない" "rows or pages seem to be missing between the heading and the item",
    /// It is of no year, where the others of its item are.
    YearlessAmongOthers "yearless-among-others" "同じ項目の取組のうちこれだけ年度がない" "it is of no year, and the item's others are",
    /// Less seems to be wanted, as of hardly another indicator of the table.
    DownAlone "down-alone" "表の中でこの指標だけ目標が減る" "its target lies below the baseline, as hardly another one's of the table",
}

/// For each item, its filled fields with their signs.
#[must_use]
pub fn find_signs(records: &Records, evidence: &Evidence) -> Signed {
    let nothing = Vec::new();
    let mut signed: Signed = records
        .items
        .par_iter()
        .enumerate()
        .map(|(at, item)| {
            let findings = records.item_findings.get(&at).unwrap_or(&nothing);
            let joined = holds_title(item, records.document.title.as_deref());
            filled_fields(item)
                .into_iter()
                .map(|field| {
                    let mut signs = signs_of(item, &field, findings, evidence);
                    if field.kind == FieldKind::Paths {
                        signs.extend(joined.then_some(Sign::HeadingHoldsTitle));
                        signs.extend(keeps_number(item).then_some(Sign::HeadingNumbered));
                    }
                    (field, signs)
                })
                .collect()
        })
        .collect();
    spread_order(&records.items, &mut signed);
    let families = Families::of(&records.tables);
    compare_neighbours(&records.items, &families, &mut signed);
    compare_values(&records.items, &families, &mut signed);
    compare_texts(&records.items, &families, &mut signed);
    compare_heads(&records.items, &families, &mut signed);
    compare_gaps(records, &mut signed);
    spread_doubt(&mut signed);
    signed
}

/// A grade whose year is that of values which stand out of order takes its year from them.
fn spread_order(items: &[Item], signed: &mut Signed) {
    for (item, fields) in items.iter().zip(signed.iter_mut()) {
        let year = |field: &FilledField| {
            let indicator = item.indicators.get(field.indicator?)?;
            match field.kind {
                FieldKind::Observation => indicator.observations.get(field.at)?.fiscal_year,
                FieldKind::Evaluation => indicator.evaluations.get(field.at)?.fiscal_year,
                _ => None,
            }
        };
        let odd: BTreeSet<(Option<usize>, i32)> = fields
            .iter()
            .filter(|(_, signs)| signs.contains(&Sign::HeadsOutOfOrder))
            .filter_map(|(field, _)| Some((field.indicator, year(field)?)))
            .collect();
        for (field, signs) in fields.iter_mut().filter(|(field, _)| field.kind == FieldKind::Evaluation) {
            if year(field).is_some_and(|year| odd.contains(&(field.indicator, year))) {
                signs.insert(Sign::HeadsOutOfOrder);
            }
        }
    }
}

/// Does the title of a heading above begin with a number, or hold one such as 6-1?
fn keeps_number(item: &Item) -> bool {
    let digit = |found: Option<char>| found.is_some_and(|found| found.is_ascii_digit());
    item.paths.iter().flatten().any(|heading| {
        let title = heading.title.as_deref().map(fold).unwrap_or_default();
        let characters: Vec<char> = title.chars().collect();
        let inside = characters.windows(3).any(|three| {
            digit(three.first().copied()) && three.get(1) == Some(&'-') && digit(three.last().copied())
        });
        heading.number.is_none() && digit(characters.first().copied()) || inside
    })
}

/// Characters of a title from which on a heading that holds it has taken it in.
const TITLE_CHARACTERS: usize = 8;

/// Does a heading above hold the title of the document and more?
fn holds_title(item: &Item, title: Option<&str>) -> bool {
    let Some(title) = title.map(fold).filter(|title| title.chars().count() >= TITLE_CHARACTERS) else {
        return false;
    };
    let headings = item.paths.iter().flatten().filter_map(|heading| heading.title.as_deref());
    headings.map(fold).any(|heading| heading.len() > title.len() && heading.contains(&title))
}

/// Other fields of an item in grave doubt from which on the whole item is.
const IN_DOUBT: usize = 2;

/// A field beside several others in grave doubt may be of another item, or stand in another column.
fn spread_doubt(signed: &mut Signed) {
    let grave = [
        Sign::HeadsOutOfOrder,
        Sign::TextsAgainstHeads,
        Sign::CellsAgainstHead,
        Sign::ColumnsAgainstHeads,
        Sign::ValueForWords,
        Sign::NoName,
        Sign::Warned,
        Sign::Noted,
    ];
    for fields in signed {
        let doubted: Vec<bool> =
            fields.iter().map(|(_, signs)| grave.iter().any(|sign| signs.contains(sign))).collect();
        let all = doubted.iter().filter(|doubted| **doubted).count();
        for ((_, signs), own) in fields.iter_mut().zip(doubted) {
            if all - usize::from(own) >= IN_DOUBT {
                signs.insert(Sign::ItemInDoubt);
            }
        }
    }
}

fn signs_of(
    item: &Item,
    field: &FilledField,
    findings: &[Diagnostic],
    evidence: &Evidence,
) -> BTreeSet<Sign> {
    let mut signs = BTreeSet::new();
    let mut set = |sign: Sign, found: bool| {
        if found {
            signs.insert(sign);
        }
    };
    let cells = item.source.cells.get(&field.name).map(Vec::as_slice).unwrap_or_default();
    set(Sign::NoCell, cells.is_empty());
    for cell in cells {
        let rule = cell.rule.strip_suffix(" (inherited)");
        set(Sign::Inherited, rule.is_some() && field.kind != FieldKind::Paths);
        let rule = rule.unwrap_or(&cell.rule);
        if let Some(column) = evidence.columns.get(&(item.source.table, rule.to_owned())) {
            set(Sign::ColumnDoubtful, column.margin < WEAK_MARGIN);
            set(Sign::ColumnFair, (WEAK_MARGIN..FAIR_MARGIN).contains(&column.margin));
            set(Sign::HeadUnnamed, !column.named);
            set(Sign::CellsAgainstHead, column.ill_fitting);
            set(Sign::TargetFirst, column.target_first);
            set(Sign::HeadsOutOfOrder, column.out_of_order);
        }
        set(Sign::Recognised, evidence.recognised.contains(&cell.place.page));
        set(Sign::UnknownGlyph, cell.raw.contains('\u{FFFD}'));
    }
    set(Sign::PageJoin, field.kind != FieldKind::Paths && pages(cells) > 1);
    for finding in findings {
        let lacking = matches!(finding.code, "cell-blank" | "field-missing");
        let whole = finding.code == "row-bare";
        if lacking && finding.field.as_deref() != Some(&field.name) {
            set(Sign::RowLacksField, true);
            continue;
        }
        if finding.code == "magnitude-differs" {
            // The values themselves say it to the confidence, each for itself.
            continue;
        }
        let own = finding.field.as_deref().is_some_and(|about| is_about(about, &field.name));
        set(Sign::Contested, !own && is_contested(finding, field));
        let repair = matches!(finding.code, "row-shifted" | "cell-split");
        let warning = finding.severity >= Severity::Warning;
        set(Sign::Warned, whole);
        set(Sign::RowRepaired, repair);
        set(Sign::Warned, own && warning);
        set(Sign::Noted, own && !warning);
        set(Sign::ItemWarned, !own && !whole && !repair && warning);
    }
    signs
}

/// Does the finding say of another value or grade of the field's indicator that it does not go with the rest?
fn is_contested(finding: &Diagnostic, field: &FilledField) -> bool {
    let pairs = [
        "units-differ",
        "grade-against-values",
        "value-twice",
        "rate-against-values",
        "target-behind-baseline",
    ];
    let number = |about: &str| about.strip_prefix("indicators.")?.split('.').next()?.parse::<usize>().ok();
    let indicator = finding.field.as_deref().and_then(number);
    matches!(field.kind, FieldKind::Observation | FieldKind::Evaluation)
        && pairs.contains(&finding.code)
        && indicator == field.indicator
}

/// Is a finding about `about` one about the field? `departments.1` is about `departments`.
fn is_about(about: &str, field: &str) -> bool {
    let inside = |outer: &str, inner: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    inside(about, field) || inside(field, about)
}

fn pages(cells: &[CellSource]) -> usize {
    cells.iter().map(|cell| cell.place.page).collect::<BTreeSet<_>>().len()
}

//! What speaks for or against the value of a field.

use std::collections::BTreeSet;

use document_model::{Diagnostic, Severity};
use rayon::prelude::*;
use serde::Deserialize;

use super::columns::Columns;
use super::fields::{FieldKind, FilledField, filled_fields};
use super::neighbours::{Signed, compare_neighbours};
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
    /// The values of the indicator go up and down.
    UpAndDown "up-and-down" "指標の値が年度順に上下する" "the values of its indicator go up and down",
}

/// For each item, its filled fields with their signs.
#[must_use]
pub fn find_signs(records: &Records, columns: &Columns) -> Signed {
    let nothing = Vec::new();
    let mut signed: Signed = records
        .items
        .par_iter()
        .enumerate()
        .map(|(at, item)| {
            let findings = records.item_findings.get(&at).unwrap_or(&nothing);
            filled_fields(item)
                .into_iter()
                .map(|field| {
                    let signs = signs_of(item, &field, findings, columns);
                    (field, signs)
                })
                .collect()
        })
        .collect();
    compare_neighbours(&records.items, &mut signed);
    compare_values(&records.items, &mut signed);
    signed
}

fn signs_of(item: &Item, field: &FilledField, findings: &[Diagnostic], columns: &Columns) -> BTreeSet<Sign> {
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
        if let Some(column) = columns.get(&(item.source.table, rule.to_owned())) {
            set(Sign::ColumnDoubtful, column.margin < WEAK_MARGIN);
            set(Sign::ColumnFair, (WEAK_MARGIN..FAIR_MARGIN).contains(&column.margin));
            set(Sign::HeadUnnamed, !column.named);
            set(Sign::HeadsOutOfOrder, column.out_of_order);
        }
        set(Sign::UnknownGlyph, cell.raw.contains('\u{FFFD}'));
    }
    set(Sign::PageJoin, field.kind != FieldKind::Paths && pages(cells) > 1);
    for finding in findings {
        let own = finding.field.as_deref().is_some_and(|about| is_about(about, &field.name));
        let repair = matches!(finding.code, "row-shifted" | "cell-split");
        let warning = finding.severity >= Severity::Warning;
        set(Sign::RowRepaired, repair);
        set(Sign::Warned, own && warning);
        set(Sign::Noted, own && !warning);
        set(Sign::ItemWarned, !own && !repair && warning);
    }
    signs
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

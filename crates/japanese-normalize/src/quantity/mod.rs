//! Quantities: numbers with scale words, units and the words around them.

mod around;
mod cell;
mod display;
mod find;
mod heading;
mod loose;
mod per_head;
mod refusal;
mod special;
mod unit;

use std::ops::Range;

use rust_decimal::Decimal;

pub(crate) use cell::is_mark;
pub use cell::{MarkedPart, quantity_cell, split_marks};
pub use find::quantities;
pub use heading::{multiple_word, quantities_under};
pub use refusal::{Refusal, quantity_refusal};
pub use unit::is_unit;

/// How the printed number bounds the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Relation {
    /// The number itself.
    #[default]
    Equal,
    /// 以上, 少なくとも.
    AtLeast,
    /// 以下, 以内.
    AtMost,
    /// 超, を超える, を上回る.
    MoreThan,
    /// 未満, を下回る.
    LessThan,
}

impl Relation {
    /// `=`, `>=`, `<=`, `>`, `<`.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
            Self::MoreThan => ">",
            Self::LessThan => "<",
        }
    }
}

/// The direction of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// 増
    Increase,
    /// 減
    Decrease,
}

/// What kind of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum QuantityKind {
    /// A number of things, or one measured in a unit.
    Count,
    /// %
    Percent,
    /// 割, 分の, 半数: a part of a whole. 割 and 半数 are given in percent.
    Share,
    /// 位: a rank.
    Rank,
    /// 10～20件: `upper` is set.
    Range,
    /// 1人1台, 1対1.
    Ratio,
    /// A number without a unit.
    Bare,
}

/// A quantity in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Bytes of the given text, with the words that belong to it: 約, 以上, 程度, ずつ, （累計）.
    pub range: Range<usize>,
    /// Bytes of the number with its scale words.
    pub number_range: Range<usize>,
    /// The value with scale words applied. Percent stays percent: 83.3% is 83.3.
    pub value: Decimal,
    /// The upper end of a range.
    pub upper: Option<Decimal>,
    /// The unit as printed, without scale word, in normal form.
    pub unit: Option<String>,
    /// How the number bounds the value.
    pub relation: Relation,
    /// 約, 程度, ほぼ, 概ね.
    pub approximate: bool,
    /// 累計, 延べ.
    pub cumulative: bool,
    /// 計, 合計, 全.
    pub total: bool,
    /// 増, 減.
    pub change: Option<Change>,
    /// What it is counted for: 年 of 年間50社, 人 of 1人1台.
    pub per: Option<String>,
    /// What kind of number it is.
    pub kind: QuantityKind,
}

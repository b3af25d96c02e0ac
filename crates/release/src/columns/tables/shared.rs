//! What the descriptions are written with, and the columns that several tables have.

use crate::columns::{Choice, Column, Kind, Link};

pub(super) const fn column(
    name: &'static str,
    kind: Kind,
    (ja, en): (&'static str, &'static str),
    (about_ja, about_en): (&'static str, &'static str),
) -> Column {
    Column { name, ja, en, kind, required: false, about_ja, about_en }
}

pub(super) const fn text(
    name: &'static str,
    titles: (&'static str, &'static str),
    about: (&'static str, &'static str),
) -> Column {
    column(name, Kind::Text, titles, about)
}

pub(super) const fn integer(
    name: &'static str,
    titles: (&'static str, &'static str),
    about: (&'static str, &'static str),
) -> Column {
    column(name, Kind::Integer, titles, about)
}

pub(super) const fn choice(
    name: &'static str,
    choices: &'static [Choice],
    titles: (&'static str, &'static str),
    about: (&'static str, &'static str),
) -> Column {
    column(name, Kind::Choice(choices), titles, about)
}

pub(super) const fn date(
    name: &'static str,
    titles: (&'static str, &'static str),
    about: (&'static str, &'static str),
) -> Column {
    column(name, Kind::Date, titles, about)
}

pub(super) const fn kana(name: &'static str, titles: (&'static str, &'static str)) -> Column {
    text(
        name,
        titles,
        (
            "全角カタカナの読み。辞書による推定で、読めない語があれば空",
            "Reading in full-width katakana, by dictionary; empty where a word has none",
        ),
    )
}

pub(super) const DOCUMENT_ID: Column = column(
    "document_id",
    Kind::Code("^[0-9a-f]{12}$"),
    ("文書ID", "Document ID"),
    ("元のファイルの SHA-256 の先頭 12 桁", "First 12 digits of the file's SHA-256"),
);

pub(super) const ITEM_ID: Column = column(
    "item_id",
    Kind::Code("^[0-9a-f]{12}-[0-9]{4,}$"),
    ("項目ID", "Item ID"),
    ("項目を一意に示す番号", "Tells items apart"),
);

pub(super) const INDICATOR_ID: Column = column(
    "indicator_id",
    Kind::Code("^[0-9a-f]{12}-[0-9]{4,}-[0-9]+$"),
    ("指標ID", "Indicator ID"),
    ("指標を一意に示す番号（項目IDと項目の中の順番）", "Item ID and place in the item"),
);

pub(super) const PROGRESS_ID: Column = column(
    "progress_id",
    Kind::Code("^[0-9a-f]{12}-[0-9]{4,}-p[0-9]+$"),
    ("取組状況ID", "Progress ID"),
    ("取組状況を一意に示す番号", "Tells progress records apart"),
);

pub(super) const ORDINAL: Column =
    integer("ordinal", ("順番", "Ordinal"), ("並びの中の順番（1 から）", "Place in the order, from 1"))
        .required();

pub(super) const FISCAL_YEAR: Column = integer(
    "fiscal_year",
    ("年度（西暦）", "Fiscal year"),
    ("会計年度が始まる西暦の年。令和8年度は 2026", "Western year in which the fiscal year begins"),
);

pub(super) const PERIOD_START: Column = date(
    "period_start",
    ("期間開始日", "Period start"),
    (
        "期間の最初の日。2026 年度は 2026-04-01",
        "First day of the period; fiscal year 2026 begins on 2026-04-01",
    ),
);

pub(super) const PERIOD_END: Column = date(
    "period_end",
    ("期間終了日", "Period end"),
    ("期間の最後の日。2026 年度は 2027-03-31", "Last day of the period; fiscal year 2026 ends on 2027-03-31"),
);

pub(super) const CONFIDENCE: Column = column(
    "confidence",
    Kind::Number,
    ("確からしさ（0～1）", "Confidence (0 to 1)"),
    ("値が印字どおりに読めている確からしさ", "How sure it is that the value is the printed one"),
);

pub(super) const TO_DOCUMENT: Link = Link { columns: &["document_id"], table: "documents" };
pub(super) const TO_ITEM: Link = Link { columns: &["item_id"], table: "items" };
pub(super) const TO_INDICATOR: Link = Link { columns: &["indicator_id"], table: "indicators" };
pub(super) const TO_PROGRESS: Link = Link { columns: &["progress_id"], table: "progress" };

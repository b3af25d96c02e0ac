//! Indicators, their values and grades.

use super::shared::{
    CONFIDENCE, FISCAL_YEAR, INDICATOR_ID, ITEM_ID, ORDINAL, PERIOD_END, PERIOD_START, TO_INDICATOR, TO_ITEM,
    choice, column, kana, text,
};
use crate::columns::choices::{DIRECTION, INDICATOR_KIND, RELATION, ROLE, TIME_BASIS, VALUE_KIND};
use crate::columns::{Kind, Table};

pub(super) const INDICATORS: Table = Table {
    name: "indicators",
    ja: "指標",
    en: "Indicators",
    about_ja: "指標・KPI・目標項目 1 つに 1 行",
    about_en: "A row for each indicator",
    columns: &[
        INDICATOR_ID.required(),
        ITEM_ID.required(),
        ORDINAL,
        text("name", ("指標名", "Name"), ("指標の名称", "Name of the indicator")),
        kana("name_kana", ("指標名_カナ", "Name, reading")),
        text(
            "statement",
            ("指標の文", "Statement"),
            ("指標が文で書かれているとき、その全文", "The whole text where the indicator is a sentence"),
        ),
        choice("kind", INDICATOR_KIND, ("指標の種別", "Kind"), ("文書での呼び方", "What the text calls it")),
        text(
            "unit_hint",
            ("名称中の単位", "Unit in the name"),
            ("指標名に印字された単位", "Unit printed in the name"),
        ),
        column(
            "cumulative",
            Kind::Boolean,
            ("累計", "Cumulative"),
            ("累計・延べなら true", "Counted over several years"),
        )
        .required(),
        text("description", ("指標の説明", "Description"), ("項目の説明", "Explanation of the indicator")),
        choice(
            "direction",
            DIRECTION,
            ("望ましい向き", "Direction"),
            ("増減のどちらが望ましいか", "Is more better?"),
        ),
    ],
    key: &["indicator_id"],
    links: &[TO_ITEM],
    in_workbook: true,
};

pub(super) const OBSERVATIONS: Table = Table {
    name: "observations",
    ja: "値",
    en: "Observations",
    about_ja: "指標の値（現状値・目標値・実績値）1 つに 1 行",
    about_en: "A row for each value of an indicator: baseline, target or actual",
    columns: &[
        INDICATOR_ID.required(),
        ORDINAL,
        choice("role", ROLE, ("区分", "Role"), ("何のための値か", "What the value is for")).required(),
        FISCAL_YEAR,
        PERIOD_START,
        PERIOD_END,
        choice(
            "time_basis",
            TIME_BASIS,
            ("期間の根拠", "Basis of the period"),
            ("開始日・終了日を何から得たか", "What start and end were taken from"),
        ),
        text(
            "label",
            ("内訳", "Part"),
            (
                "1 つのセルに複数の値があるとき、何の値か",
                "What part it is of, where a cell holds several values",
            ),
        ),
        choice(
            "kind",
            VALUE_KIND,
            ("値の種類", "Kind of value"),
            ("数値・文字・未測定", "Number, words or not measured"),
        )
        .required(),
        column(
            "value",
            Kind::Decimal,
            ("値", "Value"),
            (
                "正確な十進数。千・万などの位取りは掛けてある。百分率はそのままの数（83.3% は 83.3）",
                "Exact decimal with scale words applied; percent stays percent",
            ),
        ),
        text("unit", ("単位", "Unit"), ("位取りの語を除いた単位", "Unit without scale word")),
        choice("relation", RELATION, ("関係", "Relation"), ("以上・以下など", "At least, at most and so on")),
        column(
            "approximate",
            Kind::Boolean,
            ("概数", "Approximate"),
            ("約・程度などが付くなら true", "Printed as approximate (約)"),
        )
        .required(),
        text("raw", ("原文", "As printed"), ("印字されたままの値", "The printed text")),
        CONFIDENCE,
    ],
    key: &["indicator_id", "ordinal"],
    links: &[TO_INDICATOR],
    in_workbook: true,
};

pub(super) const EVALUATIONS: Table = Table {
    name: "evaluations",
    ja: "評価",
    en: "Evaluations",
    about_ja: "指標の評価 1 つに 1 行",
    about_en: "A row for each grade of an indicator",
    columns: &[
        INDICATOR_ID.required(),
        ORDINAL,
        FISCAL_YEAR,
        PERIOD_START,
        PERIOD_END,
        text("grade", ("評価", "Grade"), ("印字されたままの評価（A、◎、順調など）", "Grade as printed")),
    ],
    key: &["indicator_id", "ordinal"],
    links: &[TO_INDICATOR],
    in_workbook: true,
};

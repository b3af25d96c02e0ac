//! Values of the columns that have a few of them.

/// A value, with its labels.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// As it stands in the cells.
    pub value: &'static str,
    /// Label in Japanese.
    pub ja: &'static str,
    /// Label in English.
    pub en: &'static str,
}

const fn choice(value: &'static str, ja: &'static str, en: &'static str) -> Choice {
    Choice { value, ja, en }
}

pub(super) const STATUS: &[Choice] = &[
    choice("ok", "すべて読めた", "all of it was read"),
    choice("partial", "一部が読めない", "part of it was not read"),
    choice("failed", "読めない", "nothing was read"),
];

pub(super) const INDICATOR_KIND: &[Choice] =
    &[choice("kpi", "KPI・指標", "KPI"), choice("goal", "目標", "goal")];

pub(super) const DIRECTION: &[Choice] =
    &[choice("up", "増加が望ましい", "more is better"), choice("down", "減少が望ましい", "less is better")];

pub(super) const ROLE: &[Choice] = &[
    choice("baseline", "現状値・基準値", "baseline"),
    choice("target", "目標値", "target"),
    choice("actual", "実績値", "actual"),
];

pub(super) const TIME_BASIS: &[Choice] = &[
    choice("day", "時点の日", "the day that is printed"),
    choice("month", "時点の月", "the month that is printed"),
    choice("period", "期間", "the period that is printed"),
    choice("fiscal_year", "年度", "the fiscal year"),
];

pub(super) const VALUE_KIND: &[Choice] = &[
    choice("number", "数値", "number"),
    choice("text", "文字", "words"),
    choice("unmeasured", "未測定", "not measured"),
];

pub(super) const RELATION: &[Choice] = &[
    choice("=", "等しい", "equal"),
    choice(">=", "以上", "at least"),
    choice("<=", "以下", "at most"),
    choice(">", "超", "more than"),
    choice("<", "未満", "less than"),
];

pub(super) const PROGRESS_KIND: &[Choice] =
    &[choice("actual", "実績", "done"), choice("planned", "予定", "planned")];

pub(super) const LINE_KIND: &[Choice] =
    &[choice("heading", "見出し", "heading"), choice("bullet", "内容", "bullet")];

pub(super) const ANSWER: &[Choice] = &[
    choice("accepted", "記録のままでよい", "the record is right as it is"),
    choice("corrected", "訂正した", "the field was corrected"),
];

pub(super) const SEVERITY: &[Choice] = &[
    choice("error", "エラー", "error"),
    choice("warning", "注意", "warning"),
    choice("info", "参考", "information"),
];

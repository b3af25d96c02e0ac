//! What each column of a table means.
//!
//! Two kinds of evidence are weighed together over the whole table:
//!
//! 1. [`vocabulary`]: the words of the heads, from a data file.
//! 2. [`evidence`]: what the cells look like.
//! 3. [`labels`]: the heads of a part as labels with their paths and years.
//! 4. [`align`]: which label heads which columns, where they stand beside each other or not.
//! 5. [`assign`]: the roles of all columns together.
//! 6. [`shape`]: which tables are plan tables.

pub mod align;
pub mod assign;
pub mod evidence;
pub mod labels;
pub mod shape;
pub mod vocabulary;
pub mod works;

use serde::Deserialize;

/// What a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoleKind {
    /// 番号.
    Number,
    /// 施策名・事業名・取組名.
    Title,
    /// 分野・項目: a heading printed as a column.
    Group,
    /// 概要.
    Summary,
    /// 目的.
    Purpose,
    /// 担当部局.
    Department,
    /// 指標名.
    Indicator,
    /// 指標（KPI）又は目標: a sentence.
    Statement,
    /// 項目の説明.
    Description,
    /// 単位.
    Unit,
    /// 現状値.
    Baseline,
    /// 目標値.
    Target,
    /// 実績値.
    Actual,
    /// 評価.
    Grade,
    /// 取組実績.
    ProgressActual,
    /// 今後の取組.
    ProgressPlanned,
    /// What was done or is planned, the text does not say which.
    Progress,
    /// 関連施策.
    Related,
    /// 目標 or 実績, row by row: which value the year columns beside it hold.
    ValueKind,
    /// 年度, row by row: of which year the values and texts beside it are.
    Year,
    /// A column without a field of its own.
    Other,
}

impl RoleKind {
    /// All roles, in the order of the vocabulary.
    pub const ALL: [Self; 21] = [
        Self::Number,
        Self::Title,
        Self::Group,
        Self::Summary,
        Self::Purpose,
        Self::Department,
        Self::Indicator,
        Self::Statement,
        Self::Description,
        Self::Unit,
        Self::Baseline,
        Self::Target,
        Self::Actual,
        Self::Grade,
        Self::ProgressActual,
        Self::ProgressPlanned,
        Self::Progress,
        Self::Related,
        Self::ValueKind,
        Self::Year,
        Self::Other,
    ];

    /// Its place in [`RoleKind::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        Self::ALL.iter().position(|role| *role == self).unwrap_or(0)
    }

    /// Its name in data files and records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Title => "title",
            Self::Group => "group",
            Self::Summary => "summary",
            Self::Purpose => "purpose",
            Self::Department => "department",
            Self::Indicator => "indicator",
            Self::Statement => "statement",
            Self::Description => "description",
            Self::Unit => "unit",
            Self::Baseline => "baseline",
            Self::Target => "target",
            Self::Actual => "actual",
            Self::Grade => "grade",
            Self::ProgressActual => "progress_actual",
            Self::ProgressPlanned => "progress_planned",
            Self::Progress => "progress",
            Self::Related => "related",
            Self::ValueKind => "value_kind",
            Self::Year => "year",
            Self::Other => "other",
        }
    }

    /// Its name in messages to people who read Japanese.
    #[must_use]
    pub fn ja(self) -> &'static str {
        match self {
            Self::Number => "番号",
            Self::Title => "施策名・事業名",
            Self::Group => "見出し",
            Self::Summary => "概要",
            Self::Purpose => "目的",
            Self::Department => "担当部局",
            Self::Indicator => "指標名",
            Self::Statement => "文で書かれた指標",
            Self::Description => "指標の説明",
            Self::Unit => "単位",
            Self::Baseline => "現状値",
            Self::Target => "目標値",
            Self::Actual => "実績値",
            Self::Grade => "評価",
            Self::ProgressActual => "取組実績",
            Self::ProgressPlanned => "今後の取組",
            Self::Progress => "取組",
            Self::Related => "関連する施策",
            Self::ValueKind => "目標・実績の別",
            Self::Year => "年度",
            Self::Other => "その他",
        }
    }

    /// Does it hold a value of an indicator?
    #[must_use]
    pub fn is_value(self) -> bool {
        matches!(self, Self::Baseline | Self::Target | Self::Actual)
    }

    /// Does it hold what was done or is planned?
    #[must_use]
    pub fn is_progress(self) -> bool {
        matches!(self, Self::Progress | Self::ProgressActual | Self::ProgressPlanned)
    }
}

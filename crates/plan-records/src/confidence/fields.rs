//! The filled fields of an item, by the names that `source.cells` uses.

use serde::Deserialize;

use crate::records::Item;

/// What a field holds: fields of one kind go wrong in the same ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// 番号.
    Number,
    /// 施策名・取組名・事業名.
    Title,
    /// Headings above.
    Paths,
    /// 再掲.
    Repeated,
    /// 概要.
    Summary,
    /// 目的.
    Purpose,
    /// 担当部局.
    Departments,
    /// 指標名.
    Name,
    /// An indicator in words.
    Statement,
    /// KPI or goal.
    Kind,
    /// Unit in the name.
    UnitHint,
    /// 項目の説明.
    Description,
    /// A value.
    Observation,
    /// A grade.
    Evaluation,
    /// What was done or is planned.
    Progress,
    /// Titles that an indicator refers to.
    RelatedTitles,
    /// A column without a field of its own.
    Others,
}

impl FieldKind {
    /// All kinds, in the order of the record.
    pub const ALL: [Self; 17] = [
        Self::Number,
        Self::Title,
        Self::Paths,
        Self::Repeated,
        Self::Summary,
        Self::Purpose,
        Self::Departments,
        Self::Name,
        Self::Statement,
        Self::Kind,
        Self::UnitHint,
        Self::Description,
        Self::Observation,
        Self::Evaluation,
        Self::Progress,
        Self::RelatedTitles,
        Self::Others,
    ];

    /// Its name in data files and reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Title => "title",
            Self::Paths => "paths",
            Self::Repeated => "repeated",
            Self::Summary => "summary",
            Self::Purpose => "purpose",
            Self::Departments => "departments",
            Self::Name => "name",
            Self::Statement => "statement",
            Self::Kind => "kind",
            Self::UnitHint => "unit_hint",
            Self::Description => "description",
            Self::Observation => "observation",
            Self::Evaluation => "evaluation",
            Self::Progress => "progress",
            Self::RelatedTitles => "related_titles",
            Self::Others => "others",
        }
    }
}

/// A filled field of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledField {
    /// Its name, such as `indicators.0.observations.1`.
    pub name: String,
    /// What it holds.
    pub kind: FieldKind,
}

/// The filled fields of an item, in the order of the record.
#[must_use]
pub fn filled_fields(item: &Item) -> Vec<FilledField> {
    let mut fields = Vec::new();
    let mut add = |name: String, kind: FieldKind, filled: bool| {
        if filled {
            fields.push(FilledField { name, kind });
        }
    };
    add("number".into(), FieldKind::Number, item.number.is_some());
    add("title".into(), FieldKind::Title, item.title.is_some());
    add("paths".into(), FieldKind::Paths, !item.paths.is_empty());
    add("repeated".into(), FieldKind::Repeated, item.repeated);
    add("summary".into(), FieldKind::Summary, item.summary.is_some());
    add("purpose".into(), FieldKind::Purpose, item.purpose.is_some());
    add("departments".into(), FieldKind::Departments, !item.departments.is_empty());
    for (at, indicator) in item.indicators.iter().enumerate() {
        let key = |name: &str| format!("indicators.{at}.{name}");
        add(key("name"), FieldKind::Name, indicator.name.is_some());
        add(key("statement"), FieldKind::Statement, indicator.statement.is_some());
        add(key("kind"), FieldKind::Kind, indicator.kind.is_some());
        add(key("unit_hint"), FieldKind::UnitHint, indicator.unit_hint.is_some());
        add(key("description"), FieldKind::Description, indicator.description.is_some());
        for number in 0..indicator.observations.len() {
            add(key(&format!("observations.{number}")), FieldKind::Observation, true);
        }
        for number in 0..indicator.evaluations.len() {
            add(key(&format!("evaluations.{number}")), FieldKind::Evaluation, true);
        }
    }
    for at in 0..item.progress.len() {
        add(format!("progress.{at}"), FieldKind::Progress, true);
    }
    add("related_titles".into(), FieldKind::RelatedTitles, !item.related_titles.is_empty());
    for at in 0..item.others.len() {
        add(format!("others.{at}"), FieldKind::Others, true);
    }
    fields
}

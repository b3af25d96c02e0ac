//! The filled fields of an item, by the names that `source.cells` uses.

use serde::Deserialize;

use crate::records::{Indicator, Item};

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
    /// Its indicator, by its place in the item.
    pub indicator: Option<usize>,
    /// Its place in the list that it stands in.
    pub at: usize,
}

/// The filled fields of an item, in the order of the record.
#[must_use]
pub fn filled_fields(item: &Item) -> Vec<FilledField> {
    let mut fields = Vec::new();
    let mut add = |name: &str, kind: FieldKind, filled: bool| {
        if filled {
            fields.push(FilledField { name: name.to_owned(), kind, indicator: None, at: 0 });
        }
    };
    add("number", FieldKind::Number, item.number.is_some());
    add("title", FieldKind::Title, item.title.is_some());
    add("paths", FieldKind::Paths, !item.paths.is_empty());
    add("repeated", FieldKind::Repeated, item.repeated);
    add("summary", FieldKind::Summary, item.summary.is_some());
    add("purpose", FieldKind::Purpose, item.purpose.is_some());
    add("departments", FieldKind::Departments, !item.departments.is_empty());
    add("related_titles", FieldKind::RelatedTitles, !item.related_titles.is_empty());
    for (at, indicator) in item.indicators.iter().enumerate() {
        add_indicator(at, indicator, &mut fields);
    }
    let lists = [
        ("progress", FieldKind::Progress, item.progress.len()),
        ("others", FieldKind::Others, item.others.len()),
    ];
    for (list, kind, length) in lists {
        let of_list =
            (0..length).map(|at| FilledField { name: format!("{list}.{at}"), kind, indicator: None, at });
        fields.extend(of_list);
    }
    fields
}

fn add_indicator(number: usize, indicator: &Indicator, fields: &mut Vec<FilledField>) {
    let mut add = |name: &str, kind: FieldKind, at: usize| {
        fields.push(FilledField {
            name: format!("indicators.{number}.{name}"),
            kind,
            indicator: Some(number),
            at,
        });
    };
    let own = [
        ("name", FieldKind::Name, indicator.name.is_some()),
        ("statement", FieldKind::Statement, indicator.statement.is_some()),
        ("kind", FieldKind::Kind, indicator.kind.is_some()),
        ("unit_hint", FieldKind::UnitHint, indicator.unit_hint.is_some()),
        ("description", FieldKind::Description, indicator.description.is_some()),
    ];
    own.into_iter().filter(|(_, _, filled)| *filled).for_each(|(name, kind, _)| add(name, kind, 0));
    (0..indicator.observations.len())
        .for_each(|at| add(&format!("observations.{at}"), FieldKind::Observation, at));
    (0..indicator.evaluations.len())
        .for_each(|at| add(&format!("evaluations.{at}"), FieldKind::Evaluation, at));
}

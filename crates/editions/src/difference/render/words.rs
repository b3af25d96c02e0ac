//! What the outline says, in both languages.

use super::Language;
use crate::difference::{DepartmentChangeKind, IndicatorChangeKind, ValueChangeKind};
use crate::matching::Relation;

/// A word in the language.
pub(super) fn choose(language: Language, japanese: &'static str, english: &'static str) -> &'static str {
    match language {
        Language::Japanese => japanese,
        Language::English => english,
    }
}

pub(super) fn value(kind: ValueChangeKind, language: Language) -> &'static str {
    let (japanese, english) = match kind {
        ValueChangeKind::TargetRaised => ("目標値の引き上げ", "target raised"),
        ValueChangeKind::TargetLowered => ("目標値の引き下げ", "target lowered"),
        ValueChangeKind::TargetChanged => ("目標値の変更", "target changed"),
        ValueChangeKind::TargetAdded => ("目標値の追加", "target added"),
        ValueChangeKind::TargetRemoved => ("目標値の削除", "target removed"),
        ValueChangeKind::BaselineCorrected => ("基準値の訂正", "baseline corrected"),
        ValueChangeKind::BaselineAdded => ("基準値の追加", "baseline added"),
        ValueChangeKind::BaselineRemoved => ("基準値の削除", "baseline removed"),
        ValueChangeKind::ActualAdded => ("実績値の追加", "actual added"),
        ValueChangeKind::ActualCorrected => ("実績値の訂正", "actual corrected"),
        ValueChangeKind::ActualRemoved => ("実績値の削除", "actual removed"),
    };
    choose(language, japanese, english)
}

pub(super) fn department(kind: DepartmentChangeKind, language: Language) -> &'static str {
    match kind {
        DepartmentChangeKind::Renamed => choose(language, "改称", "renamed"),
        DepartmentChangeKind::Added => choose(language, "新しく現れた部署", "new"),
        DepartmentChangeKind::Removed => choose(language, "なくなった部署", "gone"),
    }
}

pub(super) fn indicator(
    kind: IndicatorChangeKind,
    relation: Option<Relation>,
    language: Language,
) -> &'static str {
    match (kind, relation) {
        (IndicatorChangeKind::Added, _) => choose(language, "追加された指標", "indicator added"),
        (IndicatorChangeKind::Removed, _) => choose(language, "なくなった指標", "indicator removed"),
        (_, Some(Relation::Split)) => choose(language, "分割された指標", "indicator split"),
        (_, Some(Relation::Merge)) => choose(language, "統合された指標", "indicator merged"),
        _ => choose(language, "指標", "indicator"),
    }
}

pub(super) fn field(field: &str, language: Language) -> String {
    match (field, language) {
        ("summary", Language::Japanese) => "概要".to_owned(),
        ("purpose", Language::Japanese) => "目的".to_owned(),
        ("progress", Language::Japanese) => "取組".to_owned(),
        ("others", Language::Japanese) => "その他の欄".to_owned(),
        ("others", Language::English) => "other columns".to_owned(),
        _ => field.to_owned(),
    }
}

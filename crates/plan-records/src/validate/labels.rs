//! Fields that begin with a word which heads columns: the head of a row or form stands in the cell with what it heads.

use document_model::{Diagnostic, Severity};
use japanese_normalize::fold;

use crate::records::Item;

/// Words that head columns, and neither are nor begin a name.
const HEADS: [&str; 17] = [
    "指標名",
    "事業名",
    "施策名",
    "取組名",
    "事務事業名",
    "目標項目",
    "取組番号",
    "事業番号",
    "担当課",
    "担当部署",
    "目標値",
    "現状値",
    "実績値",
    "事業概要",
    "事業内容",
    "取組内容",
    "単位",
];

/// Tags that begin a cell of indicators in words.
const TAGS: [&str; 4] = ["【指標(KPI)】", "【指標】", "【目標】", "【KPI】"];

/// Words that are a field's whole text only where they head it.
const ALONE: [&str; 6] = ["取組", "内容", "概要", "指標", "事業", "施策"];

/// Checks the texts of an item against the words that head columns.
#[must_use]
pub fn check(item: &Item) -> Vec<Diagnostic> {
    let fields = item.source.cells.iter().filter(|(field, _)| {
        matches!(field.as_str(), "title" | "summary" | "purpose") || field.ends_with(".name")
    });
    let mut found = tags(item);
    for (field, cells) in fields {
        let Some(cell) = cells.first().filter(|cell| !cell.rule.ends_with(" (inherited)")) else { continue };
        let raw = cell.raw.trim();
        let first = raw.split_whitespace().next().unwrap_or_default();
        let head = HEADS.contains(&first) || ALONE.contains(&raw);
        if head {
            let ja = format!(
                "欄の文が、見出しの語「{first}」で始まっています。見出しのセルがつながったかもしれません"
            );
            let en = format!(
                "the text begins with \"{first}\", which heads a column: the cell of a head may have been joined to it"
            );
            found.push(Diagnostic::new(Severity::Warning, "head-in-cell", ja, en).about(field.clone()));
        }
    }
    found
}

/// A text with the tag of an indicator behind other words: two rows or cells may have become one.
fn tags(item: &Item) -> Vec<Diagnostic> {
    let statements = item.indicators.iter().enumerate().filter_map(|(at, indicator)| {
        Some((format!("indicators.{at}.statement"), indicator.statement.as_deref()?))
    });
    let texts = [("title", &item.title), ("summary", &item.summary), ("purpose", &item.purpose)];
    let texts = texts.into_iter().filter_map(|(field, text)| Some((field.to_owned(), text.as_deref()?)));
    let inside = |text: &str| {
        let folded = fold(text);
        TAGS.into_iter().find(|tag| folded.find(tag).is_some_and(|at| at > 0))
    };
    let found = statements.chain(texts).filter_map(|(field, text)| {
        let tag = inside(text)?;
        let ja = format!("文の途中に「{tag}」があります。2つのセルか行がつながったかもしれません");
        let en = format!("\"{tag}\" stands inside the text: two cells or rows may have become one");
        Some(Diagnostic::new(Severity::Warning, "head-in-cell", ja, en).about(field))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use document_model::{PageNumber, Place};

    use super::*;
    use crate::records::CellSource;
    use crate::validate::empty_item;

    #[test]
    fn a_head_before_its_text_is_found() {
        let found = |raw: &str| {
            let place = Place::in_text(PageNumber::FIRST, 1, 1);
            let mut item = empty_item();
            let cell = CellSource { place, raw: raw.to_owned(), rule: "title: 事業名".to_owned() };
            item.source.cells.insert("title".to_owned(), vec![cell]);
            check(&item).len()
        };
        assert_eq!(found("事業名\n6-3-1 創業の支援"), 1);
        assert_eq!(found("取組"), 1);
        assert_eq!(found("事業名義の変更"), 0);
        assert_eq!(found("取組の見直し"), 0);
    }
}

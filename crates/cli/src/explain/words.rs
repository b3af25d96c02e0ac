//! The words around an explanation.

use crate::args::Lang;

/// Labels in one language.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) item: &'static str,
    pub(crate) number: &'static str,
    pub(crate) document: &'static str,
    pub(crate) page: &'static str,
    pub(crate) table: &'static str,
    pub(crate) rows: &'static str,
    pub(crate) value: &'static str,
    pub(crate) raw: &'static str,
    pub(crate) place: &'static str,
    pub(crate) rule: &'static str,
    pub(crate) no_cell: &'static str,
}

impl Words {
    pub(crate) fn of(lang: Lang) -> Self {
        match lang {
            Lang::Ja => Self {
                item: "項目",
                number: "番号",
                document: "文書",
                page: "ページ",
                table: "表",
                rows: "行",
                value: "値",
                raw: "原文",
                place: "場所",
                rule: "根拠",
                no_cell: "この欄だけのセルはありません",
            },
            Lang::En => Self {
                item: "Item",
                number: "number",
                document: "Document",
                page: "page",
                table: "table",
                rows: "rows",
                value: "Value",
                raw: "Text",
                place: "Where",
                rule: "Why",
                no_cell: "no cell of its own",
            },
        }
    }
}

/// A rule in words; its own name where it has none here.
pub(crate) fn rule(name: &str, _lang: Lang) -> String {
    name.to_owned()
}

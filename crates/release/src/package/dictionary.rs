//! The data dictionary, in Japanese and English.

use std::fmt::Write as _;

use super::subject::Subject;
use crate::columns::{Column, DECIMAL_SCALE, Kind, TABLES, Table};

/// Language of a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Japanese,
    English,
}

use Language::{English, Japanese};

impl Language {
    pub(super) fn pick<T>(self, ja: T, en: T) -> T {
        match self {
            Japanese => ja,
            English => en,
        }
    }
}

/// Path in the package.
pub(super) fn path(language: Language) -> &'static str {
    language.pick("dictionary.ja.md", "dictionary.en.md")
}

/// The dictionary as Markdown.
pub(super) fn document(subject: &Subject, language: Language) -> String {
    let (title, version) = (language.pick(&subject.title_ja, &subject.title_en), subject.version);
    let mut text = match language {
        Japanese => format!(
            "# {title} データ項目定義書\n\n版 {version}。CSV の見出しは「項目名」、Parquet と SQLite の列名は「列名」です。空のセルは「記載なし」を表します。\n"
        ),
        English => format!(
            "# {title}: data dictionary\n\nVersion {version}. CSV files have the heading, Parquet and SQLite the name. An empty cell: not stated.\n"
        ),
    };
    for table in TABLES {
        describe(&mut text, table, language);
    }
    text
}

fn describe(text: &mut String, table: &Table, language: Language) {
    let (title, about) = (language.pick(table.ja, table.en), language.pick(table.about_ja, table.about_en));
    let key = table.key.join(", ");
    // Writing to a string does not fail.
    let _ = write!(text, "\n## {title} `{}`\n\n{about}。\n\n", table.name);
    if language == English {
        text.truncate(text.len() - "。\n\n".len());
        text.push_str(".\n\n");
    }
    let _ = writeln!(text, "{}: {key}  ", language.pick("主キー", "Primary key"));
    for link in table.links {
        let from = link.columns.join(", ");
        let _ = writeln!(text, "{}: {from} → `{}`  ", language.pick("外部キー", "Foreign key"), link.table);
    }
    text.push_str(language.pick(
        "\n| 項目名 | 列名 | 型 | 必須 | 説明 |\n|---|---|---|---|---|\n",
        "\n| Heading | Name | Type | Required | Meaning |\n|---|---|---|---|---|\n",
    ));
    for column in table.columns {
        row(text, column, language);
    }
}

fn row(text: &mut String, column: &Column, language: Language) {
    let heading = match language {
        Japanese => column.ja.to_owned(),
        English => format!("{} ({})", column.ja, column.en),
    };
    let required = if column.required { "○" } else { "" };
    let about = language.pick(column.about_ja, column.about_en);
    let about = match column.kind {
        Kind::Choice(choices) => {
            let labels: Vec<String> = choices
                .iter()
                .map(|choice| format!("`{}` {}", choice.value, language.pick(choice.ja, choice.en)))
                .collect();
            format!("{about}: {}", labels.join(language.pick("、", "; ")))
        }
        Kind::Code(pattern) => format!("{about} (`{}`)", pattern.replace('|', "\\|")),
        _ => about.to_owned(),
    };
    let kind = kind(column.kind, language);
    // Writing to a string does not fail.
    let _ = writeln!(text, "| {heading} | {} | {kind} | {required} | {about} |", column.name);
}

fn kind(kind: Kind, language: Language) -> String {
    match kind {
        Kind::Text => language.pick("文字列", "text").to_owned(),
        Kind::Code(_) => language.pick("文字列（コード）", "text (code)").to_owned(),
        Kind::Integer => language.pick("整数", "integer").to_owned(),
        Kind::Decimal => match language {
            Japanese => format!("十進数（小数 {DECIMAL_SCALE} 桁まで）"),
            English => format!("decimal (up to {DECIMAL_SCALE} digits after the point)"),
        },
        Kind::Number => language.pick("数（浮動小数点）", "number (floating point)").to_owned(),
        Kind::Boolean => "true / false".to_owned(),
        Kind::Date => language.pick("日付（YYYY-MM-DD）", "date (YYYY-MM-DD)").to_owned(),
        Kind::Choice(_) => language.pick("選択肢", "choice").to_owned(),
    }
}

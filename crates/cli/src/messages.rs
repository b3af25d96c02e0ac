//! What the command says about its inputs, in both languages.

use std::io;
use std::path::Path;

use document_model::{Diagnostic, PageNumber, Severity};

use crate::args::Lang;

/// A message in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) ja: String,
    pub(crate) en: String,
}

impl Message {
    pub(crate) fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ja: ja.into(), en: en.into() }
    }

    pub(crate) fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }

    /// The message as a finding.
    pub(crate) fn finding(self, severity: Severity, code: &'static str) -> Diagnostic {
        Diagnostic::new(severity, code, self.ja, self.en)
    }
}

impl From<schema_emit::ReadError> for Message {
    fn from(error: schema_emit::ReadError) -> Self {
        Self::new(error.ja(), error.to_string())
    }
}

/// What the system says, in both languages.
pub(crate) fn reason(error: &io::Error) -> Message {
    Message::new(schema_emit::error::reason_ja(error), error.to_string())
}

pub(crate) fn missing_input() -> Diagnostic {
    Message::new(
        "ファイルもフォルダーもありません。パスを確かめてください",
        "no such file or folder; check the path",
    )
    .finding(Severity::Error, "missing-input")
}

pub(crate) fn no_match() -> Diagnostic {
    Message::new("この型に合うファイルがありません", "no file matches this pattern")
        .finding(Severity::Error, "no-match")
}

pub(crate) fn bad_pattern(reason: &str) -> Diagnostic {
    Message::new(
        format!("ファイル名の型として読めません（{reason}）"),
        format!("not a valid file pattern ({reason})"),
    )
    .finding(Severity::Error, "bad-pattern")
}

pub(crate) fn no_plans_in_folder(extensions: &str) -> Diagnostic {
    Message::new(
        format!("フォルダーに読める文書がありません。拡張子が {extensions} のファイルを探しました"),
        format!("the folder has no readable document; looked for files ending in {extensions}"),
    )
    .finding(Severity::Error, "no-plans-in-folder")
}

pub(crate) fn unreadable(reason: &Message) -> Diagnostic {
    Message::new(format!("読み取れません（{}）", reason.ja), format!("cannot be read ({})", reason.en))
        .finding(Severity::Error, "unreadable-input")
}

pub(crate) fn too_large(found: Option<u64>, limit: u64) -> Diagnostic {
    let (found_ja, found_en) = match found {
        Some(bytes) => (format!("{bytes} バイト"), format!("{bytes} bytes")),
        None => (format!("{limit} バイトより大きい"), format!("more than {limit} bytes")),
    };
    Message::new(
        format!("大きすぎます（{found_ja}、上限 {limit} バイト）。--max-bytes で上限を変えられます"),
        format!("too large ({found_en}, limit {limit} bytes); --max-bytes changes the limit"),
    )
    .finding(Severity::Error, "too-large")
}

pub(crate) fn duplicate(first: &str) -> Diagnostic {
    Message::new(
        format!("{first} と同じ内容なので、1 回だけ処理しました"),
        format!("the same content as {first}; processed once"),
    )
    .finding(Severity::Info, "duplicate-input")
}

pub(crate) fn internal_error(detail: &str) -> Diagnostic {
    Message::new(
        format!("プログラムの内部で誤りが起きたため、この文書は処理できませんでした（{detail}）。この文書を添えて開発者に知らせてください"),
        format!("an internal error kept this document from being processed ({detail}); please report it with the document"),
    )
    .finding(Severity::Error, "internal-error")
}

pub(crate) fn interrupted() -> Message {
    Message::new("中断しました。前回の出力は元のままです", "interrupted; the previous output is untouched")
}

pub(crate) fn vocabulary_unreadable(path: &str, reason: &Message) -> Message {
    Message::new(
        format!("{path}: 語彙ファイルを読めません（{}）", reason.ja),
        format!("{path}: cannot read the vocabulary file ({})", reason.en),
    )
}

pub(crate) fn bad_vocabulary(path: &str, error: &plan_records::VocabularyError) -> Message {
    Message::new(format!("{path}: {}", error.ja()), format!("{path}: {error}"))
}

pub(crate) fn corrections_unreadable(path: &Path, reason: &Message) -> Message {
    let path = path.display();
    Message::new(
        format!("{path}: 訂正ファイルを読めません（{}）", reason.ja),
        format!("{path}: cannot read the corrections ({})", reason.en),
    )
}

pub(crate) fn cannot_listen(address: std::net::SocketAddr, error: &io::Error) -> Message {
    let Message { ja, en } = reason(error);
    Message::new(
        format!("{address} で待ち受けられません（{ja}）。--port で別のポートを指定してください"),
        format!("cannot listen on {address} ({en}); --port names another port"),
    )
}

pub(crate) fn source_missing(path: &str) -> review::Problem {
    review::Problem {
        ja: format!("元の文書 {path} が見つかりません。原文の文字だけを示します"),
        en: format!("the document {path} was not found; only the text as extracted is shown"),
    }
}

pub(crate) fn source_changed(path: &str) -> review::Problem {
    review::Problem {
        ja: format!("文書 {path} は、記録を作ったときの内容と違います。原文の文字だけを示します"),
        en: format!(
            "the document {path} is not the one that the records were made of; only the text as extracted is shown"
        ),
    }
}

pub(crate) fn no_such_page(path: &Path, page: PageNumber, pages: u32) -> Message {
    let (path, page) = (path.display(), page.0);
    Message::new(
        format!("{path}: {page} ページはありません（全 {pages} ページ）"),
        format!("{path}: there is no page {page}; the document has {pages}"),
    )
}

pub(crate) fn standard_output(error: &io::Error) -> Message {
    let Message { ja, en } = reason(error);
    Message::new(
        format!("標準出力に書き込めません（{ja}）"),
        format!("cannot write to standard output ({en})"),
    )
}

pub(crate) fn unwritable(path: &Path, error: &io::Error) -> Message {
    let (path, Message { ja, en }) = (path.display(), reason(error));
    Message::new(format!("{path}: 書き込めません（{ja}）"), format!("{path}: cannot write ({en})"))
}

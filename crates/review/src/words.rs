//! What the server itself says, in both languages.

use serde::Serialize;

/// A message in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Words {
    pub(crate) ja: String,
    pub(crate) en: String,
}

impl Words {
    pub(crate) fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ja: ja.into(), en: en.into() }
    }
}

pub(crate) fn not_saved(error: &std::io::Error) -> Words {
    Words::new(
        format!("保存できませんでした（{error}）。入力はまだ残っています"),
        format!("not saved ({error}); what you typed is still here"),
    )
}

pub(crate) fn no_such_item() -> Words {
    Words::new("この項目はありません", "there is no such item")
}

pub(crate) fn no_such_document() -> Words {
    Words::new("この文書はありません", "there is no such document")
}

pub(crate) fn no_such_field(field: &str) -> Words {
    Words::new(format!("欄「{field}」は直せません"), format!("the field \"{field}\" cannot be corrected"))
}

pub(crate) fn does_not_fit(why: &str) -> Words {
    Words::new(
        format!("この欄に入らない値です（{why}）"),
        format!("the value does not fit the field ({why})"),
    )
}

pub(crate) fn nothing_changed() -> Words {
    Words::new("変わったところがありません", "nothing was changed")
}

pub(crate) fn no_such_decision() -> Words {
    Words::new("この訂正はありません", "there is no such correction")
}

pub(crate) fn no_such_finding() -> Words {
    Words::new("この確認事項はありません", "there is no such finding")
}

pub(crate) fn reason_wanted() -> Words {
    Words::new("理由を書いてください", "please give a reason")
}

pub(crate) fn too_long() -> Words {
    Words::new("長すぎます", "too long")
}

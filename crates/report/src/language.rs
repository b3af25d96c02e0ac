//! The languages of the page.

use document_model::Severity;
use schema_emit::catalogue::{Entry, Words};

/// Language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// Japanese.
    Ja,
    /// English.
    En,
}

impl Lang {
    pub(crate) fn pick<'t>(self, ja: &'t str, en: &'t str) -> &'t str {
        match self {
            Self::Ja => ja,
            Self::En => en,
        }
    }

    /// The value of HTML's `lang`.
    pub(crate) fn code(self) -> &'static str {
        self.pick("ja", "en")
    }

    pub(crate) fn severity(self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.pick("エラー", "error"),
            Severity::Warning => self.pick("注意", "warning"),
            Severity::Info => self.pick("参考", "note"),
        }
    }

    pub(crate) fn words(self, entry: &Entry) -> &Words {
        match self {
            Self::Ja => &entry.ja,
            Self::En => &entry.en,
        }
    }
}

//! What is said of decisions that cannot be applied.

use document_model::{Diagnostic, Severity};
use serde_json::Value;

use crate::decision::{Decision, Unreadable};

/// Characters of a value or text that a message shows.
const SHOWN: usize = 60;

pub(crate) fn unreadable(line: usize, why: &Unreadable) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        "correction-unreadable",
        format!("訂正ファイルの {line} 行目は使えません：{}", why.ja),
        format!("line {line} of the corrections cannot be used: {}", why.en),
    )
}

pub(crate) fn more_unreadable(count: usize) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        "correction-unreadable",
        format!("訂正ファイルには、使えない行がほかに {count} 行あります"),
        format!("{count} more lines of the corrections cannot be used"),
    )
}

pub(crate) fn circular(id: &str) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        "correction-unreadable",
        format!("取り消し {id} は、互いに取り消し合っているため無視しました"),
        format!("the undo {id} is part of a circle of undos and was ignored"),
    )
}

pub(crate) fn unplaced(count: usize) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        "correction-unplaced",
        format!(
            "この文書についての訂正 {count} 件は、今回の入力に当てはまる文書も項目もないため、使っていません"
        ),
        format!(
            "{count} corrections of this document were not used: no input of this run has the document or an item of the same key"
        ),
    )
}

pub(crate) fn unknown_field(decision: &Decision, field: &str) -> Diagnostic {
    let (ja, en) = (signed_ja(decision), signed_en(decision));
    Diagnostic::new(
        Severity::Warning,
        "correction-unknown-field",
        format!("欄「{field}」はないため、訂正{ja}を使っていません"),
        format!("there is no field \"{field}\"; the correction {en} was not used"),
    )
}

pub(crate) fn stale(decision: &Decision, found: Option<&str>) -> Diagnostic {
    let field = decision.field.as_deref().unwrap_or_default();
    let made = decision.raw.as_deref().map_or_else(|| shown(&decision.old), cut);
    let found = cut(found.unwrap_or("-"));
    let (ja, en) = (signed_ja(decision), signed_en(decision));
    Diagnostic::new(
        Severity::Warning,
        "correction-stale",
        format!("訂正{ja}は原文「{made}」に対するもので、今の原文は「{found}」のため、使っていません"),
        format!("the correction {en} was made against \"{made}\", but the text is now \"{found}\"; it was not used"),
    )
    .about(field)
}

pub(crate) fn item_gone(decision: &Decision) -> Diagnostic {
    let field = decision.field.as_deref().unwrap_or_default();
    let id = decision.item.as_ref().map_or("-", |item| item.id.as_str());
    let (ja, en) = (signed_ja(decision), signed_en(decision));
    let new = shown(&decision.new);
    Diagnostic::new(
        Severity::Warning,
        "correction-stale",
        format!("訂正{ja}の項目 {id} が見つからないため、使っていません（{field} → {new}）"),
        format!("the correction {en} was not used: its item {id} was not found ({field} → {new})"),
    )
}

pub(crate) fn ambiguous(decision: &Decision, items: usize) -> Diagnostic {
    let field = decision.field.as_deref().unwrap_or_default();
    let (ja, en) = (signed_ja(decision), signed_en(decision));
    let new = shown(&decision.new);
    Diagnostic::new(
        Severity::Warning,
        "correction-ambiguous",
        format!("訂正{ja}に当てはまる項目が {items} 件あるため、使っていません（{field} → {new}）"),
        format!("the correction {en} fits {items} items and was not used ({field} → {new})"),
    )
}

pub(crate) fn conflict(field: &str, decisions: &[&Decision]) -> Diagnostic {
    let list = |signed: fn(&Decision) -> String, between: &str| {
        let each = decisions.iter().map(|decision| format!("{} {}", shown(&decision.new), signed(decision)));
        each.collect::<Vec<_>>().join(between)
    };
    let (ja, en) = (list(signed_ja, "、"), list(signed_en, ", "));
    Diagnostic::new(
        Severity::Warning,
        "correction-conflict",
        format!("訂正が食い違うため、どれも使っていません：{ja}"),
        format!("corrections disagree and none was used: {en}"),
    )
    .about(field)
}

pub(crate) fn overridden(decision: &Decision, by: &Decision) -> Diagnostic {
    let field = decision.field.as_deref().unwrap_or_default();
    let (ja, en) = (signed_ja(decision), signed_en(decision));
    let (by_ja, by_en) = (signed_ja(by), signed_en(by));
    Diagnostic::new(
        Severity::Info,
        "correction-overridden",
        format!("別の版についての訂正{ja}は、この文書についての訂正{by_ja}と違うため、使っていません"),
        format!(
            "the correction {en} of another edition differs from {by_en} of this document and was not used"
        ),
    )
    .about(field)
}

pub(crate) fn invalid(decision: &Decision, why: &str) -> Diagnostic {
    let field = decision.field.as_deref().unwrap_or_default();
    let (ja, en) = (signed_ja(decision), signed_en(decision));
    let (new, why) = (shown(&decision.new), cut(why));
    Diagnostic::new(
        Severity::Warning,
        "correction-invalid",
        format!("訂正{ja}の値 {new} はこの欄に入らないため、使っていません（{why}）"),
        format!("the value {new} of the correction {en} does not fit the field and was not used ({why})"),
    )
    .about(field)
}

pub(crate) fn acceptance_stale(decision: &Decision) -> Diagnostic {
    let code = decision.finding.as_ref().map_or("-", |finding| finding.code.as_str());
    let (ja, en) = (signed_ja(decision), signed_en(decision));
    Diagnostic::new(
        Severity::Info,
        "acceptance-stale",
        format!("確認済みとした{ja}確認事項 {code} は、同じ形ではもうありません"),
        format!("the finding {code} that was accepted {en} is no longer there in the same form"),
    )
}

/// `（山田、2026-11-27、3f2a…）`.
fn signed_ja(decision: &Decision) -> String {
    format!("（{}、{}、{}）", cut(&decision.who), day(decision), cut(&decision.id))
}

fn signed_en(decision: &Decision) -> String {
    format!("({}, {}, {})", cut(&decision.who), day(decision), cut(&decision.id))
}

/// The date of an RFC 3339 time.
fn day(decision: &Decision) -> &str {
    decision.when.split('T').next().unwrap_or_default()
}

pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("\"{}\"", cut(text)),
        other => cut(&other.to_string()),
    }
}

fn cut(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

//! Totals, and the quality of each document.

use maud::{Markup, html};
use plan_records::records::Status;

use crate::language::Lang;
use crate::number::{count, percent};
use crate::sources::SourceState;
use crate::stats::{Counts, DocumentStats, name};

pub(crate) fn totals(documents: &[DocumentStats<'_>], lang: Lang) -> Markup {
    let mut all = Counts::default();
    documents.iter().for_each(|document| all.add(&document.counts));
    let with = |status| documents.iter().filter(|document| document.record.status == status).count() as u64;
    let (partial, failed) = (with(Status::Partial), with(Status::Failed));
    let read = match (lang, partial + failed) {
        (Lang::Ja, 0) => "すべて読めた".to_owned(),
        (Lang::Ja, _) => format!("一部のみ {partial}、失敗 {failed}"),
        (Lang::En, 0) => "all read".to_owned(),
        (Lang::En, _) => format!("{partial} in part, {failed} failed"),
    };
    let values = match lang {
        Lang::Ja => format!("値 {}", count(all.values)),
        Lang::En => format!("{} values", count(all.values)),
    };
    let findings = match lang {
        Lang::Ja => {
            format!("エラー {}、注意 {}、参考 {}", count(all.errors), count(all.warnings), count(all.infos))
        }
        Lang::En => format!(
            "{} errors, {} warnings, {} notes",
            count(all.errors),
            count(all.warnings),
            count(all.infos)
        ),
    };
    let findings = match (lang, all.answered) {
        (_, 0) => findings,
        (Lang::Ja, answered) => format!("{findings}（ほかに確認済み {}）", count(answered)),
        (Lang::En, answered) => format!("{findings} ({} more are answered)", count(answered)),
    };
    let doubtful = match lang {
        Lang::Ja => format!("0.8 未満は {} 欄", count(all.doubtful)),
        Lang::En => format!("{} fields below 0.8", count(all.doubtful)),
    };
    html! {
        dl.tiles {
            (tile(lang.pick("文書", "Documents"), &count(documents.len() as u64), &read))
            (tile(lang.pick("項目", "Items"), &count(all.items), lang.pick("施策・取組・事業の行", "rows of measures and projects")))
            (tile(lang.pick("指標", "Indicators"), &count(all.indicators), &values))
            (tile(lang.pick("確認事項", "Findings"), &count(all.errors + all.warnings + all.infos), &findings))
            (tile(lang.pick("確信度 0.95 以上の欄", "Fields at 0.95 or more"), &percent(all.sure, all.fields), &doubtful))
        }
    }
}

fn tile(label: &str, figure: &str, note: &str) -> Markup {
    html! {
        div.tile { dt { (label) } dd { span.figure { (figure) } span.note { (note) } } }
    }
}

pub(crate) fn documents(documents: &[DocumentStats<'_>], states: &[SourceState], lang: Lang) -> Markup {
    let heads = match lang {
        Lang::Ja => ["ページ", "項目", "指標", "値", "エラー", "注意", "参考", "0.95 以上", "0.8 未満"],
        Lang::En => {
            ["Pages", "Items", "Indicators", "Values", "Errors", "Warnings", "Notes", "≥ 0.95", "< 0.8"]
        }
    };
    html! {
        p.note {
            (lang.pick(
                "「0.95 以上」「0.8 未満」は、値の入った欄のうち、確信度（0 から 1）がその範囲にあるものの割合です。0.8 未満の欄から確かめてください。",
                "“≥ 0.95” and “< 0.8” are the shares of filled fields whose confidence, from 0 to 1, is in that range. Check the fields below 0.8 first.",
            ))
        }
        div.scroll tabindex="0" role="region" aria-labelledby="documents-title" {
            table.grid {
                thead {
                    tr {
                        th scope="col" { (lang.pick("文書", "Document")) }
                        th scope="col" { (lang.pick("状態", "Status")) }
                        @for head in heads { th.number scope="col" { (head) } }
                    }
                }
                tbody {
                    @for (document, state) in documents.iter().zip(states) { (row(document, *state, lang)) }
                }
            }
        }
    }
}

fn row(document: &DocumentStats<'_>, state: SourceState, lang: Lang) -> Markup {
    let DocumentStats { record, counts, .. } = document;
    let (class, status) = match record.status {
        Status::Ok => ("ok", lang.pick("読めた", "read")),
        Status::Partial => ("warning", lang.pick("一部のみ", "in part")),
        Status::Failed => ("error", lang.pick("失敗", "failed")),
    };
    let numbers = [u64::from(record.pages), counts.items, counts.indicators, counts.values];
    let findings = [(counts.errors, "error"), (counts.warnings, "warning"), (counts.infos, "info")];
    html! {
        tr {
            th.document scope="row" {
                span.title { (name(record)) }
                span.path { (record.path) }
                @if let Some(note) = about_source(state, lang) { span.missing { (note) } }
            }
            td { span class=(format!("badge {class}")) { (status) } }
            @for number in numbers { td.number { (count(number)) } }
            @for (number, class) in findings {
                td class=(if number > 0 { format!("number {class}") } else { "number none".to_owned() }) { (count(number)) }
            }
            td.number { (percent(counts.sure, counts.fields)) }
            td class=(if counts.doubtful > 0 { "number warning" } else { "number none" }) {
                (percent(counts.doubtful, counts.fields))
            }
        }
    }
}

/// What to know of a document that cannot be shown.
fn about_source(state: SourceState, lang: Lang) -> Option<&'static str> {
    match state {
        SourceState::Found | SourceState::None => None,
        SourceState::Missing => Some(lang.pick(
            "この場所に元のファイルがないため、図はありません",
            "the source is not at this path: no pictures",
        )),
        SourceState::Changed => Some(lang.pick(
            "この場所のファイルは、記録を作ったものと中身が違うため、図はありません",
            "the file at this path is not the one that was read: no pictures",
        )),
    }
}

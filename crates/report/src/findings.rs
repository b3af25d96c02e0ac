//! Findings by kind, gravest first: what they mean, what to do, and pictures of their places.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use document_model::{Place, Rect, Severity};
use maud::{Markup, PreEscaped, html};
use plan_records::records::{DocumentRecord, Finding};
use schema_emit::{Output, catalogue};

use crate::language::Lang;
use crate::number::count;
use crate::sources::{Line, Picture, Sources, View};
use crate::stats::name;

/// Findings of a kind that are shown with their place.
const SHOWN_WITH_VIEW: usize = 6;

/// Findings of a kind that are shown at all.
const SHOWN: usize = 30;

/// Pictures on the page.
const PICTURES: usize = 60;

/// Bytes of all pictures on the page: what a mail still takes.
const PICTURE_BYTES: usize = 6 << 20;

/// A kind of finding with its findings, by their place in the output.
struct Kind<'o> {
    code: &'o str,
    severity: Severity,
    findings: Vec<usize>,
}

pub(crate) fn section(output: &Output, sources: &mut dyn Sources, lang: Lang) -> Markup {
    if output.findings.iter().all(|finding| finding.answer.is_some()) {
        return html! { p { (lang.pick("確かめることは残っていません。", "There are no findings left to check.")) } };
    }
    let kinds = kinds(&output.findings);
    let views = views(output, &kinds, sources);
    html! {
        p.note {
            (lang.pick(
                "重いものから順に、種類ごとに並べています。枠の中が、その確認事項の場所です。すべては findings.jsonl と findings.sarif にあります。",
                "By kind, gravest first. A frame marks the place. All of them are in findings.jsonl and findings.sarif.",
            ))
        }
        (table(&kinds, lang))
        @for kind in &kinds { (article(kind, output, &views, lang)) }
    }
}

/// The kinds of the findings that nobody has answered: gravest first, then the most frequent, then by code.
fn kinds(findings: &[Finding]) -> Vec<Kind<'_>> {
    let mut kinds: BTreeMap<&str, Kind<'_>> = BTreeMap::new();
    let open = findings.iter().enumerate().filter(|(_, finding)| finding.answer.is_none());
    for (at, finding) in open {
        let new = || Kind { code: &finding.code, severity: finding.severity, findings: Vec::new() };
        let kind = kinds.entry(&finding.code).or_insert_with(new);
        kind.severity = kind.severity.max(finding.severity);
        kind.findings.push(at);
    }
    let mut kinds: Vec<Kind<'_>> = kinds.into_values().collect();
    kinds.sort_by_key(|kind| (std::cmp::Reverse(kind.severity), std::cmp::Reverse(kind.findings.len())));
    kinds
}

/// Views by the finding's place in the output. They are asked for in the order of the documents, so that each is opened once.
fn views(output: &Output, kinds: &[Kind<'_>], sources: &mut dyn Sources) -> BTreeMap<usize, View> {
    let documents: BTreeMap<&str, &DocumentRecord> =
        output.documents.iter().map(|document| (document.id.as_str(), document)).collect();
    let mut wanted: Vec<usize> =
        kinds.iter().flat_map(|kind| chosen(kind, &output.findings)).take(PICTURES).collect();
    wanted.sort_unstable();
    let (mut views, mut bytes) = (BTreeMap::new(), 0_usize);
    for at in wanted {
        let Some(finding) = output.findings.get(at) else { continue };
        let (Some(document), Some(place)) = (documents.get(finding.document_id.as_str()), &finding.place)
        else {
            continue;
        };
        let Some(view) = sources.view(document, place) else { continue };
        if let View::Picture(picture) = &view {
            bytes = bytes.saturating_add(picture.png.len());
            if bytes > PICTURE_BYTES {
                break;
            }
        }
        views.insert(at, view);
    }
    views
}

/// The findings of a kind that are shown with their place: one of each document in turn.
fn chosen(kind: &Kind<'_>, findings: &[Finding]) -> Vec<usize> {
    let mut by_document: Vec<(&str, Vec<usize>)> = Vec::new();
    for at in &kind.findings {
        let Some(finding) = findings.get(*at).filter(|finding| finding.place.is_some()) else { continue };
        let place = by_document.iter().position(|(id, _)| *id == finding.document_id);
        if place.is_none() && by_document.len() < SHOWN_WITH_VIEW {
            by_document.push((&finding.document_id, Vec::new()));
        }
        let place = place.unwrap_or(by_document.len().saturating_sub(1));
        if let Some((id, of_document)) = by_document.get_mut(place)
            && *id == finding.document_id
            && of_document.len() < SHOWN_WITH_VIEW
        {
            of_document.push(*at);
        }
    }
    let rounds =
        (0..SHOWN_WITH_VIEW).flat_map(|round| by_document.iter().filter_map(move |(_, of)| of.get(round)));
    let mut chosen: Vec<usize> = rounds.copied().take(SHOWN_WITH_VIEW).collect();
    chosen.sort_unstable();
    chosen
}

fn badge(severity: Severity, lang: Lang) -> Markup {
    html! { span class=(format!("badge {}", catalogue::severity_name(severity))) { (lang.severity(severity)) } }
}

fn title(code: &str, lang: Lang) -> &str {
    catalogue::entry(code).map_or(code, |entry| &lang.words(entry).title)
}

fn table(kinds: &[Kind<'_>], lang: Lang) -> Markup {
    html! {
        table.grid.kinds {
            thead {
                tr {
                    th scope="col" { (lang.pick("重さ", "Severity")) }
                    th scope="col" { (lang.pick("種類", "Kind")) }
                    th scope="col" { (lang.pick("コード", "Code")) }
                    th.number scope="col" { (lang.pick("件数", "Number")) }
                }
            }
            tbody {
                @for kind in kinds {
                    tr {
                        td { (badge(kind.severity, lang)) }
                        td { a href=(format!("#{}", kind.code)) { (title(kind.code, lang)) } }
                        td { code { (kind.code) } }
                        td.number { (count(kind.findings.len() as u64)) }
                    }
                }
            }
        }
    }
}

fn article(kind: &Kind<'_>, output: &Output, views: &BTreeMap<usize, View>, lang: Lang) -> Markup {
    let (seen, unseen): (Vec<usize>, Vec<usize>) =
        kind.findings.iter().partition(|at| views.contains_key(*at));
    let listed = SHOWN.saturating_sub(seen.len());
    let hidden = unseen.len().saturating_sub(listed);
    let find = |at: &usize| output.findings.get(*at);
    html! {
        article.kind id=(kind.code) {
            h3 {
                (badge(kind.severity, lang)) " " (title(kind.code, lang)) " "
                code { (kind.code) }
                span.count { (of_findings(kind.findings.len(), lang)) }
            }
            @if let Some(entry) = catalogue::entry(kind.code) {
                @let words = lang.words(entry);
                p { (with_code(&words.meaning)) }
                p.action { strong { (lang.pick("対処", "What to do")) } " " (with_code(&words.action)) }
            }
            @for at in &seen {
                @if let (Some(finding), Some(view)) = (find(at), views.get(at)) {
                    figure.place {
                        figcaption { (caption(finding, output, lang)) }
                        (shown(view, lang))
                    }
                }
            }
            @if !unseen.is_empty() && listed > 0 {
                ul.places { @for finding in unseen.iter().take(listed).filter_map(find) { li { (caption(finding, output, lang)) } } }
            }
            @if hidden > 0 {
                p.note { (match lang {
                    Lang::Ja => format!("ほか {} 件は findings.jsonl にあります。", count(hidden as u64)),
                    Lang::En => format!("{} more are in findings.jsonl.", count(hidden as u64)),
                }) }
            }
        }
    }
}

fn of_findings(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{} 件", count(number as u64)),
        Lang::En => format!("{} in all", count(number as u64)),
    }
}

fn caption(finding: &Finding, output: &Output, lang: Lang) -> Markup {
    let document = output.documents.iter().find(|document| document.id == finding.document_id);
    let document = document.filter(|document| !document.path.is_empty()).map_or(finding.path.as_str(), name);
    let message = lang.pick(&finding.message, &finding.message_en);
    html! {
        span.where { (document) @if let Some(place) = &finding.place { " " (words(place, lang)) } }
        span.message { (message) }
        @if let Some(item) = &finding.item {
            span.where { (lang.pick("項目", "item")) " " code { (item) } @if let Some(field) = &finding.field { " " code { (field) } } }
        }
    }
}

fn words(place: &Place, lang: Lang) -> String {
    let page = place.page.0;
    match (lang, place.line) {
        (Lang::Ja, Some(line)) => format!("{page} ページ {line} 行"),
        (Lang::Ja, None) => format!("{page} ページ"),
        (Lang::En, Some(line)) => format!("page {page}, line {line}"),
        (Lang::En, None) => format!("page {page}"),
    }
}

fn shown(view: &View, lang: Lang) -> Markup {
    match view {
        View::Picture(picture) => self::picture(picture, lang),
        View::Line(line) => self::line(line),
    }
}

fn picture(picture: &Picture, lang: Lang) -> Markup {
    let Picture { png, width, height, mark } = picture;
    let alt = lang.pick("ページの、この確認事項の場所の図", "The page at the place of the finding");
    let whole = mark.is_none();
    html! {
        div class=(if whole { "picture page" } else { "picture" }) style=(format!("aspect-ratio:{width}/{height};max-width:{}px", width.saturating_mul(2) / 3)) {
            img alt=(alt) width=(width) height=(height) src=(format!("data:image/png;base64,{}", STANDARD.encode(png)));
            @if let Some(mark) = mark { span.mark style=(frame(mark, f64::from(*width), f64::from(*height))) {} }
        }
    }
}

/// The frame over a picture, in shares of its size.
fn frame(mark: &Rect, width: f64, height: f64) -> String {
    let share = |part: f64, all: f64| (100.0 * part / all.max(1.0)).clamp(0.0, 100.0);
    let (left, top) = (share(mark.x0, width), share(mark.y0, height));
    let (right, bottom) = (share(mark.x1, width), share(mark.y1, height));
    format!("left:{left:.2}%;top:{top:.2}%;width:{:.2}%;height:{:.2}%", right - left, bottom - top)
}

fn line(line: &Line) -> Markup {
    let tabs = |text: &str| text.replace('\t', " → ");
    html! {
        pre.line { span.line-number { (line.number) } code { (tabs(&line.before)) mark { (tabs(&line.marked)) } (tabs(&line.after)) } }
    }
}

/// Text of the catalogue: what stands between backquotes is code.
fn with_code(text: &str) -> Markup {
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(at, part)| {
        if at % 2 == 1 {
            html! { code { (part) } }
        } else {
            html! { (part) }
        }
    });
    PreEscaped(parts.map(PreEscaped::into_string).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stands_between_backquotes() {
        assert_eq!(with_code("a `<b>` c").into_string(), "a <code>&lt;b&gt;</code> c");
    }

    #[test]
    fn a_frame_stays_on_its_picture() {
        assert_eq!(
            frame(&Rect::new(-10.0, 0.0, 50.0, 400.0), 100.0, 200.0),
            "left:0.00%;top:0.00%;width:50.00%;height:100.00%"
        );
    }
}

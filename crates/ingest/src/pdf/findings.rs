//! What a person should know about how a page was read.

use document_model::{Diagnostic, Page, Place, Severity, UnicodeSource};

use super::limits::{Budget, Limit};
use super::scanned;

/// From this share of a page's characters on, unreadable ones are an error and no warning: one in a hundred.
const GRAVE_SHARE: usize = 100;

/// Most names in one message.
const MAX_NAMES: usize = 5;

/// What came up while a page was read, besides its content.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Names of fonts that the page asks for and the file does not have.
    pub(super) missing_fonts: Vec<String>,
    /// Content streams whose bytes are damaged.
    pub(super) broken_streams: u32,
    /// Content streams that were inflated in spite of damage.
    pub(super) damaged_streams: u32,
    /// Content streams that could not be read to their ends.
    pub(super) broken_off: u32,
    /// Fonts that decode to nonsense, with the number of their characters.
    pub(super) nonsense: Vec<(String, usize)>,
    /// Characters of text that a recogniser added to a scan.
    pub(super) recognised: usize,
}

/// The diagnostics of a page.
pub(super) fn findings(page: &Page, budget: &Budget, notes: &Notes) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> =
        budget.reached().iter().filter_map(|limit| limit_reached(*limit, budget)).collect();
    found.extend(broken_streams(notes));
    found.extend(damaged_content(notes));
    found.extend(missing_fonts(notes));
    found.extend(nonsense(page, notes));
    found.extend(unmapped(page, notes));
    found.extend(scanned(page, notes.recognised));
    let place = Place { page: page.number, bbox: None, line: None, column: None };
    found.into_iter().map(|diagnostic| diagnostic.at(place)).collect()
}

/// The diagnostics of a page for which the time ran out.
pub(super) fn out_of_time(page: &Page) -> Vec<Diagnostic> {
    let number = page.number.0;
    let place = Place { page: page.number, bbox: None, line: None, column: None };
    vec![
        Diagnostic::new(
            Severity::Error,
            "pdf-out-of-time",
            format!("{number} ページを読み終える前に時間の上限に達したので、このページは読みませんでした。上限は --limit seconds で変えられます。"),
            format!("the time was up before page {number} was read to its end: nothing of it was read; --limit seconds sets the limit"),
        )
        .at(place),
    ]
}

fn limit_reached(limit: Limit, budget: &Budget) -> Option<Diagnostic> {
    let limits = &budget.limits;
    let (name, mut found) = match limit {
        Limit::Inflated => (
            "stream-bytes",
            Diagnostic::new(
                Severity::Error,
                "pdf-too-many-bytes",
                format!(
                    "展開すると大きすぎるデータがあり、読みませんでした（上限は 1 件 {} バイト、1 ページ {} バイト）。",
                    limits.max_stream_bytes, limits.max_page_bytes
                ),
                format!(
                    "a stream is too large once inflated and was not read (at most {} bytes each, {} a page)",
                    limits.max_stream_bytes, limits.max_page_bytes
                ),
            ),
        ),
        Limit::Operators => (
            "operators",
            Diagnostic::new(
                Severity::Error,
                "pdf-too-many-operators",
                format!("描画命令が上限の {} を超えました。残りは読みませんでした。", limits.max_operators),
                format!("more than {} operators on the page: the rest was not read", limits.max_operators),
            ),
        ),
        Limit::Glyphs => (
            "glyphs",
            Diagnostic::new(
                Severity::Error,
                "pdf-too-many-glyphs",
                format!("文字が上限の {} を超えました。残りは読みませんでした。", limits.max_glyphs),
                format!("more than {} characters on the page: the rest was not read", limits.max_glyphs),
            ),
        ),
        Limit::Paths => (
            "paths",
            Diagnostic::new(
                Severity::Error,
                "pdf-too-many-paths",
                format!("罫線と図形が上限の {} を超えました。残りは読みませんでした。", limits.max_paths),
                format!("more than {} lines and areas on the page: the rest was not read", limits.max_paths),
            ),
        ),
        Limit::Fonts => (
            "font-bytes",
            Diagnostic::new(
                Severity::Error,
                "pdf-too-many-fonts",
                format!(
                    "ページのフォントが大きすぎるか多すぎます（上限はおよそ {} バイト）。残りのフォントの文字は読みませんでした。",
                    limits.max_font_bytes
                ),
                format!(
                    "the fonts of the page are too large or too many (about {} bytes at most): text in the others was not read",
                    limits.max_font_bytes
                ),
            ),
        ),
        Limit::Widths => (
            "widths",
            Diagnostic::new(
                Severity::Warning,
                "pdf-too-many-widths",
                format!(
                    "フォントの文字幅の定義が上限の {} を超えました。残りは読まないので、文字の位置が違うおそれがあります。",
                    limits.max_widths
                ),
                format!(
                    "a font gives more than {} widths; the rest was not read, and characters may stand elsewhere",
                    limits.max_widths
                ),
            ),
        ),
        Limit::FormDepth => (
            "form-depth",
            Diagnostic::new(
                Severity::Warning,
                "pdf-forms-too-deep",
                format!(
                    "図形の中の図形が {} 段を超えるか、自分自身を含んでいます。その先は読みませんでした。",
                    limits.max_form_depth
                ),
                format!(
                    "forms lie more than {} deep, or hold themselves: not read further",
                    limits.max_form_depth
                ),
            ),
        ),
        Limit::StateDepth => (
            "state-depth",
            Diagnostic::new(
                Severity::Warning,
                "pdf-states-too-deep",
                format!(
                    "描画状態の保存が {} 段を超えました。色や位置が違うおそれがあります。",
                    limits.max_state_depth
                ),
                format!(
                    "more than {} saved graphics states: colours and places may be wrong",
                    limits.max_state_depth
                ),
            ),
        ),
        // Such a page is empty and says so itself: `out_of_time`.
        Limit::Time => return None,
    };
    found.ja.push_str(&format!("上限は --limit {name} で変えられます。"));
    found.en.push_str(&format!("; --limit {name} sets the limit"));
    Some(found)
}

fn broken_streams(notes: &Notes) -> Option<Diagnostic> {
    let count = notes.broken_streams;
    (count > 0).then(|| {
        Diagnostic::new(
            Severity::Error,
            "pdf-broken-stream",
            format!("ページの内容のデータが {count} 件壊れていて、読めませんでした。"),
            format!("{count} streams with content of the page are damaged and could not be read"),
        )
    })
}

fn damaged_content(notes: &Notes) -> Option<Diagnostic> {
    let count = notes.damaged_streams.saturating_add(notes.broken_off);
    (count > 0).then(|| {
        Diagnostic::new(
            Severity::Warning,
            "pdf-damaged-content",
            format!("ページの内容のデータに、壊れた所が {count} か所あります。そこから先の文字や罫線が失われているかもしれません。"),
            format!("the content of the page is damaged in {count} places: text and lines after them may be lost"),
        )
    })
}

fn missing_fonts(notes: &Notes) -> Option<Diagnostic> {
    (!notes.missing_fonts.is_empty()).then(|| {
        let (ja, en) = (names(&notes.missing_fonts, "、"), names(&notes.missing_fonts, ", "));
        Diagnostic::new(
            Severity::Error,
            "pdf-missing-font",
            format!("ページが使うフォント {ja} の定義がありません。その文字は読めませんでした。"),
            format!("the page uses fonts that the file does not define ({en}): their text is lost"),
        )
    })
}

fn nonsense(page: &Page, notes: &Notes) -> Option<Diagnostic> {
    let count: usize = notes.nonsense.iter().map(|(_, count)| count).sum();
    (count > 0).then(|| {
        let fonts: Vec<String> = notes.nonsense.iter().map(|(name, _)| name.clone()).collect();
        let (ja, en, number) = (names(&fonts, "、"), names(&fonts, ", "), page.number.0);
        Diagnostic::new(
            Severity::Error,
            "pdf-unreadable-font",
            format!(
                "{number} ページのフォント {ja} は、文字コードの対応表が誤っていて、正しい文字になりません。{count} 文字を U+FFFD（�）にしました。文字認識（OCR）か、元の文書が必要です。"
            ),
            format!(
                "page {number}: the fonts {en} map their codes to characters that cannot be right; {count} characters became U+FFFD. Recognise the text (OCR), or take the original document"
            ),
        )
    })
}

fn unmapped(page: &Page, notes: &Notes) -> Option<Diagnostic> {
    let told: usize = notes.nonsense.iter().map(|(_, count)| count).sum();
    let unknown = page.glyphs.iter().filter(|glyph| glyph.unicode == UnicodeSource::Unknown);
    let mut fonts: Vec<String> = Vec::new();
    let mut count = 0_usize;
    for glyph in unknown {
        count += 1;
        let font = usize::try_from(glyph.font.0).ok().and_then(|index| page.fonts.get(index));
        let name = font.map(|font| font.name.clone()).unwrap_or_default();
        if fonts.len() <= MAX_NAMES && !fonts.contains(&name) {
            fonts.push(name);
        }
    }
    let count = count.saturating_sub(told);
    if count == 0 {
        return None;
    }
    let grave = count.saturating_mul(GRAVE_SHARE) >= page.glyphs.len();
    let severity = if grave { Severity::Error } else { Severity::Warning };
    let (ja, en, number) = (names(&fonts, "、"), names(&fonts, ", "), page.number.0);
    Some(Diagnostic::new(
        severity,
        "pdf-unmapped-characters",
        format!(
            "{number} ページのフォント {ja} に、どの文字か分からないものが {count} 文字あり、U+FFFD（�）にしました。"
        ),
        format!(
            "page {number}: {count} characters of the fonts {en} have no known Unicode and became U+FFFD"
        ),
    ))
}

fn scanned(page: &Page, recognised: usize) -> Option<Diagnostic> {
    let number = page.number.0;
    if recognised > 0 {
        return Some(Diagnostic::new(
            Severity::Warning,
            "recognised-layer",
            format!(
                "{number} ページは画像で、文字認識（OCR）による見えない文字が付いています。その {recognised} 文字を読みました。誤りがありうるので、原本と見比べてください。"
            ),
            format!(
                "page {number} is an image with invisible text from character recognition (OCR): its {recognised} characters were read; compare them with the print"
            ),
        ));
    }
    scanned::is_scan(page).then(|| {
        Diagnostic::new(
            Severity::Warning,
            "scanned-page",
            format!(
                "{number} ページは画像だけで、文字がありません（スキャンした紙など）。文字認識（OCR）が必要です。"
            ),
            format!("page {number} is an image without text, such as a scan: recognise the text first (OCR)"),
        )
    })
}

fn names(names: &[String], separator: &str) -> String {
    let mut list: Vec<&str> =
        names.iter().take(MAX_NAMES).map(|name| if name.is_empty() { "?" } else { name.as_str() }).collect();
    if names.len() > MAX_NAMES {
        list.push("…");
    }
    list.join(separator)
}

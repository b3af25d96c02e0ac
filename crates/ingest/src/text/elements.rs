//! The HTML elements that count as markup, and what each does to a line.

/// What an element's tag does to the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// The text runs on (`<b>`).
    Inline,
    /// The line ends (`<br>`, `<li>`).
    Line,
    /// The line ends and a paragraph's distance follows (`<p>`, `<h1>`).
    Paragraph,
    /// Its content is no text (`<script>`).
    Raw,
    /// Its content is a reading of the text before it (`<rt>`).
    Reading,
    /// Part of a table.
    Table(TablePart),
}

/// A tag of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TablePart {
    /// `<table>`
    Table,
    /// `<thead>`
    Head,
    /// `<tbody>`, `<tfoot>`
    Body,
    /// `<tr>`
    Row,
    /// `<th>`
    HeaderCell,
    /// `<td>`
    Cell,
    /// `<caption>`
    Caption,
    /// `<col>`, `<colgroup>`
    Column,
}

/// Longest element name in the lists below.
const LONGEST_NAME: usize = 14;

/// What the element of this name does; `None` where the name is no HTML element's.
///
/// `document` says that the text is an HTML document as a whole. Elsewhere only those elements count
/// that conversion tools leave behind in cells: `<data>` or `<main>` in a plan is more likely a word.
pub(crate) fn effect_of(name: &str, document: bool) -> Option<Effect> {
    if name.len() > LONGEST_NAME {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    remnant(&lower).or_else(|| if document { document_only(&lower) } else { None })
}

fn remnant(name: &str) -> Option<Effect> {
    Some(match name {
        "a" | "abbr" | "b" | "bdi" | "bdo" | "big" | "cite" | "code" | "del" | "em" | "font" | "i"
        | "img" | "ins" | "kbd" | "mark" | "nobr" | "q" | "rb" | "ruby" | "s" | "samp" | "small" | "span"
        | "strike" | "strong" | "sub" | "sup" | "tt" | "u" | "var" | "wbr" => Effect::Inline,
        "br" | "dd" | "dir" | "div" | "dl" | "dt" | "hr" | "li" | "ol" | "ul" => Effect::Line,
        "blockquote" | "center" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "pre" => Effect::Paragraph,
        "rt" | "rp" | "rtc" => Effect::Reading,
        "table" => Effect::Table(TablePart::Table),
        "thead" => Effect::Table(TablePart::Head),
        "tbody" | "tfoot" => Effect::Table(TablePart::Body),
        "tr" => Effect::Table(TablePart::Row),
        "th" => Effect::Table(TablePart::HeaderCell),
        "td" => Effect::Table(TablePart::Cell),
        "caption" => Effect::Table(TablePart::Caption),
        "col" | "colgroup" => Effect::Table(TablePart::Column),
        _ => return None,
    })
}

fn document_only(name: &str) -> Option<Effect> {
    Some(match name {
        "acronym" | "area" | "audio" | "base" | "basefont" | "button" | "canvas" | "data" | "datalist"
        | "dfn" | "embed" | "input" | "label" | "link" | "map" | "meta" | "meter" | "object" | "output"
        | "param" | "path" | "picture" | "progress" | "select" | "slot" | "source" | "svg" | "time"
        | "track" | "video" => Effect::Inline,
        "details" | "dialog" | "figcaption" | "legend" | "menu" | "optgroup" | "option" | "summary"
        | "textarea" => Effect::Line,
        "address" | "article" | "aside" | "body" | "fieldset" | "figure" | "footer" | "form" | "frameset"
        | "head" | "header" | "hgroup" | "html" | "iframe" | "main" | "nav" | "noframes" | "noscript"
        | "search" | "section" | "title" => Effect::Paragraph,
        "script" | "style" | "template" => Effect::Raw,
        _ if name.contains([':', '-']) => Effect::Inline,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_remnants_everywhere_and_the_rest_only_in_documents() {
        assert_eq!(effect_of("UL", false), Some(Effect::Line));
        assert_eq!(effect_of("data", false), None);
        assert_eq!(effect_of("data", true), Some(Effect::Inline));
        assert_eq!(effect_of("o:p", true), Some(Effect::Inline));
        assert_eq!(effect_of("dx", true), None);
    }
}

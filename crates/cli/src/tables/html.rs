//! Tables as an HTML page, with spans.

use std::fmt::Write as _;

use super::found::{Found, FoundCell};
use crate::args::Lang;

const STYLE: &str = "table{border-collapse:collapse;margin:1em 0}td,th{border:1px solid #999;padding:.2em .5em;\
                     vertical-align:top;white-space:pre-line}th{background:#eee}";

/// All tables, each with its file and page as caption.
pub(super) fn document(tables: &[Found], lang: Lang) -> String {
    let mut page = String::from(
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>keikaku tables</title>\n",
    );
    let _ = writeln!(page, "<style>{STYLE}</style>\n</head>\n<body>");
    for table in tables {
        write_table(&mut page, table, lang);
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn write_table(page: &mut String, table: &Found, lang: Lang) {
    let (file, number) = (escape(&table.file), table.page.0);
    let caption = match lang {
        Lang::Ja => format!("{file} {number} ページ"),
        Lang::En => format!("{file}, page {number}"),
    };
    let _ = writeln!(page, "<table>\n<caption>{caption}</caption>");
    let mut cells: Vec<&FoundCell> = table.cells.iter().collect();
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let mut cells = cells.into_iter().peekable();
    for row in 0..table.rows {
        page.push_str("<tr>");
        while let Some(cell) = cells.next_if(|cell| cell.row <= row) {
            write_cell(page, cell);
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</table>\n");
}

fn write_cell(page: &mut String, cell: &FoundCell) {
    let name = if cell.header { "th" } else { "td" };
    let _ = write!(page, "<{name}");
    for (attribute, span) in [("rowspan", cell.row_span), ("colspan", cell.column_span)] {
        if span > 1 {
            let _ = write!(page, " {attribute}=\"{span}\"");
        }
    }
    let _ = write!(page, ">{}</{name}>", escape(&cell.text));
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // Control characters are not allowed in HTML.
            _ if character.is_control() && character != '\n' && character != '\t' => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_markup_is_escaped() {
        assert_eq!(escape("<b>&\"\u{1}\n"), "&lt;b&gt;&amp;&quot;\u{fffd}\n");
    }
}

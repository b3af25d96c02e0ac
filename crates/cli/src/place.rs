//! A place in words.

use document_model::Place;

use crate::args::Lang;

/// `page 2, line 31, column 5`; the box on the page for PDF input.
pub(crate) fn describe(place: &Place, lang: Lang) -> String {
    let page = place.page.0;
    match (lang, place.line, place.bbox) {
        (Lang::Ja, Some(line), _) => {
            let column = place.column.map(|column| format!(" {column} 文字目")).unwrap_or_default();
            format!("{page} ページ {line} 行{column}")
        }
        (Lang::En, Some(line), _) => {
            let column = place.column.map(|column| format!(", column {column}")).unwrap_or_default();
            format!("page {page}, line {line}{column}")
        }
        (Lang::Ja, None, Some(at)) => {
            format!("{page} ページ (左から {:.0} pt、上から {:.0} pt)", at.x0, at.y0)
        }
        (Lang::En, None, Some(at)) => {
            format!("page {page}, ({:.1}, {:.1})-({:.1}, {:.1}) pt", at.x0, at.y0, at.x1, at.y1)
        }
        (Lang::Ja, None, None) => format!("{page} ページ"),
        (Lang::En, None, None) => format!("page {page}"),
    }
}

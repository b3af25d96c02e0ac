//! The words around an explanation.

use crate::args::Lang;

/// Labels in one language.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) item: &'static str,
    pub(crate) number: &'static str,
    pub(crate) document: &'static str,
    pub(crate) page: &'static str,
    pub(crate) table: &'static str,
    pub(crate) rows: &'static str,
    pub(crate) value: &'static str,
    pub(crate) raw: &'static str,
    pub(crate) place: &'static str,
    pub(crate) rule: &'static str,
    pub(crate) confidence: &'static str,
    pub(crate) no_cell: &'static str,
    pub(crate) from_headings: &'static str,
    pub(crate) findings: &'static str,
}

impl Words {
    pub(crate) fn of(lang: Lang) -> Self {
        match lang {
            Lang::Ja => Self {
                item: "項目",
                number: "番号",
                document: "文書",
                page: "ページ",
                table: "表",
                rows: "行",
                value: "値",
                raw: "原文",
                place: "場所",
                rule: "根拠",
                confidence: "確かさ",
                no_cell: "この欄だけのセルはありません",
                from_headings: "項目より上の見出し、または見出しの行",
                findings: "確認事項",
            },
            Lang::En => Self {
                item: "Item",
                number: "number",
                document: "Document",
                page: "page",
                table: "table",
                rows: "rows",
                value: "Value",
                raw: "Text",
                place: "Where",
                rule: "Why",
                confidence: "Confidence",
                no_cell: "no cell of its own",
                from_headings: "the headings and heading rows above the item",
                findings: "Findings",
            },
        }
    }
}

/// Roles of columns by their names in records, in Japanese and English.
const ROLES: [(&str, &str, &str); 22] = [
    ("number", "番号", "number"),
    ("title", "施策・取組・事業の名称", "title"),
    ("group", "見出し（分野・項目）", "heading above the item"),
    ("summary", "概要", "summary"),
    ("purpose", "目的", "purpose"),
    ("department", "担当部局", "department"),
    ("indicator", "指標名", "indicator"),
    ("statement", "文で書かれた指標", "indicator in words"),
    ("description", "指標の説明", "description of the indicator"),
    ("unit", "単位", "unit"),
    ("baseline", "現状値", "baseline"),
    ("target", "目標値", "target"),
    ("actual", "実績値", "actual value"),
    ("grade", "評価", "grade"),
    ("progress_actual", "取組実績", "what was done"),
    ("progress_planned", "今後の取組", "what is planned"),
    ("progress", "取組", "progress"),
    ("related", "関連する施策", "related titles"),
    ("other", "その他", "other"),
    ("full-width line", "上の行についての全幅の行", "line over the whole width, of the row above"),
    ("heading", "見出し", "heading above"),
    ("left over", "見出しのない列（その他に収めた）", "no column of the head; kept under others"),
];

/// A role in both languages; `actual+target` is a column that holds both.
fn role_words(role: &str) -> Option<(String, String)> {
    let word = |part: &str| ROLES.iter().find(|(known, _, _)| *known == part);
    let parts: Vec<_> = role.split('+').map(word).collect::<Option<_>>()?;
    let ja: Vec<&str> = parts.iter().map(|(_, ja, _)| *ja).collect();
    let en: Vec<&str> = parts.iter().map(|(_, _, en)| *en).collect();
    Some((ja.join("・"), en.join(" and ")))
}

/// A rule in words: the role of the cell's column with its heading, `target: 目標値（令和8年度） (inherited)`.
///
/// A rule of another form is shown as it is.
pub(crate) fn rule(name: &str, lang: Lang) -> String {
    let (name, inherited) = match name.strip_suffix(" (inherited)") {
        Some(name) => (name, true),
        None => (name, false),
    };
    let (role, heading) = match name.split_once(": ") {
        Some((role, heading)) => (role, Some(heading)),
        None => (name, None),
    };
    let Some((ja, en)) = role_words(role) else { return name.to_owned() };
    let mut text = match (lang, heading) {
        (Lang::Ja, Some(heading)) => format!("列「{heading}」を「{ja}」の列と判断"),
        (Lang::Ja, None) => format!("「{ja}」と判断"),
        (Lang::En, Some(heading)) => format!("the column '{heading}' was taken as: {en}"),
        (Lang::En, None) => format!("taken as: {en}"),
    };
    if inherited {
        text.push_str(match lang {
            Lang::Ja => "。上の行と結合されたセルから引き継ぎ",
            Lang::En => "; inherited from the merged cell above",
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_told_in_words() {
        assert_eq!(
            rule("target: 目標値（R8） (inherited)", Lang::Ja),
            "列「目標値（R8）」を「目標値」の列と判断。上の行と結合されたセルから引き継ぎ"
        );
        assert_eq!(rule("summary: 概要", Lang::En), "the column '概要' was taken as: summary");
        assert_eq!(rule("actual+target: 評価", Lang::Ja), "列「評価」を「実績値・目標値」の列と判断");
        assert_eq!(rule("left over", Lang::En), "taken as: no column of the head; kept under others");
        assert_eq!(rule("something else", Lang::Ja), "something else");
    }
}

//! Cells that hold no value.

use crate::quantity::split_marks;
use crate::text::fold;
use crate::text::spaces::is_blank;

/// Whether a cell says that nothing has been measured yet: 未測定, 調査中, R7から実施, also behind a mark ①.
///
/// ```
/// use japanese_normalize::is_unmeasured;
/// assert!(is_unmeasured("①未測定"));
/// assert!(is_unmeasured("R7 から計測"));
/// assert!(!is_unmeasured("R7から実施する事業"));
/// ```
pub fn is_unmeasured(text: &str) -> bool {
    let parts = split_marks(text);
    let mut any = false;
    for part in parts {
        let key = fold(text.get(part.range).unwrap_or_default());
        if !unmeasured(key.trim_matches(['(', ')', '※', '。', '-'])) {
            return false;
        }
        any = true;
    }
    any
}

/// Cells that say it in a word.
const WHOLE: &[&str] = &[
    "未測定",
    "未計測",
    "未推計",
    "未調査",
    "未集計",
    "未実施",
    "未把握",
    "未公表",
    "未確定",
    "未算定",
    "未設定",
    "未定",
    "測定なし",
    "実績なし",
    "調査なし",
    "調査中",
    "集計中",
    "計測中",
    "測定中",
    "推計中",
    "確認中",
    "算定中",
    "精査中",
    "作業中",
    "把握していない",
    "測定していない",
    "データなし",
    "該当なし",
    "対象外",
    "調査未実施",
    "未導入",
    "今後調査",
    "今後測定",
    "新規",
];

fn unmeasured(key: &str) -> bool {
    if WHOLE.contains(&key) {
        return true;
    }
    // R7から実施, 令和7年度から計測予定, 令和6年度調査実施なし
    let tails = [
        "実施",
        "計測",
        "測定",
        "調査",
        "集計",
        "開始",
        "運用開始",
        "運用",
        "導入",
        "推計",
        "算定",
        "把握",
        "公表",
    ];
    // R7.6公表予定
    let coming = ["公表", "集計", "調査", "測定", "計測", "算定", "確定", "判明"];
    if coming.iter().any(|word| {
        key.strip_suffix("予定")
            .and_then(|rest| rest.strip_suffix(word))
            .is_some_and(|rest| is_one_time(rest.trim_end()))
    }) {
        return true;
    }
    let key = key.strip_suffix("予定").unwrap_or(key);
    let key =
        key.strip_suffix("開始").filter(|rest| tails.iter().any(|tail| rest.ends_with(tail))).unwrap_or(key);
    tails.iter().any(|tail| {
        key.strip_suffix(tail)
            .and_then(|rest| {
                rest.strip_suffix("から")
                    .or_else(|| rest.strip_suffix("より"))
                    .or_else(|| rest.strip_suffix("以降"))
                    .or_else(|| rest.strip_suffix("に"))
            })
            .is_some_and(is_one_time)
    })
}

/// Whether the text is one time and nothing else.
fn is_one_time(text: &str) -> bool {
    match crate::time::times(text).as_slice() {
        [time] => time.range == (0..text.len()),
        _ => false,
    }
}

/// Whether a cell holds no value: －, ―, /, 空欄, or nothing but blanks.
///
/// ```
/// use japanese_normalize::is_absent;
/// assert!(is_absent("－"));
/// assert!(is_absent(" "));
/// assert!(!is_absent("0件"));
/// ```
pub fn is_absent(text: &str) -> bool {
    let mut count = 0;
    let marks = text.chars().filter(|c| !is_blank(*c)).all(|c| {
        count += 1;
        matches!(
            c,
            '-' | '－'
                | '―'
                | '—'
                | '–'
                | '‐'
                | '‑'
                | '−'
                | '─'
                | 'ー'
                | 'ｰ'
                | '/'
                | '／'
                | '＼'
                | '\\'
                | '…'
                | '＊'
                | '*'
                | '_'
                | '＿'
        )
    });
    marks && count <= 4
        || matches!(fold(text).as_str(), "空欄" | "なし" | "無し" | "(空欄)" | "(-)" | "該当なし" | "(なし)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_from_which_it_is_measured() {
        for text in [
            "R7.6公表予定",
            "R7 から実施",
            "R7から測定",
            "令和7年度から計測予定",
            "①調査中",
            "未推計",
            "R7から運用開始",
        ] {
            assert!(is_unmeasured(text), "{text}");
        }
        for text in ["", "80%", "全面運用", "①未測定②34%", "令和5年度から共通納税システムの対象税目に追加"]
        {
            assert!(!is_unmeasured(text), "{text}");
        }
    }

    #[test]
    fn dashes_are_no_value() {
        for text in ["", "-", "―", "／", "ー", " － ", "空欄"] {
            assert!(is_absent(text), "{text}");
        }
        assert!(!is_absent("未測定"));
    }
}

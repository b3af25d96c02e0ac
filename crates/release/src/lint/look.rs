//! What a cell looks like.

/// What a cell looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Digits with at most sign and point: `-12.5`.
    Number,
    /// A number with something around it that a program stumbles over.
    Decorated(Decoration),
    /// Several numbers.
    Several,
    /// A mark for a missing value: `-`, `…`, `未測定`.
    Missing,
    /// Anything else.
    Words,
}

/// What stands around a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decoration {
    /// `1,234`.
    Commas,
    /// `１２３`.
    Fullwidth,
    /// `▲5`, `△5`, `−5`.
    Minus,
    /// `¥100`.
    Currency,
    /// `120件`, `83.3%`.
    Unit,
    /// `約120`, `120以上`.
    Words,
    /// `120※`, `120（注1）`, `*120`.
    Note,
}

impl Decoration {
    pub(super) fn ja(self) -> &'static str {
        match self {
            Self::Commas => "数値に桁区切りがあります",
            Self::Fullwidth => "数値が全角です",
            Self::Minus => "負の数が記号（▲△など）で書かれています",
            Self::Currency => "数値に通貨記号があります",
            Self::Unit => "数値に単位が付いています",
            Self::Words => "数値に語（約・以上など）が付いています",
            Self::Note => "数値に注が付いています",
        }
    }

    pub(super) fn en(self) -> &'static str {
        match self {
            Self::Commas => "the number has separators of thousands",
            Self::Fullwidth => "the number has full-width digits",
            Self::Minus => "the number is negative by a mark (▲, △)",
            Self::Currency => "the number has a currency sign",
            Self::Unit => "the number has its unit in the cell",
            Self::Words => "the number has words around it (約, 以上)",
            Self::Note => "the number has a note in the cell",
        }
    }
}

/// Marks that stand for a missing value.
const MISSING: [&str; 22] = [
    "-",
    "－",
    "―",
    "—",
    "‐",
    "ー",
    "–",
    "…",
    "・・・",
    "...",
    "*",
    "***",
    "＊",
    "x",
    "X",
    "χ",
    "n/a",
    "N/A",
    "NA",
    "未測定",
    "調査中",
    "不明",
];

/// Characters of a cell that is still looked at as a number with something around it.
const LONGEST: usize = 24;

/// Characters of a unit.
const UNIT: usize = 6;

pub(super) fn look(text: &str) -> Look {
    let text = text.trim();
    if is_plain(text) {
        return Look::Number;
    }
    if MISSING.contains(&text) {
        return Look::Missing;
    }
    if text.chars().count() > LONGEST {
        return Look::Words;
    }
    decorated(text)
}

/// `-12.5`, `1e6`.
pub(super) fn is_plain(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    unsigned.starts_with(|c: char| c.is_ascii_digit())
        && unsigned
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-'))
        && text.parse::<f64>().is_ok()
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_of_number(c: char) -> bool {
    is_digit(c) || matches!(c, ',' | '，' | '.' | '．')
}

fn decorated(text: &str) -> Look {
    let Some(begin) = text.find(is_digit) else { return Look::Words };
    let (before, rest) = text.split_at(begin);
    let end = rest.find(|c| !is_of_number(c)).unwrap_or(rest.len());
    let (number, after) = rest.split_at(end);
    // A point or comma at the end closes a sentence or an item of a list.
    if number.ends_with([',', '，', '.', '．']) {
        return Look::Words;
    }
    let (before, after) = (before.trim(), after.trim());
    match before_number(before) {
        None => Look::Words,
        Some(decoration) => {
            let around = after_number(after);
            let Some(around) = around else {
                return if after.contains(is_digit) && is_list(after) { Look::Several } else { Look::Words };
            };
            let own = own(number);
            // The gravest is told: what stands around hides the number more than its own form does.
            decoration.or(around).or(own).map_or(Look::Number, Look::Decorated)
        }
    }
}

/// Outer none: not in front of a number. Inner none: nothing is there.
#[expect(clippy::option_option, reason = "no number, and a number with nothing around it, are two answers")]
fn before_number(text: &str) -> Option<Option<Decoration>> {
    Some(match text {
        "" => None,
        "▲" | "△" | "▼" | "−" | "－" | "-" | "＋" | "+" | "‐" => Some(Decoration::Minus),
        "¥" | "￥" | "\\" | "$" | "＄" | "€" => Some(Decoration::Currency),
        "約" | "およそ" | "概ね" | "延べ" | "累計" => Some(Decoration::Words),
        "※" | "*" | "＊" | "注" => Some(Decoration::Note),
        _ => return None,
    })
}

/// The same for what stands behind.
#[expect(clippy::option_option, reason = "no number, and a number with nothing around it, are two answers")]
fn after_number(text: &str) -> Option<Option<Decoration>> {
    if text.is_empty() {
        return Some(None);
    }
    if text.contains(is_digit) && !is_note(text) {
        return None;
    }
    if is_note(text) {
        return Some(Some(Decoration::Note));
    }
    let bare = text.trim_end_matches(['程', '度', '以', '上', '下', '内', '超', '未', '満']);
    if bare.is_empty() {
        return Some(Some(Decoration::Words));
    }
    let unit = bare.chars().count() <= UNIT
        && !bare.contains(['、', '。', '（', '(', '「', ' ', '　', '-', '－', '~', '～', '〜']);
    // 4月, 3年 and 1日 are times, 1位 is a rank of words as much as a number.
    let time = matches!(bare, "年" | "月" | "日" | "年度" | "時" | "分");
    (unit && !time).then_some(Some(Decoration::Unit))
}

/// `※`, `（注1）`, `*2`, `注)`.
fn is_note(text: &str) -> bool {
    let inner = text.trim_start_matches(['(', '（']);
    text.starts_with(['※', '*', '＊', '†']) || inner.starts_with("注") || inner.starts_with('※')
}

/// `/2,882件`, `（80）`, `、30`, `→ 80%`.
fn is_list(text: &str) -> bool {
    const PARTS: [char; 7] = ['/', '／', '(', '（', '、', '→', '②'];
    let Some((unit, rest)) = text.split_once(PARTS) else { return false };
    let next = rest.trim_start();
    let number = next.split([')', '）']).next().unwrap_or_default();
    let bracket = text.get(unit.len()..).is_some_and(|rest| rest.starts_with(['(', '（']));
    unit.chars().count() <= UNIT
        && next.starts_with(is_digit)
        // In brackets a year or a remark may stand too: only a number alone is a second value.
        && (!bracket || number.trim_end_matches(['%', '％']).chars().all(is_of_number))
}

fn own(number: &str) -> Option<Decoration> {
    if number.contains(|c: char| !c.is_ascii()) {
        Some(Decoration::Fullwidth)
    } else if number.contains(',') {
        Some(Decoration::Commas)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_what_stands_around_them() {
        for (text, expected) in [
            ("120", Look::Number),
            ("-12.5", Look::Number),
            ("1,234", Look::Decorated(Decoration::Commas)),
            ("１２３", Look::Decorated(Decoration::Fullwidth)),
            ("▲5.2", Look::Decorated(Decoration::Minus)),
            ("¥1,000", Look::Decorated(Decoration::Currency)),
            ("120件", Look::Decorated(Decoration::Unit)),
            ("83.3%", Look::Decorated(Decoration::Unit)),
            ("約3,000", Look::Decorated(Decoration::Words)),
            ("90以上", Look::Decorated(Decoration::Words)),
            ("120※", Look::Decorated(Decoration::Note)),
            ("120（注1）", Look::Decorated(Decoration::Note)),
            ("686/2,882件", Look::Several),
            ("120 (80)", Look::Several),
        ] {
            assert_eq!(look(text), expected, "{text}");
        }
    }

    #[test]
    fn words_with_numbers_are_words() {
        for text in [
            "4月",
            "令和5年度",
            "第1章",
            "DX推進課",
            "1-1",
            "3か年計画（2024～2026）",
            "Windows 11",
            "",
            "1. 総則",
        ] {
            assert_eq!(look(text), Look::Words, "{text}");
        }
        for text in ["-", "－", "…", "未測定"] {
            assert_eq!(look(text), Look::Missing, "{text}");
        }
    }
}

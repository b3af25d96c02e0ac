//! What holds for the normal form of every text: once is enough, and the map leads back to all of the source.
//!
//! `PROPTEST_CASES=1000000 cargo test --release --test normal_form` takes some minutes.

use japanese_normalize::*;
use proptest::prelude::*;

/// What decides by its neighbours, and what neighbours there are: letters alone and in words, dashes, blanks, line
/// ends, characters without width, marks that join, kana, names of departments, characters that become several.
const PARTS: &[&str] = &[
    "A",
    "B",
    "i",
    "o",
    "T",
    "x",
    "Ａ",
    "ｂ",
    "é",
    "e",
    "\u{301}",
    "ŀ",
    "℡",
    "㎏",
    "㏂",
    "㍻",
    "㌫",
    "㋿",
    "5",
    "６",
    "0",
    "①",
    "Ⅲ",
    "ⅳ",
    "-",
    "‐",
    "‑",
    "‒",
    "–",
    "—",
    "―",
    "−",
    "－",
    "─",
    "━",
    "ー",
    "ｰ",
    "﹣",
    "⁃",
    "˗",
    "~",
    "〜",
    "～",
    " ",
    " ",
    " ",
    "  ",
    "\u{3000}",
    "\u{a0}",
    "\u{2003}",
    "\t",
    "\n",
    "\r\n",
    "\u{2028}",
    "\u{b}",
    "\u{200b}",
    "\u{2060}",
    "\u{feff}",
    "\u{ad}",
    "\u{fe0f}",
    "\u{200d}",
    "ア",
    "タ",
    "ﾀ",
    "ｶ",
    "か",
    "ハ",
    "ﾞ",
    "ﾟ",
    "゛",
    "゜",
    "\u{3099}",
    "\u{309a}",
    "\u{340}",
    "\u{344}",
    "\u{308}",
    "¨",
    "´",
    "漢",
    "字",
    "部",
    "課",
    "総務部",
    "人事課",
    "局",
    "室",
    "庁",
    "（",
    "(",
    "）",
    ")",
    "、",
    "。",
    "・",
    "/",
    "&",
    ".",
    "⼾",
    "⺠",
    "神",
    "\u{3164}",
    "\u{ffa0}",
    "ª",
    "º",
    "ﬁ",
    "ß",
    "İ",
    "ǆ",
    "\u{1100}",
    "\u{1161}",
    "각",
    "\u{e0100}",
    "🏯",
];

fn troublesome() -> impl Strategy<Value = String> {
    let part = prop::sample::select(PARTS).prop_map(str::to_owned);
    let any = any::<char>().prop_map(String::from);
    prop::collection::vec(prop_oneof![30 => part, 1 => any], 0..24).prop_map(|parts| parts.concat())
}

/// Letters, dashes and gaps alone: the texts whose blanks are the hardest to decide.
fn spelled() -> impl Strategy<Value = String> {
    let part = prop::sample::select(
        &["A", "B", "i", "Ｔ", " ", " ", "\u{2060}", "–", "ー", "-", "━", "－", "か", "5", "é"][..],
    );
    prop::collection::vec(part, 0..16).prop_map(|parts| parts.concat())
}

fn once_is_enough(text: &str) -> Result<(), TestCaseError> {
    let once = normal_form(text);
    prop_assert_eq!(normal_form(&once), once);
    Ok(())
}

fn covers(text: &str) -> Result<(), TestCaseError> {
    let normalized = normalize(text);
    let (mut end, mut covered) = (0, 0..0);
    for (part, source) in normalized.segments() {
        prop_assert!(part.start == end && part.end > part.start, "{part:?} behind {end}");
        // Two parts share a character where its first half joins the letter before it: x and U+0344.
        prop_assert!(source.start >= covered.start && source.end >= covered.end && source.end > source.start);
        if source.start > covered.end {
            let between = text.get(covered.end..source.start);
            prop_assert!(between.is_some_and(is_nothing), "{between:?} before {source:?} is lost");
        }
        (end, covered) = (part.end, source);
    }
    prop_assert_eq!(end, normalized.as_str().len());
    prop_assert!(text.get(covered.end..).is_some_and(is_nothing));
    let mut last = 0..0;
    for (at, c) in normalized.as_str().char_indices() {
        let range = normalized.source_range(at..at + c.len_utf8());
        prop_assert!(text.get(range.clone()).is_some_and(|part| !part.is_empty()), "{range:?}");
        prop_assert!(last.start <= range.start && last.end <= range.end, "{range:?} behind {last:?}");
        last = range;
    }
    Ok(())
}

/// Whether a part of a source may go: nothing of it is seen.
fn is_nothing(part: &str) -> bool {
    normal_form(part).is_empty()
}

proptest! {
    #[test]
    fn normalizing_twice_equals_once(text in troublesome()) {
        once_is_enough(&text)?;
    }

    #[test]
    fn spelling_twice_equals_once(text in spelled()) {
        once_is_enough(&text)?;
    }

    #[test]
    fn the_map_covers_the_source(text in troublesome()) {
        covers(&text)?;
    }

    #[test]
    fn widths_change_character_by_character(text in troublesome(), letters: bool, digits: bool) {
        let changes = |c: char| if c.is_ascii_digit() { digits } else { letters };
        let one = |c: char| match c {
            '\u{3000}' if letters => ' ',
            '￥' if letters => '¥',
            '！'..='～' => char::from_u32(c as u32 - 0xfee0).filter(|narrow| changes(*narrow)).unwrap_or(c),
            _ => c,
        };
        let expected: String = text.chars().map(one).collect();
        let found = to_halfwidth(&text, Widths { letters, digits, kana: false });
        prop_assert_eq!(&found, &expected);
        if letters && digits {
            prop_assert_eq!(to_halfwidth(&to_fullwidth(&found, Widths::ASCII), Widths::ASCII), found);
        }
        let _ = to_halfwidth(&to_fullwidth(&text, Widths::ALL), Widths::ALL);
    }

    #[test]
    fn folding_twice_equals_once(text in troublesome()) {
        let key = fold(&text);
        prop_assert_eq!(fold(&key), key);
    }
}

/// Every character of Unicode but most of the large blocks, alone and beside what joins or divides.
#[test]
fn once_is_enough_for_every_character() {
    let mut wrong = Vec::new();
    // Ideographs, Hangul and private characters are all treated alike; every one of them takes minutes.
    let alike = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{f8ff}' | '\u{12000}'..='\u{1d000}' | '\u{20000}'..);
    for c in ('\0'..=char::MAX).filter(|c| !alike(*c) || (*c as u32).is_multiple_of(97)) {
        for text in
            [format!("{c}"), format!("A {c} か{c}ﾞ -{c}5"), format!("{c}\u{301} {c}– {c}"), format!("ア－{c}")]
        {
            let once = normal_form(&text);
            if normal_form(&once) != once || fold(&fold(&text)) != fold(&text) {
                wrong.push(text);
            }
        }
    }
    assert!(wrong.is_empty(), "{}: {:?}", wrong.len(), wrong.get(..wrong.len().min(20)));
}

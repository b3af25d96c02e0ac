//! Grades of an evaluation.

/// Words of grades, longer ones before those that they begin with.
const WORDS: &[&str] = &[
    "概ね順調",
    "おおむね順調",
    "やや順調",
    "計画どおり",
    "計画通り",
    "概ね計画どおり",
    "おおむね計画どおり",
    "順調でない",
    "順調ではない",
    "順調",
    "やや遅れている",
    "やや遅れ",
    "大幅な遅れ",
    "大幅に遅れている",
    "大幅に遅れ",
    "遅れている",
    "遅れあり",
    "遅れ",
    "努力を要する",
    "要改善",
    "要努力",
    "目標達成",
    "達成見込",
    "達成済",
    "概ね達成",
    "おおむね達成",
    "一部達成",
    "未達成",
    "達成",
    "未達",
    "未実施",
    "未着手",
    "着手",
    "実施中",
    "完了",
    "実施済",
    "進んでいる",
    "進んだ",
    "ある程度進んだ",
    "あまり進まなかった",
    "進まなかった",
    "良好",
    "普通",
    "不十分",
];

/// The grade with which a text begins, as printed, and its length in bytes.
///
/// A letter is a grade only before a blank, a bracket or the end; a word only where it stands alone.
///
/// ```
/// use japanese_normalize::grade;
/// assert_eq!(grade("A 4,563 千件 / 3,279 千件"), Some(("A".to_owned(), 1)));
/// assert_eq!(grade("概ね順調"), Some(("概ね順調".to_owned(), 12)));
/// assert_eq!(grade("AI の活用"), None);
/// ```
pub fn grade(text: &str) -> Option<(String, usize)> {
    let start = text.len() - text.trim_start().len();
    let rest = text.get(start..)?;
    let (grade, length) = symbol(rest).or_else(|| word(rest))?;
    Some((grade, start + length))
}

fn symbol(text: &str) -> Option<(String, usize)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let letter = match first {
        'A'..='E' | 'S' => first,
        'Ａ'..='Ｅ' | 'Ｓ' => char::from_u32(first as u32 - 0xfee0)?,
        '◎' | '○' | '〇' | '△' | '▲' | '×' | '●' | '◯' | '☆' | '★' => {
            return mark(first, chars.as_str());
        }
        _ => return None,
    };
    let mut grade = letter.to_string();
    let mut rest = chars.as_str();
    if let Some(sign) = rest.chars().next().filter(|c| matches!(c, '+' | '＋' | '-' | '－'))
        && ends(rest.get(sign.len_utf8()..)?)
    {
        grade.push(if matches!(sign, '+' | '＋') { '+' } else { '-' });
        rest = rest.get(sign.len_utf8()..)?;
    }
    let whole = ends(rest) && !spaced_latin(rest);
    whole.then(|| (grade, text.len() - rest.len()))
}

/// A mark is a grade if it stands alone or before a number: behind ○ a heading may stand.
fn mark(mark: char, rest: &str) -> Option<(String, usize)> {
    let after = rest.trim_start();
    let alone = after.is_empty()
        || after.starts_with(['(', '（', '/', '／', '・', '→'])
        || (after.len() < rest.len() && starts_number(after));
    alone.then(|| (mark.to_string(), mark.len_utf8()))
}

fn starts_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

fn ends(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '（' | ')' | '）' | '/' | '／' | '、' | ',' | '：' | ':' | '→')
    })
}

/// `I C T`: a letter of a spaced word.
fn spaced_latin(rest: &str) -> bool {
    let mut next = rest.trim_start().chars();
    let letter = |c: char| c.is_ascii_uppercase() || ('Ａ'..='Ｚ').contains(&c);
    next.next().is_some_and(letter) && next.next().is_none_or(|c| c.is_whitespace())
}

fn word(text: &str) -> Option<(String, usize)> {
    let word = WORDS.iter().filter(|word| text.starts_with(**word)).max_by_key(|word| word.len())?;
    let rest = text.get(word.len()..)?;
    ends(rest).then(|| ((*word).to_owned(), word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_marks_and_words() {
        assert_eq!(grade("Ｂ 83.6%/86.8%"), Some(("B".to_owned(), 3)));
        assert_eq!(grade("◎"), Some(("◎".to_owned(), 3)));
        assert_eq!(grade("○ 8件"), Some(("○".to_owned(), 3)));
        assert_eq!(grade("○若年層に身近な相談"), None);
        assert_eq!(grade("達成率の向上"), None);
        assert_eq!(grade("順調に進捗"), None);
        assert_eq!(grade("D X の推進"), None);
        assert_eq!(grade("D 1人／0人"), Some(("D".to_owned(), 1)));
    }
}

//! Brackets behind a value: remarks, units, parts of the value, and numbers of something else.

use japanese_normalize as japanese;
use japanese_normalize::Quantity;
use rust_decimal::Decimal;

use super::indicators::is_scaled_unit;
use super::value_pieces::{is_base, labelled_quantity};

/// Brackets that stand behind values.
pub(super) const OPEN: [char; 6] = ['（', '(', '【', '[', '〔', '［'];
pub(super) const CLOSE: [char; 6] = ['）', ')', '】', ']', '〕', '］'];

/// A bracket that ends a text.
pub(super) struct Bracket<'t> {
    /// Where it opens.
    pub(super) open: usize,
    /// The text before it.
    pub(super) before: &'t str,
    /// What it holds.
    pub(super) inside: &'t str,
}

/// The bracket that ends a text; brackets within it are part of it.
pub(super) fn last_bracket(text: &str) -> Option<Bracket<'_>> {
    let inner = text.trim_end().strip_suffix(CLOSE)?;
    let mut depth = 1_u32;
    for (at, found) in inner.char_indices().rev() {
        if CLOSE.contains(&found) {
            depth += 1;
        } else if OPEN.contains(&found) {
            depth -= 1;
            if depth == 0 {
                let inside = inner.get(at + found.len_utf8()..)?.trim();
                return Some(Bracket { open: at, before: text.get(..at)?.trim_end(), inside });
            }
        }
    }
    None
}

/// Remarks in brackets or behind ※ that leave a value what it is.
const REMARKS: [&str; 30] = [
    "速報値",
    "速報",
    "確定値",
    "確報値",
    "確報",
    "暫定値",
    "暫定",
    "見込み",
    "見込",
    "見込値",
    "見込み値",
    "推計値",
    "推計",
    "概数",
    "概算",
    "参考値",
    "参考",
    "毎年",
    "毎年度",
    "各年度",
    "各年",
    "年度末",
    "単年度",
    "年間",
    "年平均",
    "月平均",
    "税抜",
    "税込",
    "改定後",
    "修正後",
];

/// The text before a remark that leaves its value what it is: `45%（速報値）`, `50件以上（毎年度）`, `4.2点（5点満点）`,
/// `50件 ※見込み`; the text itself without one.
pub(super) fn without_remark(text: &str) -> &str {
    let trimmed = text.trim_end();
    let is_remark = |inside: &str| {
        let folded = japanese::fold(inside);
        let scale = folded.starts_with(|first: char| first.is_ascii_digit())
            && ["満点", "満点中", "段階評価", "段階"].iter().any(|word| folded.ends_with(word));
        scale || folded.split(['・', '、', ',']).all(|word| REMARKS.contains(&word.trim()))
    };
    let found = match last_bracket(trimmed) {
        Some(bracket) => is_remark(bracket.inside.trim_start_matches('※')).then_some(bracket.before),
        None => trimmed.rsplit_once('※').filter(|(_, inside)| is_remark(inside)).map(|(before, _)| before),
    };
    found.map(str::trim_end).filter(|before| !before.is_empty()).unwrap_or(text)
}

/// Words in brackets that may make a value another kind than its column's: `50件（目標）` among actual values.
const OTHER_KINDS: [&str; 8] = ["目標", "実績", "予定", "計画", "基準", "増", "減", "差"];

/// The text before words in brackets that hold no number: `1件（窓口システム）`, `100%(全校)`; none without such brackets.
pub(super) fn without_words_behind(text: &str) -> Option<&str> {
    let Bracket { before, inside, .. } = last_bracket(text)?;
    let words = !inside.is_empty()
        && !inside.contains(|found: char| found.is_numeric() || "/／".contains(found))
        && !OTHER_KINDS.iter().any(|word| inside.contains(word));
    (words && !before.is_empty()).then_some(before)
}

/// `50件（うち県内30件）`: the whole and, with its label, the part.
pub(super) fn whole_and_part(body: &str) -> Option<(&str, Quantity, (String, Quantity))> {
    let Bracket { before: whole, inside, .. } = last_bracket(body)?;
    let inside = inside.strip_prefix("うち")?;
    let inside = inside.trim_start_matches(['、', ' ', '\u{3000}']);
    let quantity = japanese::quantities(inside).into_iter().next()?;
    let label = inside.get(..quantity.number_range.start)?.trim_end_matches([':', '：', ' ', '、']);
    let ends = inside.get(quantity.range.end..)?.trim().is_empty() && !label.is_empty();
    let quantities = (japanese::quantity_cell(whole)?, quantity);
    ends.then(|| (whole, quantities.0, (label.to_owned(), quantities.1)))
}

/// A value behind a word of its own: as printed, the word, and the quantity.
pub(super) type Labelled<'t> = (&'t str, String, Quantity);

/// `100人（男60人、女40人）`: the whole and its parts, each behind a word of its own, which make up the whole, or behind うち
/// some of it.
pub(super) fn whole_and_parts(body: &str) -> Option<(&str, Quantity, Vec<Labelled<'_>>)> {
    let Bracket { before, inside, .. } = last_bracket(body)?;
    let whole = japanese::quantity_cell(before)?;
    // うち新規12件、県外5件 are some of them.
    let (some, inside) =
        inside.strip_prefix("うち").map_or((false, inside), |inside| (true, inside.trim_start()));
    let parts: Vec<Labelled<'_>> = inside
        .split(['、', '，', '・', '/', '／', '\n', ' ', '\u{3000}'])
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .map(|piece| labelled_quantity(piece).map(|(label, quantity)| (piece, label, quantity)))
        .collect::<Option<_>>()?;
    let counted = parts.iter().all(|(_, _, part)| part.unit == whole.unit && part.upper.is_none());
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, (_, _, part)| sum.checked_add(part.value))?;
    ((2..=6).contains(&parts.len()) && counted && (sum == whole.value || some && sum <= whole.value))
        .then_some((before, whole, parts))
}

/// `1,234（千円）`: a number and, in the bracket, the unit it is printed in; the two put together.
pub(super) fn with_unit_behind(body: &str) -> Option<String> {
    let Bracket { before, inside, .. } = last_bracket(body)?;
    let bare = japanese::quantity_cell(before).is_some_and(|quantity| quantity.unit.is_none());
    (bare && (japanese::is_unit(inside) || is_scaled_unit(inside))).then(|| format!("{before}{inside}"))
}

/// Words that say no more than the number in the bracket behind them: `現状維持（50件）`.
const SAID_BY_NUMBER: [&str; 14] = [
    "現状維持",
    "現状を維持",
    "現状",
    "維持",
    "継続",
    "実施",
    "実施済",
    "実施済み",
    "開催",
    "整備済",
    "整備済み",
    "導入済",
    "導入済み",
    "完了",
];

/// Words that say 0.
const SAID_BY_ZERO: [&str; 5] = ["未実施", "未導入", "未整備", "実績なし", "なし"];

/// `全校（23校）`, `現状維持（50件）`, `(50件)`: the text in a bracket that holds the value, where the words before it say
/// the same or nothing.
pub(super) fn value_in_bracket(body: &str) -> Option<&str> {
    let Bracket { before, inside, .. } = last_bracket(body)?;
    let quantity = japanese::quantity_cell(inside).filter(|quantity| quantity.change.is_none())?;
    let all = before.starts_with('全')
        && !before.starts_with("全国")
        && before.chars().count() <= 8
        && !before.contains(|found: char| found.is_numeric());
    let same = before.is_empty()
        || all
        || SAID_BY_NUMBER.contains(&before)
        || quantity.value.is_zero() && SAID_BY_ZERO.contains(&before);
    (same && quantity.upper.is_none()).then_some(inside)
}

/// Units of how long something takes.
const DURATIONS: [&str; 9] = ["年間", "か年", "カ年", "ヶ年", "ヵ年", "箇年", "か年間", "カ年間", "年"];

/// Does a quantity say over how many years something is counted?
pub(super) fn is_span(quantity: &Quantity) -> bool {
    quantity.unit.as_deref().is_some_and(|unit| DURATIONS.contains(&unit))
}

/// `100%（23校）`, `80%（全国平均75%）`, `57.1%（12/21）`: the value before a bracket whose numbers are of something else: they
/// have another unit, or words before them say of what they are.
pub(super) fn before_other_numbers(body: &str) -> Option<&str> {
    let Bracket { before, inside, .. } = last_bracket(body)?;
    let value = japanese::quantity_cell(before).filter(|value| value.upper.is_none())?;
    if inside.contains(['→', '⇒', '～', '〜']) {
        return None;
    }
    let other = match share_in(inside) {
        // 57.1（12/21） below a column of %.
        Some((part, whole)) if is_percent(&value) || value.unit.is_none() => {
            is_share_of(value.value, part, whole)
        }
        _ => are_other_numbers(inside, &value),
    };
    other.then_some(before)
}

/// `46%削減（2013年度比）`: the value before a bracket that says what it is compared with.
pub(super) fn before_base(body: &str) -> Option<&str> {
    let Bracket { before, inside, .. } = last_bracket(body)?;
    let times = japanese::times(inside);
    let [time] = times.as_slice() else { return None };
    (is_base(inside, time) && japanese::quantities(inside).is_empty()).then_some(before)
}

fn is_percent(quantity: &Quantity) -> bool {
    quantity.unit.as_deref() == Some("%")
}

fn are_other_numbers(inside: &str, value: &Quantity) -> bool {
    let quantities = japanese::quantities(inside);
    let of_other = |quantity: &Quantity| {
        let differs = value.unit.is_some() && quantity.unit.is_some() && quantity.unit != value.unit;
        differs || is_span(quantity) || quantity.change.is_some() || is_labelled(inside, quantity.range.start)
    };
    let same_unit = quantities.iter().filter(|quantity| quantity.unit == value.unit).count();
    // Several numbers of the value's own unit may be its parts, and do not make it up.
    if same_unit > 1 || !quantities.iter().all(of_other) {
        return false;
    }
    let times = japanese::times(inside);
    let known = |at: usize| {
        quantities
            .iter()
            .map(|quantity| &quantity.range)
            .chain(times.iter().map(|time| &time.range))
            .any(|range| range.contains(&at))
    };
    let mut bare = inside.match_indices(char::is_numeric).map(|(at, _)| at).filter(|at| !known(*at));
    match bare.next() {
        None => !quantities.is_empty(),
        Some(first) => quantities.is_empty() && is_labelled(inside, first),
    }
}

/// Do words stand before a number, behind the last comma?
fn is_labelled(text: &str, number: usize) -> bool {
    let before = text.get(..number).unwrap_or_default();
    let start = before.rfind(['、', '，', ',', '・', '/', '／', '\n']).unwrap_or(0);
    before
        .get(start..)
        .is_some_and(|label| label.contains(char::is_alphabetic) || label.ends_with(['+', '＋']))
}

/// `12/21`, `19/19市町`, `21市町中12市町`: the part and the whole of a share.
fn share_in(text: &str) -> Option<(Decimal, Decimal)> {
    let number = |text: &str| {
        let quantity = japanese::quantity_cell(text.trim())?;
        let plain = quantity.upper.is_none() && !is_percent(&quantity) && quantity.change.is_none();
        (plain && !text.contains(['/', '／'])).then_some(quantity.value)
    };
    let (part, whole) = match text.split_once(['/', '／']) {
        Some((part, whole)) => (part, whole),
        None => text.split_once('中').map(|(whole, part)| (part, whole))?,
    };
    number(part).zip(number(whole))
}

/// Does a bracket in the text of a percentage hold the part and the whole that give it?
pub(crate) fn is_checked_share(raw: &str, percent: Decimal) -> bool {
    let mut text = raw;
    while let Some(bracket) = last_bracket(text) {
        if share_in(bracket.inside).is_some_and(|(part, whole)| is_share_of(percent, part, whole)) {
            return true;
        }
        text = bracket.before;
    }
    false
}

/// Is a percentage that of a part in a whole, rounded as it is printed?
fn is_share_of(percent: Decimal, part: Decimal, whole: Decimal) -> bool {
    let exact = part.checked_mul(Decimal::ONE_HUNDRED).and_then(|part| part.checked_div(whole));
    let step = Decimal::new(1, percent.scale());
    exact.and_then(|exact| exact.checked_sub(percent)).is_some_and(|off| off.abs() < step)
}

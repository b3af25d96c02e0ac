//! Pieces of a cell of values: what stands around a quantity, and where one value ends and the next begins.

use japanese_normalize as japanese;
use japanese_normalize::Quantity;

use super::value_brackets::{CLOSE, Labelled, OPEN, is_span, last_bracket, without_remark};
use crate::records::Period;

/// A time in brackets at the end of a text, and where its bracket begins; none where the bracket holds a value of its own,
/// whose time it then is: `80%（R5:75%）`.
pub(super) fn trailing_time(text: &str) -> Option<(usize, japanese::Time)> {
    let bracket = last_bracket(text)?;
    let mut times = japanese::times(bracket.inside).into_iter();
    let time = times.next().filter(|time| time.fiscal_year.is_some() || time.from.is_some())?;
    if is_base(bracket.inside, &time) {
        return None;
    }
    let valued = japanese::quantities(bracket.inside).iter().any(|quantity| !is_span(quantity));
    (!valued).then_some((bracket.open, time))
}

/// The date or period of a time that is finer than a year.
pub(super) fn finer_than_year(time: &japanese::Time) -> (Option<String>, Option<Period>) {
    use japanese::Precision;
    let day = matches!(time.precision, Precision::Day);
    let month =
        matches!(time.precision, Precision::Month | Precision::Quarter | Precision::Half | Precision::Season);
    let (from, to) = (time.from.map(|date| date.to_string()), time.to.map(|date| date.to_string()));
    if !day && !month {
        return (None, None);
    }
    if from == to || to.is_none() {
        return (from, None);
    }
    (None, Some(Period { from, to }))
}

/// A month in brackets behind a value, in the fiscal year of the column: `48件（12月末時点）`.
pub(super) fn month_behind(text: &str, fiscal_year: i32) -> Option<(&str, japanese::Time)> {
    let bracket = last_bracket(text)?;
    let times = japanese::times_within(bracket.inside, fiscal_year);
    let [time] = times.as_slice() else { return None };
    let rest = bracket.inside.get(time.range.end..)?.trim();
    let whole = time.range.start == 0 && ["", "現在", "時点", "末", "末時点", "末現在"].contains(&rest);
    (whole && year_of(time).is_some() && !bracket.before.is_empty()).then(|| (bracket.before, time.clone()))
}

/// A year behind a value, set off by a blank or a line end: the value and the time of `75% R5年度`.
pub(super) fn year_behind(text: &str) -> Option<(&str, japanese::Time)> {
    let (value, last) = text.trim_end().rsplit_once(char::is_whitespace)?;
    let time = japanese::leading_time(last).filter(|time| time.range.end == last.len())?;
    year_of(&time)?;
    // 2023 alone may be a number.
    let named = last.contains(|found: char| found.is_alphabetic());
    (named && japanese::quantity_cell(without_remark(value.trim_end())).is_some())
        .then_some((value.trim_end(), time))
}

/// Is a time in a text what a value is compared with, and not the time of the value? `46%削減（2013年度比）`, `R5の水準を維持`
pub(super) fn is_base(text: &str, time: &japanese::Time) -> bool {
    let behind = text.get(time.range.end..).unwrap_or_default();
    let behind = behind.trim_start_matches([' ', '度', 'の', '）', ')']);
    let before = text.get(..time.range.start).unwrap_or_default();
    let before = before.trim_end_matches([' ', '（', '(', '：', ':', 'は']);
    ["比", "対比", "基準", "水準"].iter().any(|word| behind.starts_with(word))
        || ["基準年", "基準年度", "基準", "現状", "対"].iter().any(|word| before.ends_with(word))
}

/// The year that a text names: `2024年度中に高速化予定`; none where it names several, or one that it is compared with. Among
/// `targets` 実績 and 現状 are such.
pub(super) fn text_year(raw: &str, targets: bool) -> Option<i32> {
    let times = japanese::times(raw);
    let actual = |time: &japanese::Time| {
        let behind = raw.get(time.range.end..).unwrap_or_default().trim_start_matches(['の', ' ', '度']);
        ["実績", "現状", "全国平均", "県平均"].iter().any(|word| behind.starts_with(word))
    };
    let own = times.iter().filter(|time| !(is_base(raw, time) || targets && actual(time)));
    let mut years = own.filter_map(|time| time.last_fiscal_year().or(time.fiscal_year));
    let year = years.next()?;
    years.all(|other| other == year).then_some(year)
}

/// The year that a time gives a value: of a period the one in which it ends, of a calendar year its number; none where
/// something only begins then (`500件(H30からの累計)`).
pub(super) fn year_of(time: &japanese::Time) -> Option<i32> {
    if time.modifier == Some(japanese::Modifier::Since) {
        return None;
    }
    let calendar = time.from.filter(|_| time.precision == japanese::Precision::Year && !time.assumed);
    time.last_fiscal_year().or(time.fiscal_year).or(calendar.map(|date| date.year))
}

/// Words that part a year from the value that is to be reached by then: `R10までに80%`.
const BY_YEAR: [&str; 10] =
    ["末までに", "までに", "まで", "末には", "末に", "末時点で", "時点で", "には", "に", "で"];

/// A year in brackets, or one set off by a colon, a blank or a word, before a value (`（R5）79.2%`, `R5：79.2%`): the time,
/// and where the value begins.
pub(super) fn leading_year(text: &str) -> Option<(usize, japanese::Time)> {
    if text.starts_with(OPEN) {
        let close = text.find(CLOSE)?;
        let inside = text.get(..close)?.trim_start_matches(OPEN).trim();
        let time = japanese::leading_time(inside).filter(|time| time.range.end == inside.len())?;
        year_of(&time)?;
        let end = close + text.get(close..)?.chars().next().map_or(0, char::len_utf8);
        return text.get(end..).is_some_and(|rest| !rest.trim().is_empty()).then_some((end, time));
    }
    let time = japanese::leading_time(text)?;
    year_of(&time)?;
    let rest = text.get(time.range.end..)?;
    let by = BY_YEAR.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let bare = by.trim_start_matches([':', '：', ' ', '\u{3000}', '\n', '、']);
    // 2018年度14,206億円: a year that is written out needs nothing between it and its value.
    let printed = text.get(time.range.clone())?;
    let digits = printed.chars().take_while(|character| character.is_numeric()).count();
    let written_out = printed.ends_with(['度', '年', '月', '末']) && !(1..=3).contains(&digits);
    let until = time.modifier == Some(japanese::Modifier::Until);
    let parted = until || written_out || bare.len() < rest.len();
    let set_off = parted && japanese::quantity_cell(without_remark(bare)).is_some();
    set_off.then_some((text.len() - bare.len(), time))
}

/// A piece of a part: its text, and what is known of it before it is read.
#[derive(Clone, Default)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) label: Option<String>,
}

/// The number of the note that a mark behind a value points to: `9,124※1`.
pub(super) fn note_number(text: &str) -> Option<String> {
    let before = without_note_mark(text);
    let mark = text.get(before.len()..)?;
    let digits: String = japanese::fold(mark).chars().filter(char::is_ascii_digit).collect();
    (!digits.is_empty()).then_some(digits)
}

/// The text before a mark that points to a note: `41.2%※`, `60% ※1`, `60%（注2）`; the text itself without one.
pub(super) fn without_note_mark(text: &str) -> &str {
    let (inner, close) = match text.strip_suffix([')', '）']) {
        Some(inner) => (inner, true),
        None => (text, false),
    };
    let mark = inner.trim_end_matches(char::is_numeric);
    let numbered = mark.len() < inner.len();
    let mark = mark.trim_end();
    let before = if let Some(before) = mark.strip_suffix(['※', '＊', '*']) {
        before.trim_end_matches(['※', '＊', '*'])
    } else if let Some(before) = mark.strip_suffix(['注', '註']).filter(|_| numbered) {
        before
    } else {
        return text;
    };
    let before = if close { before.strip_suffix(['(', '（']) } else { Some(before) };
    before.map(str::trim_end).filter(|before| !before.is_empty()).unwrap_or(text)
}

/// `286 事業⏎所`, `39.0分⏎以内`: a narrow cell wraps a quantity, and one line alone holds digits.
pub(super) fn wrapped_quantity(text: &str) -> Option<Quantity> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let numbers = lines
        .iter()
        .filter(|line| japanese::fold(line).contains(|found: char| found.is_ascii_digit()))
        .count();
    if lines.len() < 2 || numbers != 1 {
        return None;
    }
    let joined = lines.concat();
    japanese::quantity_cell(&joined).filter(|quantity| quantity.range.len() == joined.len())
}

/// What is done with things of which a value says how many.
const DEEDS: [&str; 24] = [
    "維持", "達成", "確保", "継続", "整備", "実施", "開催", "導入", "設置", "新設", "採択", "認定", "公開",
    "登録", "養成", "育成", "参加", "受講", "配置", "作成", "策定", "締結", "完了", "到達",
];

/// What brings a level to another one, which に or まで names: `10%に削減`.
const MOVES: [&str; 10] =
    ["削減", "縮減", "低減", "短縮", "抑制", "増加", "拡大", "向上", "引き上げ", "引き下げ"];

/// `18.0%以下を維持`, `100%を達成`, `3回開催`, `10%に削減`: a quantity, and that it is to be kept, reached or done.
pub(super) fn kept_quantity(text: &str) -> Option<Quantity> {
    let text = text.trim_end_matches('。');
    let aimed =
        ["を目指す", "をめざす", "とする", "を目標とする"].iter().find_map(|tail| text.strip_suffix(tail));
    let done = || {
        let said = ["する", "します", "した", "している"].iter().find_map(|tail| text.strip_suffix(tail));
        let said = said.unwrap_or(text);
        let kept = DEEDS.iter().find_map(|deed| said.strip_suffix(deed));
        let kept = kept.map(|rest| {
            ["を", "の", "が", "に", "で"].iter().find_map(|word| rest.strip_suffix(word)).unwrap_or(rest)
        });
        let moved = || {
            let rest = MOVES.iter().find_map(|deed| said.strip_suffix(deed))?;
            ["に", "まで", "へ", "までに"].iter().find_map(|word| rest.strip_suffix(word))
        };
        kept.or_else(moved)
    };
    japanese::quantity_cell(aimed.or_else(done)?.trim_end())
}

/// `5年間で50件`, `令和6年度から5年間で延べ250人`, `計画期間中に50件`: what stands behind the years over which a value is counted.
pub(super) fn behind_span(text: &str) -> Option<&str> {
    const PLAN: [&str; 6] =
        ["計画期間中に", "計画期間内に", "計画期間で", "計画期間中", "期間中に", "期間内に"];
    if let Some(rest) = PLAN.iter().find_map(|span| text.strip_prefix(span)) {
        return Some(rest.trim_start_matches(['、', ' ']));
    }
    let since = japanese::leading_time(text).and_then(|time| {
        let rest = text.get(time.range.end..)?;
        let open = time.modifier == Some(japanese::Modifier::Since);
        rest.strip_prefix("から").or_else(|| open.then_some(rest))
    });
    let text = since.map_or(text, |rest| rest.trim_start_matches(['の', '、', ' ']));
    let quantities = japanese::quantities(text);
    let span = quantities.first().filter(|span| span.range.start == 0 && is_span(span))?;
    let rest = text.get(span.range.end..)?;
    let rest = ["で", "の", "に"].iter().find_map(|word| rest.strip_prefix(word))?;
    // 3年に1回 is how often.
    (span.unit.as_deref() != Some("年")).then(|| rest.trim_start_matches(['、', ' ']))
}

/// `(結婚/子育て)` at the end: the labels, and the text before them.
pub(super) fn trailing_labels(body: &str) -> (&str, Vec<String>) {
    let trimmed = body.trim_end();
    if trimmed.ends_with(['）', ')'])
        && let Some(open) = trimmed.rfind(['（', '('])
        && let Some(inside) = trimmed.get(open..)
    {
        let inside = inside.trim_matches(['（', '(', '）', ')']);
        let labels: Vec<String> = inside.split(['/', '／']).map(|label| label.trim().to_owned()).collect();
        let words = labels
            .iter()
            .all(|label| !label.is_empty() && !label.chars().any(|character| character.is_ascii_digit()));
        if labels.len() > 1 && words {
            return (trimmed.get(..open).unwrap_or_default().trim_end(), labels);
        }
    }
    (trimmed, Vec::new())
}

/// `解析件数 548 件`: words, then a quantity that ends the text.
pub(super) fn labelled_quantity(text: &str) -> Option<(String, Quantity)> {
    let quantities = japanese::quantities(text);
    let quantity = quantities.last().filter(|_| quantities.len() == 1)?;
    let rest = text.get(quantity.range.end..)?.trim();
    let label = text
        .get(..quantity.range.start)?
        .trim()
        .trim_end_matches([':', '：', '…', '・', ' ', '+', '＋'])
        .trim_start_matches(['・', '○', ' ']);
    let sentence =
        label.chars().count() > 40 || label.ends_with(['を', 'に', 'で', 'が', 'は', 'の', 'と', '、']);
    (rest.is_empty() && !label.is_empty() && !sentence).then(|| (label.trim().to_owned(), quantity.clone()))
}

/// Cuts `label: value label: value` and `・label: value` into pieces.
pub(super) fn label_pieces(body: &str) -> Option<Vec<Piece>> {
    let colons: Vec<usize> = body.match_indices([':', '：']).map(|(at, _)| at).collect();
    if colons.is_empty() {
        return None;
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let mut start = 0;
    for (at, colon) in colons.iter().enumerate() {
        let label = body
            .get(start..*colon)?
            .trim_matches(|found: char| found.is_whitespace() || "、，・○●-".contains(found));
        let after = colon + body.get(*colon..)?.chars().next()?.len_utf8();
        let end = match colons.get(at + 1) {
            Some(next) => value_end(body, after, *next)?,
            None => body.len(),
        };
        if label.is_empty() {
            return None;
        }
        pieces.push(Piece { text: body.get(after..end)?.trim().to_owned(), label: Some(label.to_owned()) });
        start = end;
    }
    Some(pieces)
}

/// Where a value ends and the next label begins: at a line end, a bullet, or the last blank before a word.
pub(super) fn value_end(body: &str, from: usize, next_colon: usize) -> Option<usize> {
    let between = body.get(from..next_colon)?;
    if let Some(at) = between.find(['\n', '・', '○', '●']) {
        return Some(from + at);
    }
    // 80.5 中：75.2 has no unit.
    if let Some((value, _)) = between.trim().rsplit_once(char::is_whitespace)
        && japanese::quantity_cell(value).is_some()
    {
        return Some(from + between.find(value)? + value.len());
    }
    let quantities = japanese::quantities(between);
    quantities.iter().rev().find_map(|quantity| {
        let rest = between.get(quantity.range.end..)?;
        // 80%（R7）、最終: the bracket is of the value before it.
        let bracket = rest.find(CLOSE).filter(|_| rest.starts_with(OPEN));
        let behind = bracket.and_then(|close| rest.get(close..)).map(|rest| rest.trim_start_matches(CLOSE));
        let rest = behind.unwrap_or(rest);
        let ends = rest.chars().next().is_none_or(|next| next.is_whitespace() || "、，".contains(next));
        ends.then_some(from + between.len() - rest.len())
    })
}

/// A value of a list in which each names its year.
pub(super) struct Dated<'t> {
    /// As printed, with its year.
    pub(super) raw: &'t str,
    /// The value alone.
    pub(super) body: &'t str,
    pub(super) time: japanese::Time,
}

/// Most values of such a list.
const MOST_DATED: usize = 24;

/// What parts the values of a list. An arrow is none: what stands before it is another kind of value.
const BETWEEN: [char; 13] = ['、', '，', ',', '/', '／', ';', '；', '・', '○', '●', '\n', ' ', '\u{3000}'];

/// `R6：50件、R7：60件`, `50件（R5）、60件（R6）`: the values of a list in which each names its year.
pub(super) fn dated_pieces(body: &str) -> Option<Vec<Dated<'_>>> {
    let times: Vec<japanese::Time> =
        japanese::times(body).into_iter().filter(|time| year_of(time).is_some()).collect();
    if !(2..=MOST_DATED).contains(&times.len()) {
        return None;
    }
    let starts = times.iter().map(|time| {
        body.get(..time.range.start).map(|before| before.trim_end_matches(['（', '(', '【', '[']).len())
    });
    let starts: Vec<usize> = starts.collect::<Option<_>>()?;
    let ends = times.iter().map(|time| {
        let behind = body.get(time.range.end..)?;
        Some(body.len() - behind.trim_start_matches(['）', ')', '】', ']']).len())
    });
    let ends: Vec<usize> = ends.collect::<Option<_>>()?;
    pieces_between(body, &starts, &[body.len()], |raw| {
        let (end, time) = leading_year(raw)?;
        Some(Dated { raw, body: raw.get(end..)?.trim(), time })
    })
    .or_else(|| {
        pieces_between(body, &[0], &ends, |raw| {
            let (open, time) = trailing_time(raw)?;
            Some(Dated { raw, body: raw.get(..open)?.trim(), time })
        })
    })
}

/// Cuts a text at the starts, or at the ends, of its times, and reads each piece; none where one cannot be read or text
/// is left over.
fn pieces_between<'t>(
    body: &'t str,
    starts: &[usize],
    ends: &[usize],
    read: impl Fn(&'t str) -> Option<Dated<'t>>,
) -> Option<Vec<Dated<'t>>> {
    let (first, last) = (*starts.first()?, *ends.last()?);
    let left_over = |text: &str| !text.trim_matches(BETWEEN).is_empty();
    if left_over(body.get(..first)?) || left_over(body.get(last..)?) {
        return None;
    }
    let mut cuts: Vec<usize> = starts.iter().chain(ends).copied().collect();
    cuts.dedup();
    cuts.windows(2)
        .map(|cut| read(body.get(cut.first().copied()?..cut.last().copied()?)?.trim_matches(BETWEEN)))
        .collect()
}

/// Is a text a time and nothing else?
pub(super) fn is_time(text: &str) -> bool {
    japanese::leading_time(text).is_some_and(|time| time.range.end == text.trim_end().len())
}

/// Does a label only say on which scale its value stands? `5点満点中4.2点`, `人口10万人当たり12.3人`
pub(super) fn is_scale(label: &str) -> bool {
    let folded = japanese::fold(label);
    folded == "人口"
        || folded.starts_with(|first: char| first.is_ascii_digit())
            && ["満点", "満点中", "段階中", "段階評価", "段階評価で"]
                .iter()
                .any(|word| folded.ends_with(word))
}

/// `男性30％、女性70％`, `小学校80％ 中学校75％`: values each behind a word of its own.
pub(super) fn labelled_values(body: &str) -> Option<Vec<Labelled<'_>>> {
    let separators: [&[char]; 3] = [&['、', '，', '\n', '/', '／'], &[' ', '\u{3000}', '\n'], &['・', '\n']];
    separators.iter().find_map(|separators| {
        let pieces = body.split(*separators).map(str::trim).filter(|piece| !piece.is_empty());
        let read: Vec<Labelled<'_>> = pieces
            .map(|piece| {
                let (label, quantity) = labelled_quantity(piece)?;
                let word = !label.contains(|found: char| found.is_numeric());
                word.then_some((piece, label, quantity))
            })
            .collect::<Option<_>>()?;
        let distinct = read
            .iter()
            .enumerate()
            .all(|(at, (_, label, _))| read.iter().take(at).all(|(_, other, _)| other != label));
        ((2..=6).contains(&read.len()) && distinct).then_some(read)
    })
}

/// `（男性）30％（女性）70％`, `【小】80％【中】75％`: values each behind a word of its own in brackets.
pub(super) fn bracketed_values(body: &str) -> Option<Vec<Labelled<'_>>> {
    let open = ['（', '(', '【', '['];
    if !body.starts_with(open) {
        return None;
    }
    let starts: Vec<usize> = body.match_indices(open).map(|(at, _)| at).chain([body.len()]).collect();
    let read = starts.windows(2).map(|cut| {
        let piece = body.get(*cut.first()?..*cut.last()?)?.trim_matches(BETWEEN);
        let (label, value) = piece.split_once(['）', ')', '】', ']'])?;
        let label = label.trim_start_matches(open).trim();
        let word = !label.is_empty() && !label.contains(|found: char| found.is_numeric());
        Some((piece, label.to_owned(), japanese::quantity_cell(value.trim()).filter(|_| word)?))
    });
    let read: Vec<Labelled<'_>> = read.collect::<Option<_>>()?;
    (2..=6).contains(&read.len()).then_some(read)
}

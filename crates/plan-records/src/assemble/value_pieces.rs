//! Pieces of a cell of values: what stands around a quantity, and where one value ends and the next begins.

use japanese_normalize as japanese;
use japanese_normalize::Quantity;

/// A time in brackets at the end of a text, and where its bracket begins.
pub(super) fn trailing_time(text: &str) -> Option<(usize, japanese::Time)> {
    let trimmed = text.trim_end();
    let open = if trimmed.ends_with(['）', ')', '】']) {
        trimmed.rfind(['（', '(', '【'])?
    } else {
        return None;
    };
    let inside = trimmed.get(open..)?;
    let mut times = japanese::times(inside).into_iter();
    let time = times.next().filter(|time| time.fiscal_year.is_some() || time.from.is_some())?;
    Some((open, time))
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

/// A year in brackets, or one set off by a colon or a blank, before a value (`（R5）79.2%`, `R5：79.2%`): the time, and
/// where the value begins.
pub(super) fn leading_year(text: &str) -> Option<(usize, japanese::Time)> {
    if text.starts_with(['（', '(', '【', '[']) {
        let close = text.find(['）', ')', '】', ']'])?;
        let inside = text.get(..close)?.trim_start_matches(['（', '(', '【', '[']).trim();
        let time = japanese::leading_time(inside).filter(|time| time.range.end == inside.len())?;
        year_of(&time)?;
        let end = close + text.get(close..)?.chars().next().map_or(0, char::len_utf8);
        return text.get(end..).is_some_and(|rest| !rest.trim().is_empty()).then_some((end, time));
    }
    let time = japanese::leading_time(text)?;
    year_of(&time)?;
    let rest = text.get(time.range.end..)?;
    let bare = rest.trim_start_matches([':', '：', ' ', '\u{3000}', '\n']);
    let set_off = bare.len() < rest.len() && japanese::quantity_cell(without_remark(bare)).is_some();
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

/// `18.0%以下を維持`, `100%を達成`: a quantity, and that it is to be kept or reached.
pub(super) fn kept_quantity(text: &str) -> Option<Quantity> {
    let tails = [
        "を維持",
        "の維持",
        "維持",
        "を達成",
        "を目指す",
        "をめざす",
        "とする",
        "を確保",
        "を継続",
        "を目標とする",
    ];
    let bare = tails.iter().find_map(|tail| text.trim_end_matches('。').strip_suffix(tail))?;
    japanese::quantity_cell(bare.trim_end())
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
    let last = quantities.iter().rfind(|quantity| {
        between
            .get(quantity.range.end..)
            .and_then(|rest| rest.chars().next())
            .is_none_or(|next| next.is_whitespace() || next == '、' || next == '，')
    })?;
    Some(from + last.range.end)
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
    let found = match trimmed.strip_suffix(['）', ')']) {
        Some(inner) => inner.rfind(['（', '(']).and_then(|open| {
            let inside = inner.get(open..)?.trim_start_matches(['（', '(', '※']);
            is_remark(inside).then(|| trimmed.get(..open))?
        }),
        None => trimmed.rsplit_once('※').filter(|(_, inside)| is_remark(inside)).map(|(before, _)| before),
    };
    found.map(str::trim_end).filter(|before| !before.is_empty()).unwrap_or(text)
}

/// Words in brackets that may make a value another kind than its column's: `50件（目標）` among actual values.
const OTHER_KINDS: [&str; 8] = ["目標", "実績", "予定", "計画", "基準", "増", "減", "差"];

/// The text before words in brackets that hold no number: `1件（窓口システム）`, `100%(全校)`; none without such brackets.
pub(super) fn without_words_behind(text: &str) -> Option<&str> {
    let trimmed = text.trim_end();
    let inner = trimmed.strip_suffix(['）', ')'])?;
    let open = inner.rfind(['（', '('])?;
    let inside = inner.get(open..)?.trim_start_matches(['（', '(']);
    let words = !inside.trim().is_empty()
        && !inside.contains(|found: char| found.is_numeric() || "/／".contains(found))
        && !OTHER_KINDS.iter().any(|word| inside.contains(word));
    trimmed.get(..open).map(str::trim_end).filter(|before| words && !before.is_empty())
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
pub(super) fn labelled_values(body: &str) -> Option<Vec<(&str, String, Quantity)>> {
    let separators: [&[char]; 2] = [&['、', '，', '\n', '/', '／'], &[' ', '\u{3000}', '\n']];
    separators.iter().find_map(|separators| {
        let pieces = body.split(*separators).map(str::trim).filter(|piece| !piece.is_empty());
        let read: Vec<(&str, String, Quantity)> = pieces
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
pub(super) fn bracketed_values(body: &str) -> Option<Vec<(&str, String, Quantity)>> {
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
    let read: Vec<(&str, String, Quantity)> = read.collect::<Option<_>>()?;
    (2..=6).contains(&read.len()).then_some(read)
}

/// `50件（うち県内30件）`: the whole and, with its label, the part.
pub(super) fn whole_and_part(body: &str) -> Option<(&str, Quantity, (String, Quantity))> {
    let inner = body.trim_end().strip_suffix(['）', ')'])?;
    let open = inner.rfind(['（', '('])?;
    let inside = inner.get(open..)?.trim_start_matches(['（', '(']).trim_start().strip_prefix("うち")?;
    let inside = inside.trim_start_matches(['、', ' ', '\u{3000}']);
    let quantity = japanese::quantities(inside).into_iter().next()?;
    let label = inside.get(..quantity.number_range.start)?.trim_end_matches([':', '：', ' ', '、']);
    let ends = inside.get(quantity.range.end..)?.trim().is_empty() && !label.is_empty();
    let whole = body.get(..open)?.trim_end();
    let quantities = (japanese::quantity_cell(whole)?, quantity);
    ends.then(|| (whole, quantities.0, (label.to_owned(), quantities.1)))
}

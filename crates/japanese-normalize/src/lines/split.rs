//! Where a line holds several paragraphs.

use super::Marker;
use super::marker;
use crate::text::spaces::is_blank;

/// The places at which paragraphs begin in a line; the first is its start.
pub(super) fn starts(line: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let mut depth = Depth::default();
    let mut sequence = Sequence::new(line);
    let mut before = None;
    for (at, c) in line.char_indices() {
        if at > 0 && !is_blank(c) && begins(line, at, c, before, &depth, &mut sequence) {
            starts.push(at);
        }
        depth.pass(c);
        before = Some(c);
    }
    starts
}

/// Brackets that are open.
#[derive(Default)]
struct Depth {
    round: u32,
    quotes: u32,
}

impl Depth {
    fn pass(&mut self, c: char) {
        match c {
            '(' | '（' => self.round += 1,
            ')' | '）' => self.round = self.round.saturating_sub(1),
            '「' | '『' => self.quotes += 1,
            '」' | '』' => self.quotes = self.quotes.saturating_sub(1),
            // A sentence ends whatever bracket the text forgot to close.
            '。' | '○' => *self = Self::default(),
            _ => {}
        }
    }

    fn is_open(&self) -> bool {
        self.round > 0 || self.quotes > 0
    }
}

/// The last mark of a list in this line: `2.` begins a paragraph only behind `1.`.
struct Sequence {
    last: Option<(String, Style)>,
}

/// How a mark is written: the characters around its number.
type Style = (Option<char>, char);

impl Sequence {
    fn new(line: &str) -> Self {
        Self { last: marker::numbered(line).and_then(|(mark, length)| Some((mark, style(line, length)?))) }
    }

    /// Whether a mark goes on with the list, or begins one that goes on later.
    fn accepts(&mut self, text: &str, mark: String, length: usize) -> bool {
        let Some(style) = style(text, length) else { return false };
        let goes_on = match &self.last {
            Some((last, last_style)) => *last_style == style && follows(last, &mark),
            None => false,
        };
        let begins = !goes_on
            && matches!(mark.as_str(), "1" | "ア" | "a" | "一")
            && text.get(length..).is_some_and(|rest| finds_next(rest, &mark, style));
        if goes_on || begins {
            self.last = Some((mark, style));
        }
        goes_on || begins
    }
}

fn style(text: &str, length: usize) -> Option<Style> {
    let mark = text.get(..length)?;
    let wide = |c: char| match c {
        '（' => '(',
        '）' => ')',
        '．' => '.',
        _ => c,
    };
    let open = mark.chars().next().map(wide).filter(|c| *c == '(');
    Some((open, mark.chars().next_back().map(wide)?))
}

fn follows(last: &str, next: &str) -> bool {
    if let (Ok(last), Ok(next)) = (last.parse::<u8>(), next.parse::<u8>()) {
        return u16::from(next) == u16::from(last) + 1;
    }
    const ORDER: &str = "アイウエオカキクケコサシスセソタチツテト";
    const NUMERALS: &str = "一二三四五六七八九十";
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
    [ORDER, NUMERALS, LETTERS].iter().any(|order| {
        let place = |mark: &str| mark.chars().next().and_then(|c| order.chars().position(|other| other == c));
        place(last).zip(place(next)).is_some_and(|(last, next)| next == last + 1)
    })
}

/// Whether the next mark of the list stands behind a blank within what a paragraph may hold.
fn finds_next(rest: &str, mark: &str, expected: Style) -> bool {
    /// Longest item of a list that stands on one line, in characters.
    const LONGEST_ITEM: usize = 600;
    let mut blank = false;
    for (at, c) in rest.char_indices().take(LONGEST_ITEM) {
        if blank && !is_blank(c) {
            let tail = rest.get(at..).unwrap_or_default();
            let head = tail.get(..tail.ceil_char_boundary(16)).unwrap_or(tail);
            if let Some((next, length)) = marker::numbered(head)
                && follows(mark, &next)
                && style(head, length) == Some(expected)
            {
                return true;
            }
        }
        blank = is_blank(c);
    }
    false
}

/// Whether a paragraph begins at `at`.
fn begins(
    line: &str,
    at: usize,
    c: char,
    before: Option<char>,
    depth: &Depth,
    sequence: &mut Sequence,
) -> bool {
    let blank = before.is_some_and(is_blank);
    let rest = line.get(at..).unwrap_or_default();
    match c {
        '○' | '●' | '◎' | '■' | '◆' | '◇' | '□' => {
            (blank || matches!(before, Some('。' | '】' | ')' | '）')))
                && !depth.is_open()
                && is_heading(rest)
        }
        '【' => {
            (blank || before == Some('。')) && !depth.is_open() && is_heading(rest) && !ends_a_name(line, at)
        }
        '・' | '･' => blank && rest.chars().nth(1).is_some_and(|c| !is_blank(c) && c != '・'),
        '▪' | '•' | '➢' => blank,
        '※' => (blank || before == Some('。')) && !depth.is_open(),
        '-' | '－' | '*' => blank && rest.chars().nth(1).is_some_and(is_blank) && !between_latin(line, at),
        _ if !blank || depth.is_open() => false,
        _ if crate::quantity::is_mark(c) => true,
        'R' | 'Ｒ' | 'H' | 'Ｈ' => is_dated(line, at),
        '(' | '（' | '0'..='9' | '０'..='９' | 'ア'..='ト' | 'a'..='c' => {
            let head = rest.get(..rest.ceil_char_boundary(16)).unwrap_or(rest);
            marker::numbered(head).is_some_and(|(mark, length)| sequence.accepts(rest, mark, length))
        }
        _ => false,
    }
}

fn is_heading(rest: &str) -> bool {
    let head = rest.get(..rest.ceil_char_boundary(400)).unwrap_or(rest);
    marker::read(head).0 == Marker::Heading
}

/// `A - B`
fn between_latin(line: &str, at: usize) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let before = line.get(..at).unwrap_or_default().trim_end().chars().next_back();
    let after = line.get(at..).unwrap_or_default().chars().skip(1).find(|c| !is_blank(*c));
    latin(before) && latin(after)
}

/// A bracket with the title of a measure stands behind the name that it belongs to, not before a text.
fn ends_a_name(line: &str, at: usize) -> bool {
    let rest = line.get(at..).unwrap_or_default();
    let Some(close) = rest.find('】') else { return true };
    rest.get(close + '】'.len_utf8()..).is_none_or(|rest| rest.trim().is_empty()) && at > 0
}

/// `R2.10 …` behind a blank: a date of a run of dated entries.
fn is_dated(line: &str, at: usize) -> bool {
    let rest = line.get(at..).unwrap_or_default();
    let head = rest.get(..rest.ceil_char_boundary(60)).unwrap_or(rest);
    // Within a sentence a date has no entry of its own: the line, or its heading, begins with one.
    let Some(time) = crate::time::leading_time(head) else { return false };
    let first = line.trim_start();
    let run = first.starts_with('【') || first.starts_with(['R', 'Ｒ', 'H', 'Ｈ']);
    run && marker::is_dated(head, &time)
}

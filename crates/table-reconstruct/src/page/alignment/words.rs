//! Runs become words, and words that share a baseline become lines.

use document_model::{Glyph, Page, Rect};

use crate::page::runs::{Run, Writing};

/// A gap from which on two glyphs belong to two words: in font sizes. A blank of a text font is a quarter wide.
const WORD_GAP: f64 = 0.3;

/// Baselines nearer than this are one line: in font sizes.
const SAME_BASELINE: f64 = 0.3;

/// A word smaller than this share of a line's size is a raised or lowered figure of the line it touches.
const SMALLER: f64 = 0.85;

/// A gap from which on two words are no longer one text: in font sizes.
const TEXT_GAP: f64 = 0.45;

/// The same where one blank, and nothing else, lies between them: justified text widens it.
const BLANK_GAP: f64 = 0.8;

/// The half of a bracket's or a comma's box that is blank, where it is set half as wide: in font sizes.
const HALF_BLANK: f64 = 0.6;

/// Characters with a blank left half.
const HALF_BLANK_STARTS: [char; 6] = ['（', '「', '『', '【', '［', '〔'];

/// Characters with a blank right half.
const HALF_BLANK_ENDS: [char; 8] = ['）', '」', '』', '】', '］', '〕', '、', '。'];

/// How far a currency sign may stand before its number: in font sizes.
const SIGN_GAP: f64 = 8.0;

/// Dots in a row that lead the eye from a label to its value.
const FEWEST_DOTS: usize = 4;

/// Words of one run that stand nearer than this touch each other: in font sizes.
const TOUCH: f64 = 0.05;

/// Most words of a page that are looked at; a page of dense small print has some thousand.
const MOST_WORDS: usize = 60_000;

/// Glyphs of one run without a blank between them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    /// The run, by its place.
    pub(crate) run: usize,
    /// The first of its glyphs, by its place in the run.
    pub(crate) from: usize,
    /// The glyph behind its last one.
    pub(crate) to: usize,
    /// Box around it, points.
    pub(crate) bbox: Rect,
    /// Baseline, points.
    pub(crate) baseline: f64,
    /// Font size, points.
    pub(crate) size: f64,
    /// Its characters.
    pub(crate) text: String,
    /// It is nothing but dots that lead from a label to its value.
    pub(crate) leader: bool,
}

/// Words that share a baseline, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// Its words.
    pub(crate) words: Vec<Word>,
    /// Box around them, points.
    pub(crate) bbox: Rect,
    /// Baseline, points.
    pub(crate) baseline: f64,
    /// Font size of its largest word, points.
    pub(crate) size: f64,
}

/// Words of a line with nothing wide between them: a text that stands in one place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Atom {
    /// Left edge, points; leaders do not count.
    pub(crate) x0: f64,
    /// Right edge, points.
    pub(crate) x1: f64,
    /// First word of the line.
    pub(crate) from: usize,
    /// The word behind the last one.
    pub(crate) to: usize,
    /// Width of its first word, points.
    pub(crate) first_width: f64,
    /// It is a number, with or without a unit, or the mark of a missing one.
    pub(crate) value: bool,
    /// It is set in ideographs or kana, whose lines break anywhere.
    pub(crate) wide: bool,
    /// It begins as only the rest of a text does: with a small letter or a bracket.
    pub(crate) rest: bool,
    /// Its characters.
    pub(crate) characters: usize,
}

/// The words of runs that are written across, those that `keep` names.
pub(crate) fn find_words(page: &Page, runs: &[Run], keep: impl Fn(usize) -> bool) -> Vec<Word> {
    let mut words = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        if run.blank || run.writing != Writing::Across || !keep(at) {
            continue;
        }
        if words.len() >= MOST_WORDS {
            break;
        }
        split_run(page, at, run, &mut words);
    }
    words
}

fn split_run(page: &Page, at: usize, run: &Run, words: &mut Vec<Word>) {
    let mut open: Option<Word> = None;
    for (place, glyph) in run.glyphs.iter().enumerate() {
        let Some(glyph) = page.glyphs.get(*glyph) else { continue };
        let text = page.text_of(glyph);
        if text.trim().is_empty() {
            words.extend(open.take());
            continue;
        }
        let dots = is_dots(text);
        let joins = open.as_ref().is_some_and(|word| {
            glyph.bbox.x0 - word.bbox.x1 <= WORD_GAP * run.size.max(glyph.size) && word.leader == dots
        });
        match open.as_mut().filter(|_| joins) {
            Some(word) => {
                word.to = place + 1;
                word.bbox = word.bbox.union(&glyph.bbox);
                word.text.push_str(text);
            }
            None => {
                words.extend(open.take());
                open = Some(begin(at, place, run, glyph, text, dots));
            }
        }
    }
    words.extend(open);
}

fn begin(run: usize, place: usize, of: &Run, glyph: &Glyph, text: &str, dots: bool) -> Word {
    Word {
        run,
        from: place,
        to: place + 1,
        bbox: glyph.bbox,
        baseline: of.baseline,
        size: if of.size > 0.0 { of.size } else { glyph.size.max(1.0) },
        text: text.to_owned(),
        leader: dots,
    }
}

fn is_dots(text: &str) -> bool {
    text.chars().all(|character| matches!(character, '.' | '…' | '‥' | '·' | '･' | '・' | '_' | '‐' | '┈'))
}

/// Lines of words, from top to bottom.
pub(crate) fn find_lines(mut words: Vec<Word>) -> Vec<Line> {
    words.sort_by(|one, other| {
        one.baseline.total_cmp(&other.baseline).then(one.bbox.x0.total_cmp(&other.bbox.x0))
    });
    let mut lines: Vec<Line> = Vec::new();
    for word in words {
        match lines
            .last_mut()
            .filter(|line| word.baseline - line.baseline <= SAME_BASELINE * word.size.min(line.size))
        {
            Some(line) => add(line, word),
            None => lines.push(Line {
                bbox: word.bbox,
                baseline: word.baseline,
                size: word.size,
                words: vec![word],
            }),
        }
    }
    let mut lines = attach_raised(lines);
    for line in &mut lines {
        tidy(line);
    }
    lines.retain(|line| !line.words.is_empty());
    lines
}

fn add(line: &mut Line, word: Word) {
    line.bbox = line.bbox.union(&word.bbox);
    line.size = line.size.max(word.size);
    line.words.push(word);
}

/// Words that are smaller than a line near them, and touch one of its words, belong to it.
fn attach_raised(lines: Vec<Line>) -> Vec<Line> {
    let mut kept: Vec<Line> = lines;
    for at in 0..kept.len() {
        for other in [at.checked_sub(1), Some(at + 1)].into_iter().flatten() {
            let (Some(line), Some(host)) = (kept.get(at), kept.get(other)) else { continue };
            if line.words.is_empty() || line.size >= SMALLER * host.size {
                continue;
            }
            let mut moved = Vec::new();
            for (place, word) in line.words.iter().enumerate() {
                let middle = word.bbox.center().y;
                let within = host.bbox.y0 <= middle && middle <= host.bbox.y1;
                let beside = host.words.iter().any(|near| {
                    let apart = (word.bbox.x0 - near.bbox.x1).max(near.bbox.x0 - word.bbox.x1);
                    apart <= WORD_GAP * near.size
                });
                if within && beside {
                    moved.push(place);
                }
            }
            for place in moved.into_iter().rev() {
                let word = kept.get_mut(at).map(|line| line.words.remove(place));
                if let (Some(host), Some(word)) = (kept.get_mut(other), word) {
                    add(host, word);
                }
            }
        }
    }
    kept
}

/// Sorts the words of a line and tells leaders from dots that end a sentence.
fn tidy(line: &mut Line) {
    line.words.sort_by(|one, other| one.bbox.x0.total_cmp(&other.bbox.x0));
    let mut at = 0;
    while at < line.words.len() {
        let rest = line.words.get(at..).unwrap_or_default();
        let stretch = rest.iter().take_while(|word| word.leader).count();
        let dots: usize =
            rest.iter().take(stretch).map(|word| word.text.chars().map(weight).sum::<usize>()).sum();
        if dots < FEWEST_DOTS {
            line.words.iter_mut().skip(at).take(stretch).for_each(|word| word.leader = false);
        }
        at += stretch.max(1);
    }
    let first = line.words.first().map(|word| word.bbox);
    if let Some(first) = first {
        line.bbox = line.words.iter().fold(first, |all, word| all.union(&word.bbox));
    }
}

/// How many dots a character shows.
fn weight(character: char) -> usize {
    match character {
        '…' => 3,
        '‥' => 2,
        _ => 1,
    }
}

impl Line {
    /// The texts of the line that begin and end between two places.
    pub(crate) fn atoms(&self) -> Vec<Atom> {
        self.parted_atoms(&[], &[])
    }

    /// The same; words on both sides of one of some places are no text, nor is a word of another run that begins where
    /// the texts of a column do.
    pub(crate) fn parted_atoms(&self, parts: &[f64], starts: &[f64]) -> Vec<Atom> {
        let slack = WORD_GAP * self.size;
        let parted = |before: &Word, word: &Word| {
            // Words of one run that touch are one text: only dots in it part them.
            let touch = before.run == word.run && word.bbox.x0 - before.bbox.x1 < TOUCH * self.size;
            !touch && parts.iter().any(|x| before.bbox.x1 <= x + slack && word.bbox.x0 >= x - slack)
                || before.run != word.run && starts.iter().any(|x| self.begins_at(before, word, *x))
        };
        let mut atoms: Vec<Atom> = Vec::new();
        let mut before: Option<&Word> = None;
        for (at, word) in self.words.iter().enumerate() {
            if word.leader {
                if let Some(atom) = atoms.last_mut() {
                    atom.to = at + 1;
                }
                before = None;
                continue;
            }
            let joins = before.is_some_and(|before| are_one_text(before, word) && !parted(before, word));
            match atoms.last_mut().filter(|_| joins) {
                Some(atom) => {
                    atom.x1 = atom.x1.max(word.bbox.x1);
                    atom.to = at + 1;
                }
                None => atoms.push(Atom {
                    x0: word.bbox.x0,
                    x1: word.bbox.x1,
                    from: at,
                    to: at + 1,
                    first_width: word.bbox.width(),
                    value: false,
                    wide: false,
                    rest: false,
                    characters: 0,
                }),
            }
            before = Some(word);
        }
        join_signs(self, &mut atoms);
        for atom in &mut atoms {
            let text = self.text_of(atom);
            atom.value = is_value(&text);
            atom.wide = text.chars().any(is_wide);
            atom.rest = is_rest(&text);
            atom.characters = text.chars().count();
        }
        atoms
    }

    /// Does a word begin where the texts of a column do, behind another? The blank half of a bracket may lie over the gap.
    fn begins_at(&self, before: &Word, word: &Word, x: f64) -> bool {
        let half = HALF_BLANK * self.size;
        let before_gap = if before.text.ends_with(HALF_BLANK_ENDS) { half } else { 1.0 };
        let behind_gap = if word.text.starts_with(HALF_BLANK_STARTS) { half } else { WORD_GAP * self.size };
        let overlap =
            if word.text.starts_with(HALF_BLANK_STARTS) { before_gap.max(half) } else { before_gap };
        before.bbox.x1 <= word.bbox.x0 + overlap && (word.bbox.x0 - x).abs() <= behind_gap
    }

    /// The characters of a text, without blanks and leaders.
    pub(crate) fn text_of(&self, atom: &Atom) -> String {
        let words = self.words.get(atom.from..atom.to).unwrap_or_default();
        words.iter().filter(|word| !word.leader).map(|word| word.text.as_str()).collect()
    }

    /// Places where a gap of at least `gap` font sizes parts the line, plus one: the number of its stretches.
    pub(crate) fn stretches(&self, gap: f64) -> usize {
        let mut count = 0;
        let mut end = f64::NEG_INFINITY;
        for word in self.words.iter().filter(|word| !word.leader) {
            count += usize::from(word.bbox.x0 - end > gap * self.size);
            end = end.max(word.bbox.x1);
        }
        count
    }

    /// The part of the line between two places; none where nothing stands there.
    pub(crate) fn between(&self, x0: f64, x1: f64) -> Option<Self> {
        let words: Vec<Word> = self
            .words
            .iter()
            .filter(|word| {
                let middle = word.bbox.center().x;
                x0 <= middle && middle <= x1
            })
            .cloned()
            .collect();
        let first = words.first()?.bbox;
        let bbox = words.iter().fold(first, |all, word| all.union(&word.bbox));
        let size = words.iter().map(|word| word.size).fold(0.0, f64::max);
        Some(Self { bbox, baseline: self.baseline, size, words })
    }
}

/// Does nothing but a blank part two words?
fn are_one_text(before: &Word, word: &Word) -> bool {
    let gap = (word.bbox.x0 - before.bbox.x1) / before.size.max(word.size).max(0.1);
    let one_blank = before.run == word.run && word.from == before.to + 1;
    gap <= if one_blank { BLANK_GAP } else { TEXT_GAP }
}

/// A currency sign joins the number behind it, a percent sign the one before it.
fn join_signs(line: &Line, atoms: &mut Vec<Atom>) {
    let mut at = 0;
    while at + 1 < atoms.len() {
        let (Some(one), Some(other)) = (atoms.get(at), atoms.get(at + 1)) else { break };
        let near = other.x0 - one.x1 <= SIGN_GAP * line.size;
        let (before, after) = (line.text_of(one), line.text_of(other));
        let joins = matches!(before.as_str(), "$" | "€" | "£" | "¥" | "￥" | "US$")
            && after.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '(' | '-' | '–' | '.'))
            || matches!(after.as_str(), "%" | "％" | ")" | "*" | "**")
                && other.x0 - one.x1 <= line.size
                && before.ends_with(|c: char| c.is_ascii_digit());
        if near && joins {
            let (to, x1) = (other.to, other.x1);
            if let Some(one) = atoms.get_mut(at) {
                one.to = to;
                one.x1 = x1;
            }
            atoms.remove(at + 1);
        } else {
            at += 1;
        }
    }
}

/// Does a text begin as only the rest of one does? Numbers of items, such as (1), begin texts.
fn is_rest(text: &str) -> bool {
    let mut characters = text.chars();
    match characters.next() {
        Some('(' | '（' | '[' | '［') => {
            characters.take_while(|character| !matches!(character, ')' | '）' | ']' | '］')).count() >= 2
        }
        Some(first) => first.is_lowercase() && characters.next().is_some_and(char::is_alphabetic),
        None => false,
    }
}

/// Is the text a number, with or without a unit, or the mark of a missing one?
pub(crate) fn is_value(text: &str) -> bool {
    let text = text.trim_end_matches(['*', '†', '‡']);
    if matches!(
        text,
        "-" | "–"
            | "—"
            | "－"
            | "―"
            | "…"
            | ":"
            | "x"
            | "X"
            | "×"
            | "○"
            | "◯"
            | "―-"
            | "--"
            | "…."
            | ".."
    ) {
        return true;
    }
    if matches!(
        text.to_ascii_lowercase().as_str(),
        "n.a." | "na" | "n/a" | "n.a" | "(na)" | "(x)" | "(z)" | "(d)"
    ) {
        return true;
    }
    let text = text.trim_start_matches([
        '▲', '△', '+', '-', '−', '–', '±', '約', '$', '€', '£', '¥', '<', '>', '~', '～', '(', '.', ' ',
    ]);
    if !text.starts_with(|character: char| character.is_numeric()) {
        return false;
    }
    let (mut figures, mut letters) = (0_usize, 0_usize);
    for character in text.chars() {
        if character.is_numeric() {
            figures += 1;
        } else if character.is_alphabetic() {
            letters += 1;
        }
    }
    let blank = text.trim_end_matches(')').chars().all(|character| character == '0') && text.len() > 2;
    figures > 0 && !blank && letters <= 4.max(figures)
}

/// Is the character an ideograph or kana?
pub(crate) fn is_wide(character: char) -> bool {
    matches!(u32::from(character), 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

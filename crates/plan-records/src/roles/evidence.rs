//! What a cell's text says about the role of its column.

use japanese_normalize as japanese;
use japanese_normalize::{Line, Marker};

use super::RoleKind;

/// Characters from which on a text is long for a name.
const LONG_NAME: usize = 60;

/// Characters up to which a text is short.
const SHORT: usize = 14;

/// Characters of a cell that are looked at; roles show in the first lines.
const LOOK: usize = 600;

/// How well a text fits an indicator that names its values as well, however long it is.
const STEPPED_INDICATOR: f64 = 0.6;

/// Characters of a year alone at most: 令和5(2023)年度, with blanks.
const LONGEST_YEAR: usize = 16;

/// What a cell looks like; every figure from 0 to 1 unless said otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Profile {
    /// Characters without white space.
    pub characters: usize,
    /// A running number or a number of a heading: `1`, `1-1`, `3(6)ア`, `(再掲)`.
    pub number: f64,
    /// A department or several.
    pub department: f64,
    /// A quantity, a list of quantities, or `未測定`.
    pub value: f64,
    /// A grade alone.
    pub grade: f64,
    /// A grade before a value or a text, or two values at a slash.
    pub composite: f64,
    /// A unit alone.
    pub unit: f64,
    /// A target inside a sentence: 【目標】, …について、…とする.
    pub statement: f64,
    /// Whole sentences.
    pub sentence: f64,
    /// Paragraphs that begin with a mark: a count.
    pub bullets: usize,
    /// Paragraphs that begin with an era date: a count.
    pub dated: usize,
    /// A name that counts something: …数, …率, …割合.
    pub measure: f64,
    /// 目標, 実績 or another word for a kind of value, alone.
    pub value_word: f64,
    /// It begins with the number of a heading and has a title after it.
    pub numbered: f64,
    /// 新規, 継続 or another word for what becomes of a project, alone.
    pub status: f64,
    /// Digits, stops and single letters alone, and no running number: `8.2 8.3`, `3.d`.
    pub wordless: f64,
    /// Its sentences say what was done (…した。).
    pub past: f64,
    /// A stretch of time alone: R6～R8, 令和6年度から令和8年度まで.
    pub period: f64,
    /// A year alone: 令和5年度, R5, 2023年度; which one.
    pub year: Option<i32>,
    /// A name with values that an arrow leads from one to the next: `受講者数：45人 → 80人`.
    pub stepped: f64,
}

impl Profile {
    /// The profile of a cell's lines.
    #[must_use]
    pub fn of(lines: &[Line<'_>]) -> Self {
        let mut text = String::new();
        for line in lines {
            if text.len() > LOOK {
                break;
            }
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(line.text);
        }
        let head: String = text.chars().take(LOOK).collect();
        let folded = japanese::fold(&head);
        let characters = folded.chars().count();
        if characters == 0 {
            return Self::default();
        }
        let heads: Vec<Line<'_>> = lines.iter().take(12).copied().collect();
        let short = characters <= LONG_NAME * 2;
        let paragraphs = if short && lines.len() == 1 && !head.contains(['○', '・', '●']) {
            Vec::new()
        } else {
            japanese::paragraphs(&heads)
        };
        let marked =
            |paragraph: &&japanese::Paragraph| matches!(paragraph.marker, Marker::Heading | Marker::Bullet);
        Self {
            characters,
            number: flag(is_number(&folded)),
            department: if short && may_be_department(&folded) {
                japanese::department_likeness(&head)
            } else {
                0.0
            },
            value: if short && may_be_value(&folded, characters) { value_likeness(&head) } else { 0.0 },
            grade: flag(
                short && japanese::grade(&head).is_some_and(|(_, length)| head.trim().len() <= length),
            ),
            composite: if characters <= 400 { composite_likeness(&head) } else { 0.0 },
            unit: flag(is_unit(&folded) && !is_status(&folded) && value_word(&head).is_none()),
            statement: statement_likeness(&folded),
            sentence: sentence_likeness(&folded),
            bullets: paragraphs.iter().filter(marked).count(),
            dated: paragraphs.iter().filter(|paragraph| matches!(paragraph.marker, Marker::Dated)).count()
                + usize::from(
                    paragraphs.is_empty() && japanese::leading_time(&head).is_some() && characters > SHORT,
                ),
            measure: flag(is_measure(&folded)),
            value_word: flag(row_word(&head).is_some()),
            status: flag(is_status(&folded)),
            wordless: flag(is_wordless(&folded)),
            past: flag(is_past(&head)),
            period: flag(short && is_period(&head)),
            year: year_alone(&head),
            stepped: flag(is_stepped(&head)),
            numbered: flag(
                crate::assemble::headings::split_number(&head).is_some_and(|(_, title)| !title.is_empty()),
            ),
        }
    }

    /// Does the cell hold no text?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.characters == 0
    }

    /// How well the cell fits a role, from -1 (not at all) to 1.
    #[must_use]
    pub fn fit(&self, role: RoleKind) -> f64 {
        if self.is_empty() {
            return 0.0;
        }
        let fit = match role {
            RoleKind::Number => 2.0 * self.number - 1.0,
            RoleKind::Title | RoleKind::Group => self.fit_name() + 0.1 * self.numbered,
            RoleKind::Indicator if self.stepped > 0.5 => STEPPED_INDICATOR,
            RoleKind::Indicator => self.fit_name() + 0.4 * self.measure - 0.3 * self.statement,
            RoleKind::Summary | RoleKind::Purpose | RoleKind::Description => {
                self.fit_prose() - 0.1 * count(self.bullets.saturating_sub(4))
            }
            RoleKind::Department => 2.0 * self.department - 1.0 - 0.3 * flag(self.bullets > 1),
            RoleKind::Statement => {
                0.2 + 0.8 * self.statement + 0.2 * self.sentence - self.department - 0.6 * self.number
            }
            RoleKind::Unit => 2.0 * self.unit - 1.0,
            RoleKind::Baseline | RoleKind::Target | RoleKind::Actual => self.fit_value(),
            RoleKind::Grade => (2.0 * self.grade.max(0.9 * self.composite)) - 1.0,
            RoleKind::Progress | RoleKind::ProgressActual | RoleKind::ProgressPlanned => self.fit_progress(),
            RoleKind::Related => self.fit_name() - 0.2,
            RoleKind::ValueKind => 2.0 * self.value_word - 1.0,
            RoleKind::Year => 2.0 * flag(self.year.is_some()) - 1.0,
            RoleKind::Other => 0.0,
        };
        fit.clamp(-1.0, 1.0)
    }

    fn fit_name(&self) -> f64 {
        let long = flag(self.characters > LONG_NAME) * 0.4 + flag(self.characters > 2 * LONG_NAME) * 0.6;
        0.6 - 0.9 * self.value_word
            - 0.9 * self.sentence
            - 0.9 * self.value
            - 0.7 * self.department
            - 1.2 * self.number
            - long
            - 0.4 * flag(self.bullets > 2)
            - 0.5 * flag(self.dated > 0)
            - 0.6 * self.grade
    }

    fn fit_prose(&self) -> f64 {
        let long = flag(self.characters > SHORT) * 0.3;
        long + 0.5 * self.sentence + 0.1 * flag(self.bullets > 0)
            - 0.9 * self.value
            - 0.9 * self.department
            - 0.9 * self.number
            - 0.4 * flag(self.dated > 0)
            - 0.5 * self.grade
            - 0.3 * self.statement
    }

    fn fit_value(&self) -> f64 {
        let text =
            0.15 - 0.3 * self.sentence - 0.6 * self.department - 0.4 * flag(self.characters > 2 * LONG_NAME);
        let marks = 0.5 * flag(self.bullets > 1 && self.value < 0.5);
        (text + 0.85 * self.value.max(0.8 * self.composite)) - marks - 0.3 * flag(self.dated > 1)
    }

    fn fit_progress(&self) -> f64 {
        0.1 + 0.25 * count(self.bullets.min(3)) + 0.3 * count(self.dated.min(2)) + 0.2 * self.sentence
            - 0.9 * self.value
            - 0.9 * self.department
            - 0.9 * self.number
            - 0.7 * self.grade
            - 0.4 * self.statement
            - 0.3 * flag(self.characters < SHORT)
    }
}

fn flag(set: bool) -> f64 {
    if set { 1.0 } else { 0.0 }
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// `1`, `1-1`, `1(1)`, `3(6)ア`, `(1)`, `①`, `第4-1`, `Ⅰ`, `(再掲)`.
fn is_number(folded: &str) -> bool {
    let length = folded.chars().count();
    if length > 10 {
        return false;
    }
    if folded.trim_matches(['(', ')', '（', '）']) == "再掲" {
        return true;
    }
    if is_code(folded) {
        return true;
    }
    // 行政運営6, 施策10-1: a word before the number.
    let word = folded.trim_end_matches(|character: char| character.is_ascii_digit() || character == '-');
    let worded = (1..=5).contains(&word.chars().count())
        && word.len() < folded.len()
        && word.chars().all(|character| matches!(character, '一'..='龠'));
    if worded {
        return true;
    }
    let numeral = |character: char| {
        character.is_ascii_digit()
            || matches!(character, '-' | '(' | ')' | '.' | '第' | '№' | 'ア'..='ン' | 'I' | 'V' | 'X')
            || matches!(character, '①'..='⑳' | 'Ⅰ'..='Ⅻ')
    };
    let has_digit = folded
        .chars()
        .any(|character| character.is_ascii_digit() || matches!(character, '①'..='⑳' | 'Ⅰ'..='Ⅻ'));
    let bare_decimal = folded.contains('.') && folded.trim_end_matches('.').contains('.');
    folded.chars().all(numeral) && (has_digit || length == 1) && !bare_decimal
}

/// `A101`, `B-12`, `KPI-3`: letters before a number. Letters of eras want a hyphen or three digits.
fn is_code(folded: &str) -> bool {
    let letters = folded.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = folded.get(letters..).unwrap_or_default();
    let bare = rest.strip_prefix('-').unwrap_or(rest);
    let digits = bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let set_off = bare.len() < rest.len();
    let era = letters == 1 && folded.starts_with(['R', 'H', 'S', 'T', 'M']);
    (1..=3).contains(&letters)
        && digits
        && bare.starts_with(|first: char| first.is_ascii_digit())
        && (set_off || bare.len() >= if era { 3 } else { 2 })
}

/// The kind of value that a word alone says: 目標, 実績値, （現状値）.
#[must_use]
pub fn value_word(text: &str) -> Option<RoleKind> {
    let folded = japanese::fold(text);
    let bare = folded.trim_matches(['(', ')', '（', '）', '【', '】', '[', ']']);
    match bare {
        "目標" | "目標値" | "計画" | "計画値" | "目標(計画)" | "数値目標" => {
            Some(RoleKind::Target)
        }
        "実績" | "実績値" | "結果" | "見込" | "見込み" | "見込値" | "実績(見込)" => {
            Some(RoleKind::Actual)
        }
        "現状" | "現状値" | "基準" | "基準値" | "当初値" | "策定時" => {
            Some(RoleKind::Baseline)
        }
        _ => None,
    }
}

/// What the cells of a row hold, where a word at its left says so: the kind of its values, or what is planned or spent.
#[must_use]
pub fn row_word(text: &str) -> Option<RoleKind> {
    if let Some(role) = value_word(text) {
        return Some(role);
    }
    let folded = japanese::fold(text);
    let bare = folded.split(['(', '（']).next().unwrap_or_default();
    let bare = bare.trim_matches(['【', '】', '[', ']']);
    match bare {
        "事業内容" | "取組内容" | "事業計画" | "取組計画" | "実施計画" | "実施内容" | "年次計画"
        | "年度計画" | "活動内容" | "計画内容" | "スケジュール" | "工程" | "行程" | "取組予定"
        | "実施予定" => Some(RoleKind::ProgressPlanned),
        "取組実績" | "事業実績" | "実施実績" | "活動実績" | "実施状況" | "取組状況" => {
            Some(RoleKind::ProgressActual)
        }
        "事業費" | "概算事業費" | "総事業費" | "計画事業費" | "予算" | "予算額" | "当初予算"
        | "当初予算額" | "決算額" | "経費" | "人件費" | "一般財源" | "特定財源" | "財源" | "国庫支出金"
        | "国費" | "地方債" | "達成率" | "達成度" | "進捗率" | "効果額" | "財政効果" | "削減額" => {
            Some(RoleKind::Other)
        }
        _ => None,
    }
}

/// `新規`, `継続`, `拡充・継続`, `★重点`, `成果指標`: what becomes of a project or of what kind it is, which is no name of
/// anything.
fn is_status(folded: &str) -> bool {
    let words = [
        "新規",
        "新",
        "継続",
        "拡充",
        "拡大",
        "充実",
        "見直し",
        "縮小",
        "廃止",
        "終了",
        "完了",
        "休止",
        "統合",
        "改善",
        "再編",
        "重点",
        "一部新規",
        "新規・拡充",
        "組替",
        "レベルアップ",
        "活動指標",
        "成果指標",
        "アウトプット",
        "アウトカム",
        "アウトプット指標",
        "アウトカム指標",
        "KPI",
        "KGI",
    ];
    // The direction that a value is wanted to take.
    let arrow = |character: char| matches!(character, '←'..='↙' | '⇐'..='⇙' | '➔'..='➡' | '⬆'..='⬇');
    if !folded.is_empty() && folded.chars().all(arrow) {
        return true;
    }
    let bare = folded.trim_matches(['(', ')', '【', '】', '[', ']', '★', '☆', '◎', '●', '○', '◆']);
    !bare.is_empty() && bare.split(['・', '、', '/', '→']).all(|word| words.contains(&word))
}

/// Does an arrow lead from one value to another, outside any sentence?
fn is_stepped(text: &str) -> bool {
    crate::assemble::full_width::has_steps(text)
        && japanese::quantities(text).len() > 1
        && !text.contains('。')
}

/// `8.2 8.3`, `3.d`, `4, 11`: numbers of goals or chapters of something else.
fn is_wordless(folded: &str) -> bool {
    let bare = folded.trim_matches(['(', ')', '（', '）']);
    let within = |character: char| {
        character.is_ascii_digit()
            || matches!(character, '.' | ',' | '、' | '・' | '/')
            || character.is_ascii_lowercase()
    };
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let letters = bare.chars().filter(char::is_ascii_lowercase).count();
    digits > 0 && digits >= letters && bare.contains(['.', ',', '、', '・', '/']) && bare.chars().all(within)
}

/// Has the text a character that departments end in? Others need no closer look.
fn may_be_department(folded: &str) -> bool {
    let endings = [
        '部', '局', '課', '室', '庁', '署', '所', '会', '院', '館', '校', '団', '班', '係', '省', '府', 'ー',
        '属', '体', '者', '等', '町', '市', '村', '県',
    ];
    !folded.contains('。') && folded.contains(endings)
}

/// Has the text a digit, or is it short enough to be a value in words? Others need no closer look.
fn may_be_value(folded: &str, characters: usize) -> bool {
    let numeral = |character: char| {
        character.is_ascii_digit() || "一二三四五六七八九十百千万億兆〇零".contains(character)
    };
    characters <= SHORT * 2 || folded.chars().any(numeral) && !folded.contains('。')
}

fn value_likeness(text: &str) -> f64 {
    if japanese::is_unmeasured(text) || japanese::quantity_cell(text).is_some() {
        return 1.0;
    }
    if japanese::is_absent(text) {
        return 0.5;
    }
    let parts = japanese::split_marks(text);
    let pieces: Vec<&str> = parts
        .iter()
        .filter_map(|part| text.get(part.range.clone()))
        .flat_map(|part| part.split(['/', '／', '\n']))
        .filter(|part| !part.trim().is_empty())
        .collect();
    if pieces.is_empty() || pieces.len() > 12 {
        return 0.0;
    }
    let values = pieces.iter().filter(|piece| is_value_piece(piece)).count();
    let share = count(values) / count(pieces.len());
    if share >= 0.5 { share } else { 0.0 }
}

/// A quantity that fills most of the text, a year in brackets aside.
fn is_value_piece(text: &str) -> bool {
    if japanese::is_unmeasured(text) || japanese::quantity_cell(text).is_some() {
        return true;
    }
    let covered: usize =
        japanese::quantities(text).iter().map(|quantity| quantity.range.len()).sum::<usize>()
            + japanese::times(text).iter().map(|time| time.range.len()).sum::<usize>();
    covered > 0 && covered * 2 >= text.trim().len()
}

/// `A 4,563 千件 / 3,279 千件`, `B …を実施`, `91.2%/90.0%`.
fn composite_likeness(text: &str) -> f64 {
    let trimmed = text.trim();
    if let Some((_, length)) = japanese::grade(trimmed) {
        let rest = trimmed.get(length..).unwrap_or_default().trim();
        return if rest.is_empty() { 0.0 } else { 1.0 };
    }
    let halves: Vec<&str> = trimmed.split(['/', '／']).collect();
    let quantity = |half: &&str| japanese::quantity_cell(half.trim()).is_some();
    // 50件/未測定, 50/－
    let none =
        |half: &&str| !half.trim().is_empty() && (japanese::is_unmeasured(half) || japanese::is_absent(half));
    let paired = halves.iter().any(quantity) && halves.iter().all(|half| quantity(half) || none(half));
    flag(halves.len() == 2 && paired) * 0.7
}

/// A word of up to four characters that is no number, or one of the signs for units.
fn is_unit(folded: &str) -> bool {
    let length = folded.chars().count();
    let plain = folded.trim_matches(['(', ')']);
    (1..=5).contains(&length)
        && !plain.chars().any(|character| character.is_ascii_digit())
        && (plain.chars().all(|character| {
            matches!(
                character,
                '%' | '‰'
                    | '㎡'
                    | '㎥'
                    | '/'
                    | 'k'
                    | 'm'
                    | 't'
                    | 'W'
                    | 'h'
                    | 'L'
                    | 'g'
                    | 'P'
                    | 'V'
                    | 'H'
                    | 'a'
            ) || matches!(character, '一'..='龠' | 'ァ'..='ヶ' | 'ー')
        }))
}

fn statement_likeness(folded: &str) -> f64 {
    let tags = ["【目標】", "【指標】", "【指標(KPI)】", "【KPI】", "【指標・目標】"];
    if tags.iter().any(|tag| folded.starts_with(tag)) {
        return 1.0;
    }
    if tags.iter().any(|tag| folded.contains(tag)) {
        return 0.6;
    }
    let aims = ["を目標とする", "を目指す", "以上とする", "以下とする", "とすることを目標"]
        .iter()
        .any(|aim| folded.contains(aim));
    if aims && folded.contains(|character: char| character.is_ascii_digit()) { 0.8 } else { 0.0 }
}

fn sentence_likeness(folded: &str) -> f64 {
    if folded.contains('。') {
        return 1.0;
    }
    let endings =
        ["する", "す", "る", "もの", "こと", "ため", "行う", "図る", "実施", "推進", "支援", "向上", "軽減"];
    let length = folded.chars().count();
    let ends = endings.iter().any(|ending| folded.ends_with(ending));
    match length {
        0..=20 => 0.0,
        21..=40 => flag(ends) * 0.4,
        _ => 0.4 + flag(ends) * 0.4 + flag(folded.contains('、')) * 0.2,
    }
}

/// Does the name count or measure something?
fn is_measure(folded: &str) -> bool {
    let outside: String = strip_brackets(folded);
    let endings = [
        "数", "率", "割合", "件数", "人数", "回数", "額", "量", "度", "時間", "面積", "比率", "世帯", "件",
        "人", "者", "距離", "日数", "点",
    ];
    endings.iter().any(|ending| outside.ends_with(ending)) || folded.contains(['①', '②'])
}

/// The text outside round and square brackets and 【】.
fn strip_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .filter(|character| {
            match character {
                '(' | '（' | '【' | '[' => depth += 1,
                ')' | '）' | '】' | ']' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}
/// Is the text a time with a beginning and an end, and nothing else?
fn is_period(text: &str) -> bool {
    let folded = japanese::fold(text);
    let bare = folded.trim_matches(['(', ')']).trim_end_matches("まで");
    let times = japanese::times(bare);
    let named: usize = times.iter().map(|time| time.range.len()).sum();
    let between = bare.len().saturating_sub(named);
    let stretch = |time: &japanese::Time| time.from.is_some() && time.from != time.to;
    let marks = ["～", "~", "〜", "-", "から"].iter().any(|mark| bare.contains(mark));
    !times.is_empty() && between <= "から".len() && marks && times.iter().any(stretch)
}

/// Do most of the sentences and lines end in the past tense?
fn is_past(text: &str) -> bool {
    let sentences = || text.split(['。', '．']).map(str::trim).filter(|sentence| !sentence.is_empty());
    let past = sentences().filter(|sentence| sentence.ends_with('た')).count();
    past > 0 && past * 2 >= sentences().count()
}

/// The year that is all of a text: 令和5年度, R5, 2023年度, 2023.
#[must_use]
pub fn year_alone(text: &str) -> Option<i32> {
    let text = text.trim();
    // Nothing longer names a year and no more.
    if text.is_empty() || text.chars().count() > LONGEST_YEAR {
        return None;
    }
    let times = japanese::times(text);
    let [time] = times.as_slice() else { return None };
    let year = matches!(time.precision, japanese::Precision::Year | japanese::Precision::FiscalYear);
    time.fiscal_year.filter(|_| year && time.range == (0..text.len()))
}

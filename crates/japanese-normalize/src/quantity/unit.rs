//! The unit behind a number: a list first, then what the characters show.

use std::sync::LazyLock;

use crate::char_set::CharSet;
use crate::glyphs::{Gap, Glyphs};

/// A unit: its text in normal form and the index behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) text: String,
    pub(super) end: usize,
    /// Whether it stands in the list.
    pub(super) listed: bool,
}

/// Longest unit that stands in no list, in characters.
const LONGEST: usize = 10;

static UNITS: LazyLock<Words> = LazyLock::new(|| Words::of(include_str!("../../data/units.txt")));
static WORDS: LazyLock<Words> = LazyLock::new(|| Words::of(include_str!("../../data/unit_words.txt")));
static FOLLOWERS: LazyLock<Words> =
    LazyLock::new(|| Words::of(include_str!("../../data/unit_followers.txt")));

/// Latin and squared units.
const LATIN: &[&str] = &[
    "%", "‰", "kg", "km", "km2", "m", "m2", "m3", "cm", "mm", "g", "mg", "t", "l", "L", "ml", "mL", "kl",
    "kL", "ha", "a", "kW", "kWh", "MW", "MWh", "GW", "GWh", "W", "Wh", "kVA", "V", "A", "Hz", "kHz", "MHz",
    "mmHg", "mg/dL", "GHz", "KB", "MB", "GB", "TB", "bps", "kbps", "Mbps", "Gbps", "dB", "ppm", "Bq", "mSv",
    "PV", "PJ", "TJ", "GJ", "MJ", "kJ", "kcal", "t-CO2", "kg-CO2", "g-CO2", "tCO2", "kgCO2", "t-C", "pt",
    "UU", "CO2t", "FTE", "DL", "μg", "μm", "μS", "μSv", "nm", "ng", "pg", "pg-TEQ", "mS", "Sv", "MBq", "kBq",
    "MPN", "CFU", "dl", "dL", "hPa", "kPa", "MPa", "kN", "kV", "rpm", "fps", "lx", "pH", "ppb", "pphm",
    "byte", "EB", "PB", "PiB", "TiB", "GiB", "MiB", "h", "min", "sec", "ms", "km3", "cm2", "cm3", "mm2",
    "toe", "kloe", "TEU", "DWT", "GT",
];

/// A list of words that are looked up at a place of a text.
struct Words {
    first: CharSet,
    /// In order of their first characters, and longer ones before shorter ones.
    list: Vec<Vec<char>>,
}

impl Words {
    fn of(list: &'static str) -> Self {
        let words: Vec<&str> =
            list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect();
        let first = CharSet::of_first(&words);
        let mut list: Vec<Vec<char>> = words.into_iter().map(|word| word.chars().collect()).collect();
        list.sort_unstable_by(|a, b| (a.first(), b.len(), a).cmp(&(b.first(), a.len(), b)));
        list.dedup();
        Self { first, list }
    }

    /// The longest word that stands at `index`: the index behind it. No line end lies within.
    fn longest(&self, glyphs: &Glyphs, index: usize) -> Option<usize> {
        let first = glyphs.at(index);
        if !self.first.has(first) {
            return None;
        }
        let from = self.list.partition_point(|word| word.first() < Some(&first));
        let same =
            self.list.get(from..).unwrap_or_default().iter().take_while(|word| word.first() == Some(&first));
        let found = same.into_iter().find(|word| {
            word.iter().enumerate().skip(1).all(|(offset, c)| {
                glyphs.at(index + offset) == *c && glyphs.gap(index + offset) != Gap::Break
            })
        });
        found.map(|word| index + word.len())
    }
}

/// Whether a word that is no unit begins at `index`.
pub(super) fn is_word(glyphs: &Glyphs, index: usize) -> bool {
    WORDS.longest(glyphs, index).is_some()
}

/// Whether a word that may follow a unit begins at `index`.
pub(super) fn follower(glyphs: &Glyphs, index: usize) -> bool {
    FOLLOWERS.longest(glyphs, index).is_some()
}

/// Whether a word is a unit that is printed behind numbers: one of the list, or a Latin or squared one.
///
/// ```
/// assert!(japanese_normalize::is_unit("世帯") && japanese_normalize::is_unit("％"));
/// assert!(japanese_normalize::is_unit("人/年"));
/// assert!(!japanese_normalize::is_unit("累計"));
/// ```
#[must_use]
pub fn is_unit(word: &str) -> bool {
    let glyphs = Glyphs::scan(word);
    let unit = latin(&glyphs, 0).or_else(|| listed(&glyphs, 0)).map(|unit| compound(&glyphs, unit));
    unit.is_some_and(|unit| unit.end > 0 && unit.end == glyphs.len())
}

/// The unit at `index`. `whole` allows any word up to the end of the text, also behind a blank.
pub(super) fn read(glyphs: &Glyphs, index: usize, whole: bool) -> Option<Unit> {
    if glyphs.gap(index) == Gap::Break {
        return None;
    }
    let unit = multiple(glyphs, index)
        .or_else(|| latin(glyphs, index))
        .or_else(|| listed(glyphs, index))
        .or_else(|| {
            let open = whole || glyphs.tight(index);
            open.then(|| open_word(glyphs, index)).flatten()
        })?;
    Some(compound(glyphs, unit))
}

/// A unit with what goes on behind it: the gas, a second factor, what it is counted for.
fn compound(glyphs: &Glyphs, mut unit: Unit) -> Unit {
    carbon(glyphs, &mut unit);
    product(glyphs, &mut unit);
    per(glyphs, &mut unit);
    unit
}

/// 倍 of 2倍増, which would else be the word 倍増.
fn multiple(glyphs: &Glyphs, index: usize) -> Option<Unit> {
    let found = glyphs.starts(index, "倍増") && glyphs.tight(index);
    found.then(|| Unit { text: "倍".to_owned(), end: index + 1, listed: true })
}

/// `トンCO2`, `t-CO₂`, `トン-CO2`: the gas that a mass is counted in.
fn carbon(glyphs: &Glyphs, unit: &mut Unit) {
    if !matches!(unit.text.as_str(), "トン" | "t" | "キログラム" | "kg") || !glyphs.tight(unit.end) {
        return;
    }
    let gases = ["-CO2", "-CO₂", "CO2", "CO₂"];
    if let Some(end) = glyphs.after_any(unit.end, &gases) {
        unit.text.push_str(&glyphs.string(unit.end, end));
        unit.end = end;
    }
}

/// `人・日`, `人･泊`: a product of two units.
fn product(glyphs: &Glyphs, unit: &mut Unit) {
    let touches = glyphs.at(unit.end) == '・' && glyphs.tight(unit.end) && glyphs.tight(unit.end + 1);
    let factors = ["時間", "日", "泊", "月", "年", "回", "km", "キロ"];
    if !touches || !matches!(unit.text.as_str(), "人" | "台" | "世帯" | "ha" | "便" | "トン" | "t") {
        return;
    }
    let Some(end) = glyphs.after_any(unit.end + 1, &factors) else { return };
    let goes_on = is_kanji(glyphs.at(end)) && !follower(glyphs, end);
    if glyphs.tight(end) && (goes_on || is_word(glyphs, unit.end + 1)) {
        return;
    }
    unit.text.push_str(&glyphs.string(unit.end, end));
    unit.end = end;
}

fn latin(glyphs: &Glyphs, index: usize) -> Option<Unit> {
    let first = glyphs.at(index);
    if matches!(first, '%' | '‰' | '℃' | '°' | '\u{3371}'..='\u{33df}') {
        let end = ["%ポイント", "%pt"].iter().find_map(|word| glyphs.after(index, word));
        let end = end.unwrap_or(if glyphs.starts(index, "°C") { index + 2 } else { index + 1 });
        return Some(Unit { text: glyphs.string(index, end), end, listed: true });
    }
    if !first.is_ascii_alphabetic() && first != 'μ' {
        return None;
    }
    let mut end = index;
    while is_latin_part(glyphs.at(end)) && (end == index || glyphs.tight(end)) {
        end += 1;
        if end - index > 8 {
            return None;
        }
    }
    let text = glyphs.string(index, end);
    // m², t-CO₂: raised and lowered digits stay in the text, and are no others.
    let plain: String = text.chars().map(plain_digit).collect();
    LATIN.contains(&plain.as_str()).then_some(Unit { text, end, listed: true })
}

fn is_latin_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | 'μ' | '²' | '³' | '\u{2080}'..='\u{2089}')
}

fn plain_digit(c: char) -> char {
    match c {
        '²' => '2',
        '³' => '3',
        '\u{2080}'..='\u{2089}' => char::from_digit((c as u32).saturating_sub(0x2080), 10).unwrap_or(c),
        _ => c,
    }
}

fn listed(glyphs: &Glyphs, index: usize) -> Option<Unit> {
    let end = UNITS.longest(glyphs, index)?;
    if WORDS.longest(glyphs, index).is_some_and(|word| word > end) {
        return None;
    }
    // A katakana word goes on: データ is a unit, データベース another word.
    if is_katakana(glyphs.before(end)) && is_katakana(glyphs.at(end)) && glyphs.tight(end) {
        return None;
    }
    Some(Unit { text: glyphs.string(index, end), end, listed: true })
}

/// A word that stands in no list: a run of kanji or of katakana, cut before a word that may follow a unit.
fn open_word(glyphs: &Glyphs, index: usize) -> Option<Unit> {
    if is_word(glyphs, index) || is_order(glyphs, index) || is_vague(glyphs, index) {
        return None;
    }
    let same: fn(char) -> bool = match glyphs.at(index) {
        c if is_katakana(c) => is_katakana,
        c if is_kanji(c) => is_kanji,
        _ => return None,
    };
    let mut end = index;
    while same(glyphs.at(end)) && (end == index || (glyphs.tight(end) && !follower(glyphs, end))) {
        end += 1;
        if end - index > LONGEST {
            return None;
        }
    }
    if end == index || (end == index + 1 && follower(glyphs, index)) || counts_in_order(glyphs, end) {
        return None;
    }
    Some(Unit { text: glyphs.string(index, end), end, listed: false })
}

/// 10数件: about how many is not said.
fn is_vague(glyphs: &Glyphs, index: usize) -> bool {
    glyphs.at(index) == '数' && glyphs.tight(index) && UNITS.longest(glyphs, index + 1).is_some()
}

/// 1巡目, 2本目: 目 counts in order, unless it ends a word such as 項目.
fn counts_in_order(glyphs: &Glyphs, end: usize) -> bool {
    const WORDS: &[&str] = &["項目", "科目", "品目", "種目", "費目", "課目", "題目", "細目", "要目"];
    glyphs.before(end) == '目' && !WORDS.iter().any(|word| glyphs.ends(end, word).is_some())
}

/// Words behind numbers that give an order, a place or a name.
fn is_order(glyphs: &Glyphs, index: usize) -> bool {
    const WORDS: &[&str] = &[
        "番", "号", "階", "条", "項", "章", "節", "版", "次", "丁目", "世代", "類", "級", "等", "期", "頁",
        "面", "限", "時", "位置", "相", "進", "乗", "又", "及", "並", "以", "未", "全", "各", "新", "再",
        "令和", "平成", "昭和", "西暦",
    ];
    glyphs.after_any(index, WORDS).is_some()
}

/// `円/kg`, `人/年`: what the unit is counted for.
fn per(glyphs: &Glyphs, unit: &mut Unit) {
    if glyphs.at(unit.end) != '/' || !glyphs.tight(unit.end) || !glyphs.tight(unit.end + 1) {
        return;
    }
    let at = unit.end + 1;
    // 500kg/10a, 12件/10万人; but 980人/1,000人 is what was reached and what was aimed at.
    let areas: &[&str] = &["10アール", "10a"];
    let people: &[&str] = &["10万人", "100万人", "千人", "1000人", "1,000人"];
    let base = glyphs
        .after_any(at, areas)
        .or_else(|| (unit.text != "人").then(|| glyphs.after_any(at, people)).flatten());
    if let Some(end) = base.filter(|end| !glyphs.at(*end).is_alphanumeric()) {
        unit.text.push_str(&glyphs.string(unit.end, end));
        unit.end = end;
        return;
    }
    let Some(mut other) = latin(glyphs, at)
        .or_else(|| glyphs.after(at, "月").map(|end| Unit { text: "月".to_owned(), end, listed: true }))
        .or_else(|| listed(glyphs, at))
    else {
        return;
    };
    if is_kanji(glyphs.at(other.end)) && glyphs.tight(other.end) && !follower(glyphs, other.end) {
        return;
    }
    product(glyphs, &mut other);
    unit.text.push('/');
    unit.text.push_str(&other.text);
    unit.end = other.end;
}

/// The noun that a number counts through の: `75の重点手続` → 手続, `202のシステム`.
pub(super) fn noun(glyphs: &Glyphs, index: usize) -> Option<Unit> {
    let quoted = matches!(glyphs.at(index), '<' | '「' | '『');
    let start = if quoted { index + 1 } else { index };
    let mut end = start;
    while (is_kanji(glyphs.at(end)) || is_katakana(glyphs.at(end))) && (end == start || glyphs.tight(end)) {
        end += 1;
        if end - start > LONGEST {
            return None;
        }
    }
    if end == start {
        return None;
    }
    let listed = (start..end).find(|from| UNITS.longest(glyphs, *from) == Some(end));
    Some(Unit { text: glyphs.string(listed.unwrap_or(start), end), end, listed: listed.is_some() })
}

pub(super) fn is_kanji(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '々')
}

pub(super) fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー')
}

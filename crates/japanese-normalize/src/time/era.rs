//! Eras since Meiji: names, letters, first and last days.

use crate::glyphs::Glyphs;

/// An era.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Era {
    pub(super) name: &'static str,
    pub(super) letter: char,
    /// The western year of its year 1.
    pub(super) first: i32,
    /// Month and day on which it began.
    pub(super) begins: (u8, u8),
    /// Year, month and day of its last day.
    pub(super) ends: Option<(i32, u8, u8)>,
}

/// Source: the ordinances that changed the era names; the days are those of the new name, as the law counts.
const ERAS: [Era; 5] = [
    Era { name: "令和", letter: 'R', first: 2019, begins: (5, 1), ends: None },
    Era { name: "平成", letter: 'H', first: 1989, begins: (1, 8), ends: Some((2019, 4, 30)) },
    Era { name: "昭和", letter: 'S', first: 1926, begins: (12, 25), ends: Some((1989, 1, 7)) },
    Era { name: "大正", letter: 'T', first: 1912, begins: (7, 30), ends: Some((1926, 12, 24)) },
    Era { name: "明治", letter: 'M', first: 1868, begins: (1, 25), ends: Some((1912, 7, 29)) },
];

impl Era {
    /// The western year; none beyond what any plan names.
    pub(super) fn western(self, year: i32) -> Option<i32> {
        (0..=999).contains(&year).then_some(self.first - 1 + year)
    }

    /// Whether a day (month and day as far as known) lies after the era's end.
    pub(super) fn ended_before(self, year: i32, month: Option<u8>, day: Option<u8>) -> bool {
        self.ends.is_some_and(|(last, last_month, last_day)| {
            (year, month.unwrap_or(0), day.unwrap_or(0)) > (last, last_month, last_day)
                && (year > last || month.is_some_and(|month| month > last_month || day.is_some()))
        })
    }

    /// Whether a day lies before the era's beginning.
    pub(super) fn begins_after(self, year: i32, month: Option<u8>, day: Option<u8>) -> bool {
        year == self.first
            && month.is_some_and(|month| (month, day.unwrap_or(31)) < (self.begins.0, self.begins.1))
    }
}

/// The era of a date and the year in it.
pub(super) fn of(year: i32, month: Option<u8>, day: Option<u8>) -> Option<(Era, i32)> {
    let date = (year, month.unwrap_or(12), day.unwrap_or(31));
    let era = ERAS.into_iter().find(|era| date >= (era.first, era.begins.0, era.begins.1))?;
    Some((era, year - era.first + 1))
}

/// The era of a name.
pub(super) fn named(name: &str) -> Option<Era> {
    ERAS.into_iter().find(|era| era.name == name)
}

/// The era whose name or letter stands at `index`, and the index behind it.
pub(super) fn read(glyphs: &Glyphs, index: usize) -> Option<(Era, usize)> {
    let c = glyphs.at(index);
    if c.is_ascii_alphabetic() {
        let era = ERAS.iter().find(|era| era.letter == c)?;
        let before = glyphs.before(index);
        let touches = glyphs.tight(index) && (before.is_ascii_alphanumeric() || matches!(before, '.' | '&'));
        return (!touches).then_some((*era, index + 1));
    }
    if !matches!(c, '令' | '平' | '昭' | '大' | '明') {
        return None;
    }
    let named = ERAS.iter().find_map(|era| glyphs.after(index, era.name).map(|end| (*era, end)));
    named.or_else(|| {
        // 平30年, 令元年: the first character alone, where a year touches it and no word ends in it.
        let year = glyphs.at(index + 1);
        let touches = glyphs.tight(index + 1) && (year == '元' || year.is_ascii_digit());
        let free = !glyphs.tight(index) || !matches!(glyphs.before(index), '\u{4e00}'..='\u{9fff}');
        let era = ERAS.iter().find(|era| era.name.starts_with(c))?;
        (touches && free).then_some((*era, index + 1))
    })
}

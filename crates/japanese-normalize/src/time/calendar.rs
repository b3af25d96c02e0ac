//! Days of months and weeks in the Gregorian calendar.

/// Days of a month, 0 for a month that is none.
pub(super) fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

/// The weekday as printed, 0 for 日 up to 6 for 土 (Sakamoto's method).
pub(super) fn weekday(year: i32, month: u8, day: u8) -> usize {
    const OFFSETS: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let offset = usize::from(month).checked_sub(1).and_then(|index| OFFSETS.get(index)).copied().unwrap_or(0);
    let year = if month < 3 { year - 1 } else { year };
    let sum = year + year / 4 - year / 100 + year / 400 + offset + i32::from(day);
    usize::try_from(sum.rem_euclid(7)).unwrap_or(0)
}

/// The fiscal year (April to March) of a month.
pub(super) fn fiscal_year_of(year: i32, month: u8) -> i32 {
    if month < 4 { year - 1 } else { year }
}

/// The calendar year of a month in a fiscal year.
pub(super) fn year_in_fiscal(fiscal_year: i32, month: u8) -> i32 {
    if month < 4 { fiscal_year + 1 } else { fiscal_year }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays() {
        assert_eq!(weekday(2022, 8, 3), 3);
        assert_eq!(weekday(2023, 11, 7), 2);
        assert_eq!(weekday(2024, 2, 29), 4);
    }
}

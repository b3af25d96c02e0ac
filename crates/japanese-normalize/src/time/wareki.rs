//! Dates in the Japanese calendar.

use super::{Date, era};

impl Date {
    /// The date with its era, as precise as it is: 令和6年12月31日. None before 明治6年, when the calendar was another.
    ///
    /// A year or month in which the era changed is given in the new one.
    ///
    /// ```
    /// use japanese_normalize::Date;
    /// let day = Date { year: 2019, month: Some(4), day: Some(30) };
    /// assert_eq!(day.wareki().as_deref(), Some("平成31年4月30日"));
    /// assert_eq!(Date { day: Some(1), month: Some(5), ..day }.wareki().as_deref(), Some("令和元年5月1日"));
    /// ```
    #[must_use]
    pub fn wareki(&self) -> Option<String> {
        let (era, year) = era::of(self.year, self.month, self.day).filter(|_| self.year >= 1873)?;
        let year = if year == 1 { "元".to_owned() } else { year.to_string() };
        let mut text = format!("{}{year}年", era.name);
        if let Some(month) = self.month {
            text.push_str(&format!("{month}月"));
            if let Some(day) = self.day {
                text.push_str(&format!("{day}日"));
            }
        }
        Some(text)
    }
}

//! Numbers as people read them.

use rust_decimal::Decimal;

use crate::language::Lang;

/// `12345.6` as `12,345.6`.
pub(crate) fn grouped(number: &str) -> String {
    let (sign, rest) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(whole, rest)| (whole, Some(rest)));
    let mut out = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A count.
pub(crate) fn count(number: u64) -> String {
    grouped(&number.to_string())
}

/// A value in full.
pub(crate) fn value(value: Decimal) -> String {
    grouped(&value.normalize().to_string())
}

/// How values are written in a small place: large ones by 万 and 億, or M and G.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    by: f64,
    unit: &'static str,
}

impl Scale {
    /// One scale for all these values, after the largest.
    pub(crate) fn of(values: &[f64], lang: Lang) -> Self {
        let largest = values.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
        // Up to 99,999 a number is no longer than one with a scale.
        let scales = match lang {
            Lang::Ja => [(1e12, 1e12, "兆"), (1e8, 1e8, "億"), (1e5, 1e4, "万")],
            Lang::En => [(1e12, 1e12, "T"), (1e9, 1e9, "G"), (1e6, 1e6, "M")],
        };
        let scale = scales.into_iter().find(|(from, _, _)| largest >= *from);
        scale.map_or(Self { by: 1.0, unit: "" }, |(_, by, unit)| Self { by, unit })
    }

    /// The value with two decimals at most.
    pub(crate) fn short(self, value: f64) -> String {
        let text = format!("{:.2}", value / self.by);
        match text.trim_end_matches('0').trim_end_matches('.') {
            "0" | "-0" => "0".to_owned(),
            text => format!("{}{}", grouped(text), self.unit),
        }
    }
}

/// A share in percent with one decimal; full only where it is.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
pub(crate) fn percent(part: u64, all: u64) -> String {
    if all == 0 {
        return "–".to_owned();
    }
    if part == all {
        return "100%".to_owned();
    }
    if part == 0 {
        return "0%".to_owned();
    }
    // What is not all is never shown as all.
    let tenths = (part.saturating_mul(1000) + all / 2).checked_div(all).unwrap_or(0).min(999);
    if tenths == 0 {
        return "<0.1%".to_owned();
    }
    format!("{:.1}%", tenths as f64 / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_by_three() {
        assert_eq!(grouped("0"), "0");
        assert_eq!(grouped("999"), "999");
        assert_eq!(grouped("-1234567.25"), "-1,234,567.25");
    }

    #[test]
    fn large_values_are_short() {
        let short = |values: &[f64], lang| {
            let scale = Scale::of(values, lang);
            values.iter().map(|value| scale.short(*value)).collect::<Vec<_>>()
        };
        assert_eq!(short(&[3_279_000.0, 500.0], Lang::Ja), ["327.9万", "0.05万"]);
        assert_eq!(short(&[3_279_000.0], Lang::En), ["3.28M"]);
        assert_eq!(short(&[67.4, -0.001, 8500.0, 10_000.0], Lang::Ja), ["67.4", "0", "8,500", "10,000"]);
    }

    #[test]
    fn almost_all_is_not_all() {
        assert_eq!(percent(9999, 10_000), "99.9%");
        assert_eq!(percent(1, 10_000), "<0.1%");
        assert_eq!(percent(0, 7), "0%");
        assert_eq!(percent(2, 3), "66.7%");
        assert_eq!(percent(7, 7), "100%");
        assert_eq!(percent(0, 0), "–");
    }
}

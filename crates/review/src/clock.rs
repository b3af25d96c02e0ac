//! When a decision is made.

use chrono::{DateTime, SecondsFormat, Utc};

/// Times of decisions, each later than the one before: what is saved together has one time, and no other has the same.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    last: i64,
}

impl Clock {
    /// Now, RFC 3339 in UTC with milliseconds.
    pub(crate) fn now(&mut self) -> String {
        self.last = Utc::now().timestamp_millis().max(self.last.saturating_add(1));
        let time = DateTime::from_timestamp_millis(self.last).unwrap_or_default();
        time.to_rfc3339_opts(SecondsFormat::Millis, true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_times_are_the_same() {
        let mut clock = Clock::default();
        let (one, other) = (clock.now(), clock.now());
        assert!(one < other && one.ends_with('Z') && one.len() == 24, "{one} {other}");
    }
}

//! A quantity as text that reads back as the same quantity.

use std::fmt;

use super::{Change, Quantity, Relation};

/// The quantity in its shortest Japanese form; reading it again gives the same value, unit, bound and marks.
///
/// ```
/// use japanese_normalize::quantities;
/// let quantity = quantities("およそ１４万８千件 以上").remove(0);
/// assert_eq!(quantity.to_string(), "約148000件以上");
/// ```
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = [(self.cumulative, "累計"), (self.total, "計"), (self.approximate, "約")];
        for (_, word) in words.into_iter().filter(|(said, _)| *said) {
            f.write_str(word)?;
        }
        write!(f, "{}", self.value)?;
        if let Some(upper) = self.upper {
            write!(f, "～{upper}")?;
        }
        f.write_str(self.unit.as_deref().unwrap_or_default())?;
        f.write_str(match self.relation {
            Relation::Equal => "",
            Relation::AtLeast => "以上",
            Relation::AtMost => "以下",
            // 超減 would be one word.
            Relation::MoreThan if self.change.is_some() => "を超える",
            Relation::MoreThan => "超",
            Relation::LessThan => "未満",
        })?;
        f.write_str(match self.change {
            Some(Change::Increase) => "増",
            Some(Change::Decrease) => "減",
            None => "",
        })
    }
}

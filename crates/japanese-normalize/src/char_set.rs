//! Sets of characters that are asked for every character of a text.

/// A set of characters of the basic plane: one bit each, 8 KiB.
pub(crate) struct CharSet([u64; 1024]);

impl CharSet {
    /// The set of the characters of some texts; those beyond U+FFFF are left out.
    pub(crate) const fn of(chars: &[char]) -> Self {
        let mut bits = [0; 1024];
        let mut index = 0;
        while index < chars.len() {
            let code = chars[index] as usize;
            if code < 0x1_0000 {
                bits[code / 64] |= 1 << (code % 64);
            }
            index += 1;
        }
        Self(bits)
    }

    /// The set of all characters of some ranges, whose last ones belong to them.
    pub(crate) const fn of_ranges(ranges: &[(char, char)]) -> Self {
        let mut bits = [0; 1024];
        let mut index = 0;
        while index < ranges.len() {
            let (mut code, last) = (ranges[index].0 as usize, ranges[index].1 as usize);
            while code <= last && code < 0x1_0000 {
                bits[code / 64] |= 1 << (code % 64);
                code += 1;
            }
            index += 1;
        }
        Self(bits)
    }

    /// Whether the character of three bytes in UTF-8 is in the set.
    pub(crate) fn has_bytes(&self, lead: u8, second: u8, third: u8) -> bool {
        let block = usize::from(lead & 0x0f) * 64 + usize::from(second & 0x3f);
        self.0.get(block).is_some_and(|bits| bits >> (third & 0x3f) & 1 == 1)
    }

    /// The set of the first characters of words.
    pub(crate) fn of_first(words: &[&str]) -> Self {
        let first: Vec<char> = words.iter().filter_map(|word| word.chars().next()).collect();
        Self::of(&first)
    }

    pub(crate) fn has(&self, c: char) -> bool {
        let code = c as usize;
        self.0.get(code / 64).is_some_and(|bits| bits >> (code % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_it_was_given() {
        let set = CharSet::of(&['千', 'R', '\u{ffff}', '🏯']);
        for (c, expected) in [('千', true), ('R', true), ('\u{ffff}', true), ('🏯', false), ('一', false)]
        {
            assert_eq!(set.has(c), expected, "{c}");
        }
    }
}

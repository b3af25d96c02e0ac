//! What stands ahead in the source, in the form that the walk will give it.

use std::str::Chars;

use super::spaces::{is_blank, is_line_end};
use super::width::{Folded, expansion, fold_char, voiced};

/// The characters ahead: folded, marks joined to their letters, what has no width gone, and each run of blanks as one
/// blank or, where it holds a line end, one line end.
///
/// Decisions by context look only here and at what has been written, so that they come out the same when the
/// normal form is normalised again.
pub(super) struct Ahead<'a> {
    chars: Chars<'a>,
    /// The rest of an expansion.
    expanded: Vec<char>,
    /// Read, and not yet given: the next character may be a mark that joins it.
    held: Option<char>,
}

impl<'a> Ahead<'a> {
    pub(super) fn new(rest: &'a str) -> Self {
        Self { chars: rest.chars(), expanded: Vec::new(), held: None }
    }

    /// The next character before marks are joined.
    fn single(&mut self) -> Option<char> {
        if let Some(c) = self.expanded.pop() {
            return Some(c);
        }
        loop {
            let c = self.chars.next()?;
            if is_blank(c) {
                return Some(self.blank(c));
            }
            match fold_char(c) {
                Folded::Same => return Some(c),
                Folded::One(folded) => return Some(folded),
                Folded::Many => {
                    self.expanded.extend(expansion(c));
                    self.expanded.reverse();
                    return self.expanded.pop();
                }
                Folded::Nothing => {}
            }
        }
    }

    /// Passes the rest of a run of blanks that `first` begins.
    fn blank(&mut self, first: char) -> char {
        let mut has_line_end = is_line_end(first);
        loop {
            let rest = self.chars.as_str();
            match self.chars.next() {
                Some(c) if is_gap(c) => has_line_end |= is_line_end(c),
                _ => {
                    self.chars = rest.chars();
                    return if has_line_end { '\n' } else { ' ' };
                }
            }
        }
    }
}

impl Iterator for Ahead<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let mut current = match self.held.take() {
            Some(held) => held,
            None => self.single()?,
        };
        while let Some(next) = self.single() {
            match voiced(current, next) {
                Some(composed) => current = composed,
                None => {
                    self.held = Some(next);
                    break;
                }
            }
        }
        Some(current)
    }
}

/// Blanks, and what has no width.
pub(super) fn is_gap(c: char) -> bool {
    is_blank(c) || !c.is_ascii() && fold_char(c) == Folded::Nothing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_walk_will_write() {
        let ahead: String = Ahead::new("Ｒ\u{200b}６ \u{200b} ㍻\u{3000}\nﾊﾟe\u{301}").collect();
        assert_eq!(ahead, "R6 平成\nパé");
    }
}

//! Where every source character went.
//!
//! The accounts are painted over the source in order, later over earlier, markup last; then every
//! character that is not white space is counted by its colour. What stays unpainted is counted
//! as text and reported: nothing is lost silently.

use std::ops::Range;

use document_model::{Diagnostic, PageNumber, Place, Severity, SourceRange};
use plan_records::Account;
use plan_records::records::Ledger;

/// Unpainted stretches that get a finding of their own; the rest share one.
pub const STRETCHES_REPORTED: usize = 50;

/// Characters of an unpainted stretch that its finding quotes.
pub const CHARACTERS_QUOTED: usize = 60;

const UNPAINTED: u8 = 0;
const FURNITURE: u8 = 4;

/// Counts the source's characters by account.
///
/// Ranges that leave the text, or end before they begin, paint what they hold of it.
#[must_use]
pub fn balance(
    document_id: &str,
    text: &str,
    accounts: &[(SourceRange, Account)],
    markup: &[SourceRange],
) -> (Ledger, Vec<Diagnostic>) {
    let mut colours = vec![UNPAINTED; text.len()];
    for (range, account) in accounts {
        paint(&mut colours, *range, colour(*account));
    }
    for range in markup {
        paint(&mut colours, *range, FURNITURE);
    }
    let mut counts = [0_u64; 5];
    let mut lost = Vec::new();
    for (at, character) in text.char_indices().filter(|(_, character)| !character.is_whitespace()) {
        let colour = colours.get(at).copied().unwrap_or(UNPAINTED);
        if let Some(count) = counts.get_mut(usize::from(colour)) {
            *count += 1;
        }
        if colour == UNPAINTED {
            extend(&mut lost, text, at..at + character.len_utf8());
        }
    }
    let [unpainted, items, tables, prose, furniture] = counts;
    let ledger = Ledger {
        document_id: document_id.to_owned(),
        characters: counts.iter().sum(),
        items,
        tables,
        text: prose + unpainted,
        furniture,
        unaccounted: 0,
    };
    (ledger, report(text, &lost))
}

fn colour(account: Account) -> u8 {
    match account {
        Account::Items => 1,
        Account::Tables => 2,
        Account::Text => 3,
        Account::Furniture => FURNITURE,
    }
}

fn paint(colours: &mut [u8], range: SourceRange, colour: u8) {
    let end = range.end.min(colours.len());
    if let Some(stretch) = colours.get_mut(range.start.min(end)..end) {
        stretch.fill(colour);
    }
}

/// Adds a character to the last stretch where only white space on one line lies between, else begins another.
fn extend(stretches: &mut Vec<Range<usize>>, text: &str, character: Range<usize>) {
    if let Some(last) = stretches.last_mut() {
        let between = text.get(last.end..character.start).unwrap_or("\n");
        if between.chars().all(|gap| gap.is_whitespace() && gap != '\n' && gap != '\u{c}') {
            last.end = character.end;
            return;
        }
    }
    stretches.push(character);
}

fn report(text: &str, stretches: &[Range<usize>]) -> Vec<Diagnostic> {
    let mut walker = Walker { text, at: 0, page: 1, line: 1, column: 1 };
    let mut findings: Vec<Diagnostic> = stretches
        .iter()
        .take(STRETCHES_REPORTED)
        .map(|stretch| {
            let place = walker.place(stretch.start);
            let quoted = quote(text.get(stretch.clone()).unwrap_or_default());
            Diagnostic::new(
                Severity::Warning,
                "unaccounted-characters",
                format!("「{quoted}」が表・見出し・本文のどれにも入らなかったため、本文として数えました"),
                format!("`{quoted}` went into no table, heading or prose; counted as prose"),
            )
            .at(place)
        })
        .collect();
    if let Some(rest) = stretches.len().checked_sub(STRETCHES_REPORTED).filter(|rest| *rest > 0) {
        findings.push(Diagnostic::new(
            Severity::Warning,
            "unaccounted-characters",
            format!("このほか {rest} か所の文字も、本文として数えました"),
            format!("characters at {rest} more places were counted as prose too"),
        ));
    }
    findings
}

fn quote(text: &str) -> String {
    let mut quoted: String = text.chars().take(CHARACTERS_QUOTED).collect();
    if quoted.len() < text.len() {
        quoted.push('…');
    }
    quoted
}

/// Turns growing byte offsets into places, each character read once.
struct Walker<'text> {
    text: &'text str,
    at: usize,
    page: u32,
    line: u32,
    column: u32,
}

impl Walker<'_> {
    fn place(&mut self, offset: usize) -> Place {
        for character in self.text.get(self.at..offset).unwrap_or_default().chars() {
            match character {
                '\n' => {
                    self.line = self.line.saturating_add(1);
                    self.column = 1;
                }
                '\u{c}' => {
                    self.page = self.page.saturating_add(1);
                    self.column = self.column.saturating_add(1);
                }
                _ => self.column = self.column.saturating_add(1),
            }
        }
        self.at = offset;
        Place::in_text(PageNumber(self.page), self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(text: &str, part: &str) -> SourceRange {
        let start = text.find(part).unwrap();
        SourceRange::new(start, start + part.len())
    }

    #[test]
    fn later_accounts_are_painted_over_earlier_ones_and_markup_over_all() {
        let text = "見出し\n<p>値 A</p>";
        let accounts =
            [(SourceRange::new(0, text.len()), Account::Text), (range(text, "<p>値 A</p>"), Account::Items)];
        let (ledger, findings) = balance("d", text, &accounts, &[range(text, "<p>"), range(text, "</p>")]);
        assert_eq!(
            (
                ledger.characters,
                ledger.items,
                ledger.tables,
                ledger.text,
                ledger.furniture,
                ledger.unaccounted
            ),
            (12, 2, 0, 3, 7, 0)
        );
        assert!(findings.is_empty());
    }

    #[test]
    fn what_no_account_holds_counts_as_text_with_a_finding_at_its_place() {
        let text = "一行目\n二 行目\u{c}\n三行目";
        let (ledger, findings) = balance("d", text, &[(range(text, "一行目"), Account::Items)], &[]);
        assert_eq!((ledger.items, ledger.text, ledger.unaccounted), (3, 6, 0));
        assert_eq!(findings.len(), 2);
        assert_eq!(findings[0].place, Some(Place::in_text(PageNumber(1), 2, 1)));
        assert!(findings[0].ja.contains("二 行目"), "{}", findings[0].ja);
        assert_eq!(findings[1].place, Some(Place::in_text(PageNumber(2), 3, 1)));
    }

    #[test]
    fn a_range_that_leaves_the_text_paints_what_it_holds() {
        let (ledger, findings) = balance("d", "本文", &[(SourceRange::new(3, 900), Account::Tables)], &[]);
        assert_eq!((ledger.tables, ledger.text), (1, 1));
        assert_eq!(findings.len(), 1);
    }

    #[test]
    fn many_stretches_share_their_last_finding() {
        let text = "あ\n".repeat(STRETCHES_REPORTED + 7);
        let (_, findings) = balance("d", &text, &[], &[]);
        assert_eq!(findings.len(), STRETCHES_REPORTED + 1);
        assert!(findings.last().unwrap().en.contains("7 more places"));
    }
}

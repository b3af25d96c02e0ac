//! A seeded choice of one damage.

use super::random::Random;
use super::sheet::{Edit, Sheet, SheetCell, SheetTable};

/// Characters of a cell that holds a value and no sentence, at most.
const LONGEST_VALUE: usize = 24;

/// Filled cells that a row of a plan has at least.
const FILLED: usize = 3;

/// What is done to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Nothing.
    Clean,
    /// A cell loses its text.
    DropCell,
    /// A row's cells stand one column to the right.
    ShiftRow,
    /// Two heads change places.
    SwapHeads,
    /// A digit of a value is lost.
    DigitLost,
    /// A digit of a value becomes another.
    DigitChanged,
    /// A unit becomes another.
    UnitChanged,
    /// A decimal point is lost.
    PointLost,
    /// Two rows become one.
    MergeRows,
    /// A page is missing.
    LosePage,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Clean,
        Self::DropCell,
        Self::ShiftRow,
        Self::SwapHeads,
        Self::DigitLost,
        Self::DigitChanged,
        Self::UnitChanged,
        Self::PointLost,
        Self::MergeRows,
        Self::LosePage,
    ];

    /// Its name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::DropCell => "drop a cell",
            Self::ShiftRow => "shift a row",
            Self::SwapHeads => "swap two heads",
            Self::DigitLost => "lose a digit",
            Self::DigitChanged => "change a digit",
            Self::UnitChanged => "change a unit",
            Self::PointLost => "lose a decimal point",
            Self::MergeRows => "merge two rows",
            Self::LosePage => "lose a page",
        }
    }
}

/// Changes that damage the document in one place; none where it has nothing of the kind.
#[must_use]
pub fn choose(sheet: &Sheet, kind: Kind, random: &mut Random) -> Option<Vec<Edit>> {
    match kind {
        Kind::Clean => Some(Vec::new()),
        Kind::DropCell => {
            let cells: Vec<&SheetCell> =
                bodies(sheet).flatten().filter(|cell| !cell.text.is_empty() && cell.single).collect();
            random.pick(&cells).map(|cell| vec![Edit::Replace((*cell).clone(), String::new())])
        }
        Kind::ShiftRow => {
            let rows: Vec<&Vec<SheetCell>> = bodies(sheet).collect();
            let row = random.pick(&rows)?;
            let from = random.below(row.len().saturating_sub(1));
            Some(vec![Edit::Shift(row.get(from..)?.to_vec())])
        }
        Kind::SwapHeads => swap_heads(sheet, random),
        Kind::DigitLost | Kind::DigitChanged | Kind::UnitChanged | Kind::PointLost => {
            let values: Vec<(&SheetCell, String)> = bodies(sheet)
                .flatten()
                .filter(|cell| cell.single && cell.text.chars().count() <= LONGEST_VALUE)
                .filter_map(|cell| Some((cell, damaged(&cell.text, kind, random)?)))
                .collect();
            let (cell, text) = random.pick(&values)?;
            Some(vec![Edit::Replace((*cell).clone(), text.clone())])
        }
        Kind::MergeRows => {
            let pairs: Vec<(&Vec<SheetCell>, &Vec<SheetCell>)> = sheet
                .tables
                .iter()
                .flat_map(|table| {
                    body(table)
                        .collect::<Vec<_>>()
                        .windows(2)
                        .map(|pair| (pair[0], pair[1]))
                        .collect::<Vec<_>>()
                })
                .filter(|(one, other)| one.len() == other.len())
                .collect();
            random.pick(&pairs).map(|(one, other)| vec![Edit::Merge((*one).clone(), (*other).clone())])
        }
        Kind::LosePage => {
            let mut pages: Vec<usize> = sheet.tables.iter().map(|table| table.page).collect();
            pages.dedup();
            (pages.len() > 1).then(|| random.pick(&pages).map(|page| vec![Edit::Lose(*page)])).flatten()
        }
    }
}

/// The rows below the heads.
fn bodies(sheet: &Sheet) -> impl Iterator<Item = &Vec<SheetCell>> {
    sheet.tables.iter().flat_map(body)
}

fn body(table: &SheetTable) -> impl Iterator<Item = &Vec<SheetCell>> {
    table.rows.iter().skip(1).filter(|row| row.iter().filter(|cell| !cell.text.is_empty()).count() >= FILLED)
}

/// Two heads change places wherever the head is printed.
fn swap_heads(sheet: &Sheet, random: &mut Random) -> Option<Vec<Edit>> {
    let table = random.pick(&sheet.tables)?;
    let head = table.rows.first()?;
    let filled: Vec<usize> = (0..head.len())
        .filter(|at| head.get(*at).is_some_and(|cell| cell.single && !cell.text.is_empty()))
        .collect();
    if filled.len() < 2 {
        return None;
    }
    let one = *random.pick(&filled)?;
    let others: Vec<usize> = filled.into_iter().filter(|at| *at != one).collect();
    let other = *random.pick(&others)?;
    let texts = table.head();
    let edits = sheet.tables.iter().filter(|other| other.head() == texts).filter_map(|table| {
        let head = table.rows.first()?;
        Some(Edit::Exchange(head.get(one)?.clone(), head.get(other)?.clone()))
    });
    Some(edits.collect())
}

/// The text of a value, damaged; none where it holds nothing of the kind.
fn damaged(text: &str, kind: Kind, random: &mut Random) -> Option<String> {
    let characters: Vec<char> = text.chars().collect();
    let digits: Vec<usize> = (0..characters.len())
        .filter(|at| characters.get(*at).is_some_and(|found| digit(*found).is_some()))
        .collect();
    let mut out = characters.clone();
    match kind {
        Kind::DigitLost => {
            let at = *random.pick(&digits).filter(|_| digits.len() > 1)?;
            out.remove(at);
        }
        Kind::DigitChanged => {
            let at = *random.pick(&digits)?;
            let (own, zero) = digit(*characters.get(at)?)?;
            let other = u32::try_from(random.below(9)).unwrap_or(0);
            let new = if other >= own { other + 1 } else { other };
            *out.get_mut(at)? = char::from_u32(zero + new)?;
        }
        Kind::UnitChanged => {
            let units = ['%', '％', '件', '人', '回', '円', '校', '社', '日', '台'];
            let after = |at: usize| {
                at.checked_sub(1)
                    .and_then(|before| characters.get(before))
                    .is_some_and(|before| digit(*before).is_some())
            };
            let found: Vec<usize> = (0..characters.len())
                .filter(|at| after(*at) && characters.get(*at).is_some_and(|unit| units.contains(unit)))
                .collect();
            let at = *random.pick(&found)?;
            let own = *characters.get(at)?;
            let others = ['%', '件', '人', '回', '円']
                .into_iter()
                .filter(|unit| *unit != own && !(own == '％' && *unit == '%'));
            *out.get_mut(at)? = *random.pick(&others.collect::<Vec<_>>())?;
        }
        Kind::PointLost => {
            let between = |at: &usize| {
                let near = |at: Option<usize>| {
                    at.and_then(|at| characters.get(at)).is_some_and(|found| digit(*found).is_some())
                };
                matches!(characters.get(*at), Some('.' | '．'))
                    && near(at.checked_sub(1))
                    && near(at.checked_add(1))
            };
            let points: Vec<usize> = (0..characters.len()).filter(between).collect();
            out.remove(*random.pick(&points)?);
        }
        _ => return None,
    }
    Some(out.into_iter().collect())
}

/// A digit's value and the code of its zero.
fn digit(character: char) -> Option<(u32, u32)> {
    let code = u32::from(character);
    [u32::from('0'), u32::from('０')]
        .into_iter()
        .find(|zero| (*zero..*zero + 10).contains(&code))
        .map(|zero| (code - zero, zero))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_damages_alike() {
        for kind in [Kind::DigitLost, Kind::DigitChanged, Kind::UnitChanged, Kind::PointLost] {
            let damage = |seed| damaged("1,234.5件", kind, &mut Random::new(seed));
            assert_eq!(damage(7), damage(7), "{kind:?}");
            assert_ne!(damage(7).as_deref(), Some("1,234.5件"), "{kind:?}");
            assert!(damage(7).is_some(), "{kind:?}");
        }
        assert_eq!(damaged("順調", Kind::DigitLost, &mut Random::new(1)), None);
        assert_eq!(damaged("12", Kind::PointLost, &mut Random::new(1)), None);
    }
}

//! Which label heads which columns.
//!
//! Labels and columns keep their order, but need not stand beside each other: a label may cover two
//! columns (項目 over a number and a title), one column may hold what two labels head (実績 | 目標 in
//! one cell), and text extraction loses blanks. The best alignment over the whole head wins.

use super::RoleKind;
use super::evidence::Profile;
use super::labels::Label;

/// What a label that stands right above its column adds.
const IN_PLACE: f64 = 0.35;

/// What a merged label over two columns adds, where the head prints it merged.
const PRINTED_MERGED: f64 = 0.3;

/// What a numbered heading over a number and a text adds: it heads the items, and not their numbers alone.
const HEADING_OVER_ITEMS: f64 = 1.2;

/// Columns that one label covers at most.
const WIDEST_LABEL: usize = 12;

/// Cost of a label without a column.
const LABEL_LOST: f64 = -0.7;

/// Cost of a column without a label; none where the column is empty in nearly all rows.
const COLUMN_UNLABELLED: f64 = -0.5;

/// Share of filled cells below which a column is a blank that a merged head left behind.
pub const PHANTOM_FILL: f64 = 0.15;

/// The same beside a column that two labels head: rows that lost a cell fill it by mistake.
const PHANTOM_FILL_BESIDE_MERGED: f64 = 0.5;

/// Cost of reading a label over two columns, or two labels over one.
const UNEVEN: f64 = -0.25;

/// A column as its cells show it.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Share of rows in which it is filled.
    pub fill: f64,
    /// Share of rows that its filled cells cover: more than are filled where cells are merged.
    pub covered: f64,
    /// Profiles of its filled cells.
    pub profiles: Vec<Profile>,
}

impl Column {
    /// Mean fit of its cells to a role.
    #[must_use]
    pub fn fit(&self, role: RoleKind) -> f64 {
        if self.profiles.is_empty() {
            return 0.0;
        }
        let total: f64 = self.profiles.iter().map(|profile| profile.fit(role)).sum();
        total / f64::from(u32::try_from(self.profiles.len()).unwrap_or(u32::MAX))
    }

    /// Share of its cells that hold the year after that of the cell above: years that run down beside one name.
    #[must_use]
    pub fn years_run_down(&self) -> f64 {
        let next = |pair: &&[Profile]| match pair {
            [above, below] => above.year.zip(below.year).is_some_and(|(above, below)| below == above + 1),
            _ => false,
        };
        let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        count(self.profiles.windows(2).filter(next).count()) / count(self.profiles.len().max(1))
    }

    /// Mean of a figure of its cells' profiles.
    #[must_use]
    pub fn mean(&self, figure: impl Fn(&Profile) -> f64) -> f64 {
        if self.profiles.is_empty() {
            return 0.0;
        }
        let total: f64 = self.profiles.iter().map(figure).sum();
        total / f64::from(u32::try_from(self.profiles.len()).unwrap_or(u32::MAX))
    }
}

/// Labels and the columns that they head together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unit {
    /// Labels, by their place in the list; none for a column without a head.
    pub labels: Vec<usize>,
    /// Columns, from 0.
    pub columns: Vec<usize>,
    /// A blank that a merged head left behind: what stands in it stands off its column.
    pub phantom: bool,
}

#[derive(Clone, Copy)]
enum Step {
    Start,
    /// Labels and columns consumed.
    Take(usize, usize),
}

/// Aligns labels to columns; every column stands in exactly one unit.
#[must_use]
pub fn align_labels(labels: &[Label], columns: &[Column]) -> Vec<Unit> {
    let scores = Scores::new(labels, columns);
    let (rows, width) = (labels.len() + 1, columns.len() + 1);
    let mut best = vec![f64::NEG_INFINITY; rows * width];
    let mut steps = vec![Step::Start; rows * width];
    if let Some(first) = best.first_mut() {
        *first = 0.0;
    }
    for label in 0..rows {
        for column in 0..width {
            let here = best[label * width + column];
            if here == f64::NEG_INFINITY {
                continue;
            }
            let printed = labels.get(label).map_or(1, |label| usize::try_from(label.width).unwrap_or(1));
            let merged = (3..=printed.min(WIDEST_LABEL)).map(|columns| (1, columns));
            for (taken_labels, taken_columns) in
                [(1, 1), (1, 2), (2, 1), (0, 1), (1, 0)].into_iter().chain(merged)
            {
                if label + taken_labels >= rows || column + taken_columns >= width {
                    continue;
                }
                let score = here + scores.step(label, column, taken_labels, taken_columns);
                let at = (label + taken_labels) * width + column + taken_columns;
                if score > best[at] + 1e-9 {
                    best[at] = score;
                    steps[at] = Step::Take(taken_labels, taken_columns);
                }
            }
        }
    }
    let mut units = trace(&steps, labels.len(), columns.len());
    join_numbers(&mut units, labels, columns);
    mark_phantoms(&mut units, columns);
    units
}

/// 目標番号 | 基本目標 and 施策番号 | 施策: where several columns of numbers stand before names, each is that of its name.
fn join_numbers(units: &mut Vec<Unit>, labels: &[Label], columns: &[Column]) {
    let alone = |unit: &Unit| match (unit.labels.as_slice(), unit.columns.as_slice()) {
        ([label], [column]) => labels.get(*label).zip(columns.get(*column)),
        _ => None,
    };
    let pairs: Vec<usize> = (1..units.len())
        .filter(|at| {
            let before = units.get(at - 1).and_then(alone);
            let Some(((number, numbers), (name, names))) = before.zip(units.get(*at).and_then(alone)) else {
                return false;
            };
            let named = [RoleKind::Group, RoleKind::Title].iter().any(|role| name.score(*role) >= 0.6);
            number.score(RoleKind::Number) >= 0.6
                && numbers.mean(|profile| profile.number) > 0.6
                && named
                && names.mean(|profile| profile.number) < 0.5
        })
        .collect();
    if pairs.len() < 2 {
        return;
    }
    for at in pairs.into_iter().rev() {
        let number = units.remove(at - 1);
        if let Some(name) = units.get_mut(at - 1) {
            name.columns.splice(0..0, number.columns);
        }
    }
}

fn mark_phantoms(units: &mut [Unit], columns: &[Column]) {
    let mut beside_merged = false;
    for unit in units {
        let fill = unit
            .columns
            .iter()
            .filter_map(|at| columns.get(*at))
            .map(|column| column.fill.max(column.covered))
            .fold(0.0, f64::max);
        let limit = if beside_merged { PHANTOM_FILL_BESIDE_MERGED } else { PHANTOM_FILL };
        unit.phantom = unit.labels.is_empty() && fill < limit;
        beside_merged = unit.labels.len() > 1;
    }
}

fn trace(steps: &[Step], labels: usize, columns: usize) -> Vec<Unit> {
    let width = columns + 1;
    let (mut label, mut column) = (labels, columns);
    let mut units = Vec::new();
    while let Some(Step::Take(taken_labels, taken_columns)) = steps.get(label * width + column).copied() {
        label -= taken_labels;
        column -= taken_columns;
        if taken_columns > 0 {
            units.push(Unit {
                labels: (label..label + taken_labels).collect(),
                columns: (column..column + taken_columns).collect(),
                phantom: false,
            });
        }
    }
    units.reverse();
    units
}

/// The parts of the alignment's score, computed once.
struct Scores<'a> {
    labels: &'a [Label],
    columns: &'a [Column],
    words: Vec<[f64; RoleKind::ALL.len()]>,
    fits: Vec<[f64; RoleKind::ALL.len()]>,
}

impl<'a> Scores<'a> {
    fn new(labels: &'a [Label], columns: &'a [Column]) -> Self {
        let words = labels.iter().map(|label| label.scores).collect();
        let fits = columns.iter().map(|column| RoleKind::ALL.map(|role| column.fit(role))).collect();
        Self { labels, columns, words, fits }
    }

    fn step(&self, label: usize, column: usize, labels: usize, columns: usize) -> f64 {
        match (labels, columns) {
            (1, 1) => self.pair(label, column) + self.in_place(label, column),
            (1, 2) => self.spread(label, column) + self.in_place(label, column),
            (1, _) if columns > 2 => self.cover(label, column, columns),
            (2, 1) => self.merge(label, column) + self.in_place(label, column),
            (0, 1) => self.columns.get(column).map_or(0.0, |alone| {
                if alone.fill.max(alone.covered) < PHANTOM_FILL { 0.0 } else { COLUMN_UNLABELLED }
            }),
            _ => LABEL_LOST,
        }
    }

    /// Best role of a label over a column: words and cells together.
    fn pair(&self, label: usize, column: usize) -> f64 {
        let (Some(words), Some(fits)) = (self.words.get(label), self.fits.get(column)) else { return 0.0 };
        words
            .iter()
            .zip(fits)
            .map(|(word, fit)| if *word > 0.0 { word + fit } else { -0.2 + 0.3 * fit })
            .fold(-1.0, f64::max)
    }

    /// One label over two columns: a number before a title, or two columns of the same kind.
    fn spread(&self, label: usize, column: usize) -> f64 {
        let (Some(first), Some(second), Some(printed)) =
            (self.columns.get(column), self.columns.get(column + 1), self.labels.get(label))
        else {
            return f64::NEG_INFINITY;
        };
        let numbered = first.mean(|profile| profile.number);
        let printed_merged = if printed.width > 1 { PRINTED_MERGED } else { 0.0 };
        let text = second.mean(|profile| profile.number.max(profile.value)) < 0.5;
        // Values look like running numbers, and a unit beside them like their text.
        if numbered > 0.6 && text && !self.names_value(label) {
            let heading = if printed.heading { HEADING_OVER_ITEMS } else { 0.0 };
            return 2.0 * self.pair(label, column + 1).min(1.2) - 0.3 * (1.0 - numbered)
                + heading
                + printed_merged
                + UNEVEN;
        }
        let values = first.mean(|profile| profile.value).min(second.mean(|profile| profile.value)) > 0.6;
        if values && printed.width < 2 {
            // Columns of numbers look alike: without a merged head nothing says that one label is for both.
            return f64::NEG_INFINITY;
        }
        let both = self.pair(label, column).min(self.pair(label, column + 1));
        both + printed_merged + 2.0 * UNEVEN
    }

    /// A label over all the columns that the head prints it over.
    fn cover(&self, label: usize, column: usize, columns: usize) -> f64 {
        let in_place = self.in_place(label, column);
        if in_place == 0.0 {
            return f64::NEG_INFINITY;
        }
        let worst =
            (column..column + columns).map(|column| self.pair(label, column)).fold(f64::INFINITY, f64::min);
        worst + in_place + PRINTED_MERGED + 2.0 * UNEVEN
    }

    /// Two labels over one column, because the cells hold both.
    fn merge(&self, label: usize, column: usize) -> f64 {
        let Some(cells) = self.columns.get(column) else { return f64::NEG_INFINITY };
        let one = self.pair(label, column);
        let other = self.pair(label + 1, column);
        let both_values = self.names_value(label) && self.names_value(label + 1);
        let composite = cells.mean(|profile| profile.composite);
        if both_values && composite > 0.3 {
            return one + other.max(0.0) + 0.4 * composite;
        }
        0.5 * (one + other) + 2.0 * UNEVEN - 0.3
    }

    /// Is one of the label's meanings a value?
    fn names_value(&self, label: usize) -> bool {
        let words = self.words.get(label);
        words.is_some_and(|words| {
            RoleKind::ALL.iter().zip(words).any(|(role, score)| role.is_value() && *score >= 0.7)
        })
    }

    fn in_place(&self, label: usize, column: usize) -> f64 {
        let printed = self.labels.get(label).and_then(|label| usize::try_from(label.column).ok());
        if printed == Some(column) { IN_PLACE } else { 0.0 }
    }
}

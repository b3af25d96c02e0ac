//! Indicators side by side: 指標名 | 単位 | 目標値 | 実績値 below 活動指標, and the same heads again below 成果指標.
//!
//! The columns of the second indicator are put below those of the first, as a further row of the same measure, and
//! everything that holds for tables holds for it.

use std::collections::BTreeMap;

use document_model::{Cell, Row, RowKind, Table};
use japanese_normalize::{fold, is_absent};

use super::forms::LABEL;
use crate::roles::RoleKind;
use crate::roles::vocabulary::Vocabulary;

/// Heads that two groups have in common at least: the name, and what is said of it.
const FEWEST_COMMON: usize = 3;

/// The table with one indicator a row.
pub(crate) struct Unfolded {
    /// Its rows: those of the printed table, some twice.
    pub(crate) table: Table,
    /// For each of them, the row of the printed table.
    pub(crate) rows: Vec<usize>,
    /// Heads, folded, that stand in no group: a grade below one of them is none of an indicator.
    pub(crate) common: Vec<String>,
}

/// The table that one with indicators side by side stands for; none of other tables.
pub(crate) fn unfold_groups(table: &Table, vocabulary: &Vocabulary) -> Option<Unfolded> {
    let heads: Vec<&Row> = table.rows.iter().take_while(|row| row.kind.is_head()).collect();
    let leaves = leaves(&heads);
    let groups = find_groups(&heads, &leaves, vocabulary)?;
    let moves = moves_of(&groups, &leaves)?;
    let spanning = |cell: &Cell| cell.row_span > 1 && groups.iter().any(|group| group.contains(&cell.column));
    let body = table.rows.iter().filter(|row| row.kind == RowKind::Body);
    if body.flat_map(|row| &row.cells).any(spanning) {
        return None;
    }
    let kept: Vec<u32> =
        (0..table.columns).filter(|column| !moves.iter().any(|own| own.contains_key(column))).collect();
    let mut unfolded = Unfolded {
        table: Table { columns: u32::try_from(kept.len()).unwrap_or(u32::MAX), rows: Vec::new() },
        rows: Vec::new(),
        common: leaves
            .iter()
            .filter(|(column, _)| !groups.iter().any(|group| group.contains(column)))
            .map(|(_, leaf)| leaf.clone())
            .collect(),
    };
    for (at, row) in table.rows.iter().enumerate() {
        for own in rows_of(row, &groups, &moves, &kept) {
            unfolded.table.rows.push(own);
            unfolded.rows.push(at);
        }
    }
    unfolded.widen_common(&groups, &kept);
    Some(unfolded)
}

impl Unfolded {
    /// Cells outside the groups stand for all the rows that their printed rows became.
    fn widen_common(&mut self, groups: &[Group], kept: &[u32]) {
        let mut made: BTreeMap<usize, u32> = BTreeMap::new();
        for at in &self.rows {
            *made.entry(*at).or_default() += 1;
        }
        let printed = |cell: &Cell| usize::try_from(cell.column).ok().and_then(|at| kept.get(at)).copied();
        let common = |cell: &Cell| {
            printed(cell).is_some_and(|column| !groups.iter().any(|group| group.contains(&column)))
        };
        let mut before = None;
        for (row, at) in self.table.rows.iter_mut().zip(&self.rows) {
            let first = before != Some(*at);
            before = Some(*at);
            if row.kind.is_head() || !first {
                continue;
            }
            for cell in row.cells.iter_mut().filter(|cell| common(cell)) {
                let covered = usize::try_from(cell.row_span).unwrap_or(1).max(1);
                cell.row_span = made.range(*at..*at + covered).map(|(_, rows)| rows).sum();
            }
        }
    }
}

/// Columns of a group.
type Group = std::ops::Range<u32>;

/// Where the columns of a further group go: those of the first with the same heads.
type Moves = BTreeMap<u32, u32>;

/// The lowest head of each column, folded.
fn leaves(heads: &[&Row]) -> BTreeMap<u32, String> {
    let mut leaves = BTreeMap::new();
    for cell in heads.iter().flat_map(|row| &row.cells).filter(|cell| !cell.is_empty()) {
        for column in cell.column..cell.column.saturating_add(cell.column_span) {
            // 指標1 and 指標2 are one head.
            let folded = fold(&cell.raw());
            leaves.insert(column, folded.trim_end_matches(char::is_numeric).to_owned());
        }
    }
    leaves
}

/// The groups: each below a head of its own that stands over all of it, and begins with the same head of a name.
fn find_groups(
    heads: &[&Row],
    leaves: &BTreeMap<u32, String>,
    vocabulary: &Vocabulary,
) -> Option<Vec<Group>> {
    let over = |column: u32| {
        let wide =
            heads.iter().flat_map(|row| &row.cells).filter(|cell| cell.column_span > 1 && !cell.is_empty());
        wide.map(|cell| cell.column..cell.column.saturating_add(cell.column_span))
            .find(|group| group.start == column)
    };
    let named = |leaf: &String| vocabulary.score(RoleKind::Indicator, leaf) >= LABEL;
    let starts: Vec<u32> = leaves.iter().filter(|(_, leaf)| named(leaf)).map(|(column, _)| *column).collect();
    // Titles that stand twice are of two lists, and not of one measure.
    let titles: Vec<&String> =
        leaves.values().filter(|leaf| vocabulary.score(RoleKind::Title, leaf) >= LABEL).collect();
    if titles.iter().enumerate().any(|(at, title)| titles.iter().skip(at + 1).any(|other| other == title)) {
        return None;
    }
    let first = leaves.get(starts.first()?)?;
    let groups: Vec<Group> = match starts.iter().map(|start| over(*start)).collect::<Option<_>>() {
        Some(groups) => groups,
        None => side_by_side(&starts, leaves)?,
    };
    let alike = starts.iter().all(|start| leaves.get(start) == Some(first));
    let apart = groups.windows(2).all(|pair| matches!(pair, [one, other] if one.end <= other.start));
    (groups.len() > 1 && alike && apart).then_some(groups)
}

/// The groups of heads that begin again where nothing stands over them: the last one ends where its heads do.
fn side_by_side(starts: &[u32], leaves: &BTreeMap<u32, String>) -> Option<Vec<Group>> {
    let first = *starts.first()?..*starts.get(1)?;
    let known = |column: &u32| first.clone().any(|own| leaves.get(&own) == leaves.get(column));
    let last = *starts.last()?;
    let end = (last..).take_while(|column| leaves.contains_key(column) && known(column)).last()? + 1;
    let ends = starts.iter().skip(1).copied().chain([end]);
    Some(starts.iter().copied().zip(ends).map(|(from, to)| from..to).collect())
}

/// Where the columns of the groups behind the first go; none where too few heads are the same.
fn moves_of(groups: &[Group], leaves: &BTreeMap<u32, String>) -> Option<Vec<Moves>> {
    let (first, further) = groups.split_first()?;
    further
        .iter()
        .map(|group| {
            let mut moves = Moves::new();
            for column in group.clone() {
                let same = |target: &u32| {
                    leaves.get(target) == leaves.get(&column) && !moves.values().any(|taken| taken == target)
                };
                if let Some(target) = first.clone().find(same) {
                    moves.insert(column, target);
                }
            }
            (moves.len() >= FEWEST_COMMON).then_some(moves)
        })
        .collect()
}

/// A row without the columns of further groups, and one more for each further indicator that it names.
fn rows_of(row: &Row, groups: &[Group], moves: &[Moves], kept: &[u32]) -> Vec<Row> {
    let place =
        |column: u32| u32::try_from(kept.partition_point(|known| *known < column)).unwrap_or(u32::MAX);
    let shrunk = |cell: &Cell| {
        let (from, to) = (place(cell.column), place(cell.column.saturating_add(cell.column_span)));
        (to > from).then(|| Cell { column: from, column_span: to - from, ..cell.clone() })
    };
    let further: Vec<Vec<Cell>> = groups
        .iter()
        .skip(1)
        .zip(moves)
        .filter(|_| row.kind == RowKind::Body)
        .map(|(group, moves)| {
            let own = row.cells.iter().filter(|cell| group.contains(&cell.column) && cell.column_span <= 1);
            let moved = own.filter_map(|cell| match moves.get(&cell.column) {
                Some(target) => Some(Cell { column: place(*target), ..cell.clone() }),
                None => shrunk(cell),
            });
            let mut moved: Vec<Cell> = moved.collect();
            moved.sort_by_key(|cell| cell.column);
            moved
        })
        .filter(|cells: &Vec<Cell>| cells.iter().any(|cell| !cell.is_empty() && !is_absent(&cell.raw())))
        .collect();
    let in_group = |column: u32| groups.iter().skip(1).any(|group| group.contains(&column));
    let cells =
        row.cells.iter().filter(|cell| further.is_empty() || !in_group(cell.column)).filter_map(shrunk);
    let first = Row { cells: cells.collect(), ..row.clone() };
    let more =
        further.into_iter().map(|cells| Row { cells, starts_page: false, goes_on: false, ..row.clone() });
    std::iter::once(first).chain(more).collect()
}

//! The rows of a form: labels with texts, and inner tables.

use std::collections::BTreeMap;

use document_model::{Cell, Row};

use super::{MOST_ROWS, Words, bars};
use crate::assemble::parts::profile;
use crate::roles::RoleKind;

/// Share of rows that must begin with a label.
const LABELLED_ROWS: f64 = 0.7;

/// Labels that a form has at least.
const FEWEST_LABELS: usize = 3;

/// Characters of a label that the vocabulary does not know, at most.
const LONGEST_UNKNOWN: usize = 14;

/// Cells of the head of an inner table at least; two where a label spans it.
const FEWEST_HEADS: usize = 3;

/// Cells of the head of a list at least; a form has as many texts as labels in its rows.
const HEADS_OF_LIST: usize = 4;

/// A form as read.
pub(super) struct Sheet<'t> {
    /// Labels with texts, in reading order.
    pub pairs: Vec<Pair<'t>>,
    /// Inner tables.
    pub tables: Vec<Inner<'t>>,
}

/// A label and what it heads.
pub(super) struct Pair<'t> {
    /// The label; none for a text that stands alone.
    pub label: Option<&'t Cell>,
    /// The cells beside and below it.
    pub texts: Vec<&'t Cell>,
    /// The vocabulary knows the label.
    pub known: bool,
}

/// A table inside the form.
pub(super) struct Inner<'t> {
    /// The label at its left.
    pub group: Option<&'t Cell>,
    /// Rows of its head.
    pub head: Vec<Vec<&'t Cell>>,
    /// Its rows, the empty cells left out.
    pub rows: Vec<Vec<&'t Cell>>,
    /// Rows of the form that the label at its left spans end before this one.
    end: Option<usize>,
}

impl Inner<'_> {
    /// The first column of its head, and the one behind its last.
    fn columns(&self) -> (u32, u32) {
        let cells = || self.head.iter().flatten();
        let first = cells().map(|cell| cell.column).min().unwrap_or(0);
        (first, cells().map(|cell| cell.column.saturating_add(cell.column_span)).max().unwrap_or(first))
    }
}

/// Reads the rows of a form; none where they are no form.
pub(super) fn read_sheet<'t>(rows: &'t [Row], words: &Words<'_>) -> Option<Sheet<'t>> {
    if rows.len() > MOST_ROWS || rows.first().is_some_and(|row| is_head_of_list(row, words)) {
        return None;
    }
    let mut reader = Reader {
        words,
        labels: label_columns(rows, words),
        sheet: Sheet { pairs: Vec::new(), tables: Vec::new() },
        spanning: Vec::new(),
        open: false,
        at: 0,
        next: None,
        above: Vec::new(),
        width: bars::width(rows),
        barred: bars::has_bars(rows, words),
    };
    let (mut filled, mut labelled) = (0_u32, 0_u32);
    for (at, row) in rows.iter().enumerate() {
        let cells: Vec<&Cell> = row.cells.iter().collect();
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        reader.at = at;
        reader.next = rows.get(at + 1);
        filled += 1;
        labelled += u32::from(reader.read_row(row, &cells));
    }
    let Sheet { pairs, tables } = reader.sheet;
    let mut known: Vec<String> = pairs
        .iter()
        .filter(|pair| pair.known)
        .filter_map(|pair| pair.label.map(|label| japanese_normalize::fold(&label.raw())))
        .collect();
    let unknown = pairs.iter().filter(|pair| !pair.known).count();
    let inner: usize = tables.iter().map(|table| table.rows.len()).sum();
    let enough = known.len() > unknown;
    known.sort();
    known.dedup();
    // An inner table stands for a label.
    let form = known.len() >= 2
        && known.len() + tables.len() >= FEWEST_LABELS
        && enough
        && f64::from(labelled) >= LABELLED_ROWS * f64::from(filled)
        && inner <= 4 * known.len();
    form.then_some(Sheet { pairs, tables })
}

/// Labels side by side, with hardly anything else: the head of a list.
fn is_head_of_list(row: &Row, words: &Words<'_>) -> bool {
    let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_empty()).collect();
    let labels = filled.iter().filter(|cell| words.heads(cell)).count();
    filled.len() >= HEADS_OF_LIST && labels * 4 >= filled.len() * 3
}

/// The columns in which labels stand in several rows, and that of the first label of most rows.
fn label_columns(rows: &[Row], words: &Words<'_>) -> BTreeMap<u32, u32> {
    let mut columns: BTreeMap<u32, u32> = BTreeMap::new();
    for row in rows {
        let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_empty()).collect();
        if filled.len() > 2 && filled.iter().all(|cell| words.heads(cell)) {
            continue;
        }
        for cell in filled.iter().filter(|cell| words.heads(cell)) {
            *columns.entry(cell.column).or_default() += 1;
        }
    }
    columns.retain(|_, count| *count > 1);
    columns
}

struct Reader<'t, 'w, 'v> {
    words: &'w Words<'v>,
    /// Columns of labels, with the number of rows in which they hold one.
    labels: BTreeMap<u32, u32>,
    sheet: Sheet<'t>,
    /// Pairs whose label spans rows, with the row behind the last of them.
    spanning: Vec<(usize, usize)>,
    /// The last inner table may go on.
    open: bool,
    /// The row that is read.
    at: usize,
    /// The row below it.
    next: Option<&'t Row>,
    /// Labels above texts, of the row above: each with the columns that it covers.
    above: Vec<(usize, u32, u32)>,
    /// Columns of the form.
    width: u32,
    /// Captions over the whole width part it into sections.
    barred: bool,
}

impl<'t> Reader<'t, '_, '_> {
    /// Reads a row; says whether it is one that forms have.
    fn read_row(&mut self, row: &Row, cells: &[&'t Cell]) -> bool {
        if self.read_bar(cells) {
            return true;
        }
        if self.goes_on_with_table(cells) {
            return true;
        }
        self.open = false;
        if self.read_below_labels(cells) || self.read_label_row(cells) {
            return true;
        }
        if let Some(inner) = self.inner_head(cells) {
            self.sheet.tables.push(inner);
            self.open = true;
            return true;
        }
        if row.goes_on || row.starts_page && cells.first().is_some_and(|cell| cell.is_empty()) {
            return self.go_on_over_page(cells);
        }
        self.read_pairs(cells)
    }

    /// A caption over the whole width: it closes the table above, and heads the text over the whole width below it.
    fn read_bar(&mut self, cells: &[&'t Cell]) -> bool {
        let Some(bar) = bars::lone(cells, self.width).filter(|_| self.barred && self.above.is_empty()) else {
            return false;
        };
        let below = self.next.map(|row| row.cells.iter().collect::<Vec<&Cell>>()).unwrap_or_default();
        let text = bars::lone(&below, self.width)
            .is_some_and(|text| !self.words.is_label(text) && !bars::is_numbered(text));
        if text && self.words.is_label(bar) {
            self.open = false;
            self.above = vec![(self.sheet.pairs.len(), 0, self.width)];
            self.sheet.pairs.push(Pair { label: Some(bar), texts: Vec::new(), known: true });
            return true;
        }
        let caption = self.at > 0 && bars::is_numbered(bar);
        self.open &= !caption;
        caption
    }

    /// A row of the inner table above: below its head, and not beside a label of the form.
    fn goes_on_with_table(&mut self, cells: &[&'t Cell]) -> bool {
        let at = self.at;
        let Some(table) = self.sheet.tables.last_mut().filter(|_| self.open) else { return false };
        let filled: Vec<&'t Cell> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
        let Some(first) = filled.first() else { return false };
        let (start, end) = table.columns();
        // Years in a head have no label above those of their rows where the corner is blank.
        let years = table.head.iter().flatten().all(|cell| self.words.is_year(cell));
        let corner = |cell: &&&Cell| years && cell.column < start && cell.column == 0;
        let inside = filled
            .iter()
            .skip(usize::from(filled.first().is_some_and(|cell| corner(&cell))))
            .all(|cell| (start..end).contains(&cell.column));
        let goes_on = match table.end {
            Some(end) => at < end && !(table.head_width() > 2 && self.words.labels_text(&filled)),
            None => {
                !self.words.is_label(first)
                    || first.column > start
                    || table.is_full_row(&filled)
                    || corner(&first) && filled.len() == table.head_width() + 1
            }
        };
        if !inside || !goes_on {
            return false;
        }
        let heads = filled.iter().all(|cell| self.words.heads(cell));
        if heads && table.rows.is_empty() {
            table.head.push(filled);
            return true;
        }
        if heads && filled.len() >= 2 && filled.iter().all(|cell| self.words.is_year(cell)) {
            // The years of another table.
            return false;
        }
        if heads && filled.len() >= 2 && !filled.iter().any(|cell| self.words.is_year(cell)) {
            // Another head: a table of its own below the same label, or below one that spans its rows.
            let (mut group, end, mut head) = (table.group, table.end, filled);
            let rest = head.get(1..).unwrap_or_default();
            if rest.iter().all(|cell| cell.row_span < head.first().map_or(1, |first| first.row_span))
                && rest.len() >= 2
            {
                group = Some(head.remove(0));
            }
            self.sheet.tables.push(Inner { group, head: vec![head], rows: Vec::new(), end });
            return true;
        }
        table.rows.push(filled);
        true
    }

    /// Labels beside each other head an inner table; a label before them that spans rows is its own.
    fn inner_head(&self, cells: &[&'t Cell]) -> Option<Inner<'t>> {
        let first = cells.iter().position(|cell| !cell.is_empty())?;
        let filled: Vec<&'t Cell> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
        let heads = |cells: &[&'t Cell], least: usize| {
            cells.len() >= least
                && cells.iter().all(|cell| self.words.heads(cell) || self.words.is_corner(cell))
                && cells.iter().any(|cell| self.words.is_label(cell) || self.words.is_corner(cell))
        };
        let leading = filled.first().copied()?;
        let rest = filled.get(1..).unwrap_or_default();
        if leading.row_span > 1 && heads(rest, 2) && rest.iter().all(|cell| cell.row_span < leading.row_span)
        {
            let end = usize::try_from(leading.row_span).ok().map(|span| self.at + span);
            return Some(Inner { group: Some(leading), head: vec![rest.to_vec()], rows: Vec::new(), end });
        }
        // Years beside a label are the head of its values, where texts stand below them.
        let covered = first > 0 || leading.column > 0;
        let least = if covered { 2 } else { FEWEST_HEADS };
        let years = filled.len() >= 2 && filled.iter().all(|cell| self.words.is_year(cell));
        (years || heads(&filled, least)).then(|| Inner {
            group: None,
            head: vec![filled],
            rows: Vec::new(),
            end: None,
        })
    }

    /// Two labels beside each other over two texts (今後の取組 | 総合評価): each heads the text below it.
    fn read_label_row(&mut self, cells: &[&'t Cell]) -> bool {
        let filled: Vec<&'t Cell> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
        let below: Vec<&Cell> = self
            .next
            .map(|row| row.cells.iter().filter(|cell| !cell.is_empty()).collect())
            .unwrap_or_default();
        let apart = |role: RoleKind| {
            role.is_progress()
                || matches!(
                    role,
                    RoleKind::Grade
                        | RoleKind::Other
                        | RoleKind::Department
                        | RoleKind::Purpose
                        | RoleKind::Summary
                )
        };
        let stands = filled.len() == 2
            && filled.iter().all(|cell| self.words.is_label(cell) && self.words.means(&cell.raw(), apart))
            && below.len() == 2
            && below.iter().zip(&filled).all(|(text, label)| {
                text.column == label.column
                    && text.column_span == label.column_span
                    && !self.words.heads(text)
            });
        if !stands {
            return false;
        }
        for cell in filled {
            self.above.push((
                self.sheet.pairs.len(),
                cell.column,
                cell.column.saturating_add(cell.column_span),
            ));
            self.sheet.pairs.push(Pair { label: Some(cell), texts: Vec::new(), known: true });
        }
        true
    }

    /// The texts below such labels.
    fn read_below_labels(&mut self, cells: &[&'t Cell]) -> bool {
        let above = std::mem::take(&mut self.above);
        if above.is_empty() {
            return false;
        }
        for cell in cells.iter().copied().filter(|cell| !cell.is_empty()) {
            let label = above.iter().find(|(_, start, end)| (*start..*end).contains(&cell.column));
            match label.and_then(|(pair, ..)| self.sheet.pairs.get_mut(*pair)) {
                Some(pair) => pair.texts.push(cell),
                None => self.lone_text(cell),
            }
        }
        true
    }

    /// The rest of a cell that a page break cut: it goes on in the same column.
    fn go_on_over_page(&mut self, cells: &[&'t Cell]) -> bool {
        for cell in cells.iter().copied().filter(|cell| !cell.is_empty()) {
            let above = self
                .sheet
                .pairs
                .iter_mut()
                .rev()
                .find(|pair| pair.texts.first().is_some_and(|text| text.column == cell.column));
            match above {
                Some(pair) => pair.texts.push(cell),
                None => self.lone_text(cell),
            }
        }
        true
    }

    fn lone_text(&mut self, cell: &'t Cell) {
        self.sheet.pairs.push(Pair { label: None, texts: vec![cell], known: false });
    }

    /// Labels and texts in turn. A row that begins with neither a label nor beside one is none of a form.
    fn read_pairs(&mut self, cells: &[&'t Cell]) -> bool {
        let at = self.at;
        self.spanning.retain(|(_, end)| *end > at);
        let before = self.sheet.pairs.len();
        let mut labelled = None;
        let mut open = false;
        for (place, cell) in cells.iter().copied().enumerate() {
            if cell.is_empty() {
                open = false;
                continue;
            }
            let next = cells.get(place + 1).copied().filter(|next| !next.is_empty());
            let first = labelled.is_none();
            if !open && self.is_group(cell, next, cells.get(place + 2).copied()) {
                labelled.get_or_insert(true);
                continue;
            }
            let known = self.words.heads(cell);
            if !open && (known || self.may_be_label(cell, next, first)) {
                self.begin_pair(cell, known);
                labelled.get_or_insert(known);
                open = true;
                continue;
            }
            let begun = self.sheet.pairs.len() > before;
            let above = self.spanning.last().map(|(pair, _)| *pair).filter(|_| !begun);
            let pair = if begun {
                self.sheet.pairs.last_mut()
            } else {
                above.and_then(|pair| self.sheet.pairs.get_mut(pair))
            };
            labelled.get_or_insert(pair.is_some());
            match pair {
                Some(pair) => pair.texts.push(cell),
                None => self.lone_text(cell),
            }
            open = false;
        }
        labelled.unwrap_or(false)
    }

    fn begin_pair(&mut self, cell: &'t Cell, known: bool) {
        let rows = usize::try_from(cell.row_span).unwrap_or(1);
        if rows > 1 {
            self.spanning.push((self.sheet.pairs.len(), self.at + rows));
        }
        self.sheet.pairs.push(Pair { label: Some(cell), texts: Vec::new(), known });
    }

    /// A cell before a label that has its own text: it names a group of labels (PLAN, 指標).
    fn is_group(&self, cell: &Cell, next: Option<&Cell>, after: Option<&Cell>) -> bool {
        let Some(next) = next.filter(|next| self.words.heads(next)) else { return false };
        let text = after.is_none_or(|after| !self.words.heads(after));
        text && after.is_some() && next.row_span < cell.row_span
    }

    /// A short text where labels stand, with a text beside it: a label that the vocabulary does not know.
    fn may_be_label(&self, cell: &Cell, next: Option<&Cell>, first: bool) -> bool {
        let raw = cell.raw();
        let short = raw.chars().filter(|character| !character.is_whitespace()).count() <= LONGEST_UNKNOWN;
        let shape = profile(cell);
        let words = shape.value < 0.5 && shape.number < 0.5 && shape.grade < 0.5 && !raw.contains('。');
        let stands = self.labels.contains_key(&cell.column);
        short && words && next.is_some_and(|next| !self.words.is_label(next)) && (stands || !first)
    }
}

impl Inner<'_> {
    /// Has a row a cell for each of the head, or one more that labels several rows?
    fn is_full_row(&self, filled: &[&Cell]) -> bool {
        let labelled = filled.first().is_some_and(|first| first.row_span > 1);
        filled.len() == self.head_width() || labelled && filled.len() == self.head_width() + 1
    }

    fn head_width(&self) -> usize {
        self.head.first().map_or(0, Vec::len)
    }
}

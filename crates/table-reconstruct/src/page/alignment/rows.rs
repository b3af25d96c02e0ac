//! Which lines of a region make one row.

use super::columns::Placed;
use super::subheads::parts_column;

/// Pitches that differ by this factor are of two kinds: lines of a row, and rows.
const PITCH_STEP: f64 = 1.18;

/// Pitches of one kind differ by less than this factor.
const SAME_PITCH: f64 = 1.12;

/// Pitches of the lines of texts differ by less than this factor where nearly all lines have one.
pub(super) const SAME_TEXT: f64 = 1.06;

/// Share of the lines that have it.
const USUAL_SHARE: f64 = 0.65;

/// Such lines at least.
const FEWEST_USUAL: usize = 12;

/// Lines nearer than this stand beside each other: cells centred in their rows. In font sizes.
pub(super) const BESIDE: f64 = 0.7;

/// Where a text in ideographs could have gone on for this long, its line ends on purpose: in font sizes.
const ROOM_WIDE: f64 = 2.2;

/// The blank before the word that would have gone on the line: in font sizes.
const BLANK: f64 = 0.35;

/// Room that a column leaves before the next: in font sizes.
const PADDING: f64 = 1.0;

/// Share of the values in a column from which on it is one of values.
const VALUE_SHARE: f64 = 0.6;

/// Most lines of a head.
const MOST_HEAD_LINES: usize = 8;

/// A line that stands this much lower than the one before is none of the same head: in font sizes.
const APART: f64 = 2.0;

/// Characters of a label below another one at most.
const LONGEST_LABEL: usize = 12;

/// Share of the stretches between rulings that look like one row each, from which on all of them are.
const SINGLE_SHARE: f64 = 0.6;

/// A line of a region with its texts in columns.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RegionLine {
    /// Its texts.
    pub(crate) placed: Vec<Placed>,
    /// Top and bottom, points.
    pub(crate) top: f64,
    /// Bottom, points.
    pub(crate) bottom: f64,
    /// Baseline, points.
    pub(crate) baseline: f64,
    /// Font size, points.
    pub(crate) size: f64,
    /// What is drawn between it and the line before.
    pub(crate) above: Drawn,
}

/// What is drawn between two lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum Drawn {
    /// Nothing.
    #[default]
    Nothing,
    /// Rulings over some columns: their stretches, points.
    Parts(Vec<(f64, f64)>),
    /// A ruling, or the edge of a band, over all of the width, at this height.
    Whole(f64),
}

impl RegionLine {
    fn text_in(&self, column: usize) -> Option<&Placed> {
        self.placed.iter().find(|placed| !placed.spans() && placed.first == column)
    }

    pub(super) fn holds(&self, column: usize) -> bool {
        self.placed.iter().any(|placed| placed.first <= column && column <= placed.last)
    }

    fn columns(&self) -> impl Iterator<Item = usize> {
        self.placed.iter().filter(|placed| !placed.spans()).map(|placed| placed.first)
    }
}

/// The rows of a region.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rows {
    /// For each line, the row in which it stands.
    pub(crate) of_line: Vec<usize>,
    /// Lines of the head.
    pub(crate) head_lines: usize,
}

/// Knowledge of the columns of a region.
pub(crate) struct Shape<'a> {
    pub(super) lines: &'a [RegionLine],
    /// Width of the widest text of each column.
    pub(super) widest: Vec<f64>,
    /// Width that texts of each column could have before they touch the next column's.
    room: Vec<f64>,
    /// Columns of values.
    values: Vec<bool>,
    /// The first column has running numbers: where it is blank, a row goes on.
    numbered: bool,
    /// The pitch of the lines of texts, where nearly all lines have it: the others part rows.
    pub(super) usual: Option<f64>,
}

impl<'a> Shape<'a> {
    /// Looks at the lines of a region of some columns.
    pub(crate) fn new(lines: &'a [RegionLine], columns: usize) -> Self {
        let mut widest = vec![0.0_f64; columns];
        let mut counts = vec![(0_usize, 0_usize); columns];
        for placed in lines.iter().flat_map(|line| &line.placed).filter(|placed| !placed.spans()) {
            if let (Some(widest), Some(count)) = (widest.get_mut(placed.first), counts.get_mut(placed.first))
            {
                *widest = widest.max(placed.atom.x1 - placed.atom.x0);
                count.0 += 1;
                count.1 += usize::from(placed.atom.value);
            }
        }
        let values = counts
            .iter()
            .map(|(all, values)| *values >= 2 && *values as f64 >= VALUE_SHARE * *all as f64)
            .collect();
        let room = room_of(lines, columns);
        Self { lines, widest, room, values, numbered: has_running_numbers(lines), usual: usual_pitch(lines) }
    }

    /// Number of columns of values.
    pub(crate) fn value_columns(&self) -> usize {
        self.values.iter().filter(|value| **value).count()
    }

    /// For each column, whether it is one of values.
    pub(crate) fn values(&self) -> Vec<bool> {
        self.values.clone()
    }

    /// Finds the rows.
    pub(crate) fn find_rows(&self) -> Rows {
        let head_lines = self.head_lines();
        let pitch = self.pitch_between_rows(head_lines);
        let least = self.least_pitch(head_lines);
        let mut starts: Vec<bool> = Vec::with_capacity(self.lines.len());
        let mut restarts: Vec<usize> = Vec::new();
        let tops = self.find_tops(head_lines, least);
        let mut first = head_lines;
        for at in 0..self.lines.len() {
            let restarted = at > head_lines && self.restarts(first, at, least);
            if restarted {
                restarts.push(at);
            }
            let inside = at > head_lines && self.is_inside(first, at, least, &tops);
            let begins = restarted
                || if at == 0 || at == head_lines {
                    true
                } else if at < head_lines {
                    self.head_parts(at, head_lines)
                } else {
                    !inside && self.begins_row(first, at, pitch)
                };
            if begins && at >= head_lines {
                first = at;
            }
            starts.push(begins);
        }
        self.join_ruled(head_lines, &mut starts);
        for at in restarts {
            starts.iter_mut().skip(at).take(1).for_each(|begins| *begins = true);
        }
        let mut row = 0;
        let of_line = starts
            .iter()
            .enumerate()
            .map(|(at, begins)| {
                row += usize::from(at > 0 && *begins);
                row
            })
            .collect();
        Rows { of_line, head_lines }
    }

    /// For each line, whether it begins a row, where there is no head.
    pub(crate) fn body_rows(&self) -> Vec<bool> {
        let pitch = self.pitch_between_rows(0);
        let mut first = 0;
        (0..self.lines.len())
            .map(|at| {
                let begins = at == 0 || self.begins_row(first, at, pitch);
                if begins {
                    first = at;
                }
                begins
            })
            .collect()
    }

    /// Leading lines that are heads: those above the first ruling, or above the first values.
    fn head_lines(&self) -> usize {
        let ruled = self
            .lines
            .iter()
            .enumerate()
            .skip(1)
            .take(MOST_HEAD_LINES)
            .find(|(_, line)| matches!(line.above, Drawn::Whole(_)))
            .map(|(at, _)| at);
        if let Some(ruled) = ruled {
            let conflicts = (1..ruled).any(|at| self.has_second_value(0, at));
            if !conflicts {
                return ruled;
            }
        }
        let leading = match self.value_columns() {
            0 => 0,
            _ => self.lines.iter().take_while(|line| !self.is_body(line)).count(),
        };
        let leading = self.without_heading(leading);
        let known = (1..=MOST_HEAD_LINES).contains(&leading) && leading < self.lines.len();
        if known { leading } else { self.labelled_lines() }
    }

    /// The lines of a head without those behind it that stand alone and apart: they head the rows below.
    fn without_heading(&self, leading: usize) -> usize {
        let heads = |at: usize| {
            let (Some(before), Some(line)) = (self.lines.get(at - 1), self.lines.get(at)) else {
                return false;
            };
            let alone = matches!(line.placed.as_slice(), [placed] if placed.first == 0 && !placed.atom.value);
            let apart = line.baseline - before.baseline >= APART * line.size;
            alone && apart && line.above == Drawn::Nothing && before.placed.len() > 1
        };
        if leading > 1 && heads(leading - 1) { leading - 1 } else { leading }
    }

    /// The lines of the first row where it has labels side by side below one that stands over their columns: a head.
    fn labelled_lines(&self) -> usize {
        let rows = self.body_rows();
        let count = rows.iter().skip(1).take_while(|begins| !**begins).count() + 1;
        if count > MOST_HEAD_LINES || count >= self.lines.len() {
            return 0;
        }
        let label = |placed: &Placed| {
            !placed.spans() && !placed.atom.value && placed.atom.characters <= LONGEST_LABEL
        };
        let labels = |at: usize| self.lines.get(at).is_some_and(|line| line.placed.iter().all(label));
        let beside = |at: usize| {
            let (above, line) = (self.lines.get(..at), self.lines.get(at));
            above.zip(line).is_some_and(|(above, line)| parts_column(above, line, self.widest.len()))
        };
        let parted = (1..count).any(|at| labels(at) && (self.head_parts(at, count) || beside(at)));
        if parted { count } else { 0 }
    }

    /// Has a line values in the columns of values, and a name or nothing else?
    fn is_body(&self, line: &RegionLine) -> bool {
        let (mut all, mut values) = (0_usize, 0_usize);
        for placed in line.placed.iter().filter(|placed| !placed.spans()) {
            if self.values.get(placed.first) == Some(&true) {
                all += 1;
                values += usize::from(placed.atom.value);
            }
        }
        let named = line.placed.first().is_some_and(|first| first.first == 0);
        values > 0 && values * 2 >= all && (named || values == all && values * 2 >= self.value_columns())
    }

    /// Does a line of the head begin a row: below a line that has cells over several columns?
    fn head_parts(&self, at: usize, head_lines: usize) -> bool {
        let Some(line) = self.lines.get(at) else { return false };
        match &line.above {
            Drawn::Whole(_) => return true,
            // A text beside the rulings goes on from the line above.
            Drawn::Parts(parts) => {
                let below = |placed: &Placed| {
                    let middle = f64::midpoint(placed.atom.x0, placed.atom.x1);
                    parts.iter().any(|part| part.0 <= middle && middle <= part.1)
                };
                if line.placed.iter().any(below) {
                    return true;
                }
            }
            Drawn::Nothing => {}
        }
        let before = self.lines.get(..at).unwrap_or_default();
        let below = self.lines.get(at..head_lines).unwrap_or_default();
        line.placed.iter().any(|placed| {
            let column = placed.first;
            // The next text above it, over the same column.
            let over = before.iter().rev().find_map(|line| {
                line.placed.iter().find(|placed| placed.first <= column && column <= placed.last)
            });
            over.filter(|over| over.spans() && !placed.spans()).is_some_and(|over| {
                let filled = (over.first..=over.last)
                    .filter(|column| below.iter().any(|line| line.text_in(*column).is_some()))
                    .count();
                filled >= 2
            })
        })
    }

    /// The pitch from which on lines are of two rows, where pitches are of two kinds.
    fn pitch_between_rows(&self, head_lines: usize) -> Option<f64> {
        let mut pitches: Vec<(f64, bool)> = Vec::new();
        for at in head_lines + 1..self.lines.len() {
            let (Some(before), Some(line)) = (self.lines.get(at - 1), self.lines.get(at)) else { continue };
            let pitch = line.baseline - before.baseline;
            if line.above == Drawn::Nothing && pitch > BESIDE * line.size {
                pitches.push((pitch, self.has_second_value(at - 1, at) || self.has_second_name(at)));
            }
        }
        pitches.sort_by(|one, other| one.0.total_cmp(&other.0));
        if let Some(usual) = self.usual {
            let next = pitches.iter().map(|pitch| pitch.0).find(|pitch| *pitch >= PITCH_STEP * usual);
            let near: Vec<bool> =
                pitches.iter().filter(|pitch| is_usual(pitch.0, usual)).map(|pitch| pitch.1).collect();
            let rows_inside = near.iter().filter(|parts| **parts).count();
            if let Some(next) = next.filter(|_| rows_inside * 5 <= near.len()) {
                return Some(f64::midpoint(SAME_TEXT * usual, next));
            }
        }
        let step = pitches
            .windows(2)
            .position(|pair| matches!(pair, [one, other] if other.0 >= PITCH_STEP * one.0))?;
        let (small, large) = pitches.split_at(step + 1);
        let (Some(least), Some(most)) = (small.first(), small.last()) else { return None };
        let rows_inside = small.iter().filter(|(_, parts)| *parts).count();
        let tight = most.0 <= SAME_PITCH * least.0;
        (tight && !large.is_empty() && rows_inside * 5 <= small.len())
            .then(|| f64::midpoint(most.0, large.first().map_or(most.0, |first| first.0)))
    }

    /// The smallest pitch of lines of the body that do not stand beside each other, or the usual one.
    fn least_pitch(&self, head_lines: usize) -> f64 {
        if let Some(usual) = self.usual {
            return usual;
        }
        let body = self.lines.get(head_lines..).unwrap_or_default();
        let pitches = body.windows(2).filter_map(|pair| match pair {
            [one, other] => Some(other.baseline - one.baseline).filter(|pitch| *pitch > other.size),
            _ => None,
        });
        pitches.fold(f64::INFINITY, f64::min)
    }

    /// Has a line a value in a column in which the lines from `first` on have one?
    pub(super) fn has_second_value(&self, first: usize, at: usize) -> bool {
        let Some(line) = self.lines.get(at) else { return false };
        let before = self.lines.get(first..at).unwrap_or_default();
        line.placed.iter().filter(|placed| placed.atom.value && !placed.spans()).any(|placed| {
            self.values.get(placed.first) == Some(&true)
                && before
                    .iter()
                    .any(|line| line.text_in(placed.first).is_some_and(|placed| placed.atom.value))
        })
    }

    /// Do a line and the one before have names in the first column that are not one?
    fn has_second_name(&self, at: usize) -> bool {
        let named = |at: usize| self.lines.get(at).is_some_and(|line| line.text_in(0).is_some());
        at > 0 && named(at - 1) && named(at) && !self.wraps(at, 0, &self.widest)
    }

    /// Does a line of the body begin a row, where the row before begins at `first`?
    fn begins_row(&self, first: usize, at: usize, pitch: Option<f64>) -> bool {
        let (Some(before), Some(line)) =
            (at.checked_sub(1).and_then(|at| self.lines.get(at)), self.lines.get(at))
        else {
            return true;
        };
        if matches!(line.above, Drawn::Whole(_)) || self.has_second_value(first, at) {
            return true;
        }
        let apart = line.baseline - before.baseline;
        if apart < BESIDE * line.size.min(before.size) {
            return false;
        }
        let most = line.placed.len() * 2 > self.widest.len();
        if most && self.usual.is_some_and(|usual| apart > SAME_TEXT * usual) {
            return true;
        }
        if let Some(pitch) = pitch {
            return apart > pitch;
        }
        if line.placed.iter().any(Placed::spans) || before.placed.iter().any(Placed::spans) {
            return true;
        }
        let row = self.lines.get(first..at).unwrap_or_default();
        let in_row = |column: usize| row.iter().any(|line| line.text_in(column).is_some());
        let others = line.columns().filter(|column| *column > 0).count();
        if line.text_in(0).is_none() {
            return self.begins_below_blank(at, others, &in_row);
        }
        let wraps = self.wraps(at, 0, &self.widest) || line.text_in(0).is_some_and(|placed| placed.atom.rest);
        let row_others = (1..self.widest.len()).filter(|column| in_row(*column)).count();
        if others == 0 || row_others == 0 {
            return !wraps;
        }
        let goes_on =
            line.columns().filter(|column| in_row(*column)).all(|column| self.wraps(at, column, &self.room));
        !goes_on
    }

    /// The same for a line that is blank in the first column.
    fn begins_below_blank(&self, at: usize, others: usize, in_row: &dyn Fn(usize) -> bool) -> bool {
        let Some(line) = self.lines.get(at) else { return true };
        if self.numbered {
            return false;
        }
        let shared: Vec<usize> = line.columns().filter(|column| in_row(*column)).collect();
        let soft = shared.iter().filter(|column| self.wraps(at, **column, &self.room)).count();
        shared.len() >= 2 && soft == 0 && others * 2 >= self.widest.len()
    }

    /// Does the text of a column go on from the line before: would its next word not have had room?
    pub(crate) fn wraps_in_room(&self, at: usize, column: usize) -> bool {
        self.wraps(at, column, &self.room)
    }

    fn wraps(&self, at: usize, column: usize, widths: &[f64]) -> bool {
        let line = self.lines.get(at);
        let below = line.and_then(|line| line.text_in(column));
        let above = at.checked_sub(1).and_then(|at| self.lines.get(at)).and_then(|line| line.text_in(column));
        let (Some(line), Some(above), Some(below)) = (line, above, below) else { return false };
        if above.atom.value && below.atom.value {
            return false;
        }
        let room = widths.get(column).copied().unwrap_or(0.0) - (above.atom.x1 - above.atom.x0);
        let needed =
            if above.atom.wide { ROOM_WIDE * line.size } else { below.atom.first_width + BLANK * line.size };
        room < needed
    }

    /// Does the text of the first column wrap from the first line of a stretch on, where other texts of that line do not go
    /// on: (再⏎掲) in a narrow column?
    fn wraps_first(&self, from: usize, to: usize) -> bool {
        let Some(first) = self.lines.get(from) else { return false };
        let named = (from..to).filter(|at| self.lines.get(*at).is_some_and(|line| line.text_in(0).is_some()));
        named.enumerate().all(|(nth, at)| {
            let line = self.lines.get(at);
            let lacks = line.is_some_and(|line| first.columns().any(|column| !line.holds(column)));
            at == from + nth && (nth == 0 || lacks && self.wraps(at, 0, &self.widest))
        })
    }

    /// Where rulings stand between most rows, each stretch between two of them is one row.
    fn join_ruled(&self, head_lines: usize, starts: &mut [bool]) {
        let mut stretches: Vec<(usize, usize)> = Vec::new();
        let mut from = head_lines;
        for at in head_lines + 1..=self.lines.len() {
            let ends = self.lines.get(at).is_none_or(|line| matches!(line.above, Drawn::Whole(_)));
            if ends {
                stretches.push((from, at));
                from = at;
            }
        }
        if stretches.len() < 2 {
            return;
        }
        let rows = |(from, to): &(usize, usize)| {
            starts.get(*from..*to).unwrap_or_default().iter().filter(|begins| **begins).count()
        };
        let keyed = |(from, to): &(usize, usize)| {
            let lines = self.lines.get(*from..*to).unwrap_or_default();
            lines.iter().filter(|line| line.text_in(0).is_some()).count() <= 1 || self.wraps_first(*from, *to)
        };
        // Below a line with texts in several columns, texts alone belong to its row.
        let leads = |at: usize| self.lines.get(at).is_some_and(|line| line.placed.len() >= 2);
        let led = |(from, to): &(usize, usize)| {
            leads(*from) && !(from + 1..*to).any(|at| leads(at) && starts.get(at) == Some(&true))
        };
        let one_row = |stretch: &(usize, usize)| rows(stretch) <= 1 || keyed(stretch) || led(stretch);
        let single = stretches.iter().filter(|stretch| one_row(stretch)).count();
        if (single as f64) < SINGLE_SHARE * stretches.len() as f64 {
            return;
        }
        // Many rows between two rulings stay: a body without rulings below ruled rows.
        stretches.retain(|stretch| rows(stretch) <= 3 || one_row(stretch));
        for (from, to) in stretches {
            starts.iter_mut().take(to).skip(from + 1).for_each(|begins| *begins = false);
        }
    }
}

/// Levels over the whole width inside a region from which on they part its rows: those of a head are fewer.
const MOST_LEVELS: usize = 2;

/// The pitch that nearly all lines have; none without wider ones, which part rows, nor where levels do.
fn usual_pitch(lines: &[RegionLine]) -> Option<f64> {
    if lines.iter().filter(|line| matches!(line.above, Drawn::Whole(_))).count() > MOST_LEVELS {
        return None;
    }
    let mut pitches: Vec<f64> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [one, other] => Some(other.baseline - one.baseline).filter(|pitch| *pitch > BESIDE * other.size),
            _ => None,
        })
        .collect();
    pitches.sort_by(f64::total_cmp);
    let usual = pitches.get(pitches.len() / 2).copied()?;
    let near = pitches.iter().filter(|pitch| is_usual(**pitch, usual)).count();
    let apart = pitches.last().is_some_and(|widest| *widest >= PITCH_STEP * usual);
    (apart && near >= FEWEST_USUAL && near as f64 >= USUAL_SHARE * pitches.len() as f64).then_some(usual)
}

fn is_usual(pitch: f64, usual: f64) -> bool {
    usual / SAME_TEXT <= pitch && pitch <= SAME_TEXT * usual
}

/// Width that texts of each column could have: from where they begin to where the next column's begin.
fn room_of(lines: &[RegionLine], columns: usize) -> Vec<f64> {
    let mut starts = vec![f64::INFINITY; columns];
    let mut ends = vec![f64::NEG_INFINITY; columns];
    let mut size = 0.0_f64;
    for line in lines {
        size = size.max(line.size);
        for placed in line.placed.iter().filter(|placed| !placed.spans()) {
            if let (Some(start), Some(end)) = (starts.get_mut(placed.first), ends.get_mut(placed.first)) {
                *start = start.min(placed.atom.x0);
                *end = end.max(placed.atom.x1);
            }
        }
    }
    (0..columns)
        .map(|column| {
            let (start, end) =
                (starts.get(column).copied().unwrap_or(0.0), ends.get(column).copied().unwrap_or(0.0));
            let next = starts.get(column + 1).copied().filter(|next| next.is_finite());
            (next.map_or(end, |next| (next - PADDING * size).max(end)) - start).max(0.0)
        })
        .collect()
}

/// Is the first column one of running numbers: short, and one for each row?
fn has_running_numbers(lines: &[RegionLine]) -> bool {
    let numbers: Vec<&Placed> = lines.iter().filter_map(|line| line.text_in(0)).collect();
    let short = numbers.iter().filter(|placed| placed.atom.value && placed.atom.characters <= 6).count();
    let others = numbers.len() - short;
    short >= 2 && others <= 2 && numbers.len() < lines.len()
}

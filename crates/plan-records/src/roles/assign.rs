//! The roles of all columns together.
//!
//! Every unit of the alignment has candidate roles by its words and its cells; which of them holds
//! depends on the others (項目 is a heading beside 事業名 and an indicator beside 目標値). A beam
//! search keeps the best assignments from left to right and judges them as wholes.

use super::RoleKind;
use super::align::{Column, Unit};
use super::evidence::Profile;
use super::labels::Label;
use super::works::{is_dated_work, settle_works};

/// Weight of the cells beside the words of a head.
const CELL_WEIGHT: f64 = 0.8;

/// Score of a role that no word of the head names.
const UNNAMED: f64 = -0.35;

/// What a word for titles loses as a word for headings: the innermost such column is the title.
const TITLE_AS_GROUP: f64 = 0.2;

/// Rows that the cells of a column without a head cover, in the mean, where they are headings of the rows beside them.
const MERGED_ROWS: f64 = 2.0;

/// What a column of running numbers costs behind the name of an indicator: numbers there are values.
const NUMBER_BEHIND: f64 = 0.8;

/// What a numbered column costs that is read as a heading, where others tell what is done and none is the title.
const NUMBERED_WITHOUT_TITLE: f64 = 0.8;

/// What a head that names a year itself takes from names: 令和6年度の取組 is no title.
const YEAR_IN_NAME: f64 = -0.4;

/// What a year alone adds to planned progress, where its cells are no values: the column of a schedule.
const SCHEDULE: f64 = 0.95;

/// What numbered titles add to headings, where no head says what they are.
const NUMBERED_HEADINGS: f64 = 0.85;

/// What a number before its text takes from an indicator: 1(1) before 移動の支援 is a heading's.
const NUMBERED_INDICATOR: f64 = -0.9;

/// What a head that names a year takes from units: 設計 below 令和6年度 is what is planned.
const YEAR_OVER_UNITS: f64 = -1.5;

/// What other words than 目標 and 実績 take from a kind of value.
const NO_KIND_OF_VALUE: f64 = -1.0;

/// A head that names works as well as values (年度計画), over texts.
const WORK_AS_VALUE: f64 = -0.4;

/// What 令和6年度の取組 gains as done over planned where its texts say what was done.
const SAID_DONE: f64 = 0.1;

/// A column of periods (実施時期 over R6～R8) holds neither values nor works.
const PERIODS: f64 = -1.0;

/// Share of cells with the year after that of the cell above from which on a column says the years of its rows.
const YEARS_RUN_DOWN: f64 = 0.45;

/// What a head that no word of the vocabulary knows takes from values: 効果額 heads numbers, and no indicator's.
const UNKNOWN_HEAD_OF_VALUES: f64 = -1.2;

/// Score of a head that is a word of the vocabulary as a whole.
const WHOLE_WORD: f64 = 0.999;

/// What a head that is a word for columns without a field takes from the roles of its parts: 会計区分 is no 区分.
const PART_OF_OTHER: f64 = -0.6;

/// What 新規 and 継続 take from headings and titles.
const STATUS_AS_HEADING: f64 = -1.6;

/// What a column of ratios below a word for grades (達成度（%）) takes from grades and values: it is neither.
const RATIO_OF_GRADES: f64 = -1.2;

/// What cells without a word take from names: 8.2 or 3.d is the number of something else.
const WORDLESS_NAME: f64 = -1.2;

/// Candidate roles that a column keeps.
const CANDIDATES: usize = 6;

/// Assignments kept from column to column.
const BEAM: usize = 96;

/// Margin to the second best role below which a column's role is in doubt.
pub const WEAK_MARGIN: f64 = 0.15;

/// A column of values among the roles of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value {
    /// Baseline, target or actual.
    pub role: RoleKind,
    /// Fiscal year that the head names.
    pub year: Option<i32>,
}

/// The role of a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Assigned {
    /// The unit.
    pub unit: Unit,
    /// Its role.
    pub role: RoleKind,
    /// The values that its cells hold, where they hold several.
    pub values: Vec<Value>,
    /// Heads of its labels, as extracted, joined.
    pub heading: String,
    /// Fiscal year that its head names.
    pub year: Option<i32>,
    /// A head above names grades: `評価(令和5年度)` over 実績 and 目標.
    pub graded: bool,
    /// The first of its two columns holds the number of the second's text.
    pub numbered: bool,
    /// Score of the whole assignment less that of the best one with another role here.
    pub margin: f64,
    /// A word of the vocabulary names the role.
    pub named: bool,
    /// Its cells do not look like what the role says, or fit the role of another column better and that one's fit this.
    pub ill_fitting: bool,
}

struct Candidate {
    role: RoleKind,
    score: f64,
}

/// The best roles for all units together.
#[must_use]
pub fn assign_roles(units: &[Unit], labels: &[Label], columns: &[Column]) -> Vec<Assigned> {
    let years = bare_years(labels, columns);
    let candidates: Vec<Vec<Candidate>> =
        units.iter().map(|unit| candidates(unit, labels, columns, years)).collect();
    let ranked = search(&candidates);
    let Some((best, roles)) = ranked.first() else { return Vec::new() };
    let margin = |at: usize| {
        // A column of several values is one whichever of them is named first.
        let several = units.get(at).is_some_and(|unit| unit.labels.len() > 1);
        let differs = |others: &[RoleKind]| match (others.get(at), roles.get(at)) {
            (Some(other), Some(role)) if several && other.is_value() && role.is_value() => false,
            (other, role) => other != role,
        };
        let other = ranked.iter().find(|(_, others)| differs(others));
        other.map_or(1.0, |(score, _)| best - score)
    };
    let mut assigned: Vec<Assigned> = units
        .iter()
        .zip(roles)
        .enumerate()
        .map(|(at, (unit, role))| {
            let own = unit.labels.iter().filter_map(|at| labels.get(*at));
            let inferred = matches!(years, BareYears::Before(_))
                && *role == RoleKind::Actual
                && own.clone().any(|label| years.are_actual(label));
            let margin = if inferred { 0.0 } else { margin(at) };
            describe(unit, *role, margin, labels, columns)
        })
        .collect();
    settle_works(&mut assigned, columns);
    mark_ill_fitting(&mut assigned, columns);
    assigned
}

/// Share of cells that name a kind of value, from which on the rows do: 目標, 実績 and 達成率 are two of three.
const KINDS_OF_VALUE: f64 = 0.6;

/// What a year means that stands in a head without a word.
#[derive(Debug, Clone, Copy)]
enum BareYears {
    /// Nothing.
    Unknown,
    /// The year of actual values: the rows name the kind of their values.
    ByRows,
    /// The year of actual values, where it lies before this one, which the targets are for.
    Before(i32),
}

impl BareYears {
    fn are_actual(self, label: &Label) -> bool {
        let bare = label.year.filter(|_| label.highest() < 0.3);
        match (self, bare) {
            (Self::Unknown, _) | (_, None) => false,
            (Self::ByRows, _) => true,
            (Self::Before(target), Some(year)) => year < target,
        }
    }
}

/// Beside an indicator and a target, and where nothing else is a 現状値 or 実績値, the years before the target's are
/// those of actual values.
fn bare_years(labels: &[Label], columns: &[Column]) -> BareYears {
    if columns.iter().any(|column| column.mean(|profile| profile.value_word) > KINDS_OF_VALUE) {
        return BareYears::ByRows;
    }
    let named = |role: RoleKind| labels.iter().filter(move |label| label.score(role) >= 0.6);
    let other = named(RoleKind::Baseline).chain(named(RoleKind::Actual)).next().is_some();
    let target = named(RoleKind::Target).filter_map(|label| label.year).min();
    match target {
        Some(target) if !other && named(RoleKind::Indicator).next().is_some() => BareYears::Before(target),
        _ => BareYears::Unknown,
    }
}

fn describe(unit: &Unit, role: RoleKind, margin: f64, labels: &[Label], columns: &[Column]) -> Assigned {
    let own: Vec<&Label> = unit.labels.iter().filter_map(|at| labels.get(*at)).collect();
    let mut values = own.iter().filter_map(|label| value_of(label)).collect::<Vec<_>>();
    if let [label] = own.as_slice()
        && let Some(several) = stacked_values(label).or_else(|| slashed_values(label, unit, columns))
    {
        values = several;
    }
    let first = unit.columns.first().and_then(|at| columns.get(*at));
    let second = unit.columns.get(1).and_then(|at| columns.get(*at));
    let text = second.is_some_and(|column| column.mean(|profile| profile.number.max(profile.value)) < 0.5);
    let numbered = unit.columns.len() == 2
        && text
        && first.is_some_and(|column| column.mean(|profile| profile.number) > 0.6);
    Assigned {
        unit: unit.clone(),
        role,
        values: if values.len() > 1 && role.is_value() { values } else { Vec::new() },
        heading: own.iter().map(|label| label.text.as_str()).collect::<Vec<_>>().join("\n"),
        year: own.iter().find_map(|label| label.year),
        graded: own.iter().any(|label| label.names_grades),
        numbered,
        margin,
        named: own.iter().any(|label| label.score(role) >= 0.6),
        ill_fitting: false,
    }
}

/// Fit of a column's cells to its role below which they speak against it.
const ILL_FIT: f64 = -0.15;

/// What two columns gain in fit where they would change roles, from which on their heads may have changed places.
const BETTER_CHANGED: f64 = 0.5;

/// Marks the columns whose cells speak against their roles.
fn mark_ill_fitting(roles: &mut [Assigned], columns: &[Column]) {
    let fits = |assigned: &Assigned, role: RoleKind| {
        assigned.unit.columns.last().and_then(|at| columns.get(*at)).map_or(0.0, |column| column.fit(role))
    };
    let own: Vec<f64> = roles.iter().map(|assigned| fits(assigned, assigned.role)).collect();
    let gains = |at: usize, other: usize| -> Option<f64> {
        let (one, two) = (roles.get(at)?, roles.get(other)?);
        Some(fits(one, two.role) + fits(two, one.role) - own.get(at)? - own.get(other)?)
    };
    let ill: Vec<bool> = (0..roles.len())
        .map(|at| {
            own.get(at).is_some_and(|fit| *fit < ILL_FIT)
                || (0..roles.len())
                    .any(|other| other != at && gains(at, other).is_some_and(|gain| gain > BETTER_CHANGED))
        })
        .collect();
    for (assigned, ill) in roles.iter_mut().zip(ill) {
        assigned.ill_fitting = ill;
    }
}

/// The values of a cell's lines, where the head says them: 上段：目標 下段：実績.
fn stacked_values(label: &Label) -> Option<Vec<Value>> {
    let texts = std::iter::once(&label.text).chain(&label.above);
    texts.map(|text| japanese_normalize::fold(text)).find_map(|text| {
        let (upper, lower) = (text.find("上段")?, text.find("下段")?);
        let piece = |from: usize| -> Option<RoleKind> {
            let rest = text.get(from + "上段".len()..)?;
            let end = rest.find("上段").or_else(|| rest.find("下段")).unwrap_or(rest.len());
            let word = rest.get(..end)?;
            super::evidence::value_word(
                word.trim_matches([':', '：', 'は', '、', ',', '・', '/', '(', ')', '（', '）']),
            )
        };
        let value = |from: usize| piece(from).map(|role| Value { role, year: label.year });
        let (first, second) = (value(upper)?, value(lower)?);
        Some(if upper < lower { vec![first, second] } else { vec![second, first] })
    })
}

/// Mean of what says that cells hold two values from which on a head of two values is taken at its word: half of the cells.
const PAIRED: f64 = 0.35;

/// The values at the slash of a cell, where the head says them and most cells hold two: `R5目標/実績` over `50件/60件`.
fn slashed_values(label: &Label, unit: &Unit, columns: &[Column]) -> Option<Vec<Value>> {
    let text = japanese_normalize::fold(&label.text);
    let start = japanese_normalize::leading_time(&text).map_or(0, |time| time.range.end);
    let words = text.get(start..)?;
    // 目標値/実績値（R6）
    let behind = words.rfind('(').filter(|open| {
        words
            .get(open + 1..)
            .is_some_and(|time| japanese_normalize::fiscal_year(time).is_some() && !time.contains('/'))
    });
    let words = behind.and_then(|open| words.get(..open)).unwrap_or(words);
    let words = words.trim_matches(['(', ')', '（', '）', '\n', ' ']);
    let roles = words.split('/').map(|word| super::evidence::value_word(word.trim()));
    let roles: Vec<RoleKind> = roles.collect::<Option<_>>()?;
    let mut cells = unit.columns.iter().filter_map(|at| columns.get(*at));
    let paired = cells.all(|column| column.mean(|profile| profile.composite) > PAIRED);
    let values = roles.into_iter().map(|role| Value { role, year: label.year }).collect::<Vec<_>>();
    (values.len() == 2 && paired).then_some(values)
}

fn value_of(label: &Label) -> Option<Value> {
    let roles = [RoleKind::Baseline, RoleKind::Target, RoleKind::Actual];
    let mut best: Option<(RoleKind, f64)> = None;
    for role in roles {
        let score = label.score(role);
        if score >= 0.6 && best.is_none_or(|(_, known)| score > known) {
            best = Some((role, score));
        }
    }
    best.map(|(role, _)| Value { role, year: label.year })
}

/// The roles that a unit may have, best first.
fn candidates(unit: &Unit, labels: &[Label], columns: &[Column], years: BareYears) -> Vec<Candidate> {
    let own: Vec<&Label> = unit.labels.iter().filter_map(|at| labels.get(*at)).collect();
    let cells: Vec<&Column> = unit.columns.iter().filter_map(|at| columns.get(*at)).collect();
    let empty = cells.iter().all(|column| column.profiles.is_empty());
    let years_down = heads_years(&own, &cells, columns);
    let mut found: Vec<Candidate> = RoleKind::ALL
        .iter()
        .filter(|role| **role != RoleKind::Year || years_down)
        .map(|role| {
            let word_for = |role: RoleKind| own.iter().map(|label| label.score(role)).fold(0.0, f64::max);
            let mut word = word_for(*role);
            let texts = !empty && cells.iter().all(|column| column.mean(|profile| profile.value) < 0.3);
            let by_rows = matches!(years, BareYears::ByRows);
            // 計画 and 実績 in rows, and texts in the columns: a schedule.
            let said = if by_rows && texts { RoleKind::Progress } else { RoleKind::Actual };
            if *role == said && (by_rows || !texts) && own.iter().any(|label| years.are_actual(label)) {
                word = 0.9;
            }
            // 令和6年度の取組 is what was done where its texts say so.
            let done = || cells.first().is_some_and(|column| column.mean(|profile| profile.past) > 0.5);
            if *role == RoleKind::ProgressActual && own.iter().any(|label| is_dated_work(label)) && done() {
                word = word.max(word_for(RoleKind::ProgressPlanned) + SAID_DONE);
            }
            if *role == RoleKind::Year {
                word = 1.0;
            }
            if *role == RoleKind::Group {
                // 施策 is a heading where 事業 stands beside it.
                word = word.max(word_for(RoleKind::Title) - TITLE_AS_GROUP);
            }
            // Of a number and its text the text shows the role.
            let fit = cells.last().map_or(0.0, |column| column.fit(*role));
            // Where no word says whether it is done or planned, neither is said.
            let unsaid =
                if matches!(role, RoleKind::ProgressActual | RoleKind::ProgressPlanned) { 0.1 } else { 0.0 };
            let named = if word > 0.0 { word } else { UNNAMED - unsaid };
            let year = own.iter().any(|label| label.year.is_some());
            let dated =
                f64::from(u8::from(year && (role.is_progress() || role.is_value()) && word > 0.0)) * 0.3;
            let leaning = leaning(*role, &own, &cells);
            Candidate { role: *role, score: named + CELL_WEIGHT * fit + dated + leaning }
        })
        .collect();
    if unit.phantom || own.is_empty() && empty {
        found.retain(|candidate| candidate.role == RoleKind::Other);
    }
    for candidate in &mut found {
        if candidate.role == RoleKind::Other {
            candidate.score = candidate.score.max(0.1);
        }
    }
    found.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.role.cmp(&other.role)));
    let other = found.iter().position(|candidate| candidate.role == RoleKind::Other).unwrap_or(0);
    if other >= CANDIDATES {
        found.swap(CANDIDATES - 1, other);
    }
    found.truncate(CANDIDATES);
    found
}

/// Is it a column 年度 with the years of its rows, one below the other, beside names that stand once for several?
fn heads_years(own: &[&Label], cells: &[&Column], columns: &[Column]) -> bool {
    let [label] = own else { return false };
    // No vocabulary holds 年度: in a form, and in the corner of a schedule, it heads years beside it.
    let head = japanese_normalize::fold(&label.text);
    ["年度", "年", "年次", "計画年度", "対象年度", "年度別"].contains(&head.as_str())
        && cells.first().is_some_and(|column| {
            let once =
                |name: &Column| name.covered >= MERGED_ROWS * name.fill && 1.5 * name.fill <= column.fill;
            column.years_run_down() >= YEARS_RUN_DOWN && columns.iter().any(once)
        })
}

/// What shape and years of a unit add to a role, beyond single words and cells.
fn leaning(role: RoleKind, own: &[&Label], cells: &[&Column]) -> f64 {
    let mean =
        |at: usize, figure: fn(&Profile) -> f64| cells.get(at).map_or(0.0, |column| column.mean(figure));
    let dated = |label: &&Label| japanese_normalize::fiscal_year(&label.text).is_some();
    let unnamed = |label: &&Label| label.scores.iter().all(|score| *score < 0.3);
    let mut score = 0.0;
    if matches!(role, RoleKind::Number | RoleKind::Title | RoleKind::Group | RoleKind::Indicator)
        && own.iter().any(dated)
    {
        score += YEAR_IN_NAME;
    }
    if role == RoleKind::ProgressPlanned
        && !own.is_empty()
        && own.iter().all(|label| dated(label) && unnamed(label))
        && mean(0, |profile| profile.value) < 0.3
    {
        score += SCHEDULE;
    }
    if role == RoleKind::Group && own.is_empty() && mean(0, |profile| profile.numbered) > 0.6 {
        score += NUMBERED_HEADINGS;
    }
    let merged = cells.first().is_some_and(|column| column.covered >= MERGED_ROWS * column.fill);
    if role == RoleKind::Group && own.is_empty() && merged {
        score += NUMBERED_HEADINGS;
    }
    if matches!(role, RoleKind::Group | RoleKind::Title) && mean(0, |profile| profile.status) > 0.7 {
        score += STATUS_AS_HEADING;
    }
    if role.is_value() && !own.is_empty() && own.iter().all(|label| unnamed(label) && !dated(label)) {
        score += UNKNOWN_HEAD_OF_VALUES;
    }
    let said = own.iter().any(|label| label.score(role) >= 0.6) && role.is_value();
    if (role.is_value() || role.is_progress()) && !said && mean(0, |profile| profile.period) > 0.6 {
        score += PERIODS;
    }
    let works = |label: &&Label| {
        let progress = [RoleKind::ProgressPlanned, RoleKind::ProgressActual, RoleKind::Progress];
        progress.iter().any(|progress| label.score(*progress) >= label.score(role).max(WHOLE_WORD))
    };
    if role.is_value() && own.iter().any(works) && mean(0, |profile| profile.value) < 0.2 {
        score += WORK_AS_VALUE;
    }
    if (role.is_value() || role == RoleKind::Grade) && own.iter().any(is_ratio) && mean(0, ratio) > 0.6 {
        score += RATIO_OF_GRADES;
    }
    if matches!(role, RoleKind::Title | RoleKind::Group | RoleKind::Indicator)
        && cells.len() == 1
        && mean(0, |profile| profile.wordless) > 0.6
    {
        score += WORDLESS_NAME;
    }
    let whole = |role: RoleKind| own.iter().any(|label| label.score(role) >= WHOLE_WORD);
    if whole(RoleKind::Other) && !whole(role) {
        score += PART_OF_OTHER;
    }
    if role == RoleKind::Unit && own.iter().any(dated) {
        score += YEAR_OVER_UNITS;
    }
    if role == RoleKind::ValueKind && mean(0, |profile| profile.value_word) < 0.3 {
        score += NO_KIND_OF_VALUE;
    }
    if role == RoleKind::Indicator && cells.len() == 2 && mean(0, |profile| profile.number) > 0.6 {
        score += NUMBERED_INDICATOR;
    }
    score
}

/// A head that names grades, and a share of what was aimed at: 達成度（%）.
fn is_ratio(label: &&Label) -> bool {
    let text = japanese_normalize::fold(&label.text);
    let names_value = [RoleKind::Target, RoleKind::Actual, RoleKind::Baseline].map(|role| label.score(role));
    label.score(RoleKind::Grade) >= 0.6
        && names_value.iter().all(|score| *score < 0.6)
        && (text.contains('%')
            || ["達成度", "進捗度", "達成率", "進捗率"].iter().any(|word| text.ends_with(word)))
}

fn ratio(profile: &Profile) -> f64 {
    profile.value * (1.0 - profile.grade) * (1.0 - profile.composite)
}

/// Assignments of one candidate to each unit with their scores, best first.
fn search(candidates: &[Vec<Candidate>]) -> Vec<(f64, Vec<RoleKind>)> {
    let mut beam: Vec<(f64, Vec<RoleKind>)> = vec![(0.0, Vec::new())];
    for options in candidates {
        let mut next = Vec::with_capacity(beam.len() * options.len());
        for (score, roles) in &beam {
            for candidate in options {
                let mut longer = roles.clone();
                longer.push(candidate.role);
                next.push((score + candidate.score, longer));
            }
        }
        let mut judged: Vec<(f64, (f64, Vec<RoleKind>))> =
            next.into_iter().map(|entry| (entry.0 + structure(&entry.1, false), entry)).collect();
        judged.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.1.cmp(&other.1.1)));
        judged.truncate(BEAM);
        beam = judged.into_iter().map(|(_, entry)| entry).collect();
    }
    for (score, roles) in &mut beam {
        *score += structure(roles, true);
    }
    beam.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    beam
}

/// How well roles go together, from left to right; `whole` when no column is to come.
fn structure(roles: &[RoleKind], whole: bool) -> f64 {
    let count = |role: RoleKind| roles.iter().filter(|known| **known == role).count();
    let times = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    let mut score = 0.0;
    for single in [
        RoleKind::Title,
        RoleKind::Indicator,
        RoleKind::Statement,
        RoleKind::Unit,
        RoleKind::Number,
        RoleKind::Description,
        RoleKind::ValueKind,
        RoleKind::Year,
    ] {
        score -= 1.0 * times(count(single).saturating_sub(1));
    }
    for rarely in [RoleKind::Summary, RoleKind::Purpose, RoleKind::Grade, RoleKind::Baseline] {
        score -= 0.5 * times(count(rarely).saturating_sub(1));
    }
    let at = |role: RoleKind| roles.iter().position(|known| *known == role);
    if let (Some(title), Some(group)) =
        (at(RoleKind::Title), roles.iter().rposition(|known| *known == RoleKind::Group))
    {
        score += if group < title { 0.1 } else { -0.6 };
    }
    if let (Some(title), Some(indicator)) = (at(RoleKind::Title), at(RoleKind::Indicator)) {
        score += if title < indicator { 0.1 } else { -0.5 };
    }
    if let (Some(indicator), Some(number)) = (at(RoleKind::Indicator), at(RoleKind::Number)) {
        score -= if indicator < number { NUMBER_BEHIND } else { 0.0 };
    }
    let first_value = roles.iter().position(|role| role.is_value());
    if let (Some(indicator), Some(value)) = (at(RoleKind::Indicator), first_value) {
        score += if indicator < value { 0.2 } else { -0.3 };
    }
    if whole {
        let named = count(RoleKind::Title) + count(RoleKind::Indicator);
        score += if named > 0 { 0.6 } else { 0.0 };
        if first_value.is_some() && count(RoleKind::Indicator) == 0 {
            score -= 0.6;
        }
        if count(RoleKind::Indicator) > 0 && first_value.is_none() && count(RoleKind::Statement) == 0 {
            score -= 0.5;
        }
        if count(RoleKind::Unit) > 0 && first_value.is_none() && count(RoleKind::Indicator) == 0 {
            score -= 0.8;
        }
        let numbered = roles.windows(2).any(|pair| pair == [RoleKind::Number, RoleKind::Group]);
        let told = roles.iter().any(|role| {
            role.is_progress() || matches!(role, RoleKind::Summary | RoleKind::Purpose | RoleKind::Department)
        });
        if count(RoleKind::Title) == 0 && numbered && told {
            score -= NUMBERED_WITHOUT_TITLE;
        }
        if count(RoleKind::Group) > 0 && named == 0 {
            score -= 0.5;
        }
    }
    score
}

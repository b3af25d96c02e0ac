//! The cells of a logical row by role, and the sources that fields are traced to.

use std::collections::BTreeMap;

use japanese_normalize as japanese;
use japanese_normalize::Paragraph;

use super::parts::{PlanLayout, SlotPart};
use super::rows::{Content, LogicalRow};
use crate::records::CellSource;
use crate::roles::RoleKind;
use crate::roles::assign::Assigned;
use crate::roles::evidence::{row_word, value_word, year_alone};

/// A unit of the layout with what stands in it.
#[derive(Debug, Clone)]
pub struct Field<'r, 'a> {
    /// Role and year of the unit.
    pub assigned: &'r Assigned,
    /// Head of the unit as the row's part of the table prints it.
    pub heading: &'r str,
    /// The role that the row gives its values (目標, 実績), where it names one; `Other` where it names something else.
    pub row_role: Option<RoleKind>,
    /// The word with which the row names the kind of its values, or its year.
    pub row_kind: Option<String>,
    /// A cell that says of which year the value is, and that year.
    pub when: Option<(i32, Vec<&'r Content<'a>>)>,
    /// The number, where the unit has one in a column of its own.
    pub number: Option<&'r Content<'a>>,
    /// The text; several where the unit covers several columns.
    pub texts: Vec<&'r Content<'a>>,
}

impl Field<'_, '_> {
    /// The role of the column, or that which the row gives it.
    #[must_use]
    pub fn role(&self) -> RoleKind {
        self.row_role.unwrap_or(self.assigned.role)
    }

    /// The year of its values: that of the cell beside it, or of its head.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        self.when.as_ref().map(|(year, _)| *year).or(self.assigned.year)
    }

    /// Is nothing printed in it?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.number.is_none_or(|content| content.is_empty())
            && self.texts.iter().all(|content| content.is_empty())
    }

    /// The text as extracted.
    #[must_use]
    pub fn raw(&self) -> String {
        self.texts
            .iter()
            .filter(|content| !content.is_empty())
            .map(|content| content.raw())
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The paragraphs of the text.
    #[must_use]
    pub fn paragraphs(&self) -> Vec<Paragraph> {
        let lines: Vec<japanese::Line<'_>> = self.texts.iter().flat_map(|content| content.lines()).collect();
        japanese::paragraphs(&lines)
    }

    /// The text with a line for each paragraph; none where there is no text, or a dash for it.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        let text = paragraph_text(&self.paragraphs());
        (!text.is_empty() && !japanese::is_absent(&text)).then_some(text)
    }

    /// The text on one line: a name or a title.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        let raw = self.raw();
        let joined = japanese::normal_form(&join_lines(&raw));
        let name = joined.trim();
        (!name.is_empty() && !japanese::is_absent(name)).then(|| name.to_owned())
    }

    /// The cells, with the rule that reads them.
    #[must_use]
    pub fn sources(&self) -> Vec<CellSource> {
        self.number
            .into_iter()
            .chain(self.texts.iter().copied())
            .chain(self.when.iter().flat_map(|(_, contents)| contents.iter().copied()))
            .flat_map(|content| self.content_sources(content))
            .collect()
    }
}

impl Field<'_, '_> {
    /// The head on one line, normalised; none where there is no head.
    #[must_use]
    pub fn label(&self) -> Option<String> {
        label_of(self.heading)
    }

    /// Does the row say what it holds, where it says so: a column of values, or that of a year in a schedule?
    fn is_of_row(&self) -> bool {
        let role = self.assigned.role;
        // 基準値 or R7目標 beside rows of 目標 and 実績 holds for both: its own head says what it is.
        let said = role == RoleKind::Baseline && self.assigned.named || names_value(&self.assigned.heading);
        role.is_value() && !said || role.is_progress() && !self.assigned.named && self.assigned.year.is_some()
    }

    /// Does it say something of the year that the row names?
    fn is_of_year(&self) -> bool {
        let role = self.role();
        let dated = role.is_value() || role.is_progress() || role == RoleKind::Grade;
        dated && self.assigned.year.is_none() && self.assigned.values.iter().all(|value| value.year.is_none())
    }

    /// The year that is all of a cell in a column of values.
    fn year_alone(&self) -> Option<i32> {
        if !self.role().is_value() || !self.assigned.values.is_empty() {
            return None;
        }
        let raw = self.raw();
        // 2024 alone is a year where the head says so.
        let digits = raw.trim().chars().all(|character| character.is_numeric());
        let headed = japanese::fold(self.heading).ends_with(['年', '度', '点']);
        year_alone(&raw).filter(|_| headed || !digits)
    }

    /// The cells of a content as sources of the field.
    #[must_use]
    pub fn content_sources(&self, content: &Content<'_>) -> Vec<CellSource> {
        let sources = content.pieces.iter().map(|piece| {
            let raw = piece.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
            CellSource { place: piece.place, raw, rule: self.rule(content) }
        });
        sources.collect()
    }

    /// Which rule reads the cell: its column's role with the head, and whether it was printed for a row above.
    fn rule(&self, content: &Content<'_>) -> String {
        let mut rule = rule_of(self.assigned, self.role(), self.heading);
        if content.inherited {
            rule.push_str(" (inherited)");
        }
        rule
    }
}

/// The rule by which a column is read: its role, or those of the values it holds, and its head.
#[must_use]
pub fn rule_of(assigned: &Assigned, role: RoleKind, heading: &str) -> String {
    let role = match assigned.values.as_slice() {
        [] => role.name().to_owned(),
        values => values.iter().map(|value| value.role.name()).collect::<Vec<_>>().join("+"),
    };
    match label_of(heading) {
        Some(label) => format!("{role}: {label}"),
        None => role,
    }
}

/// A head on one line, normalised; none where there is no head.
fn label_of(heading: &str) -> Option<String> {
    let label = japanese::normal_form(&join_lines(heading));
    (!label.trim().is_empty()).then(|| label.trim().to_owned())
}

/// Paragraphs, one a line.
#[must_use]
pub fn paragraph_text(paragraphs: &[Paragraph]) -> String {
    paragraphs
        .iter()
        .map(|paragraph| paragraph.text.trim())
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Lines of a name on one line: without a blank between Japanese, with one between Latin words.
#[must_use]
pub fn join_lines(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let latin = joined.chars().next_back().is_some_and(|last| last.is_ascii_alphanumeric())
            && line.chars().next().is_some_and(|first| first.is_ascii_alphanumeric());
        if latin {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}

/// The fields of a row, from left to right.
#[must_use]
pub fn read_fields<'r, 'a>(
    row: &'r LogicalRow<'a>,
    layout: &'r PlanLayout,
    headings: &'r [String],
) -> Vec<Field<'r, 'a>> {
    let mut fields: Vec<Field<'r, 'a>> = Vec::new();
    let mut at_unit: BTreeMap<usize, usize> = BTreeMap::new();
    for (slot, content) in layout.slots.iter().zip(&row.slots) {
        let Some(assigned) = layout.roles.get(slot.unit) else { continue };
        let at = *at_unit.entry(slot.unit).or_insert_with(|| {
            let heading = headings.get(slot.unit).map_or(assigned.heading.as_str(), String::as_str);
            fields.push(Field {
                assigned,
                heading,
                row_role: None,
                row_kind: None,
                when: None,
                number: None,
                texts: Vec::new(),
            });
            fields.len() - 1
        });
        if let Some(field) = fields.get_mut(at) {
            match slot.part {
                SlotPart::Number => field.number = Some(content),
                SlotPart::Whole | SlotPart::Text => field.texts.push(content),
            }
        }
    }
    fields
}

/// The fields of a row, and the values of the rows below it that name another kind of value for it.
#[must_use]
pub fn read_all_fields<'r, 'a>(
    row: &'r LogicalRow<'a>,
    layout: &'r PlanLayout,
    headings: &'r [String],
) -> Vec<Field<'r, 'a>> {
    let mut all = with_row_years(with_row_roles(read_fields(row, layout, headings)));
    for further in &row.further_values {
        let fields = with_row_years(with_row_roles(read_fields(further, layout, headings)));
        let by_years = fields.iter().any(|field| field.assigned.role == RoleKind::Year && !field.is_empty());
        let of_row = |field: &Field<'_, '_>| {
            // What has no field is kept of each row.
            field.is_of_row() || by_years && field.is_of_year() || field.role() == RoleKind::Other
        };
        all.extend(fields.into_iter().filter(|field| of_row(field) && !field.is_empty()));
    }
    with_years_beside(all)
}

/// Does a head name the kind of its values beside its year: R7目標, 令和6年度（実績）?
fn names_value(heading: &str) -> bool {
    let folded = japanese::fold(heading);
    let Some(time) = japanese::leading_time(&folded) else { return false };
    folded.get(time.range.end..).is_some_and(|rest| {
        let word = rest.split(['(', '（']).find(|word| !word.is_empty()).unwrap_or_default();
        value_word(word.trim_end_matches([')', '）'])).is_some()
    })
}

/// Gives the values of a row the role that the row names.
fn with_row_roles<'r, 'a>(mut fields: Vec<Field<'r, 'a>>) -> Vec<Field<'r, 'a>> {
    let kind = fields.iter().find(|field| field.assigned.role == RoleKind::ValueKind).and_then(Field::name);
    let Some(kind) = kind else { return fields };
    let role = row_word(&kind).unwrap_or(RoleKind::Other);
    for field in fields.iter_mut().filter(|field| field.is_of_row()) {
        // 計画 and 実績 of a schedule are what is planned and what was done.
        field.row_role = Some(match role {
            RoleKind::Target if field.assigned.role.is_progress() => RoleKind::ProgressPlanned,
            RoleKind::Actual if field.assigned.role.is_progress() => RoleKind::ProgressActual,
            role => role,
        });
        field.row_kind = Some(kind.clone());
    }
    fields
}

/// Gives the values and texts of a row the year that the row names.
fn with_row_years<'r, 'a>(mut fields: Vec<Field<'r, 'a>>) -> Vec<Field<'r, 'a>> {
    let named = fields.iter().find(|field| field.assigned.role == RoleKind::Year).and_then(|field| {
        let year = year_alone(&field.raw())?;
        Some((year, field.texts.clone()))
    });
    let said = fields.iter().find(|field| field.assigned.role == RoleKind::Year).and_then(Field::name);
    for field in fields.iter_mut().filter(|field| !field.is_empty()) {
        if field.is_of_year() {
            field.when.clone_from(&named);
        } else if field.role() == RoleKind::Other && field.row_kind.is_none() {
            // 備考 of R5 and 備考 of R6.
            field.row_kind.clone_from(&said);
        }
    }
    fields
}

/// A year alone in a column of values (年度 beside 値, below 目標値) is the year of the value beside it, and no value.
fn with_years_beside<'r, 'a>(mut fields: Vec<Field<'r, 'a>>) -> Vec<Field<'r, 'a>> {
    let years: Vec<Option<i32>> = fields.iter().map(Field::year_alone).collect();
    let mut taken: Vec<usize> = Vec::new();
    for (at, year) in years.iter().enumerate() {
        let (Some(year), Some(own)) = (year, fields.get(at)) else { continue };
        let free = |other: &usize| {
            let value = fields.get(*other).is_some_and(|field| {
                field.role() == own.role() && field.assigned.year.is_none() && field.when.is_none()
            });
            value && years.get(*other).is_some_and(Option::is_none) && !taken.contains(other)
        };
        let behind = Some(at + 1).filter(&free);
        let Some(value) = behind.or_else(|| at.checked_sub(1).filter(&free)) else { continue };
        let texts = own.texts.clone();
        taken.push(value);
        if let Some(field) = fields.get_mut(value) {
            field.when = Some((*year, texts));
        }
        if let Some(field) = fields.get_mut(at) {
            field.texts.clear();
        }
    }
    fields
}

/// The fields of a role.
pub fn of_role<'f, 'r, 'a>(
    fields: &'f [Field<'r, 'a>],
    role: RoleKind,
) -> impl Iterator<Item = &'f Field<'r, 'a>> {
    fields.iter().filter(move |field| field.role() == role)
}

/// The first characters of a text, for messages.
#[must_use]
pub fn shorten(text: &str) -> String {
    let mut short: String =
        text.chars().take(30).map(|character| if character == '\n' { ' ' } else { character }).collect();
    if text.chars().count() > 30 {
        short.push('…');
    }
    short
}

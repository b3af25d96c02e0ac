//! The cells of a logical row by role, and the sources that fields are traced to.

use std::collections::BTreeMap;

use japanese_normalize as japanese;
use japanese_normalize::Paragraph;

use super::parts::{PlanLayout, SlotPart};
use super::rows::{Content, LogicalRow};
use crate::records::CellSource;
use crate::roles::RoleKind;
use crate::roles::assign::Assigned;
use crate::roles::evidence::value_word;

/// A unit of the layout with what stands in it.
#[derive(Debug, Clone)]
pub struct Field<'r, 'a> {
    /// Role and year of the unit.
    pub assigned: &'r Assigned,
    /// Head of the unit as the row's part of the table prints it.
    pub heading: &'r str,
    /// The role that the row gives its values (目標, 実績), where it names one; `Other` where it names something else.
    pub row_role: Option<RoleKind>,
    /// The word with which the row names the kind of its values.
    pub row_kind: Option<String>,
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
    let mut all = with_row_roles(read_fields(row, layout, headings));
    for further in &row.further_values {
        let fields = with_row_roles(read_fields(further, layout, headings));
        all.extend(fields.into_iter().filter(|field| field.assigned.role.is_value() && !field.is_empty()));
    }
    all
}

/// Gives the values of a row the role that the row names.
fn with_row_roles<'r, 'a>(mut fields: Vec<Field<'r, 'a>>) -> Vec<Field<'r, 'a>> {
    let kind = fields.iter().find(|field| field.assigned.role == RoleKind::ValueKind).and_then(Field::name);
    let Some(kind) = kind else { return fields };
    let role = value_word(&kind).unwrap_or(RoleKind::Other);
    // 基準値 beside rows of 目標 and 実績 holds for both: its own head says what it is.
    let said = |field: &Field<'_, '_>| field.assigned.role == RoleKind::Baseline && field.assigned.named;
    for field in fields.iter_mut().filter(|field| field.assigned.role.is_value() && !said(field)) {
        field.row_role = Some(role);
        field.row_kind = Some(kind.clone());
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

//! What has no field of its own is kept: columns, remarks, cells that made nothing.

use document_model::{Diagnostic, Severity};
use japanese_normalize as japanese;

use super::fields::{Field, join_lines, shorten};
use super::full_width::read_remark;
use super::item::{Builder, raw_of};
use super::rows::LogicalRow;
use super::unread::unread_cells;
use crate::records::{CellSource, OtherColumn};
use crate::roles::RoleKind;

impl Builder {
    /// The columns without a field here; of a row without indicators what would speak of them too.
    pub(super) fn others(
        &mut self,
        fields: &[Field<'_, '_>],
        row: &LogicalRow<'_>,
        no_indicators: bool,
    ) -> Vec<OtherColumn> {
        let mut others = Vec::new();
        let without_field = |role: RoleKind| {
            let of_indicator = matches!(
                role,
                RoleKind::Unit
                    | RoleKind::Description
                    | RoleKind::ValueKind
                    | RoleKind::Year
                    | RoleKind::Grade
            );
            role == RoleKind::Other || no_indicators && of_indicator
        };
        for field in fields.iter().filter(|field| without_field(field.role()) && !field.is_empty()) {
            let Some(text) = field.text() else { continue };
            self.trace(format!("others.{}", others.len()), field);
            let label = field.label().unwrap_or_default();
            let heading = field
                .row_kind
                .as_ref()
                .map_or(label.clone(), |kind| format!("{kind} {label}").trim().to_owned());
            others.push(OtherColumn { heading: (!heading.is_empty()).then_some(heading), text });
        }
        for piece in &row.left_over {
            let raw = raw_of(piece);
            let ja = format!("見出しのない列のセル「{}」を others に入れました", shorten(&raw));
            let en = format!(
                "the cell \"{}\" stands in no column of the head; it is kept in others",
                shorten(&raw)
            );
            self.diagnostics
                .push(Diagnostic::new(Severity::Warning, "cell-without-column", ja, en).at(piece.place));
            let source = CellSource { place: piece.place, raw: raw.clone(), rule: "left over".to_owned() };
            self.cells.entry(format!("others.{}", others.len())).or_default().push(source);
            others.push(OtherColumn { heading: None, text: japanese::normal_form(&raw) });
        }
        others
    }

    /// Keeps what no field was made of.
    pub(super) fn keep_unread(&mut self, fields: &[Field<'_, '_>], others: &mut Vec<OtherColumn>) {
        for unread in unread_cells(fields, &self.cells) {
            self.cells.insert(format!("others.{}", others.len()), unread.sources);
            others.push(unread.other);
            self.diagnostics.push(unread.diagnostic);
        }
    }

    /// Remarks over the whole width are kept with their labels.
    pub(super) fn remarks(&mut self, row: &LogicalRow<'_>, others: &mut Vec<OtherColumn>) {
        for piece in &row.full_width {
            let raw = raw_of(piece);
            let Some((label, text)) = read_remark(&raw) else { continue };
            // Lines of the cell are those of the text.
            let joined = |text: &str| japanese::normal_form(&join_lines(text));
            let other = OtherColumn { heading: Some(joined(label)), text: joined(text) };
            let source = CellSource { place: piece.place, raw, rule: "full-width line".to_owned() };
            self.cells.entry(format!("others.{}", others.len())).or_default().push(source);
            others.push(other);
        }
    }
}

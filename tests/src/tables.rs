//! Dumps of the first stages: tables, and the roles of their columns.

use std::fmt::Write as _;

use document_model::{Block, Cell, Layout, Row, RowKind};
use plan_records::Vocabulary;
use plan_records::assemble::parts::{PlanLayout, read_layouts};
use plan_records::roles::assign::Assigned;
use plan_records::roles::shape::is_plan;

/// Tables with the kind and cells of each row, and the prose between them.
#[must_use]
pub fn dump_tables(layout: &Layout) -> String {
    let mut dump = String::new();
    let mut number = 0;
    for block in &layout.blocks {
        match block {
            Block::Prose(prose) => {
                let kind = if prose.furniture { "furniture" } else { "prose" };
                let _ = writeln!(dump, "{kind}: {}", prose.line.text);
            }
            Block::Table(table) => {
                number += 1;
                let _ = writeln!(dump, "table {number}, {} columns", table.columns);
                for (at, row) in table.rows.iter().enumerate() {
                    let _ = writeln!(dump, "  {at} {}", dump_row(row));
                }
            }
        }
    }
    dump
}

fn dump_row(row: &Row) -> String {
    let kind = match row.kind {
        RowKind::Head => "head",
        RowKind::RepeatedHead => "repeated head",
        RowKind::Body => "body",
        RowKind::Debris => "debris",
    };
    let start = if row.starts_page { ", starts page" } else { "" };
    let cells: Vec<String> = row.cells.iter().map(dump_cell).collect();
    format!("{kind} (page {}{start}): {}", row.place.page.0, cells.join(" | "))
}

fn dump_cell(cell: &Cell) -> String {
    let mut text = cell.raw().replace('\n', "⏎");
    if cell.column_span > 1 {
        let _ = write!(text, " <{} columns>", cell.column_span);
    }
    if cell.row_span > 1 {
        let _ = write!(text, " <{} rows>", cell.row_span);
    }
    text
}

/// The roles of the columns, table by table and layout by layout.
#[must_use]
pub fn dump_roles(layout: &Layout, vocabulary: &Vocabulary) -> String {
    let mut dump = String::new();
    let tables = layout.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Prose(_) => None,
    });
    for (number, table) in tables.enumerate() {
        let layouts = read_layouts(table, vocabulary);
        for (at, layout) in layouts.layouts.iter().enumerate() {
            let plan = if is_plan(&layout.roles) { "plan" } else { "no plan" };
            let _ = writeln!(dump, "table {}, layout {at}: {plan}, {} columns", number + 1, layout.width);
            dump_layout(layout, &mut dump);
        }
    }
    dump
}

fn dump_layout(layout: &PlanLayout, dump: &mut String) {
    for assigned in &layout.roles {
        let columns: Vec<String> = assigned.unit.columns.iter().map(usize::to_string).collect();
        let _ = writeln!(dump, "  {}: {}", columns.join("+"), dump_assigned(assigned));
    }
}

fn dump_assigned(assigned: &Assigned) -> String {
    let mut text = assigned.role.name().to_owned();
    if let Some(year) = assigned.year {
        let _ = write!(text, " {year}");
    }
    for value in &assigned.values {
        let year = value.year.map(|year| format!(" {year}")).unwrap_or_default();
        let _ = write!(text, " [{}{year}]", value.role.name());
    }
    if assigned.graded {
        text.push_str(" graded");
    }
    if assigned.numbered {
        text.push_str(" numbered");
    }
    if assigned.unit.phantom {
        text.push_str(" phantom");
    }
    let _ = write!(text, " ← {}", assigned.heading.replace('\n', "⏎"));
    text
}

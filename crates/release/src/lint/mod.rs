//! Checks of tables against the rules for machine-readable statistics.
//!
//! The rules are 統計表における機械判読可能なデータの表記方法の統一ルール (総務省, 2020-12-18); [`Rule`] names
//! each of its points, and a few that follow from them. [`lint`] reads a file of CSV, TSV or XLSX into
//! grids, one after the other, and lets the rules look at each.

mod columns;
mod declared;
mod edges;
mod fault;
mod grid;
mod look;
mod open;
mod read_csv;
mod read_xlsx;
mod rule;
mod shape;
mod times;
mod words;

pub use declared::Declared;
pub use fault::{Fault, Level, Report};
pub use rule::Rule;

use fault::Faults;
use grid::Sheet;

/// How a file is checked.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What the columns hold, where a `datapackage.json` tells.
    pub declared: Declared,
}

/// Checks a file. `name` is its name or path: the ending tells the format where the bytes do not.
///
/// Whatever the bytes are, this ends, and takes memory in proportion to their number and to named limits.
#[must_use]
pub fn lint(bytes: &[u8], name: &str, options: &Options) -> Report {
    let mut faults = Faults::default();
    let sheets =
        open::each_sheet(bytes, name, &mut faults, |sheet, faults| check(sheet, name, options, faults));
    faults.report(sheets)
}

fn check(sheet: &Sheet, file: &str, options: &Options, faults: &mut Faults) {
    faults.begin_sheet(sheet.name.as_deref());
    shape::check(sheet, faults);
    let Some(table) = edges::find_table(sheet, faults) else { return };
    let declared = options.declared.table(file, sheet.name.as_deref());
    columns::check(sheet, &table, declared, faults);
    words::check(sheet, &table, declared, faults);
    times::check(sheet, &table, declared, faults);
}

//! Prints the dumps of one folder `<area>/<one-issue>`, to look at a case before it is accepted.

#![expect(clippy::print_stdout, reason = "an example prints what it shows")]

use std::path::Path;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    for suite in ["suite", "suite-open"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(suite);
        let cases = golden::find_cases(&root).unwrap_or_default();
        for case in cases.iter().filter(|case| wanted.iter().any(|part| case.name.contains(part.as_str()))) {
            match golden::run(case) {
                Ok(dumps) => {
                    println!(
                        "=== {}\n{}--- roles\n{}--- records\n{}",
                        case.name, dumps.tables, dumps.roles, dumps.records
                    );
                }
                Err(error) => println!("=== {}\n{error}", case.name),
            }
        }
    }
}

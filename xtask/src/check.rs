//! What CI runs, in one task.

use crate::{layers, run};

/// The steps, in order: the quick ones first.
const STEPS: [&[&str]; 4] = [
    &["fmt", "--all", "--check"],
    &["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"],
    &["doc", "--workspace", "--no-deps", "--locked"],
    &["test", "--workspace", "--locked"],
];

/// Runs every step and stops at the first that fails.
pub(crate) fn run_all() -> Result<(), String> {
    layers::check()?;
    for step in STEPS {
        println!("check: cargo {}", step.join(" "));
        run::finish(run::cargo().args(step).env("RUSTDOCFLAGS", "-D warnings"))?;
    }
    println!("check: all passed");
    Ok(())
}

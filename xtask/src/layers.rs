//! Which crate may depend on which.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::run;

/// Each crate of the repository, and those that it may depend on. Tests may use more.
const ALLOWED: [(&str, &[&str]); 14] = [
    ("document-model", &[]),
    ("ingest", &["document-model"]),
    ("table-reconstruct", &["document-model"]),
    ("japanese-normalize", &[]),
    ("plan-records", &["document-model", "japanese-normalize"]),
    ("schema-emit", &["document-model", "plan-records"]),
    ("corrections", &["document-model", "plan-records"]),
    ("editions", &["document-model", "japanese-normalize", "plan-records"]),
    ("report", &["document-model", "plan-records", "schema-emit"]),
    ("review", &["corrections", "document-model", "japanese-normalize", "plan-records", "schema-emit"]),
    ("release", &["document-model", "editions", "japanese-normalize", "plan-records", "schema-emit"]),
    (
        "keikaku",
        &[
            "document-model",
            "ingest",
            "table-reconstruct",
            "japanese-normalize",
            "plan-records",
            "schema-emit",
            "corrections",
            "editions",
            "release",
            "report",
            "review",
        ],
    ),
    (
        "golden",
        &[
            "document-model",
            "ingest",
            "japanese-normalize",
            "table-reconstruct",
            "plan-records",
            "schema-emit",
            "keikaku",
            "corrections",
            "editions",
            "release",
        ],
    ),
    ("xtask", &[]),
];

/// Compares the dependencies in `cargo metadata` with the table.
pub(crate) fn check() -> Result<(), String> {
    let metadata =
        run::output(run::cargo().args(["metadata", "--format-version=1", "--no-deps", "--locked"]))?;
    let metadata: Value =
        serde_json::from_str(&metadata).map_err(|error| format!("cargo metadata: {error}"))?;
    let edges = edges(&metadata);
    let faults = faults(&edges);
    if faults.is_empty() {
        let count: usize = edges.values().map(BTreeSet::len).sum();
        println!("layers: {} crates, {count} dependencies between them, all allowed", edges.len());
        return Ok(());
    }
    Err(faults.join("\n"))
}

/// For each crate of the repository, the others that it depends on, tests aside.
fn edges(metadata: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let packages = || metadata["packages"].as_array().into_iter().flatten();
    let members: BTreeSet<&str> = packages().filter_map(|package| package["name"].as_str()).collect();
    packages()
        .filter_map(|package| {
            let dependencies = package["dependencies"].as_array().into_iter().flatten();
            let inner = dependencies
                .filter(|dependency| dependency["kind"].as_str() != Some("dev"))
                .filter_map(|dependency| dependency["name"].as_str())
                .filter(|name| members.contains(name))
                .map(str::to_owned);
            Some((package["name"].as_str()?.to_owned(), inner.collect()))
        })
        .collect()
}

fn faults(edges: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let mut faults = Vec::new();
    for (package, dependencies) in edges {
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| name == package) else {
            faults
                .push(format!("crate {package} is not in the table of xtask/src/layers.rs: give it a place"));
            continue;
        };
        for dependency in dependencies.iter().filter(|name| !allowed.contains(&name.as_str())) {
            let expected = if allowed.is_empty() { "no other crate".to_owned() } else { allowed.join(", ") };
            faults.push(format!(
                "{package} depends on {dependency}; allowed: {expected} (see ARCHITECTURE.md)"
            ));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(package: &str, dependency: &str, kind: Value) -> Vec<String> {
        let metadata = serde_json::json!({"packages": [
            {"name": package, "dependencies": [{"name": dependency, "kind": kind}, {"name": "serde", "kind": null}]},
            {"name": dependency, "dependencies": []},
        ]});
        faults(&edges(&metadata))
    }

    #[test]
    fn names_a_dependency_against_the_layers() {
        assert_eq!(found("ingest", "document-model", Value::Null), [""; 0]);
        assert_eq!(
            found("ingest", "plan-records", Value::Null),
            ["ingest depends on plan-records; allowed: document-model (see ARCHITECTURE.md)"]
        );
        assert_eq!(found("ingest", "plan-records", Value::from("dev")), [""; 0]);
    }

    #[test]
    fn asks_for_a_place_for_a_new_crate() {
        assert!(found("new", "document-model", Value::Null)[0].contains("give it a place"));
    }
}

//! What a `datapackage.json` says of columns: a text that looks like a number is no fault in a column of texts.

use std::collections::BTreeMap;

use serde_json::Value as Json;

/// Types of columns by heading, for each table of a package.
#[derive(Debug, Clone, Default)]
pub struct Declared {
    /// Path of the CSV file, title (name of the sheet), type by heading.
    tables: Vec<(String, String, Columns)>,
}

/// Frictionless type by heading.
pub(super) type Columns = BTreeMap<String, String>;

impl Declared {
    /// Reads a `datapackage.json`; what is not one declares nothing.
    #[must_use]
    pub fn from_datapackage(text: &str) -> Self {
        let package: Json = serde_json::from_str(text).unwrap_or_default();
        let resources = package["resources"].as_array().into_iter().flatten();
        let tables = resources.filter_map(|resource| {
            let fields = resource["schema"]["fields"].as_array()?;
            let columns = fields.iter().filter_map(|field| {
                Some((
                    field["name"].as_str()?.to_owned(),
                    field["type"].as_str().unwrap_or("string").to_owned(),
                ))
            });
            let path = resource["path"].as_str()?.to_owned();
            let title = resource["title"].as_str().unwrap_or_default().to_owned();
            Some((path, title, columns.collect()))
        });
        Self { tables: tables.collect() }
    }

    /// The columns of a CSV file, by the end of its path, or of a sheet, by its name.
    pub(super) fn table(&self, file: &str, sheet: Option<&str>) -> Option<&Columns> {
        let file = file.replace('\\', "/");
        let of_file =
            |path: &str| file.strip_suffix(path).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
        // Further sheets of a long table have a number behind its title.
        let of_sheet = |title: &str| {
            let rest = sheet.and_then(|sheet| sheet.strip_prefix(title));
            rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let found = self.tables.iter().find(|(path, title, _)| match sheet {
            Some(_) => of_sheet(title),
            None => of_file(path),
        });
        found.map(|(_, _, columns)| columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_found_by_path_and_by_sheet() {
        let package = r#"{"resources": [{"path": "csv/items.csv", "title": "項目",
            "schema": {"fields": [{"name": "番号", "type": "string"}]}}]}"#;
        let declared = Declared::from_datapackage(package);
        assert!(declared.table("rel/csv/items.csv", None).is_some_and(|columns| columns["番号"] == "string"));
        assert!(declared.table("rel/csv/myitems.csv", None).is_none());
        assert!(declared.table("x.xlsx", Some("項目2")).is_some());
        assert!(declared.table("x.xlsx", Some("項目の体系")).is_none());
        assert!(Declared::from_datapackage("no json").table("csv/items.csv", None).is_none());
    }
}

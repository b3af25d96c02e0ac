//! Dump of the last stage: what a reader of the records sees, without identities.

use std::fmt::Write as _;

use document_model::Severity;
use plan_records::records::{
    DocumentRecord, Finding, Heading, Indicator, IndicatorKind, Item, Observation, ObservationKind, Progress,
    Relation, Role,
};
use schema_emit::DocumentOutput;

/// Document, items with their findings, and the ledger.
#[must_use]
pub fn dump_records(output: &DocumentOutput) -> String {
    let mut dump = dump_document(&output.document);
    for (at, item) in output.items.iter().enumerate() {
        let _ = writeln!(dump, "\nitem {}", at + 1);
        dump_item(item, &mut dump);
        let own = output.findings.iter().filter(|finding| finding.item.as_deref() == Some(&item.id));
        own.for_each(|finding| dump_finding("  ", finding, &mut dump));
    }
    dump.push('\n');
    let of_document = output.findings.iter().filter(|finding| finding.item.is_none());
    of_document.for_each(|finding| dump_finding("", finding, &mut dump));
    let ledger = &output.ledger;
    let _ = writeln!(
        dump,
        "characters {}: items {}, tables {}, text {}, furniture {}, unaccounted {}",
        ledger.characters, ledger.items, ledger.tables, ledger.text, ledger.furniture, ledger.unaccounted
    );
    dump
}

fn dump_document(document: &DocumentRecord) -> String {
    let publisher = document.publisher.as_ref().map(|publisher| {
        let code = publisher.code.as_deref().map(|code| format!(" {code}")).unwrap_or_default();
        format!("{}{code}", publisher.name)
    });
    let mut dump = String::new();
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(dump, "{name}: {value}");
        }
    };
    line("title", document.title.clone());
    line("publisher", publisher);
    line("fiscal year", document.fiscal_year.map(|year| year.to_string()));
    line("published", document.published.clone());
    line("pages", Some(document.pages.to_string()));
    dump
}

fn dump_item(item: &Item, dump: &mut String) {
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(dump, "  {name}: {}", value.replace('\n', "⏎"));
        }
    };
    for path in &item.paths {
        line("path", Some(path.iter().map(heading).collect::<Vec<_>>().join(" > ")));
    }
    line("number", item.number.clone());
    line("title", item.title.clone());
    line("repeated", item.repeated.then(|| "true".to_owned()));
    line("summary", item.summary.clone());
    line("purpose", item.purpose.clone());
    for department in &item.departments {
        line("department", Some(department.join(" > ")));
    }
    for title in &item.related_titles {
        line("related", Some(title.clone()));
    }
    for other in &item.others {
        line("other", Some(format!("[{}] {}", other.heading.as_deref().unwrap_or("-"), other.text)));
    }
    item.indicators.iter().for_each(|indicator| dump_indicator(indicator, dump));
    item.progress.iter().for_each(|progress| dump_progress(progress, dump));
    let rows: Vec<String> = item.source.rows.iter().map(u32::to_string).collect();
    let pages: Vec<String> = item.source.pages.iter().map(|page| page.0.to_string()).collect();
    let _ = writeln!(
        dump,
        "  source: table {}, rows {}, pages {}",
        item.source.table,
        rows.join(" "),
        pages.join(" ")
    );
}

fn heading(heading: &Heading) -> String {
    format!("{}·{}", heading.number.as_deref().unwrap_or("-"), heading.title.as_deref().unwrap_or("-"))
}

fn dump_indicator(indicator: &Indicator, dump: &mut String) {
    let kind = match indicator.kind {
        Some(IndicatorKind::Kpi) => " (kpi)",
        Some(IndicatorKind::Goal) => " (goal)",
        None => "",
    };
    let name = indicator.name.as_deref().unwrap_or("-").replace('\n', "⏎");
    let _ = write!(dump, "  indicator{kind}: {name}");
    if let Some(unit) = &indicator.unit_hint {
        let _ = write!(dump, ", unit {unit}");
    }
    if indicator.cumulative {
        dump.push_str(", cumulative");
    }
    if let Some(direction) = indicator.direction {
        let _ = write!(dump, ", {}", format!("{direction:?}").to_lowercase());
    }
    dump.push('\n');
    for (name, text) in [("statement", &indicator.statement), ("description", &indicator.description)] {
        if let Some(text) = text {
            let _ = writeln!(dump, "    {name}: {}", text.replace('\n', "⏎"));
        }
    }
    for observation in &indicator.observations {
        let _ = writeln!(dump, "    {}", dump_observation(observation));
    }
    for evaluation in &indicator.evaluations {
        let year = evaluation.fiscal_year.map_or_else(|| "-".to_owned(), |year| year.to_string());
        let _ = writeln!(dump, "    evaluation {year}: {}", evaluation.grade);
    }
}

fn dump_observation(observation: &Observation) -> String {
    let role = match observation.role {
        Role::Baseline => "baseline",
        Role::Target => "target",
        Role::Actual => "actual",
    };
    let year = observation.fiscal_year.map_or_else(|| "-".to_owned(), |year| year.to_string());
    let mut text = format!("{role} {year}");
    if let Some(as_of) = &observation.as_of {
        let _ = write!(text, " as of {as_of}");
    }
    if let Some(period) = &observation.period {
        let end = |end: &Option<String>| end.clone().unwrap_or_default();
        let _ = write!(text, " from {} to {}", end(&period.from), end(&period.to));
    }
    if let Some(label) = &observation.label {
        let _ = write!(text, " [{label}]");
    }
    text.push_str(": ");
    text.push_str(&match observation.kind {
        ObservationKind::Text => "text".to_owned(),
        ObservationKind::Unmeasured => "unmeasured".to_owned(),
        ObservationKind::Number => dump_number(observation),
    });
    let _ = write!(text, " ← {}", observation.raw);
    text
}

fn dump_number(observation: &Observation) -> String {
    let relation = match observation.relation {
        Some(Relation::Equal) => "=",
        Some(Relation::AtLeast) => ">=",
        Some(Relation::AtMost) => "<=",
        Some(Relation::MoreThan) => ">",
        Some(Relation::LessThan) => "<",
        None => "?",
    };
    let about = if observation.approximate { "about " } else { "" };
    let value = observation.value.map_or_else(|| "?".to_owned(), |value| value.to_string());
    format!("{relation} {about}{value} {}", observation.unit.as_deref().unwrap_or("-"))
}

fn dump_progress(progress: &Progress, dump: &mut String) {
    let kind = progress.kind.map_or_else(|| "-".to_owned(), |kind| format!("{kind:?}").to_lowercase());
    let year = progress.fiscal_year.map_or_else(|| "-".to_owned(), |year| year.to_string());
    let label = progress.label.as_deref().map(|label| format!(" [{label}]")).unwrap_or_default();
    let _ = writeln!(dump, "  progress {kind} {year}{label}: {}", progress.text.replace('\n', "⏎"));
    for group in &progress.groups {
        let heading = group.heading.as_deref().unwrap_or("-");
        let _ = writeln!(dump, "    {heading}: {}", group.bullets.join(" / "));
    }
    for event in &progress.events {
        let end = |end: &Option<String>| end.clone().unwrap_or_default();
        let _ = writeln!(dump, "    event {}..{}: {}", end(&event.from), end(&event.to), event.text);
    }
}

/// Severity, code and field: the wording of messages is tested where they are made.
fn dump_finding(indent: &str, finding: &Finding, dump: &mut String) {
    let severity = match finding.severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let field = finding.field.as_deref().map(|field| format!(" {field}")).unwrap_or_default();
    let _ = writeln!(dump, "{indent}{severity} {}{field}", finding.code);
}

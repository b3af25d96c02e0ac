//! `keikaku lint`: tables against the rules for machine-readable ones.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use release::lint::{Declared, Fault, Level, Options, Report, lint as check};
use serde_json::{Value, json};

use crate::args::{Lang, LintArgs, LintFormat};
use crate::exit::Exit;
use crate::messages::{self, Message};
use crate::terminal;

/// `keikaku lint`.
pub(crate) fn lint(args: &LintArgs, lang: Lang) -> Result<Exit, Message> {
    let limit = args.max_bytes.unwrap_or(ingest::DEFAULT_MAX_BYTES);
    let mut exit = Exit::Clean;
    for file in &args.files {
        let name = file.to_string_lossy();
        let bytes = match read(file, limit) {
            Ok(bytes) => bytes,
            Err(message) => {
                terminal::error_message(&message, lang);
                exit = Exit::CouldNotRun;
                continue;
            }
        };
        let report = check(&bytes, &name, &Options { declared: declared(file) });
        if report.count(Level::Error) > 0 && exit == Exit::Clean {
            exit = Exit::Losses;
        }
        let said = match args.format {
            LintFormat::Json => format!("{}\n", json(&name, &report)),
            LintFormat::Text => terminal::printable(&text(&name, &report, lang)),
        };
        terminal::data(said.as_bytes()).map_err(|error| messages::standard_output(&error))?;
    }
    Ok(exit)
}

fn read(file: &Path, limit: u64) -> Result<Vec<u8>, Message> {
    let at = |message: Message| {
        let path = file.display();
        Message::new(format!("{path}: {}", message.ja), format!("{path}: {}", message.en))
    };
    let open = || {
        let mut bytes = Vec::new();
        File::open(file)?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes: Vec<u8> = open().map_err(|error| at(messages::reason(&error)))?;
    if bytes.len() as u64 > limit {
        let too_large = messages::too_large(None, limit);
        return Err(at(Message::new(too_large.ja, too_large.en)));
    }
    Ok(bytes)
}

/// Folders above a file in which its `datapackage.json` is looked for.
const FOLDERS: usize = 2;

fn declared(file: &Path) -> Declared {
    let folders = file.ancestors().skip(1).take(FOLDERS);
    let text =
        folders.map(|folder| folder.join("datapackage.json")).find_map(|path| fs::read_to_string(path).ok());
    text.map(|text| Declared::from_datapackage(&text)).unwrap_or_default()
}

fn json(name: &str, report: &Report) -> Value {
    json!({
        "file": name,
        "sheets": report.sheets,
        "errors": report.count(Level::Error),
        "warnings": report.count(Level::Warning),
        "faults": report.faults,
        "unlisted": report.unlisted,
    })
}

fn text(name: &str, report: &Report, lang: Lang) -> String {
    let mut text: String = report.faults.iter().map(|fault| line(name, fault, lang)).collect();
    for (code, count) in &report.unlisted {
        text += &match lang {
            Lang::Ja => format!("{name}: {code} はほかに {count} 件あります\n"),
            Lang::En => format!("{name}: {count} more of {code}\n"),
        };
    }
    let (errors, warnings) = (report.count(Level::Error), report.count(Level::Warning));
    text + &match lang {
        Lang::Ja => format!("{name}: エラー {errors} 件、注意 {warnings} 件\n"),
        Lang::En => format!("{name}: {errors} errors, {warnings} warnings\n"),
    }
}

/// `plan.xlsx, 値 B3: error: number-as-text (1-3): the number has its unit in the cell: 120件 → write …`
fn line(name: &str, fault: &Fault, lang: Lang) -> String {
    let sheet = fault.sheet.as_ref().map(|sheet| format!(", {sheet}")).unwrap_or_default();
    let place = match (&fault.cell, fault.row) {
        (Some(cell), _) => format!(" {cell}"),
        (None, Some(row)) => match lang {
            Lang::Ja => format!(" {row} 行"),
            Lang::En => format!(" row {row}"),
        },
        (None, None) => String::new(),
    };
    let point = fault.point.map(|point| format!(" ({point})")).unwrap_or_default();
    let (level, message, remedy) = match (lang, fault.level) {
        (Lang::Ja, Level::Error) => ("エラー", &fault.message, fault.remedy),
        (Lang::Ja, Level::Warning) => ("注意", &fault.message, fault.remedy),
        (Lang::En, Level::Error) => ("error", &fault.message_en, fault.remedy_en),
        (Lang::En, Level::Warning) => ("warning", &fault.message_en, fault.remedy_en),
    };
    let found = fault.found.replace(['\n', '\r', '\t'], "␣");
    let found = if found.is_empty() { found } else { format!(": {found}") };
    format!("{name}{sheet}{place}: {level}: {}{point}: {message}{found} → {remedy}\n", fault.code)
}

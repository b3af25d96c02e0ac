//! `keikaku findings`: prints the catalogue of findings.

use std::fmt::Write as _;

use document_model::Severity;
use schema_emit::catalogue::{self, Entry, Words};

use crate::args::{FindingsArgs, FindingsFormat, Lang};
use crate::exit::Exit;
use crate::messages::{self, Message};
use crate::terminal;

/// Prints the kinds of findings asked for, or a list of all.
pub(crate) fn findings(args: &FindingsArgs, lang: Lang) -> Result<Exit, Message> {
    let chosen: Vec<&Entry> = args.codes.iter().map(|code| entry(code)).collect::<Result<_, _>>()?;
    let text = match args.format {
        FindingsFormat::Txt if chosen.is_empty() => list(lang),
        FindingsFormat::Txt => chosen.iter().map(|entry| details(entry, lang)).collect::<Vec<_>>().join("\n"),
        FindingsFormat::Md => catalogue::markdown(),
        FindingsFormat::Json => json_lines(&chosen)?,
    };
    terminal::data(text.as_bytes()).map_err(|error| messages::standard_output(&error))?;
    Ok(Exit::Clean)
}

fn entry(code: &str) -> Result<&'static Entry, Message> {
    catalogue::entry(code).ok_or_else(|| {
        Message::new(
            format!("{code} という確認事項はありません。keikaku findings で一覧を見られます"),
            format!("there is no finding {code}; keikaku findings lists them"),
        )
    })
}

fn words(entry: &Entry, lang: Lang) -> &Words {
    match lang {
        Lang::Ja => &entry.ja,
        Lang::En => &entry.en,
    }
}

/// The severity in words.
pub(crate) fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (lang, severity) {
        (Lang::Ja, Severity::Error) => "エラー",
        (Lang::Ja, Severity::Warning) => "注意",
        (Lang::Ja, Severity::Info) => "参考",
        (Lang::En, severity) => catalogue::severity_name(severity),
    }
}

/// A line for each kind, by groups.
fn list(lang: Lang) -> String {
    let longest = catalogue::entries().map(|entry| entry.code.len()).max().unwrap_or(0);
    let mut out = String::new();
    for group in catalogue::groups().iter().filter(|group| !group.entries.is_empty()) {
        let title = match lang {
            Lang::Ja => &group.ja,
            Lang::En => &group.en,
        };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{title}");
        for entry in &group.entries {
            let severity = match lang {
                // Two letters take the width of four.
                Lang::Ja => format!("{:\u{3000}<3}", severity(entry.severity, lang)),
                Lang::En => format!("{:7}", severity(entry.severity, lang)),
            };
            let title = &words(entry, lang).title;
            let _ = writeln!(out, "  {:longest$}  {severity}  {title}", entry.code);
        }
        out.push('\n');
    }
    out.push_str(match lang {
        Lang::Ja => "意味と対処: keikaku findings <コード>\n",
        Lang::En => "What one means and what to do: keikaku findings <CODE>\n",
    });
    out
}

fn details(entry: &Entry, lang: Lang) -> String {
    let Words { title, meaning, example, action } = words(entry, lang);
    let (code, severity) = (&entry.code, severity(entry.severity, lang));
    match lang {
        Lang::Ja => format!(
            "{code}（{severity}）{title}\n  意味  {meaning}\n  対処  {action}\n  例    「{example}」\n"
        ),
        Lang::En => format!(
            "{code} ({severity}): {title}\n  Meaning  {meaning}\n  To do    {action}\n  Example  “{example}”\n"
        ),
    }
}

/// One line of JSON for each kind, both languages in it; all kinds where none is chosen.
fn json_lines(chosen: &[&Entry]) -> Result<String, Message> {
    let all: Vec<&Entry> = catalogue::entries().collect();
    let mut out = Vec::new();
    for entry in if chosen.is_empty() { &all } else { chosen } {
        schema_emit::json_lines::write_line(&mut out, entry)
            .map_err(|error| messages::standard_output(&error))?;
    }
    // JSON is UTF-8: nothing is replaced.
    Ok(String::from_utf8_lossy(&out).into_owned())
}

//! `keikaku release`: a folder of open data.

use release::columns::TABLES;
use release::{License, Options, Summary, build};

use crate::args::{Lang, ReleaseArgs};
use crate::exit::Exit;
use crate::messages::Message;
use crate::{run, terminal};

/// `keikaku release`.
pub(crate) fn release(args: ReleaseArgs, lang: Lang) -> Result<Exit, Message> {
    // The writer of workbooks panics where the disk is full: the error says so.
    run::keep_panics_quiet();
    let license = License::named(&args.license);
    if license.url.is_none() && !args.quiet {
        let known: Vec<&str> = License::known().collect();
        terminal::warning(unknown_license(&args.license, &known.join(", ")).in_lang(lang), lang);
    }
    let options = Options {
        version: args.data_version,
        previous: args.previous,
        allow_lower_version: args.allow_lower_version,
        license,
        name: args.name,
        title: args.title,
        issued: args.issued,
        url: args.url,
        cp932: args.cp932,
        reading: READING,
        allow_errors: args.allow_errors,
    };
    // A run of extract that was cut short while it put its files in place is finished first.
    schema_emit::atomic::recover(&args.input).map_err(|error| Message::new(error.ja(), error.to_string()))?;
    let summary = build(&args.input, &args.output, &options)
        .map_err(|error| Message::new(error.ja(), error.to_string()))?;
    if !args.quiet {
        let said = Message::new(summary_ja(&summary), summary_en(&summary));
        terminal::message(said.in_lang(lang));
        terminal::message(&match lang {
            Lang::Ja => format!("出力先       {}", args.output.display()),
            Lang::En => format!("Written to   {}", args.output.display()),
        });
    }
    Ok(Exit::Clean)
}

#[cfg(feature = "morphology")]
const READING: Option<release::rows::Reading> = Some(japanese_normalize::reading);

#[cfg(not(feature = "morphology"))]
const READING: Option<release::rows::Reading> = None;

fn unknown_license(typed: &str, known: &str) -> Message {
    Message::new(
        format!("{typed} というライセンスは知らないので、名前だけを書きます（知っているもの: {known}）"),
        format!("{typed} is no licence known here; only its name is written (known: {known})"),
    )
}

/// Rows of the tables that people ask for.
const COUNTED: [(&str, &str, &str); 4] = [
    ("documents", "文書", "documents"),
    ("items", "項目", "items"),
    ("indicators", "指標", "indicators"),
    ("observations", "値", "observations"),
];

fn rows(summary: &Summary, name: &str) -> u64 {
    let at = TABLES.iter().position(|table| table.name == name);
    at.and_then(|at| summary.rows.get(at)).copied().unwrap_or(0)
}

fn summary_ja(summary: &Summary) -> String {
    let counts: Vec<String> =
        COUNTED.iter().map(|(name, ja, _)| format!("{ja} {} 件", rows(summary, name))).collect();
    let mut text = format!("版           {}\n", summary.version);
    if let Some(proposal) = &summary.proposal {
        let reasons: Vec<&str> = proposal.reasons.iter().map(|(ja, _)| ja.as_str()).collect();
        text += &format!(
            "前の版から   {} → {} 以上（{}）\n",
            proposal.previous,
            proposal.version,
            reasons.join("、")
        );
    }
    text += &format!("中身         {}\n", counts.join("、"));
    text += &format!("ファイル     {} 個、{} バイト\n", summary.files, summary.bytes);
    text + &format!("気づいたこと {} 件（notices.jsonl）", summary.notices)
}

fn summary_en(summary: &Summary) -> String {
    let counts: Vec<String> =
        COUNTED.iter().map(|(name, _, en)| format!("{} {en}", rows(summary, name))).collect();
    let mut text = format!("Version      {}\n", summary.version);
    if let Some(proposal) = &summary.proposal {
        let reasons: Vec<&str> = proposal.reasons.iter().map(|(_, en)| en.as_str()).collect();
        text += &format!(
            "Since        {}: {} or more ({})\n",
            proposal.previous,
            proposal.version,
            reasons.join("; ")
        );
    }
    text += &format!("Content      {}\n", counts.join(", "));
    text += &format!("Files        {}, {} bytes\n", summary.files, summary.bytes);
    text + &format!("Notices      {} (notices.jsonl)", summary.notices)
}

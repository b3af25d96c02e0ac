//! `keikaku series`.

use std::path::Path;

use editions::{link, series as series_of};

use super::{findings_line, json_lines, read, series_csv, write, write_findings};
use crate::args::{Lang, SeriesArgs};
use crate::exit::Exit;
use crate::messages::Message;
use crate::terminal;

/// Writes each indicator of outputs through the years.
pub(crate) fn series(args: &SeriesArgs, lang: Lang) -> Result<Exit, Message> {
    let editions = read::each(&args.folders)?;
    let links = link(&editions);
    let series = series_of(&editions, &links);
    let bytes = match is_json_lines(args.output.as_deref()) {
        true => json_lines(&series.points)?,
        false => series_csv::document(&series.points)?,
    };
    write(args.output.as_deref(), &bytes)?;
    let findings: Vec<_> = links.findings.iter().chain(&series.findings).cloned().collect();
    let path = write_findings(args.output.as_deref(), &findings)?;
    let (indicators, points) = (links.indicators.len(), series.points.len());
    let summary = Message::new(
        format!("文書 {} 件: 指標 {indicators} 件、{points} 行", editions.len()),
        format!("{} documents: {indicators} indicators, {points} lines", editions.len()),
    );
    terminal::message(summary.in_lang(lang));
    terminal::message(findings_line(&findings, path.as_deref()).in_lang(lang));
    Ok(Exit::Clean)
}

fn is_json_lines(output: Option<&Path>) -> bool {
    output.and_then(Path::extension).is_some_and(|extension| extension.eq_ignore_ascii_case("jsonl"))
}

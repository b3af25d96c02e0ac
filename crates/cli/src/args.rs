//! The command line as typed.

use std::net::{IpAddr, Ipv4Addr};
use std::num::{NonZeroU32, NonZeroUsize};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::limits::{self, Setting};
use crate::page_ranges::PageRanges;

/// Turns Japanese plan documents into checked records.
#[derive(Debug, Parser)]
#[command(name = "keikaku", version, disable_help_subcommand = true, arg_required_else_help = false)]
pub(crate) struct Cli {
    /// Language of messages and help; without it, the language of the environment.
    #[arg(long, global = true, value_name = "LANG")]
    pub(crate) lang: Option<Lang>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    Ja,
    En,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read plan documents and write their records.
    Extract(ExtractArgs),
    /// Show why each field of an item has its value.
    Explain(ExplainArgs),
    /// Check and correct the records beside their pages, in the browser.
    Review(ReviewArgs),
    /// Read lines, such as a column of a table, and write what they say, one JSON line each.
    Normalize(NormalizeArgs),
    /// Print the text of a document in reading order.
    Text(TextArgs),
    /// Draw a page with what was read on it: characters, rulings, tables and what their columns mean.
    Inspect(InspectArgs),
    /// Print the tables of documents in any language, without a look at what they mean.
    Tables(TablesArgs),
    /// Write a page of HTML on the quality of an output, to read and print.
    Report(ReportArgs),
    /// Find the same items and indicators in the editions and documents of a publisher.
    Link(LinkArgs),
    /// Write each indicator through the years, with the source of every value.
    Series(SeriesArgs),
    /// Show what changed from one edition to another.
    Diff(DiffArgs),
    /// Print what the findings mean and what to do about them.
    Findings(FindingsArgs),
    /// Make a folder of open data that people can publish from the output of keikaku extract.
    Release(ReleaseArgs),
    /// Check tables against the government's rules for machine-readable tables.
    Lint(LintArgs),
    /// Print the JSON Schemas of the records.
    Schema(SchemaArgs),
    /// Print a completion script for a shell.
    Completions(CompletionsArgs),
    /// Print the manual page, or write all manual pages to a folder.
    Man(ManArgs),
}

#[derive(Debug, Args)]
pub(crate) struct ExtractArgs {
    /// Files, folders, patterns such as 'plans/*.txt', or - for standard input.
    #[arg(value_name = "INPUT", required = true)]
    pub(crate) inputs: Vec<PathBuf>,
    /// Folder to write the records to; a previous output there is replaced.
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    pub(crate) output: PathBuf,
    /// File with further heading words (TOML); may be given several times.
    #[arg(long, value_name = "FILE")]
    pub(crate) vocabulary: Vec<PathBuf>,
    /// Encoding of the texts, such as utf-8, shift_jis, euc-jp; without it, it is found out.
    #[arg(long, value_name = "LABEL")]
    pub(crate) encoding: Option<String>,
    /// Largest file to read, in bytes; K, M and G may follow the number; without it, 64M.
    #[arg(long, value_name = "N", value_parser = byte_count)]
    pub(crate) max_bytes: Option<u64>,
    /// Limit on what a PDF may hold, or on the time for a document; may be given several times.
    #[arg(long, value_name = "NAME=VALUE", value_parser = limits::setting)]
    pub(crate) limit: Vec<Setting>,
    /// Password that opens the PDFs that need one.
    #[arg(long, value_name = "PASSWORD")]
    pub(crate) password: Option<String>,
    /// Number of documents to work on at once; without it, one for each processor.
    #[arg(long, value_name = "N", value_parser = thread_count)]
    pub(crate) threads: Option<NonZeroUsize>,
    /// Recognise the characters of scanned pages with tesseract, which must be installed.
    #[arg(long)]
    pub(crate) ocr: bool,
    /// File with corrections that people made (keikaku review); may be given several times.
    #[arg(long, value_name = "FILE")]
    pub(crate) corrections: Vec<PathBuf>,
    /// End with status 1 where there are findings of this severity or a graver one that nobody has answered.
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,
    /// Print nothing but errors.
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// Print the summary as JSON on standard output.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Which findings make a run one with losses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Info,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The item: its id, the beginning of its id, its key or its number.
    #[arg(value_name = "ITEM")]
    pub(crate) item: String,
    /// Folder with the output of keikaku extract.
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    pub(crate) output: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct ReviewArgs {
    /// Folder with the output of keikaku extract.
    #[arg(value_name = "DIR", default_value = "output")]
    pub(crate) folder: PathBuf,
    /// File that corrections are appended to; without it, corrections.jsonl in the folder.
    #[arg(long, value_name = "FILE")]
    pub(crate) corrections: Option<PathBuf>,
    /// Name that corrections are signed with; without it, the user's.
    #[arg(long, value_name = "WHO")]
    pub(crate) name: Option<String>,
    /// Port to serve the page on; without it, any that is free.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) port: u16,
    /// Address to serve the page on; without it, 127.0.0.1: this machine alone.
    #[arg(long, value_name = "ADDR", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub(crate) listen: IpAddr,
    /// Password that opens the PDFs.
    #[arg(long, value_name = "PASSWORD")]
    pub(crate) password: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct NormalizeArgs {
    /// What the lines hold: text, quantity, date, department or publisher.
    #[arg(value_name = "KIND", display_order = 1)]
    pub(crate) kind: NormalizeKind,
    /// Files with one text in each line (UTF-8), or - for standard input; without them, standard input.
    #[arg(value_name = "FILE", display_order = 2)]
    pub(crate) files: Vec<PathBuf>,
    /// Date: the fiscal year in which months without a year lie, such as 2026.
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1..=9999))]
    pub(crate) fiscal_year: Option<i32>,
    /// Quantity and date: the heading of the column that the lines come from, with its unit, scale or fiscal year.
    #[arg(long, value_name = "TEXT")]
    pub(crate) heading: Option<String>,
}

/// What lines hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum NormalizeKind {
    Text,
    Quantity,
    Date,
    Department,
    Publisher,
}

#[derive(Debug, Args)]
pub(crate) struct TextArgs {
    /// The document, PDF or text, or - for standard input.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Pages to print, such as 3, 1-3 or 1-3,7-; without it, all of them.
    #[arg(long, value_name = "PAGES")]
    pub(crate) pages: Option<PageRanges>,
    /// Form: txt (lines; cells separated by tabs, pages by form feeds) or json (a line for each run of characters).
    #[arg(long, value_name = "FORMAT", default_value = "txt")]
    pub(crate) format: TextFormat,
    /// Password that opens the PDF.
    #[arg(long, value_name = "PASSWORD")]
    pub(crate) password: Option<String>,
    /// Encoding of a text, such as utf-8, shift_jis, euc-jp; without it, it is found out.
    #[arg(long, value_name = "LABEL")]
    pub(crate) encoding: Option<String>,
    /// Largest file to read, in bytes; K, M and G may follow the number; without it, 64M.
    #[arg(long, value_name = "N", value_parser = byte_count)]
    pub(crate) max_bytes: Option<u64>,
    /// Limit on what a PDF may hold, or on the time for a document; may be given several times.
    #[arg(long, value_name = "NAME=VALUE", value_parser = limits::setting)]
    pub(crate) limit: Vec<Setting>,
    /// Recognise the characters of scanned pages with tesseract, which must be installed.
    #[arg(long)]
    pub(crate) ocr: bool,
}

#[derive(Debug, Args)]
pub(crate) struct InspectArgs {
    /// The document (PDF), or - for standard input.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Page to draw, from 1; without it, the first.
    #[arg(short, long, value_name = "N", default_value = "1")]
    pub(crate) page: NonZeroU32,
    /// File to write; its name ends in .svg (characters and cells tell their text) or .png.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// Password that opens the PDF.
    #[arg(long, value_name = "PASSWORD")]
    pub(crate) password: Option<String>,
    /// Largest file to read, in bytes; K, M and G may follow the number; without it, 64M.
    #[arg(long, value_name = "N", value_parser = byte_count)]
    pub(crate) max_bytes: Option<u64>,
    /// Limit on what a PDF may hold, or on the time for a document; may be given several times.
    #[arg(long, value_name = "NAME=VALUE", value_parser = limits::setting)]
    pub(crate) limit: Vec<Setting>,
}

/// The form of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextFormat {
    Txt,
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct TablesArgs {
    /// The documents, PDF or text, or - for standard input.
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Pages to look at, such as 3, 1-3 or 1-3,7-; without it, all of them.
    #[arg(long, value_name = "PAGES")]
    pub(crate) pages: Option<PageRanges>,
    /// Form: json, csv, html or xlsx.
    #[arg(long, value_name = "FORMAT", default_value = "json")]
    pub(crate) format: TablesFormat,
    /// File to write; without it, standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Password that opens the PDFs.
    #[arg(long, value_name = "PASSWORD")]
    pub(crate) password: Option<String>,
    /// Largest file to read, in bytes; K, M and G may follow the number; without it, 64M.
    #[arg(long, value_name = "N", value_parser = byte_count)]
    pub(crate) max_bytes: Option<u64>,
    /// Limit on what a PDF may hold, or on the time for a document; may be given several times.
    #[arg(long, value_name = "NAME=VALUE", value_parser = limits::setting)]
    pub(crate) limit: Vec<Setting>,
}

/// The form of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TablesFormat {
    Json,
    Csv,
    Html,
    Xlsx,
}

#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    /// Folder with the output of keikaku extract.
    #[arg(value_name = "DIR", default_value = "output")]
    pub(crate) folder: PathBuf,
    /// File to write; without it, report.html in that folder.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Password that opens the PDFs that need one.
    #[arg(long, value_name = "PASSWORD")]
    pub(crate) password: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct LinkArgs {
    /// Folders with outputs of keikaku extract; each of their documents is an edition.
    #[arg(value_name = "DIR", required = true)]
    pub(crate) folders: Vec<PathBuf>,
    /// File to write the links to (JSON Lines); what to look at goes beside it, as links.findings.jsonl beside links.jsonl. Without it, standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct SeriesArgs {
    /// Folders with outputs of keikaku extract; each of their documents is an edition.
    #[arg(value_name = "DIR", required = true)]
    pub(crate) folders: Vec<PathBuf>,
    /// File to write: JSON Lines where its name ends in .jsonl, else CSV; what to look at goes beside it. Without it, CSV on standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// The old edition: a folder with an output of keikaku extract, or folder#document for one document of it.
    #[arg(value_name = "OLD", display_order = 1)]
    pub(crate) old: PathBuf,
    /// The new edition, in the same way.
    #[arg(value_name = "NEW", display_order = 2)]
    pub(crate) new: PathBuf,
    /// Form: text, json, markdown or html.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: DiffFormat,
    /// File to write; without it, standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// The form of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    Text,
    Json,
    Markdown,
    Html,
}

#[derive(Debug, Args)]
pub(crate) struct FindingsArgs {
    /// Codes of findings, such as row-shifted; without them, a list of all.
    #[arg(value_name = "CODE")]
    pub(crate) codes: Vec<String>,
    /// Form: txt, md (the whole catalogue in both languages) or json (a line for each).
    #[arg(long, value_name = "FORMAT", default_value = "txt")]
    pub(crate) format: FindingsFormat,
}

/// The form of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FindingsFormat {
    Txt,
    Md,
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct ReleaseArgs {
    /// Folder with the output of keikaku extract.
    #[arg(value_name = "DIR", default_value = "output")]
    pub(crate) input: PathBuf,
    /// Folder to make; nothing may stand there yet.
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,
    /// Version of the data, such as 1.0.0; without it, the one that the changes ask for.
    #[arg(long = "version", value_name = "VERSION")]
    pub(crate) data_version: Option<release::Version>,
    /// Licence of the data, by its identifier, such as CC-BY-4.0, CC0-1.0 or PDL-1.0.
    #[arg(long, value_name = "LICENSE")]
    pub(crate) license: String,
    /// The release before: what changed since is told, and the version must say so.
    #[arg(long, value_name = "DIR")]
    pub(crate) previous: Option<PathBuf>,
    /// Title of the data; without it, made of the publisher's name.
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// Name of the data for programs: small letters, digits, - and _.
    #[arg(long, value_name = "ID", value_parser = package_name)]
    pub(crate) name: Option<String>,
    /// Day of the release (YYYY-MM-DD); without it, the last day on which a document was published.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) issued: Option<release::day::Day>,
    /// Address at which the folder will stand, for the catalogues.
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,
    /// Write the CSV files in CP932 too, and tell the characters that it does not have.
    #[arg(long)]
    pub(crate) cp932: bool,
    /// Let a version pass that says less than what changed.
    #[arg(long)]
    pub(crate) allow_lower_version: bool,
    /// Make the folder although the findings hold errors.
    #[arg(long)]
    pub(crate) allow_errors: bool,
    /// Print nothing but errors.
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Args)]
pub(crate) struct LintArgs {
    /// The tables: files of CSV, TSV or XLSX.
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Form: text or json.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: LintFormat,
    /// Largest file to read, in bytes; K, M and G may follow the number; without it, 64M.
    #[arg(long, value_name = "N", value_parser = byte_count)]
    pub(crate) max_bytes: Option<u64>,
}

/// The form of what was found in tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LintFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// The record: document, item, table, finding, ledger, link, series or difference; without it, all of them.
    #[arg(value_name = "NAME", value_parser = ["document", "item", "table", "finding", "ledger", "link", "series", "difference"])]
    pub(crate) name: Option<String>,
    /// Folder to write the schemas to, one file each.
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell.
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// Folder to write the manual pages to, one for each command.
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
}

/// Reads `200000`, `64K`, `200M`, `1G`: powers of 1024.
pub(crate) fn byte_count(typed: &str) -> Result<u64, String> {
    let (digits, shift) = match typed.to_ascii_uppercase().trim_end_matches("IB").trim_end_matches('B') {
        rest if rest.ends_with('K') => (rest.trim_end_matches('K').to_owned(), 10),
        rest if rest.ends_with('M') => (rest.trim_end_matches('M').to_owned(), 20),
        rest if rest.ends_with('G') => (rest.trim_end_matches('G').to_owned(), 30),
        rest => (rest.to_owned(), 0),
    };
    let count: u64 = digits.parse().map_err(|_| "200000, 64K, 200M, 1G".to_owned())?;
    count.checked_mul(1 << shift).filter(|bytes| *bytes > 0).ok_or_else(|| "1 … 16777215G".to_owned())
}

/// Reads a name as Frictionless and CKAN take it.
fn package_name(typed: &str) -> Result<String, String> {
    let fits = typed.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'));
    let long = (2..=100).contains(&typed.len());
    (fits && long).then(|| typed.to_owned()).ok_or_else(|| "plan-records-240001".to_owned())
}

fn day(typed: &str) -> Result<release::day::Day, String> {
    release::day::Day::parse(typed).ok_or_else(|| "2026-04-01".to_owned())
}

/// Most threads that can be asked for: more than any machine has use for.
const THREADS_LIMIT: usize = 1024;

fn thread_count(typed: &str) -> Result<NonZeroUsize, String> {
    let count = typed.parse().ok().filter(|count: &NonZeroUsize| count.get() <= THREADS_LIMIT);
    count.ok_or_else(|| format!("1 … {THREADS_LIMIT}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_names_the_limit_that_holds() {
        assert_eq!(byte_count("64M"), Ok(ingest::DEFAULT_MAX_BYTES));
    }

    #[test]
    fn byte_counts_take_units() {
        assert_eq!(byte_count("200000"), Ok(200_000));
        assert_eq!(byte_count("64K"), Ok(65_536));
        assert_eq!(byte_count("2MiB"), Ok(2 << 20));
        assert_eq!(byte_count("1g"), Ok(1 << 30));
        for wrong in ["", "K", "-1", "0", "1.5M", "99999999999G"] {
            assert!(byte_count(wrong).is_err(), "{wrong}");
        }
    }
}

//! Errors of the command line, in the user's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::args::Lang;
use crate::exit::Exit;
use crate::messages::Message;
use crate::terminal;

/// Prints help and version as data, errors as one message.
pub(crate) fn report(error: &clap::Error, lang: Lang) -> Exit {
    if !error.use_stderr() {
        // Help that nobody reads is no failure.
        let _ = terminal::data(error.render().to_string().as_bytes());
        return Exit::Clean;
    }
    terminal::error_message(&message(error), lang);
    Exit::CouldNotRun
}

fn message(error: &clap::Error) -> Message {
    let context = |kind| error.get(kind).map(words).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let expected = context(ContextKind::ValidValue);
    let (ja, en) = match error.kind() {
        ErrorKind::MissingRequiredArgument => {
            (format!("{argument} を指定してください"), format!("{argument} is missing"))
        }
        ErrorKind::UnknownArgument => {
            (format!("{argument} というオプションはありません"), format!("there is no option {argument}"))
        }
        ErrorKind::InvalidSubcommand => {
            let name = context(ContextKind::InvalidSubcommand);
            (format!("{name} というコマンドはありません"), format!("there is no command {name}"))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => (
            "コマンドを指定してください（extract、explain、normalize、text、inspect、tables、report、link、series、diff、findings、schema、completions、man）"
                .to_owned(),
            "name a command (extract, explain, normalize, text, inspect, tables, report, link, series, diff, findings, schema, completions, man)".to_owned(),
        ),
        ErrorKind::InvalidValue if value.is_empty() => {
            (format!("{argument} に値を付けてください"), format!("{argument} needs a value"))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map(ToString::to_string).unwrap_or(expected);
            (
                format!("{argument} の値「{value}」は使えません（使えるのは {reason}）"),
                format!("'{value}' is no value for {argument} (expected {reason})"),
            )
        }
        ErrorKind::ArgumentConflict => {
            (format!("{argument} は 1 回だけ指定できます"), format!("{argument} can be given once only"))
        }
        _ => {
            let first = error.to_string();
            let first = first.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
            (format!("コマンドの書き方が正しくありません（{first}）"), first)
        }
    };
    Message::new(ja + "。使い方は keikaku --help で見られます", en + "; see keikaku --help")
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(several) => several.join(", "),
        other => other.to_string(),
    }
}

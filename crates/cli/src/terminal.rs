//! The only place that writes to standard output and standard error.

use std::io::{self, IsTerminal, Write};

use crate::args::Lang;
use crate::messages::Message;

/// Writes data to standard output. A reader that went away (`| head`) is no error.
///
/// # Errors
/// Where standard output cannot be written, such as a full disk behind `>`.
pub(crate) fn data(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Writes a message to standard error.
pub(crate) fn message(text: &str) {
    // Where standard error is closed, nobody is there to be told.
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Writes an error, its first word marked.
pub(crate) fn error(text: &str, lang: Lang) {
    let mark = match lang {
        Lang::Ja => "エラー",
        Lang::En => "error",
    };
    message(&format!("{}: {text}", Paint::for_stderr().red(mark)));
}

/// Writes a warning, its first word marked.
pub(crate) fn warning(text: &str, lang: Lang) {
    let mark = match lang {
        Lang::Ja => "注意",
        Lang::En => "warning",
    };
    message(&format!("{}: {text}", Paint::for_stderr().yellow(mark)));
}

/// Writes an error message in the language.
pub(crate) fn error_message(what: &Message, lang: Lang) {
    error(&printable(what.in_lang(lang)), lang);
}

/// Is standard error a terminal that someone looks at?
pub(crate) fn is_interactive() -> bool {
    io::stderr().is_terminal()
}

/// May messages have colours?
pub(crate) fn is_coloured() -> bool {
    is_interactive() && colours_are_welcome()
}

/// May data on standard output have colours?
pub(crate) fn is_data_coloured() -> bool {
    io::stdout().is_terminal() && colours_are_welcome()
}

fn colours_are_welcome() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    !refused && !dumb
}

/// Text of a document or a path, without characters that would steer the terminal.
pub(crate) fn printable(text: &str) -> String {
    text.replace(
        |character: char| character.is_control() && character != '\n' && character != '\t',
        "\u{fffd}",
    )
}

/// Colours, where standard error is a terminal and `NO_COLOR` is not set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint(bool);

impl Paint {
    pub(crate) fn for_stderr() -> Self {
        Self(is_coloured())
    }

    pub(crate) fn red(self, text: &str) -> String {
        self.paint("1;31", text)
    }

    pub(crate) fn yellow(self, text: &str) -> String {
        self.paint("33", text)
    }

    pub(crate) fn bold(self, text: &str) -> String {
        self.paint("1", text)
    }

    fn paint(self, code: &str, text: &str) -> String {
        if self.0 { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

//! `keikaku diff`.

use editions::difference::render::{Colours, Language, html, markdown, plain};

use super::{read, write};
use crate::args::{DiffArgs, DiffFormat, Lang};
use crate::exit::Exit;
use crate::messages::Message;
use crate::terminal;

/// Shows what changed from one output, or document, to another.
pub(crate) fn diff(args: &DiffArgs, lang: Lang) -> Result<Exit, Message> {
    let (old, new) = (read::whole(&args.old)?, read::whole(&args.new)?);
    let difference = editions::difference(&old, &new);
    let language = match lang {
        Lang::Ja => Language::Japanese,
        Lang::En => Language::English,
    };
    let text = match args.format {
        DiffFormat::Text => {
            let coloured = args.output.is_none() && terminal::is_data_coloured();
            plain(&difference, language, if coloured { Colours::On } else { Colours::Off })
        }
        DiffFormat::Json => {
            let json = serde_json::to_string_pretty(&difference)
                .map_err(|error| Message::new(error.to_string(), error.to_string()))?;
            json + "\n"
        }
        DiffFormat::Markdown => markdown(&difference, language),
        DiffFormat::Html => html(&difference, language),
    };
    write(args.output.as_deref(), text.as_bytes())?;
    Ok(Exit::Clean)
}

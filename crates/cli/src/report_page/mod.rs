//! `keikaku report`: one page of HTML on the quality of an output.

mod sources;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use schema_emit::atomic::{self, OutputSet};
use schema_emit::{Output, WriteError};

use crate::args::{Lang, ReportArgs};
use crate::exit::Exit;
use crate::messages::Message;
use crate::{run, terminal};
use sources::Documents;

/// Name of the page in the folder that it reports on.
pub(crate) const FILE_NAME: &str = "report.html";

/// Writes the page. It is Japanese unless `--lang` says otherwise: the environment changes no data.
pub(crate) fn report(args: &ReportArgs, asked: Option<Lang>, lang: Lang) -> Result<Exit, Message> {
    run::keep_panics_quiet();
    // A run that died while it put its files in place has left them complete: they are what counts.
    let _ = atomic::recover(&args.folder);
    let output = Output::read(&args.folder)?;
    let page_lang = match asked {
        Some(Lang::En) => ::report::Lang::En,
        Some(Lang::Ja) | None => ::report::Lang::Ja,
    };
    let page = ::report::html(&output, &mut Documents::new(args.password.clone()), page_lang);
    let path = args.output.clone().unwrap_or_else(|| args.folder.join(FILE_NAME));
    write(&path, &page).map_err(|error| Message::new(error.ja(), error.to_string()))?;
    let shown = path.display();
    terminal::message(&match lang {
        Lang::Ja => format!("{shown} に書き出しました"),
        Lang::En => format!("wrote {shown}"),
    });
    Ok(Exit::Clean)
}

/// Puts the page in the place of an older one, whole or not at all.
fn write(path: &Path, page: &str) -> Result<(), WriteError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let set = OutputSet::create(&folder)?;
    let mut file = set.file(&name)?;
    if let Err(error) = file.write_all(page.as_bytes()) {
        return Err(file.error(error));
    }
    set.commit(vec![file])
}

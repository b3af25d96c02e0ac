//! The commands, apart from `explain`.

use std::fs;
use std::path::Path;
use std::time::Instant;

use schema_emit::json_schema::{SchemaName, text};

use crate::args::{CompletionsArgs, ExtractArgs, Lang, ManArgs, SchemaArgs};
use crate::exit::Exit;
use crate::job::Job;
use crate::messages::{self, Message};
use crate::{help, interrupt, run, terminal};

/// `keikaku extract`.
pub(crate) fn extract(args: ExtractArgs, lang: Lang) -> Result<Exit, Message> {
    let begun = Instant::now();
    interrupt::install(lang);
    let job = Job::resolve(args)?;
    let summary = run::run(&job).map_err(|error| Message::new(error.ja(), error.to_string()))?;
    summary.print_errors(lang);
    if job.json {
        data(summary.json(&job.output, begun.elapsed()).as_bytes())?;
    } else if !job.quiet {
        terminal::message(&summary.text(&job.output, begun.elapsed(), lang));
    }
    Ok(summary.exit())
}

/// `keikaku schema`.
pub(crate) fn schema(args: &SchemaArgs, lang: Lang) -> Result<Exit, Message> {
    let records = SchemaName::ALL.into_iter().map(|name| (name.as_str(), name.file_name(), text(name)));
    let of_editions = crate::editions::schemas();
    let of_editions = of_editions.into_iter().map(|(name, text)| (name, format!("{name}.schema.json"), text));
    let wanted: Vec<(&str, String, String)> = records
        .chain(of_editions)
        .filter(|(name, ..)| args.name.as_deref().is_none_or(|one| one == *name))
        .collect();
    match &args.output {
        Some(folder) => {
            let files = wanted.into_iter().map(|(_, file, text)| (file, text.into_bytes()));
            write_files(folder, files, lang)?;
        }
        None => {
            let all: String = wanted.into_iter().map(|(.., text)| text).collect();
            data(all.as_bytes())?;
        }
    }
    Ok(Exit::Clean)
}

/// `keikaku completions`.
pub(crate) fn completions(args: &CompletionsArgs, lang: Lang) -> Result<Exit, Message> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut help::command(lang), "keikaku", &mut script);
    data(&script)?;
    Ok(Exit::Clean)
}

/// `keikaku man`.
pub(crate) fn man(args: &ManArgs, lang: Lang) -> Result<Exit, Message> {
    let mut command = help::command(lang);
    command.build();
    let Some(folder) = &args.output else {
        data(&page(command)?)?;
        return Ok(Exit::Clean);
    };
    let mut files = Vec::new();
    for subcommand in command.get_subcommands() {
        let name = format!("keikaku-{}", subcommand.get_name());
        let subcommand = subcommand.clone().name(help::leak(name.clone()));
        files.push((format!("{name}.1"), page(subcommand)?));
    }
    files.push(("keikaku.1".to_owned(), page(command)?));
    write_files(folder, files, lang)?;
    Ok(Exit::Clean)
}

fn page(command: clap::Command) -> Result<Vec<u8>, Message> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page).map_err(|error| messages::standard_output(&error))?;
    Ok(page)
}

fn data(bytes: &[u8]) -> Result<(), Message> {
    terminal::data(bytes).map_err(|error| messages::standard_output(&error))
}

fn write_files(
    folder: &Path,
    files: impl IntoIterator<Item = (String, Vec<u8>)>,
    lang: Lang,
) -> Result<(), Message> {
    fs::create_dir_all(folder).map_err(|error| messages::unwritable(folder, &error))?;
    for (name, content) in files {
        let path = folder.join(name);
        fs::write(&path, content).map_err(|error| messages::unwritable(&path, &error))?;
        terminal::message(&match lang {
            Lang::Ja => format!("{} に書き出しました", path.display()),
            Lang::En => format!("wrote {}", path.display()),
        });
    }
    Ok(())
}

//! `keikaku inspect`: a page with what was read on it, drawn for people.

mod overlay;
mod png;
mod shape;
mod svg;

use std::fs;
use std::path::Path;
use std::time::Duration;

use document_model::{Diagnostic, Page, PageNumber};
use ingest::Picture;
use keikaku::pipeline::{self, Input, PipelineOptions};
use keikaku::recognition::read_page;
use plan_records::records::TableRecord;
use table_reconstruct::{PageLayout, analyse_pages};

use crate::args::{InspectArgs, Lang};
use crate::document::{self, Document};
use crate::exit::Exit;
use crate::limits::{self, TimeLimit};
use crate::messages::{self, Message};
use crate::{run, terminal};
use shape::Drawing;

/// Pixels a point of the page's picture: 144 to the inch.
const PIXELS_PER_POINT: f64 = 2.0;

/// What the drawing is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Svg,
    Png,
}

/// `keikaku inspect`.
pub(crate) fn inspect(args: &InspectArgs, lang: Lang) -> Result<Exit, Message> {
    run::keep_panics_quiet();
    run::guarded(|| draw(args, lang))
        .unwrap_or_else(|reason| Err(document::at(&args.file, &reason.ja, &reason.en)))
}

fn draw(args: &InspectArgs, lang: Lang) -> Result<Exit, Message> {
    let form = form(&args.output)?;
    let mut options = ingest::Options::default();
    options.max_bytes = args.max_bytes.unwrap_or(options.max_bytes);
    options.pdf.password.clone_from(&args.password);
    limits::apply(&args.limit, &mut options.pdf.limits);
    let time = limits::time(&args.limit);
    let bytes = document::read(&args.file, &options)?;
    let (document, mut diagnostics) = document::open_bytes(&args.file, bytes.clone(), &options, time)?;
    let Document::Pdf(file) = document else { return Err(no_pages(&args.file)) };
    let number = PageNumber(args.page.get());
    if number.0 > file.page_count() {
        return Err(messages::no_such_page(&args.file, number, file.page_count()));
    }
    let page = read_page(&file, number, None);
    diagnostics.extend(page.diagnostics);
    let picture = file.render(number, PIXELS_PER_POINT);
    diagnostics.extend(picture.diagnostics);
    let tables = tables(&args.file, &bytes, options, time);
    // Other pages may tell where the columns of this one stand.
    let numbers: Vec<PageNumber> = (1..=file.page_count()).map(PageNumber).collect();
    let layouts = analyse_pages(&numbers, |number| read_page(&file, number, None));
    let layout = layouts.iter().find(|layout| layout.number == number);
    let drawing = drawing(&page.value, (layout, &tables), picture.value.is_some(), form, lang);
    let written = written(form, &drawing, picture.value.as_ref())?;
    fs::write(&args.output, written).map_err(|error| messages::unwritable(&args.output, &error))?;
    finish(args, &diagnostics, lang)
}

fn finish(args: &InspectArgs, diagnostics: &[Diagnostic], lang: Lang) -> Result<Exit, Message> {
    let lost = document::report(&args.file, diagnostics, lang);
    let output = args.output.display();
    terminal::message(&match lang {
        Lang::Ja => format!("{output} に書き出しました"),
        Lang::En => format!("wrote {output}"),
    });
    Ok(if lost { Exit::Losses } else { Exit::Clean })
}

/// The form that the ending of the output's name asks for.
fn form(output: &Path) -> Result<Form, Message> {
    let ending = output.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    match ending.as_deref() {
        Some("svg") => Ok(Form::Svg),
        Some("png") => Ok(Form::Png),
        _ => Err(document::at(
            output,
            "出力のファイル名は .svg か .png で終わる必要があります",
            "the name of the output must end in .svg or .png",
        )),
    }
}

fn no_pages(file: &Path) -> Message {
    document::at(
        file,
        "描けるのは PDF のページです。テキストにはページの形がありません",
        "only pages of PDF can be drawn; a text has no pages to look at",
    )
}

/// The tables of the whole document: a page by itself does not tell what its columns mean.
fn tables(file: &Path, bytes: &[u8], reading: ingest::Options, time: Duration) -> Vec<TableRecord> {
    let mut options = PipelineOptions::default();
    options.reading = reading;
    options.clock = Some(Box::new(TimeLimit(time)));
    let path = file.to_string_lossy();
    pipeline::process(&Input { path: &path, bytes }, &options).tables
}

fn drawing(
    page: &Page,
    (layout, tables): (Option<&PageLayout>, &[TableRecord]),
    drawn_below: bool,
    form: Form,
    lang: Lang,
) -> Drawing {
    let (width, height) = (page.width, page.height);
    let mut layers = overlay::drawn(page, drawn_below);
    layers.extend(layout.into_iter().flat_map(|layout| overlay::made(layout, tables)));
    // The letters of the picture are Latin.
    let japanese = lang == Lang::Ja && form == Form::Svg;
    let (legend, strip) = overlay::legend(width, height, japanese);
    layers.push(legend);
    Drawing { width, height, strip, layers }
}

fn written(form: Form, drawing: &Drawing, picture: Option<&Picture>) -> Result<Vec<u8>, Message> {
    match form {
        Form::Svg => Ok(svg::document(drawing, picture).into_bytes()),
        Form::Png => png::picture(drawing, picture, PIXELS_PER_POINT),
    }
}

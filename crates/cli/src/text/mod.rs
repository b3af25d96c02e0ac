//! `keikaku text`: the text of a document in reading order.

mod order;
mod page;
mod plain;
mod runs;

use std::io::{self, BufWriter, Write};

use document_model::{Diagnostic, PageNumber};
use ingest::PdfFile;
use keikaku::recognition::{Recognise, read_page};
use table_reconstruct::analyse_page;

use crate::args::{Lang, TextArgs, TextFormat};
use crate::document::{self, Document};
use crate::exit::Exit;
use crate::messages::{self, Message};
use crate::ocr::Tesseract;
use crate::{limits, run};

/// `keikaku text`.
pub(crate) fn text(args: &TextArgs, lang: Lang) -> Result<Exit, Message> {
    let options = reading(args);
    let (document, diagnostics) = document::open(&args.file, &options, limits::time(&args.limit))?;
    let pages = match &document {
        Document::Pdf(file) => file.page_count(),
        Document::Text(source) => source.pages,
    };
    let mut lost = document::report(&args.file, &diagnostics, lang);
    if let Some(beyond) = args.pages.as_ref().and_then(|chosen| chosen.beyond(pages)) {
        let message = messages::no_such_page(&args.file, beyond, pages);
        if !(1..=pages).any(|page| is_chosen(args, PageNumber(page))) {
            return Err(message);
        }
        crate::terminal::error_message(&message, lang);
        lost = true;
    }
    let mut out = Output { out: BufWriter::new(io::stdout().lock()), open: true };
    match &document {
        Document::Pdf(file) => lost |= print_pages(file, args, lang, &mut out)?,
        Document::Text(source) => out.write(&plain::text(source, args.pages.as_ref(), args.format))?,
    }
    out.end()?;
    Ok(if lost { Exit::Losses } else { Exit::Clean })
}

fn reading(args: &TextArgs) -> ingest::Options {
    let mut options = ingest::Options { encoding: args.encoding.clone(), ..ingest::Options::default() };
    options.max_bytes = args.max_bytes.unwrap_or(options.max_bytes);
    options.pdf.password.clone_from(&args.password);
    limits::apply(&args.limit, &mut options.pdf.limits);
    options
}

fn is_chosen(args: &TextArgs, page: PageNumber) -> bool {
    args.pages.as_ref().is_none_or(|pages| pages.contains(page))
}

/// Prints the chosen pages one after the other; says whether something was lost.
fn print_pages(file: &PdfFile, args: &TextArgs, lang: Lang, out: &mut Output) -> Result<bool, Message> {
    let tesseract = args.ocr.then(Tesseract::default);
    let recogniser = tesseract.as_ref().map(|tesseract| tesseract as &dyn Recognise);
    run::keep_panics_quiet();
    let mut lost = false;
    let mut first = true;
    for number in (1..=file.page_count()).map(PageNumber).filter(|page| is_chosen(args, *page)) {
        let read = run::guarded(|| page_text(file, number, recogniser, args.format));
        let (text, diagnostics) = read.unwrap_or_else(|reason| (String::new(), vec![*reason]));
        if args.format == TextFormat::Txt && !first {
            out.write("\u{c}")?;
        }
        first = false;
        out.write(&text)?;
        lost |= document::report(&args.file, &diagnostics, lang);
        if !out.open {
            break;
        }
    }
    Ok(lost)
}

fn page_text(
    file: &PdfFile,
    number: PageNumber,
    recogniser: Option<&dyn Recognise>,
    format: TextFormat,
) -> (String, Vec<Diagnostic>) {
    let read = read_page(file, number, recogniser);
    let mut diagnostics = read.diagnostics;
    let text = match format {
        TextFormat::Json => runs::json_lines(&read.value),
        TextFormat::Txt => {
            let mut layout = analyse_page(read.value);
            diagnostics.append(&mut layout.diagnostics);
            page::text(&layout)
        }
    };
    (text, diagnostics)
}

/// Standard output. A reader that went away (`| head`) is no error: what follows is dropped.
struct Output {
    out: BufWriter<io::StdoutLock<'static>>,
    open: bool,
}

impl Output {
    fn write(&mut self, text: &str) -> Result<(), Message> {
        self.step(|out| out.write_all(text.as_bytes()))
    }

    fn end(&mut self) -> Result<(), Message> {
        self.step(Write::flush)
    }

    fn step(
        &mut self,
        step: impl FnOnce(&mut BufWriter<io::StdoutLock<'static>>) -> io::Result<()>,
    ) -> Result<(), Message> {
        if !self.open {
            return Ok(());
        }
        match step(&mut self.out) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.open = false;
                Ok(())
            }
            written => written.map_err(|error| messages::standard_output(&error)),
        }
    }
}

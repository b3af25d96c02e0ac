//! `keikaku review`: the page on which a person checks and corrects records.

use std::fmt::Write as _;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use document_model::{PageNumber, TextSource};
use ingest::PdfFile;
use plan_records::records::DocumentRecord;
use review::{Desk, Picture, Problem, Server, Settings, Source, Sources};
use schema_emit::read::Output;
use sha2::{Digest, Sha256};

use crate::args::{Lang, ReviewArgs};
use crate::document::{self, Document};
use crate::exit::Exit;
use crate::messages::{self, Message};
use crate::{run, terminal};

/// Pixels a point of the pages' pictures: 144 to the inch, so that small print is clear at 200 %.
const PIXELS_PER_POINT: f64 = 2.0;

/// Name of the file of corrections in the folder of the records, where no other is given.
const CORRECTIONS: &str = "corrections.jsonl";

/// `keikaku review`.
pub(crate) fn review(args: &ReviewArgs, lang: Lang) -> Result<Exit, Message> {
    let output = Output::read(&args.folder)?;
    let corrections = args.corrections.clone().unwrap_or_else(|| args.folder.join(CORRECTIONS));
    let settings = Settings {
        corrections: corrections.clone(),
        who: args.name.clone().unwrap_or_else(user),
        lang: match lang {
            Lang::Ja => "ja",
            Lang::En => "en",
        },
    };
    let desk = Desk::open(output, settings)
        .map_err(|error| messages::corrections_unreadable(&corrections, &messages::reason(&error)))?;
    let sources = Box::new(Files { folder: args.folder.clone(), password: args.password.clone() });
    let listen = SocketAddr::new(args.listen, args.port);
    run::keep_panics_quiet();
    let server =
        Server::bind(listen, desk, sources).map_err(|error| messages::cannot_listen(listen, &error))?;
    announce(&server, &corrections, args, lang);
    server.run().map_err(|error| messages::cannot_listen(listen, &error))?;
    Ok(Exit::Clean)
}

fn announce(server: &Server, corrections: &Path, args: &ReviewArgs, lang: Lang) {
    let (address, corrections) = (server.address(), corrections.display());
    terminal::message(&match lang {
        Lang::Ja => {
            format!("ブラウザーで開いてください: {address}\n訂正の保存先: {corrections}\n終わるときは Ctrl-C")
        }
        Lang::En => format!("Open in a browser: {address}\nCorrections go to: {corrections}\nCtrl-C ends"),
    });
    if !args.listen.is_loopback() {
        terminal::warning(
            match lang {
                Lang::Ja => "ほかの機械からもつながります。通信は暗号化されません",
                Lang::En => "other machines can connect; the connection is not encrypted",
            },
            lang,
        );
    }
}

/// Who sits here, by the environment.
fn user() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .unwrap_or_else(|| "-".to_owned())
}

/// The documents where they were when they were read.
struct Files {
    folder: PathBuf,
    password: Option<String>,
}

impl Sources for Files {
    fn open(&self, record: &DocumentRecord) -> Result<Arc<dyn Source>, Problem> {
        let bytes = self.find(record)?;
        let mut options = ingest::Options::default().with_max_bytes(u64::MAX);
        options.pdf.password.clone_from(&self.password);
        let path = Path::new(&record.path);
        // The file stays open as long as the desk: its time does not run out.
        let (document, _) = run::guarded(|| document::open_bytes(path, bytes, &options, Duration::MAX))
            .map_err(|reason| Problem { ja: reason.ja, en: reason.en })?
            .map_err(|message| Problem { ja: message.ja, en: message.en })?;
        Ok(match document {
            Document::Pdf(file) => Arc::new(Pages(file)),
            Document::Text(text) => Arc::new(Lines(text)),
        })
    }
}

impl Files {
    /// The bytes of a document: at its path, from here or from the folder of the records and those above it.
    fn find(&self, record: &DocumentRecord) -> Result<Vec<u8>, Problem> {
        let path = Path::new(&record.path);
        let from = self.folder.canonicalize().unwrap_or_else(|_| self.folder.clone());
        let mut places = vec![path.to_owned()];
        if path.is_relative() {
            places.extend(from.ancestors().take(3).map(|above| above.join(path)));
        }
        let mut changed = false;
        for place in places.iter().filter(|place| place.is_file()) {
            // A file of another size is another file: it need not be read.
            if fs::metadata(place).is_ok_and(|found| found.len() == record.bytes)
                && let Ok(bytes) = fs::read(place)
                && sha256(&bytes) == record.sha256
            {
                return Ok(bytes);
            }
            changed = true;
        }
        Err(if changed {
            messages::source_changed(&record.path)
        } else {
            messages::source_missing(&record.path)
        })
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut digits, byte| {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// A PDF.
struct Pages(Box<PdfFile>);

impl Source for Pages {
    fn page_size(&self, page: PageNumber) -> Option<(f64, f64)> {
        self.0.page_size(page)
    }

    fn picture(&self, page: PageNumber) -> Option<Picture> {
        let picture = run::guarded(|| self.0.render(page, PIXELS_PER_POINT).value).ok()??;
        Some(Picture(picture.png))
    }

    fn text(&self) -> Option<&str> {
        None
    }
}

/// A text.
struct Lines(TextSource);

impl Source for Lines {
    fn page_size(&self, _: PageNumber) -> Option<(f64, f64)> {
        None
    }

    fn picture(&self, _: PageNumber) -> Option<Picture> {
        None
    }

    fn text(&self) -> Option<&str> {
        Some(&self.0.text)
    }
}

//! Opening a file: limits, passwords, damage.

use std::sync::Arc;

use document_model::{Diagnostic, Outcome, Severity};
use hayro_syntax::object::Dict;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::font::FontCache;
use super::optional::OptionalContent;
use super::shared::Shared;
use super::{PdfFile, structure};
use crate::error::{Error, ErrorKind};
use crate::options::Options;
use crate::stop::Stop;

/// How far into a file the header of a PDF may stand: readers allow rubbish before it.
const HEADER_BYTES: usize = 1024;

/// Opens a PDF.
///
/// Damage is mended where that is possible: the objects are looked for one by one if the list of them is wrong, and a
/// second parser has a try if the first gives up (`pdf-repaired`).
///
/// # Errors
///
/// Where the bytes are too many or no PDF, where it needs another password than [`crate::PdfOptions::password`], is
/// damaged beyond repair, or has more pages than the limit.
pub fn open_pdf(bytes: Vec<u8>, options: &Options) -> Result<Outcome<PdfFile>, Error> {
    check_bytes(&bytes, options)?;
    let bytes = Arc::new(bytes);
    let mut diagnostics = Vec::new();
    let pdf = match load(Arc::clone(&bytes), options) {
        Ok(pdf) if !pdf.pages().is_empty() => pdf,
        Err(LoadPdfError::Decryption(error)) => return Err(refused(error, options)),
        _ => {
            diagnostics.push(repaired());
            mend(&bytes, options).ok_or_else(|| broken(&bytes))?
        }
    };
    let pages = pdf.pages().len();
    let most = options.pdf.limits.max_pages;
    if usize::try_from(most).is_ok_and(|most| pages > most) {
        return Err(Error::new(
            ErrorKind::TooManyPages,
            format!(
                "PDF のページが多すぎます（{pages} ページ、上限 {most} ページ）。ファイルを分けるか、--limit pages で上限を変えてください。"
            ),
            format!(
                "the PDF has too many pages: {pages}, at most {most} are read; split it, or set the limit with --limit pages"
            ),
        ));
    }
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let optional = root.map(|root| OptionalContent::read(&root)).unwrap_or_default();
    let shared =
        Shared { options: options.pdf.clone(), fonts: FontCache::default(), optional, stop: Stop::default() };
    Ok(Outcome { value: PdfFile { pdf, shared }, diagnostics })
}

fn load(bytes: Arc<Vec<u8>>, options: &Options) -> Result<Pdf, LoadPdfError> {
    let password = options.pdf.password.as_deref().unwrap_or_default();
    match Pdf::new_with_password(Arc::clone(&bytes), password) {
        // A password may be given that the file does not ask for.
        Err(LoadPdfError::Decryption(_)) if !password.is_empty() => Pdf::new_with_password(bytes, "")
            .map_err(|_| LoadPdfError::Decryption(DecryptionError::PasswordProtected)),
        loaded => loaded,
    }
}

/// What a second parser makes of the file, written anew.
fn mend(bytes: &[u8], options: &Options) -> Option<Pdf> {
    let mut document = lopdf::Document::load_mem(bytes).ok()?;
    let mut written = Vec::new();
    document.save_to(&mut written).ok()?;
    let most = options.pdf.limits.max_structure_bytes;
    if !structure::fits(&written, most) {
        return None;
    }
    let pdf = load(Arc::new(written), options).ok()?;
    (!pdf.pages().is_empty()).then_some(pdf)
}

fn check_bytes(bytes: &[u8], options: &Options) -> Result<(), Error> {
    let (size, most) = (u64::try_from(bytes.len()).unwrap_or(u64::MAX), options.max_bytes);
    if size > most {
        return Err(Error::new(
            ErrorKind::TooLarge,
            format!(
                "ファイルが大きすぎます（{size} バイト、上限 {most} バイト）。上限は --max-bytes で変えられます。"
            ),
            format!(
                "the file is too large: {size} bytes, at most {most} are read; --max-bytes sets the limit"
            ),
        ));
    }
    if size == 0 {
        return Err(Error::new(
            ErrorKind::Empty,
            "ファイルは空です（0 バイト）。計画の PDF が必要です。",
            "the file is empty (0 bytes); the PDF of a plan was expected",
        ));
    }
    let most = options.pdf.limits.max_structure_bytes;
    if !structure::fits(bytes, most) {
        return Err(Error::new(
            ErrorKind::TooLarge,
            format!(
                "PDF の構造のデータが、展開すると大きすぎます（上限 {most} バイト、--limit structure-bytes で変えられます）。壊れているか、悪意のあるファイルです。"
            ),
            format!(
                "the streams with the structure of the PDF hold more than {most} bytes once inflated: it is damaged or hostile; --limit structure-bytes sets the limit"
            ),
        ));
    }
    Ok(())
}

fn repaired() -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        "pdf-repaired",
        "PDF が壊れていたので、読める部分から組み立て直しました。失われたページや文字があるかもしれません。",
        "the PDF was damaged and put together again from what could be read; pages or text may be lost",
    )
}

fn broken(bytes: &[u8]) -> Error {
    let size = bytes.len();
    let head = bytes.get(..HEADER_BYTES).unwrap_or(bytes);
    if memchr::memmem::find(head, b"%PDF-").is_none() {
        return Error::new(
            ErrorKind::BrokenPdf,
            format!(
                "PDF ではありません。先頭の {HEADER_BYTES} バイトに「%PDF-」がありません（{size} バイトのファイル）。"
            ),
            format!("not a PDF: no \"%PDF-\" in the first {HEADER_BYTES} bytes (a file of {size} bytes)"),
        );
    }
    Error::new(
        ErrorKind::BrokenPdf,
        format!(
            "PDF が壊れていて、ページが 1 つも見つかりません（{size} バイト）。元のアプリケーションで保存し直すか、取得し直してください。"
        ),
        format!(
            "the PDF is damaged: no page was found in its {size} bytes; save it again from the program it comes from, or fetch it again"
        ),
    )
}

fn refused(error: DecryptionError, options: &Options) -> Error {
    match error {
        DecryptionError::PasswordProtected if options.pdf.password.is_some() => Error::new(
            ErrorKind::WrongPassword,
            "PDF は暗号化されていて、指定のパスワードでは開けません。",
            "the PDF is encrypted, and the password given does not open it",
        ),
        DecryptionError::PasswordProtected => Error::new(
            ErrorKind::Encrypted,
            "PDF は暗号化されていて、開くにはパスワードが必要です。",
            "the PDF is encrypted, and needs a password to open it",
        ),
        _ => Error::new(
            ErrorKind::Encrypted,
            "PDF は、読めない方式で暗号化されています。暗号化を外して保存し直してください。",
            "the PDF is encrypted in a way that is not read; save it again without encryption",
        ),
    }
}

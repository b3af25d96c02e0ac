//! Opening a file: limits, passwords, damage.

use document_model::Outcome;
use hayro_syntax::object::Dict;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::PdfFile;
use super::font::FontCache;
use super::optional::OptionalContent;
use super::shared::Shared;
use crate::error::{Error, ErrorKind};
use crate::options::Options;

/// Opens a PDF.
///
/// # Errors
///
/// Where the bytes are no PDF or too many, where it needs another password than [`crate::PdfOptions::password`], is
/// damaged beyond repair, or has more pages than the limit.
pub fn open_pdf(bytes: Vec<u8>, options: &Options) -> Result<Outcome<PdfFile>, Error> {
    let password = options.pdf.password.clone().unwrap_or_default();
    let pdf = Pdf::new_with_password(bytes, &password).map_err(|error| refused(error, options))?;
    let pages = pdf.pages().len();
    let most = options.pdf.limits.max_pages;
    if usize::try_from(most).is_ok_and(|most| pages > most) {
        return Err(Error::new(
            ErrorKind::TooManyPages,
            format!(
                "PDF のページが多すぎます（{pages} ページ、上限 {most} ページ）。ファイルを分けてください。"
            ),
            format!("the PDF has too many pages: {pages}, at most {most} are read; split it"),
        ));
    }
    let optional = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()).map(|root| OptionalContent::read(&root));
    let optional = optional.unwrap_or_default();
    let shared = Shared { options: options.pdf.clone(), fonts: FontCache::default(), optional };
    Ok(Outcome::clean(PdfFile { pdf, shared }))
}

fn refused(error: LoadPdfError, options: &Options) -> Error {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) if options.pdf.password.is_some() => {
            Error::new(
                ErrorKind::WrongPassword,
                "PDF は暗号化されていて、指定のパスワードでは開けません。",
                "the PDF is encrypted, and the password given does not open it",
            )
        }
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Error::new(
            ErrorKind::Encrypted,
            "PDF は暗号化されていて、開くにはパスワードが必要です。",
            "the PDF is encrypted, and needs a password to open it",
        ),
        LoadPdfError::Decryption(_) => Error::new(
            ErrorKind::Encrypted,
            "PDF は、読めない方式で暗号化されています。暗号化を外して保存し直してください。",
            "the PDF is encrypted in a way that is not read; save it again without encryption",
        ),
        LoadPdfError::Invalid => Error::new(
            ErrorKind::BrokenPdf,
            "PDF が壊れていて、ページの一覧が見つかりません。元のアプリケーションで保存し直してください。",
            "the PDF is damaged: no list of pages was found; save it again from the program it comes from",
        ),
    }
}

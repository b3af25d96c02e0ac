//! The documents that the records were made of, opened again to show their places.

use std::fs::{self, File};
use std::io::Read as _;

use ::report::{Line, Picture, SourceState, Sources, View};
use document_model::{Outcome, PageNumber, Place, Rect, TextSource};
use ingest::PdfFile;
use plan_records::records::DocumentRecord;
use sha2::{Digest, Sha256};

use crate::run;

/// Media type of PDF.
const PDF: &str = "application/pdf";

/// Pixels a point of a place's picture: 115 to the inch.
const PLACE_SCALE: f64 = 1.6;

/// Pixels a point of a whole page's picture.
const PAGE_SCALE: f64 = 0.6;

/// What is shown around a place, points.
const AROUND: f64 = 16.0;

/// The least that is shown, points.
const LEAST: (f64, f64) = (420.0, 72.0);

/// The most that is shown, points: of a larger place, its top left.
const MOST: (f64, f64) = (560.0, 190.0);

/// Characters shown of a line: before the place, at it, after it.
const LINE_PARTS: [usize; 3] = [40, 80, 100];

/// Opens documents, one at a time.
#[derive(Debug)]
pub(super) struct Documents {
    options: ingest::Options,
    open: Option<(String, Opened)>,
    drawn: Option<Drawn>,
}

#[derive(Debug)]
enum Opened {
    Pdf(Box<PdfFile>),
    Text(Box<TextSource>),
    Nothing,
}

/// The page that was drawn last: findings often share their page.
#[derive(Debug)]
struct Drawn {
    document: String,
    page: PageNumber,
    picture: ingest::Picture,
    /// Size of the page, points.
    size: (f64, f64),
}

impl Documents {
    pub(super) fn new(password: Option<String>) -> Self {
        let mut options = ingest::Options::default();
        options.pdf.password = password;
        Self { options, open: None, drawn: None }
    }

    /// The document, opened unless it is open already.
    fn opened(&mut self, document: &DocumentRecord) -> Option<&Opened> {
        if self.open.as_ref().is_none_or(|(id, _)| *id != document.id) {
            self.drawn = None;
            let opened =
                run::guarded(|| open(document, &self.options)).ok().flatten().unwrap_or(Opened::Nothing);
            self.open = Some((document.id.clone(), opened));
        }
        self.open.as_ref().map(|(_, opened)| opened)
    }

    fn picture(&mut self, document: &DocumentRecord, place: &Place) -> Option<Picture> {
        let Some(bbox) = place.bbox else { return self.whole_page(document, place.page) };
        let known = self
            .drawn
            .as_ref()
            .is_some_and(|drawn| drawn.document == document.id && drawn.page == place.page);
        if !known {
            let Some(Opened::Pdf(file)) = self.opened(document) else { return None };
            let drawn = run::guarded(|| {
                let size = file.page(place.page).value;
                let picture = file.render(place.page, PLACE_SCALE).value;
                picture.map(|picture| (picture, (size.width, size.height)))
            });
            let (picture, size) = drawn.ok().flatten()?;
            self.drawn = Some(Drawn { document: document.id.clone(), page: place.page, picture, size });
        }
        self.drawn.as_ref().and_then(|drawn| cut(drawn, bbox))
    }

    fn whole_page(&mut self, document: &DocumentRecord, page: PageNumber) -> Option<Picture> {
        let Some(Opened::Pdf(file)) = self.opened(document) else { return None };
        let drawn = run::guarded(|| file.render(page, PAGE_SCALE).value).ok().flatten()?;
        Some(Picture { png: drawn.png, width: drawn.width, height: drawn.height, mark: None })
    }
}

impl Sources for Documents {
    fn state(&mut self, document: &DocumentRecord) -> SourceState {
        if document.path == "-" || document.sha256.is_empty() {
            return SourceState::None;
        }
        match fs::metadata(&document.path) {
            Ok(found) if found.is_file() && found.len() == document.bytes => match bytes(document) {
                Some(_) => SourceState::Found,
                None => SourceState::Changed,
            },
            Ok(found) if found.is_file() => SourceState::Changed,
            Ok(_) | Err(_) => SourceState::Missing,
        }
    }

    fn view(&mut self, document: &DocumentRecord, place: &Place) -> Option<View> {
        match self.opened(document)? {
            Opened::Pdf(_) => self.picture(document, place).map(View::Picture),
            Opened::Text(source) => line(&source.text, place).map(View::Line),
            Opened::Nothing => None,
        }
    }
}

/// The bytes that the record was made of; none where they are not there.
fn bytes(document: &DocumentRecord) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = File::open(&document.path).ok()?;
    file.take(document.bytes.saturating_add(1)).read_to_end(&mut bytes).ok()?;
    let digits: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    (digits == document.sha256).then_some(bytes)
}

fn open(document: &DocumentRecord, options: &ingest::Options) -> Option<Opened> {
    if document.path == "-" {
        return None;
    }
    let options = options.clone().with_max_bytes(document.bytes.max(1));
    let bytes = bytes(document)?;
    if document.media_type == PDF {
        let Outcome { value, .. } = ingest::open_pdf(bytes, &options).ok()?;
        Some(Opened::Pdf(Box::new(value)))
    } else {
        ingest::read_text(&bytes, &options).ok().map(|read| Opened::Text(Box::new(read.value)))
    }
}

/// The part of a page around a box.
fn cut(drawn: &Drawn, bbox: Rect) -> Option<Picture> {
    let (page, picture) = (Rect::new(0.0, 0.0, drawn.size.0, drawn.size.1), &drawn.picture);
    let bbox = bbox.intersection(&page)?;
    let (left, right) = window(bbox.x0, bbox.x1, (LEAST.0, MOST.0), page.x1);
    let (top, bottom) = window(bbox.y0, bbox.y1, (LEAST.1, MOST.1), page.y1);
    let scale = (f64::from(picture.width) / page.x1, f64::from(picture.height) / page.y1);
    let (x0, x1) = (pixel(left * scale.0, picture.width), pixel(right * scale.0, picture.width));
    let (y0, y1) = (pixel(top * scale.1, picture.height), pixel(bottom * scale.1, picture.height));
    let (width, height) = (x1.checked_sub(x0)?, y1.checked_sub(y0)?);
    let stride = picture.width as usize * 3;
    let rows = picture.rgb.chunks_exact(stride).skip(y0 as usize).take(height as usize);
    let rgb: Vec<u8> =
        rows.flat_map(|row| row.get(x0 as usize * 3..x1 as usize * 3).unwrap_or_default()).copied().collect();
    let mark = Rect::new(
        bbox.x0 * scale.0 - f64::from(x0),
        bbox.y0 * scale.1 - f64::from(y0),
        bbox.x1 * scale.0 - f64::from(x0),
        bbox.y1 * scale.1 - f64::from(y0),
    );
    Some(Picture { png: png(width, height, &rgb)?, width, height, mark: Some(mark) })
}

/// What is shown of one side of a page, points.
fn window(from: f64, to: f64, (least, most): (f64, f64), page: f64) -> (f64, f64) {
    let length = (to - from + 2.0 * AROUND).clamp(least, most).min(page);
    let spare = length - (to - from);
    let start = if spare > 0.0 { from - spare / 2.0 } else { from - AROUND };
    let start = start.max(from - 3.0 * AROUND).clamp(0.0, page - length);
    (start, start + length)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the picture")]
fn pixel(at: f64, size: u32) -> u32 {
    at.round().clamp(0.0, f64::from(size)) as u32
}

/// Pages are mostly black on white: without colours the file is half as large.
fn png(width: u32, height: u32, rgb: &[u8]) -> Option<Vec<u8>> {
    let (pixels, _) = rgb.as_chunks::<3>();
    let grey = pixels.iter().all(|[red, green, blue]| red == green && green == blue);
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    encoder.set_color(if grey { png::ColorType::Grayscale } else { png::ColorType::Rgb });
    let mut writer = encoder.write_header().ok()?;
    let levels: Vec<u8>;
    let data = if grey {
        levels = pixels.iter().map(|[level, _, _]| *level).collect();
        &levels
    } else {
        rgb
    };
    writer.write_image_data(data).ok()?;
    writer.finish().ok()?;
    Some(file)
}

/// The part of a line around a place: the place is the cell that begins there.
fn line(text: &str, place: &Place) -> Option<Line> {
    let number = place.line?;
    let line = text.split('\n').nth(usize::try_from(number).ok()?.checked_sub(1)?)?.trim_end_matches('\r');
    let column = usize::try_from(place.column.unwrap_or(1)).ok()?.saturating_sub(1);
    let at = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    let (before, rest) = line.split_at(at);
    let end = rest.find('\t').unwrap_or(rest.len());
    let (marked, after) = rest.split_at(end);
    let [most_before, most_marked, most_after] = LINE_PARTS;
    let skipped = before.chars().count().saturating_sub(most_before);
    let before: String = before.chars().skip(skipped).collect();
    let before = if skipped > 0 { format!("…{before}") } else { before };
    Some(Line { number, before, marked: begin(marked, most_marked), after: begin(after, most_after) })
}

/// The first characters of a text, and `…` for the rest.
fn begin(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_shown_around_its_cell() {
        let text = "見出し\r\n番号\t施策名\t概要\r\n";
        let shown = line(text, &Place::in_text(PageNumber(1), 2, 4)).unwrap();
        assert_eq!(
            (shown.before.as_str(), shown.marked.as_str(), shown.after.as_str()),
            ("番号\t", "施策名", "\t概要")
        );
        assert_eq!(line(text, &Place::in_text(PageNumber(1), 9, 1)), None);
        let long = format!("{}\t{}", "あ".repeat(500), "い".repeat(500));
        let shown = line(&long, &Place::in_text(PageNumber(1), 1, 502)).unwrap();
        assert_eq!(shown.before.chars().count(), 41);
        assert_eq!(shown.marked.chars().count(), 81);
    }

    #[test]
    fn what_is_shown_stays_on_the_page() {
        let shown = |from, to| window(from, to, (320.0, 560.0), 595.0);
        assert_eq!(shown(0.0, 20.0), (0.0, 320.0));
        assert_eq!(shown(580.0, 595.0), (275.0, 595.0));
        let (from, to) = shown(30.0, 590.0);
        assert!(from < 30.0 && to - from == 560.0);
        assert_eq!(window(10.0, 20.0, (320.0, 560.0), 100.0), (0.0, 100.0));
    }
}

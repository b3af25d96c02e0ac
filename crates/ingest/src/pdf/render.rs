//! A page as a picture, for people and for character recognition: nothing is read from it here.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use document_model::{Diagnostic, Outcome, PageNumber, Place, Point, Ruling, Severity};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_syntax::page::Page;

use super::{PdfFile, page_space};
use crate::scan;

/// Longest side of a picture, pixels: 55 inches at 300 to the inch; two such sides are 1 GiB.
const LONGEST_SIDE: f64 = 16_384.0;

/// Most pixels of a picture: an A0 sheet at 200 to the inch has 62 million.
const MOST_PIXELS: f64 = 100_000_000.0;

/// The picture of a scanned page, ready for character recognition.
#[derive(Debug, Clone, PartialEq)]
pub struct Scan {
    /// The picture without the lines: recognition takes them for strokes of characters.
    pub picture: Picture,
    /// The lines, as rulings of the page, upright.
    pub rulings: Vec<Ruling>,
    skew: f64,
    scale: f64,
}

impl Scan {
    /// Where a point of the picture, pixels, lies on the upright page, points.
    #[must_use]
    pub fn on_page(&self, x: f64, y: f64) -> Point {
        let centre =
            Point { x: f64::from(self.picture.width) / 2.0, y: f64::from(self.picture.height) / 2.0 };
        let Point { x, y } = scan::turned(Point { x, y }, centre, self.skew);
        Point { x: x / self.scale, y: y / self.scale }
    }

    /// Where a point of the page as it is, points, lies on the upright page.
    #[must_use]
    pub fn upright(&self, point: Point) -> Point {
        self.on_page(point.x * self.scale, point.y * self.scale)
    }
}

/// A page as drawn, on white.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Width, pixels.
    pub width: u32,
    /// Height, pixels.
    pub height: u32,
    /// The picture as a PNG file.
    pub png: Vec<u8>,
    /// Red, green and blue of each pixel, row by row from the top left.
    pub rgb: Vec<u8>,
}

impl PdfFile {
    /// Width and height of a page in points, as in page space; none where the page does not exist.
    #[must_use]
    pub fn page_size(&self, number: PageNumber) -> Option<(f64, f64)> {
        let index = usize::try_from(number.0).ok()?.checked_sub(1)?;
        let space = page_space::page_space(self.pdf.pages().get(index)?);
        Some((space.width, space.height))
    }

    /// A page as a picture for recognition, with its lines found and taken out.
    ///
    /// There is none where the page does not exist or cannot be drawn; then a diagnostic says why.
    #[must_use]
    pub fn scan(&self, number: PageNumber, pixels_per_point: f64) -> Outcome<Option<Scan>> {
        self.drawn(number, |page, lost| scanned(draw(page, pixels_per_point, lost)?, page))
    }

    /// A page as a picture with so many pixels a point, or as many as the limits leave.
    ///
    /// There is none where the page does not exist or cannot be drawn; then a diagnostic says why.
    #[must_use]
    pub fn render(&self, number: PageNumber, pixels_per_point: f64) -> Outcome<Option<Picture>> {
        self.drawn(number, |page, lost| picture(draw(page, pixels_per_point, lost)?))
    }

    fn drawn<T>(
        &self,
        number: PageNumber,
        make: impl FnOnce(&Page<'_>, &Arc<AtomicBool>) -> Option<T>,
    ) -> Outcome<Option<T>> {
        let index = usize::try_from(number.0).ok().and_then(|number| number.checked_sub(1));
        let Some(page) = index.and_then(|index| self.pdf.pages().get(index)) else {
            return Outcome::clean(None);
        };
        let lost = Arc::new(AtomicBool::new(false));
        // The renderer is young; a page on which it fails is one without a picture.
        let drawn = catch_unwind(AssertUnwindSafe(|| make(page, &lost)));
        let mut diagnostics = Vec::new();
        let picture = drawn.ok().flatten();
        if picture.is_none() {
            diagnostics.push(not_drawn());
        } else if lost.load(Ordering::Relaxed) {
            diagnostics.push(partly_drawn());
        }
        let place = Place { page: number, bbox: None, line: None, column: None };
        let diagnostics = diagnostics.into_iter().map(|diagnostic| diagnostic.at(place)).collect();
        Outcome { value: picture, diagnostics }
    }
}

fn draw(page: &Page<'_>, pixels_per_point: f64, lost: &Arc<AtomicBool>) -> Option<Pixmap> {
    let space = page_space::page_space(page);
    // The picture is as large as the visible page in points; the renderer counts in units of user space.
    let (units_wide, units_high) = page.render_dimensions();
    let scale = fitting_scale(space.width, space.height, pixels_per_point)?;
    let lost = Arc::clone(lost);
    let interpreter = InterpreterSettings {
        warning_sink: Arc::new(move |_| lost.store(true, Ordering::Relaxed)),
        ..InterpreterSettings::default()
    };
    let output = PixmapSettings {
        x_scale: per_unit(space.width * scale, units_wide)?,
        y_scale: per_unit(space.height * scale, units_high)?,
        bg_color: WHITE,
    };
    Some(render(page, &RenderCache::new(), &interpreter, &RenderSettings::default(), &output))
}

/// Pixels a unit, where so many pixels are to hold so many units.
#[expect(clippy::cast_possible_truncation, reason = "limited sizes lose no more than a fraction of a pixel")]
fn per_unit(pixels: f64, units: f32) -> Option<f32> {
    (units > 0.0).then(|| (pixels.max(1.0) / f64::from(units)) as f32)
}

/// The scale asked for, or the largest one whose picture is within the limits; none for a page without an area.
fn fitting_scale(width: f64, height: f64, asked: f64) -> Option<f64> {
    let possible = width > 0.0 && height > 0.0 && asked > 0.0 && (width * height).is_finite();
    let by_side = LONGEST_SIDE / width.max(height);
    let by_area = (MOST_PIXELS / (width * height)).sqrt();
    possible.then(|| asked.min(by_side).min(by_area))
}

fn picture(pixmap: Pixmap) -> Option<Picture> {
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    // The background is opaque, so that colours are not multiplied by an opacity.
    let rgb = rgb(&pixmap);
    let png = pixmap.into_png().ok()?;
    (width > 0 && height > 0).then_some(Picture { width, height, png, rgb })
}

fn rgb(pixmap: &Pixmap) -> Vec<u8> {
    pixmap.data_as_u8_slice().chunks_exact(4).flat_map(|pixel| pixel.iter().take(3).copied()).collect()
}

/// Pixels beside a line that its soft edges colour.
const EDGE: usize = 1;

/// Makes boxes of pixels white, and what lies right beside them.
fn erase(pixmap: &mut Pixmap, boxes: &[[usize; 4]]) {
    let (width, height) = (usize::from(pixmap.width()), usize::from(pixmap.height()));
    let pixels = pixmap.data_as_u8_slice_mut();
    for [left, top, right, bottom] in boxes {
        let (from, to) = (left.saturating_sub(EDGE), right.saturating_add(EDGE).min(width));
        for y in top.saturating_sub(EDGE)..bottom.saturating_add(EDGE).min(height) {
            let row = y * width;
            if let Some(row) = pixels.get_mut((row + from) * 4..(row + to) * 4) {
                row.fill(255);
            }
        }
    }
}

fn scanned(mut pixmap: Pixmap, page: &Page<'_>) -> Option<Scan> {
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let scale = f64::from(width) / page_space::page_space(page).width.max(1.0);
    let scan::Drawn { rulings, skew, inked } = scan::rulings(width, height, &rgb(&pixmap), scale);
    erase(&mut pixmap, &inked);
    Some(Scan { picture: picture(pixmap)?, rulings, skew, scale })
}

fn not_drawn() -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        "page-not-drawn",
        "ページを画像にできませんでした。",
        "the page could not be drawn as a picture",
    )
}

fn partly_drawn() -> Diagnostic {
    Diagnostic::new(
        Severity::Info,
        "page-partly-drawn",
        "ページの画像に、描けなかったフォントや画像があります。",
        "the picture of the page lacks fonts or images that could not be drawn",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_stay_within_their_limits() {
        assert_eq!(fitting_scale(595.0, 842.0, 2.0), Some(2.0));
        let wide = fitting_scale(100_000.0, 10.0, 1.0).unwrap();
        assert!(wide * 100_000.0 <= LONGEST_SIDE + 0.001);
        let large = fitting_scale(14_400.0, 14_400.0, 4.0).unwrap();
        assert!(large * large * 14_400.0 * 14_400.0 <= MOST_PIXELS + 1.0);
        for (width, height, asked) in [(0.0, 10.0, 1.0), (10.0, f64::NAN, 1.0), (10.0, 10.0, 0.0)] {
            assert_eq!(fitting_scale(width, height, asked), None);
        }
    }
}

//! The one conversion from PDF user space to page space.

use hayro_syntax::page::Page;

use super::matrix::Matrix;

/// Largest unit of user space: the largest page is then 14,400 units of it wide (ISO 32000-1, annex C.2).
const MAX_USER_UNIT: f64 = 75_000.0;

/// The visible page in page space.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PageSpace {
    pub(super) width: f64,
    pub(super) height: f64,
    /// From user space.
    pub(super) map: Matrix,
}

/// Crop box, rotation and unit of a page.
pub(super) fn page_space(page: &Page<'_>) -> PageSpace {
    let unit = page.raw().get::<f64>(b"UserUnit".as_slice()).unwrap_or(1.0);
    let unit = if unit > 0.0 && unit <= MAX_USER_UNIT { unit } else { 1.0 };
    let (width, height) = page.render_dimensions();
    let map = Matrix::from(page.initial_transform(true).as_coeffs()).then(&Matrix::scale(unit));
    PageSpace { width: f64::from(width) * unit, height: f64::from(height) * unit, map }
}

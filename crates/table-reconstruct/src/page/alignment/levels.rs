//! Level rulings and the edges of bands, outside ruled grids: they part rows and bound tables.

use document_model::{Page, Point, Rect, Rgb};

use crate::page::rulings::{Rulings, is_white};

use super::regions::Region;

/// Pieces at heights nearer than this are one level, points.
const SAME_HEIGHT: f64 = 2.6;

/// Pieces of a level farther apart than this are of two tables, points.
const WIDEST_BREAK: f64 = 45.0;

/// A band lower than this is a mark, points.
const LOWEST_BAND: f64 = 5.0;

/// A band narrower than this is a mark, points.
const NARROWEST_BAND: f64 = 12.0;

/// A band that covers more than this share of the page is its ground.
const GROUND_SHARE: f64 = 0.5;

/// Most bands that are looked at.
const MOST_BANDS: usize = 2_000;

/// How far from an edge the colours beside it are compared, points.
const BESIDE_EDGE: f64 = 0.8;

/// Boxes side by side lie nearer than this: points.
const WIDEST_PART: f64 = 5.0;

/// Most bands of a region whose sides are looked at.
const MOST_PARTED: usize = 2_000;

/// A level of drawn edges.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Level {
    /// Height, points.
    pub(crate) y: f64,
    /// Its stretches, from left to right.
    pub(crate) parts: Vec<(f64, f64)>,
    /// One of its pieces is a ruling, no edge of a band.
    pub(crate) ruled: bool,
}

impl Level {
    /// Where it begins.
    pub(crate) fn x0(&self) -> f64 {
        self.parts.first().map_or(0.0, |part| part.0)
    }

    /// Where it ends.
    pub(crate) fn x1(&self) -> f64 {
        self.parts.last().map_or(0.0, |part| part.1)
    }

    /// Length of its stretches between two places.
    pub(crate) fn covered(&self, x0: f64, x1: f64) -> f64 {
        self.parts.iter().map(|part| (part.1.min(x1) - part.0.max(x0)).max(0.0)).sum()
    }
}

/// The levels of a page outside the boxes of ruled grids, from top to bottom.
pub(crate) fn find_levels(page: &Page, rulings: &Rulings, taken: &[Rect]) -> Vec<Level> {
    let free = |x: f64, y: f64| {
        !taken
            .iter()
            .any(|rect| rect.x0 - 2.0 <= x && x <= rect.x1 + 2.0 && rect.y0 - 2.0 <= y && y <= rect.y1 + 2.0)
    };
    let mut pieces: Vec<(f64, f64, f64, bool)> = rulings
        .horizontal
        .iter()
        .filter(|line| free(f64::midpoint(line.from, line.to), line.at))
        .map(|line| (line.at, line.from, line.to, true))
        .collect();
    for (y, x0, x1) in band_edges(page) {
        if free(f64::midpoint(x0, x1), y) {
            pieces.push((y, x0, x1, false));
        }
    }
    pieces.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1)));
    let mut levels = Vec::new();
    let mut start = 0;
    while let Some(first) = pieces.get(start).copied() {
        let rest = pieces.get(start..).unwrap_or_default();
        let count = rest.iter().take_while(|piece| piece.0 - first.0 <= SAME_HEIGHT).count().max(1);
        add_levels(rest.get(..count).unwrap_or_default(), &mut levels);
        start += count;
    }
    levels
}

/// Upper and lower edges of bands that can be the ground of cells, where the colours beside them differ.
fn band_edges(page: &Page) -> Vec<(f64, f64, f64)> {
    let ground = GROUND_SHARE * page.width * page.height;
    let bands: Vec<(Rect, Rgb)> = page
        .bands
        .iter()
        .filter(|band| !is_white(band.color))
        .map(|band| (band.bbox, band.color))
        .filter(|(rect, _)| {
            rect.height() >= LOWEST_BAND
                && rect.width() >= NARROWEST_BAND
                && rect.width() * rect.height() <= ground
        })
        .take(MOST_BANDS)
        .collect();
    let color_at = |x: f64, y: f64| {
        bands.iter().rev().find(|(rect, _)| rect.contains(Point { x, y })).map(|(_, color)| *color)
    };
    let mut edges = Vec::new();
    for (rect, _) in &bands {
        let x = rect.center().x;
        for y in [rect.y0, rect.y1] {
            if color_at(x, y - BESIDE_EDGE) != color_at(x, y + BESIDE_EDGE) {
                edges.push((y, rect.x0, rect.x1));
            }
        }
    }
    edges
}

/// Bands that can be the ground of cells.
pub(crate) fn cell_bands(page: &Page) -> Vec<Rect> {
    page.bands
        .iter()
        .filter(|band| !is_white(band.color))
        .map(|band| band.bbox)
        .filter(|rect| rect.height() >= LOWEST_BAND && rect.width() >= LOWEST_BAND)
        .take(MOST_BANDS)
        .collect()
}

/// Where bands of a region that stand side by side part: points, from left to right.
pub(crate) fn parts_of(bands: &[Rect], region: &Region) -> Vec<f64> {
    let (Some(first), Some(last)) = (region.lines.first(), region.lines.last()) else { return Vec::new() };
    let (top, bottom) = region.ends.unwrap_or((first.bbox.y0, last.bbox.y1));
    let mut inside: Vec<&Rect> = bands
        .iter()
        .filter(|band| band.y0 < bottom && band.y1 > top && band.width() >= NARROWEST_BAND)
        .take(MOST_PARTED)
        .collect();
    inside.sort_by(|one, other| one.x0.total_cmp(&other.x0));
    let mut parts: Vec<f64> = Vec::new();
    for band in &inside {
        let from = inside.partition_point(|other| other.x0 < band.x1 - 0.5);
        let next =
            inside.iter().skip(from).take_while(|other| other.x0 - band.x1 <= WIDEST_PART).find(|other| {
                let common = band.y1.min(other.y1) - band.y0.max(other.y0);
                common >= 0.5 * band.height().min(other.height())
            });
        parts.extend(next.map(|other| f64::midpoint(band.x1, other.x0)));
    }
    parts.sort_by(f64::total_cmp);
    parts.dedup_by(|one, other| (*one - *other).abs() <= WIDEST_PART);
    parts
}

/// Joins pieces at one height; those far apart are levels of their own.
fn add_levels(pieces: &[(f64, f64, f64, bool)], levels: &mut Vec<Level>) {
    let mut sorted = pieces.to_vec();
    sorted.sort_by(|one, other| one.1.total_cmp(&other.1));
    let mut open: Option<Level> = None;
    let mut weight = 0.0;
    for (y, from, to, ruled) in sorted {
        let length = (to - from).max(0.01);
        match &mut open {
            Some(level) if from - level.x1() <= WIDEST_BREAK => {
                level.y = (level.y * weight + y * length) / (weight + length);
                weight += length;
                level.ruled |= ruled;
                match level.parts.last_mut() {
                    Some(last) if from <= last.1 + 1.0 => last.1 = last.1.max(to),
                    _ => level.parts.push((from, to)),
                }
            }
            _ => {
                levels.extend(open.take());
                open = Some(Level { y, parts: vec![(from, to)], ruled });
                weight = length;
            }
        }
    }
    levels.extend(open);
}

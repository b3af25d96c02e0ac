//! The tables.

mod documents;
mod evidence;
mod indicators;
mod items;
mod progress;
mod shared;

use super::Table;
use documents::{BOOKMARKS, DOCUMENTS, PAGE_LABELS};
use evidence::{CONFIDENCES, DOUBTS, FINDINGS, SOURCES};
use indicators::{EVALUATIONS, INDICATORS, OBSERVATIONS};
use items::{DEPARTMENTS, HEADINGS, ITEMS, OTHERS, RELATED};
use progress::{EVENTS, PROGRESS, PROGRESS_LINES};

/// Every table, those that others link to first.
pub const TABLES: &[Table] = &[
    DOCUMENTS,
    BOOKMARKS,
    PAGE_LABELS,
    ITEMS,
    HEADINGS,
    DEPARTMENTS,
    INDICATORS,
    OBSERVATIONS,
    EVALUATIONS,
    PROGRESS,
    PROGRESS_LINES,
    EVENTS,
    RELATED,
    OTHERS,
    FINDINGS,
    SOURCES,
    CONFIDENCES,
    DOUBTS,
];

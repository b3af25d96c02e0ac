//! Reading PDFs.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::float_cmp, reason = "a test may fail")]

mod builder;
mod damage;
mod encodings;
mod geometry;
mod information;
mod limits;
mod text;

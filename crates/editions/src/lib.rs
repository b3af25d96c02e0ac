//! Finds plan items again in other editions: links, series, differences.

//! Differences for people.

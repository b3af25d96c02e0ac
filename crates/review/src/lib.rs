//! The page on which a person checks and corrects records.

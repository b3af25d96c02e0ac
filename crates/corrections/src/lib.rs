//! Corrections that people make to records: their file, and how they are applied again.

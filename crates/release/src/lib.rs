//! Open-data packages of records, and checks of machine-readable tables.

//! Open-data packages of records, and checks of machine-readable tables.
//!
//! [`mod@package`] makes a folder that people can publish from the output of `keikaku extract`, in these steps:
//!
//! 1. [`rows`] turns records into rows of the tables that [`columns`] describes.
//! 2. A thread for each form (CSV, JSON Lines, Parquet, SQLite, workbook) writes them, a batch at a time.
//! 3. Descriptions of it all (`datapackage.json`, CSVW, DCAT, CKAN, the data dictionary, README) are made from
//!    the same [`columns`], then checksums; and the folder takes its place whole.
//!
//! [`mod@lint`] checks any table against the government's rules for machine-readable tables (統計表における
//! 機械判読可能なデータの表記方法の統一ルール, 総務省 2020).
//!
//! Nothing here reads documents, guesses, or reads the clock: the same records give the same bytes.

pub mod characters;
pub mod columns;
pub mod cp932;
pub mod day;
pub mod error;
pub mod license;
pub mod lint;
pub mod package;
pub mod rows;
pub mod value;
pub mod version;

pub use error::Error;
pub use license::License;
pub use package::{Options, Proposal, Summary, build, propose};
pub use version::Version;

/// Version of the tables in [`columns`]: counts up whenever one of them changes so that programs which read
/// the older ones fail.
pub const SCHEMA_VERSION: u32 = 2;

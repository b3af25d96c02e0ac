//! Who publishes a plan: prefectures, municipalities, ministries.
//!
//! `table` holds the names and codes, `key` folds a text with the way back, `find` looks the names up, `own` reads
//! 本県 and 本市.

mod find;
mod key;
mod own;
mod table;

pub use find::publishers;
pub use own::resolve_self;

/// Who publishes a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// The name in full, of a municipality without its prefecture: 津市, 札幌市中央区.
    pub name: String,
    /// 全国地方公共団体コード: six digits, the last one for checking. Ministries have none, and neither has a name
    /// that several municipalities share where the text does not tell which is meant.
    pub code: Option<String>,
    /// The prefecture in which a municipality lies; none where it is not known which one is meant.
    pub prefecture: Option<String>,
    /// The codes of all that share the name, where it is not known which one is meant.
    pub candidates: Vec<String>,
}

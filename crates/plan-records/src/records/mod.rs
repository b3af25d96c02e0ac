//! The record types: what the pipeline publishes, field by field.
//!
//! JSON keys are the field names. The JSON Schemas in `schemas/` are generated from these types.

pub mod document;
pub mod finding;
pub mod indicator;
pub mod item;
pub mod ledger;
pub mod observation;
pub mod progress;
pub mod source;
pub mod table;

pub use document::{DocumentRecord, Publisher, Status};
pub use finding::{Answer, AnswerKind, Finding};
pub use indicator::{Direction, Evaluation, Indicator, IndicatorKind};
pub use item::{Heading, Item, OtherColumn};
pub use ledger::Ledger;
pub use observation::{Observation, ObservationKind, Period, Relation, Role};
pub use progress::{Event, Progress, ProgressGroup, ProgressKind};
pub use source::{CellSource, Source};
pub use table::{TableCell, TableRecord};

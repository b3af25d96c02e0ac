//! The way from the bytes of a plan document to its records.
//!
//! The command `keikaku` opens files, runs [`pipeline::process`] on each and writes what comes out.
//! The pipeline itself opens nothing, so any other engine can call it.
//!
//! ```
//! use keikaku::pipeline::{process, Input, PipelineOptions};
//!
//! let text = "番号\t施策名\t担当課\n1\tオンライン申請\t総務課\n";
//! let output = process(&Input { path: "plan.txt", bytes: text.as_bytes() }, &PipelineOptions::default());
//! assert_eq!(output.ledger.unaccounted, 0);
//! ```

pub mod pipeline;
mod stages;

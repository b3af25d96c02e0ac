//! The way from the bytes of a plan document to its records.
//!
//! The command `keikaku` opens files, runs [`pipeline::process`] on each and writes what comes out.
//! The pipeline itself opens nothing, so any other engine can call it.
//!
//! ```
//! use keikaku::pipeline::{process, Input, PipelineOptions};
//!
//! let text = "番号\t施策名\t概要\t担当課\n1\tオンライン申請\t手続をオンラインにする\t総務課\n2\t研修\t毎年行う\t人事課\n";
//! let output = process(&Input { path: "plan.txt", bytes: text.as_bytes() }, &PipelineOptions::default());
//! assert_eq!(output.items[0].title.as_deref(), Some("オンライン申請"));
//! assert_eq!(output.ledger.unaccounted, 0);
//! ```

pub mod pipeline;
mod reading;
pub mod recognition;

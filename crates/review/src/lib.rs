//! The page on which a person checks and corrects records.
//!
//! A server for one person or a few, on their own machine: it shows what `keikaku extract` wrote beside the pages that it
//! was read from, and appends what they decide to a file of corrections.
//!
//! - [`desk`]: the records with the decisions applied, as the next run will make them.
//! - [`journal`]: the file that decisions are appended to, on the disk before the page says so.
//! - [`sources`]: the documents themselves. Drawing pages is the caller's: see [`Sources`].
//! - [`guard`]: who is answered at all: the token, `Host` and `Origin`.
//! - `routes`: what is answered; [`server`]: connections and their limits.
//! - [`search`]: items by their words.
//!
//! No file of the disk is served: the page stands in the program, and pictures are drawn.

pub mod desk;
pub mod guard;
pub mod journal;
pub mod search;
pub mod server;
pub mod sources;

mod assets;
mod clock;
mod overview;
mod routes;
mod view;
mod words;

pub use desk::{Desk, Settings};
pub use server::Server;
pub use sources::{Picture, Problem, Source, Sources};

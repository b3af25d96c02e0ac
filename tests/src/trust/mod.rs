//! How much a confidence is worth: documents are damaged, read, and compared with what is right about them.
//!
//! 1. [`sheet`]: the tables of a document as they can be damaged, in a text or on the pages of a PDF.
//! 2. [`damage`]: a seeded choice of one damage.
//! 3. [`text`] and [`pages`]: the damage is done, before the text is read and before tables are found.
//! 4. [`judge`]: the items are paired with the expected ones, and each field is right or wrong.
//! 5. [`trial`]: all of it for many documents and seeds.
//! 6. [`fit`]: weights of the signs, from the trials of one half of the seeds.
//! 7. [`report`]: how well the confidences of the other half hold.

pub mod damage;
pub mod fit;
pub mod judge;
pub mod pages;
pub mod random;
pub mod report;
pub mod sheet;
pub mod text;
pub mod trial;

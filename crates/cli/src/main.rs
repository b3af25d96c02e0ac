//! The command `keikaku`.

fn main() {}

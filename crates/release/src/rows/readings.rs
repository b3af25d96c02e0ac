//! Readings of names, each looked up once.

use std::collections::HashMap;

use crate::value::Value;

/// Gives the reading of a name in full-width katakana, where it is known.
pub type Reading = fn(&str) -> Option<String>;

/// Names whose readings are remembered: those of departments come again and again, titles do not.
const REMEMBERED: usize = 10_000;

/// Longer names are sentences, and nobody looks for the reading of one; in characters.
const LONGEST: usize = 100;

pub(crate) struct Readings {
    reading: Option<Reading>,
    known: HashMap<String, Value>,
}

impl Readings {
    pub(crate) fn new(reading: Option<Reading>) -> Self {
        Self { reading, known: HashMap::new() }
    }

    /// The cell with the reading of a name.
    pub(crate) fn of(&mut self, name: Option<&str>) -> Value {
        let (Some(reading), Some(name)) = (self.reading, name) else { return Value::Missing };
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        if name.chars().count() > LONGEST {
            return Value::Missing;
        }
        let value = Value::words(reading(name).as_deref());
        if self.known.len() < REMEMBERED {
            self.known.insert(name.to_owned(), value.clone());
        }
        value
    }
}

//! Texts made comparable, each distinct one once: most of an edition stands word for word in the one before.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::grams::{Gram, grams};
use crate::name::{Name, with_western_years};

/// Texts after whose number those that were not asked for meanwhile are forgotten.
const MANY: usize = 8_192;

/// Comparable forms of texts, remembered.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    names: Remembered<Name>,
    texts: Remembered<[Gram]>,
    folded: Remembered<str>,
}

impl Forms {
    /// The name made comparable.
    pub(crate) fn name(&mut self, text: &str) -> Arc<Name> {
        self.names.of(text, |text| Arc::new(Name::of(text)))
    }

    /// The text folded.
    pub(crate) fn folded(&mut self, text: &str) -> Arc<str> {
        self.folded.of(text, |text| japanese_normalize::fold(text).into())
    }

    /// The grams of a text, its years as western ones.
    pub(crate) fn grams(&mut self, text: &str) -> Arc<[Gram]> {
        self.texts.of(text, |text| grams(&with_western_years(text)).into())
    }
}

/// What was made of texts: of those asked for lately, and of those before.
#[derive(Debug)]
struct Remembered<T: ?Sized> {
    young: FxHashMap<Box<str>, Arc<T>>,
    old: FxHashMap<Box<str>, Arc<T>>,
}

impl<T: ?Sized> Default for Remembered<T> {
    fn default() -> Self {
        Self { young: FxHashMap::default(), old: FxHashMap::default() }
    }
}

impl<T: ?Sized> Remembered<T> {
    fn of(&mut self, text: &str, make: impl FnOnce(&str) -> Arc<T>) -> Arc<T> {
        if let Some(known) = self.young.get(text) {
            return Arc::clone(known);
        }
        if self.young.len() >= MANY {
            self.old = std::mem::take(&mut self.young);
        }
        let (text, form) = self.old.remove_entry(text).unwrap_or_else(|| (text.into(), make(text)));
        self.young.insert(text, Arc::clone(&form));
        form
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_forgotten_is_made_again() {
        let mut forms = Forms::default();
        let first = forms.name("森林整備");
        for number in 0..3 * MANY {
            forms.name(&format!("事業{number}"));
        }
        assert!(!Arc::ptr_eq(&first, &forms.name("森林整備")));
        assert_eq!(first, forms.name("森林整備"));
        assert!(forms.names.young.len() + forms.names.old.len() <= 2 * MANY);
    }

    #[test]
    fn what_is_asked_for_stays() {
        let mut forms = Forms::default();
        let first = forms.grams("森林を整備します");
        for number in 0..3 * MANY {
            forms.grams(&number.to_string());
            assert!(Arc::ptr_eq(&first, &forms.grams("森林を整備します")));
        }
    }
}

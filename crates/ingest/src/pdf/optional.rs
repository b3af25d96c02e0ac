//! Optional content: which layers are switched off when the file is opened.

use std::collections::HashSet;

use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier};

/// The groups that the default configuration hides (ISO 32000-1, 8.11.4).
#[derive(Debug, Default)]
pub(super) struct OptionalContent {
    hidden: HashSet<ObjectIdentifier>,
}

/// Most groups read; drawings have some hundreds.
const MAX_GROUPS: usize = 65_536;

/// Groups that a list names.
fn groups(dict: &Dict<'_>, key: &[u8]) -> Vec<ObjectIdentifier> {
    let Some(array) = dict.get::<Array<'_>>(key) else { return Vec::new() };
    let references = array.raw_iter().take(MAX_GROUPS).filter_map(|item| match item {
        MaybeRef::Ref(reference) => Some(reference.into()),
        MaybeRef::NotRef(_) => None,
    });
    references.collect()
}

impl OptionalContent {
    /// What the catalogue says.
    pub(super) fn read(catalogue: &Dict<'_>) -> Self {
        let Some(properties) = catalogue.get::<Dict<'_>>(b"OCProperties".as_slice()) else {
            return Self::default();
        };
        let Some(default) = properties.get::<Dict<'_>>(b"D".as_slice()) else { return Self::default() };
        let base = default.get::<Name<'_>>(b"BaseState".as_slice());
        let mut hidden: HashSet<ObjectIdentifier> = HashSet::new();
        if base.as_deref() == Some(b"OFF") {
            hidden.extend(groups(&properties, b"OCGs"));
            for group in groups(&default, b"ON") {
                hidden.remove(&group);
            }
        }
        hidden.extend(groups(&default, b"OFF"));
        Self { hidden }
    }

    /// Is what belongs to the entry `key` of a dictionary hidden?
    pub(super) fn hides(&self, owner: &Dict<'_>, key: &[u8]) -> bool {
        if self.hidden.is_empty() {
            return false;
        }
        if let Some(group) = owner.get_ref(key)
            && self.hidden.contains(&group.into())
        {
            return true;
        }
        owner.get::<Dict<'_>>(key).is_some_and(|dict| self.membership_hides(&dict))
    }

    /// A membership dictionary shows what belongs to any, all or none of its groups.
    fn membership_hides(&self, dict: &Dict<'_>) -> bool {
        if dict.get::<Name<'_>>(b"Type".as_slice()).as_deref() != Some(b"OCMD") {
            return false;
        }
        let members = match dict.get_ref(b"OCGs".as_slice()) {
            Some(group) if !matches!(dict.get::<Object<'_>>(b"OCGs".as_slice()), Some(Object::Array(_))) => {
                vec![group.into()]
            }
            _ => groups(dict, b"OCGs"),
        };
        if members.is_empty() {
            return false;
        }
        let off = members.iter().filter(|group| self.hidden.contains(group)).count();
        let policy = dict.get::<Name<'_>>(b"P".as_slice());
        match policy.as_deref() {
            Some(b"AllOn") => off > 0,
            Some(b"AnyOff") => off == 0,
            Some(b"AllOff") => off < members.len(),
            _ => off == members.len(),
        }
    }
}

//! Where bookmarks lead.

use std::collections::{HashMap, HashSet};

use document_model::PageNumber;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, String as PdfString};

/// Most nodes of a name tree that are looked through.
const MAX_NODES: usize = 100_000;

/// Most named destinations kept.
const MAX_NAMES: usize = 200_000;

/// The pages of a file by their objects, and its named destinations.
pub(super) struct Destinations<'a> {
    pages: HashMap<ObjectIdentifier, PageNumber>,
    named: HashMap<Vec<u8>, Object<'a>>,
}

impl<'a> Destinations<'a> {
    pub(super) fn new(pdf: &Pdf, root: &Dict<'a>) -> Self {
        let pages = (1..).map(PageNumber).zip(pdf.pages().iter());
        let pages = pages.filter_map(|(number, page)| Some((page.raw().obj_id()?, number))).collect();
        let mut named = HashMap::new();
        if let Some(old) = root.get::<Dict<'a>>(b"Dests".as_slice()) {
            for name in old.keys().take(MAX_NAMES) {
                if let Some(target) = old.get::<Object<'a>>(name.as_ref()) {
                    named.insert(name.as_ref().to_vec(), target);
                }
            }
        }
        if let Some(tree) =
            root.get::<Dict<'a>>(b"Names".as_slice()).and_then(|names| names.get(b"Dests".as_slice()))
        {
            read_tree(tree, &mut named);
        }
        Self { pages, named }
    }

    /// The page that a bookmark leads to.
    pub(super) fn page_of(&self, item: &Dict<'a>) -> Option<PageNumber> {
        let target = item.get::<Object<'a>>(b"Dest".as_slice()).or_else(|| {
            let action = item.get::<Dict<'a>>(b"A".as_slice())?;
            let kind = action.get::<Name<'_>>(b"S".as_slice());
            if kind.as_deref() != Some(b"GoTo") {
                return None;
            }
            action.get::<Object<'a>>(b"D".as_slice())
        })?;
        self.page(&target, 0)
    }

    fn page(&self, target: &Object<'a>, depth: u32) -> Option<PageNumber> {
        if depth > 4 {
            return None;
        }
        match target {
            Object::Array(array) => match array.raw_iter().next()? {
                MaybeRef::Ref(page) => self.pages.get(&page.into()).copied(),
                MaybeRef::NotRef(Object::Number(index)) => {
                    let number = u32::try_from(index.as_i64()).ok()?.checked_add(1)?;
                    self.pages.values().any(|known| known.0 == number).then_some(PageNumber(number))
                }
                MaybeRef::NotRef(_) => None,
            },
            Object::Dict(dict) => self.page(&dict.get::<Object<'a>>(b"D".as_slice())?, depth + 1),
            Object::Name(name) => self.page(self.named.get(name.as_ref())?, depth + 1),
            Object::String(name) => self.page(self.named.get(name.as_bytes())?, depth + 1),
            _ => None,
        }
    }
}

/// Collects the leaves of a name tree (ISO 32000-1, 7.9.6).
fn read_tree<'a>(root: Dict<'a>, named: &mut HashMap<Vec<u8>, Object<'a>>) {
    let mut seen: HashSet<ObjectIdentifier> = HashSet::new();
    let mut open = vec![root];
    let mut nodes = 0;
    while let Some(node) = open.pop() {
        nodes += 1;
        if nodes > MAX_NODES || !node.obj_id().is_none_or(|id| seen.insert(id)) {
            continue;
        }
        if let Some(leaves) = node.get::<Array<'a>>(b"Names".as_slice()) {
            let mut items = leaves.iter::<Object<'a>>();
            while let (Some(name), Some(target)) = (items.next(), items.next()) {
                if let (Object::String(name), true) = (name, named.len() < MAX_NAMES) {
                    named.insert(PdfString::as_bytes(&name).to_vec(), target);
                }
            }
        }
        if let Some(kids) = node.get::<Array<'a>>(b"Kids".as_slice()) {
            open.extend(kids.iter::<Dict<'a>>().take(MAX_NODES));
        }
    }
}

//! The files of the page, as they stand in the program.

/// A file: its name, its type, its content.
type Asset = (&'static str, &'static str, &'static str);

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// All of them. The empty name is the page itself.
const ASSETS: [Asset; 14] = [
    ("", HTML, include_str!("../assets/index.html")),
    ("icon.svg", "image/svg+xml", include_str!("../assets/icon.svg")),
    ("colours.css", CSS, include_str!("../assets/colours.css")),
    ("layout.css", CSS, include_str!("../assets/layout.css")),
    ("parts.css", CSS, include_str!("../assets/parts.css")),
    ("main.js", SCRIPT, include_str!("../assets/main.js")),
    ("words.js", SCRIPT, include_str!("../assets/words.js")),
    ("state.js", SCRIPT, include_str!("../assets/state.js")),
    ("dom.js", SCRIPT, include_str!("../assets/dom.js")),
    ("lists.js", SCRIPT, include_str!("../assets/lists.js")),
    ("item.js", SCRIPT, include_str!("../assets/item.js")),
    ("fields.js", SCRIPT, include_str!("../assets/fields.js")),
    ("editors.js", SCRIPT, include_str!("../assets/editors.js")),
    ("source.js", SCRIPT, include_str!("../assets/source.js")),
];

/// Type and content of a file of the page.
pub(crate) fn find(name: &str) -> Option<(&'static str, &'static str)> {
    ASSETS.iter().find(|(known, ..)| *known == name).map(|(_, kind, content)| (*kind, *content))
}

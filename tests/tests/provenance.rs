//! Every filled field names the cells that it was made of, and their texts stand where they say.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use document_model::{Page, PageNumber, Place, Rect};
use japanese_normalize::fold;
use keikaku::pipeline::{Input, PipelineOptions, process};
use plan_records::confidence::filled_fields;
use plan_records::records::{CellSource, Item};

/// How far the middle of a glyph may lie outside its cell's box, points.
const OFF: f64 = 1.5;

/// The documents of the repository.
fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    let mut folders = vec![root.join("fixtures/plans"), root.join("fixtures/pdf")];
    folders.extend(
        fs::read_dir(root.join("tests/layouts"))
            .expect("the layouts")
            .map(|entry| entry.expect("an entry").path()),
    );
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        found.extend(files.filter(|file| {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let fixture = !folder.starts_with(root.join("tests/layouts"));
            name.ends_with(".pdf") || name == "plan.txt" || fixture && name.ends_with(".txt")
        }));
    }
    found.sort();
    found
}

/// The characters of a document by place.
enum Printed {
    Lines(Vec<String>),
    Pages(Vec<Page>),
}

impl Printed {
    fn read(file: &Path, bytes: &[u8]) -> Self {
        let options = ingest::Options::default();
        if file.extension().is_some_and(|ending| ending == "pdf") {
            let opened = ingest::open_pdf(bytes.to_vec(), &options).expect("a PDF").value;
            Self::Pages(
                (1..=opened.page_count()).map(|number| opened.page(PageNumber(number)).value).collect(),
            )
        } else {
            let text = ingest::read_text(bytes, &options).expect("a text").value.text;
            Self::Lines(text.split('\n').map(str::to_owned).collect())
        }
    }

    /// Do the characters of the raw text stand at the place?
    fn holds(&self, place: &Place, raw: &str) -> bool {
        match (self, place.bbox, place.line, place.column) {
            (Self::Lines(lines), None, Some(line), Some(column)) => {
                let at = usize::try_from(line).unwrap_or(0).checked_sub(1);
                let from = usize::try_from(column).unwrap_or(0).checked_sub(1);
                let (Some(at), Some(from)) = (at, from) else { return false };
                let first: Vec<char> = raw.lines().next().unwrap_or_default().chars().collect();
                let here: Vec<char> =
                    lines.get(at).into_iter().flat_map(|line| line.chars()).skip(from).collect();
                // Markup may stand between the characters, never before the first; a cell that holds the texts of two
                // columns begins with that of the other.
                let mut rest = here.iter();
                let begins = here.first() == first.first()
                    && first.iter().all(|character| rest.any(|other| other == character));
                begins
                    || here.windows(first.len().max(1)).any(|part| part == first)
                    || is_wrapped(&first, &here, lines.get(at + 1..).unwrap_or_default())
            }
            (Self::Pages(pages), Some(bbox), None, None) => {
                let page = usize::try_from(place.page.0).ok().and_then(|page| page.checked_sub(1));
                page.and_then(|page| pages.get(page)).is_some_and(|page| stand_inside(page, bbox, raw))
            }
            _ => false,
        }
    }
}

/// Lines of a cell at most.
const LONGEST_CELL: usize = 12;

/// Does a text begin here and go on in the lines below, piece by piece, as it does where columns stand by blanks?
fn is_wrapped(text: &[char], here: &[char], below: &[String]) -> bool {
    let begun = text.iter().zip(here).take_while(|(one, other)| one == other).count();
    let mut rest = text.get(begun..).unwrap_or_default();
    for line in below.iter().take(LONGEST_CELL) {
        let line: Vec<char> = line.chars().collect();
        let holds = |length: &usize| {
            rest.get(..*length).is_some_and(|piece| line.windows(*length).any(|part| part == piece))
        };
        let piece = (1..=rest.len()).rev().find(holds).unwrap_or(0);
        rest = rest.get(piece..).unwrap_or_default();
    }
    begun > 0 && rest.is_empty()
}

/// Are there glyphs inside the box for every character?
fn stand_inside(page: &Page, bbox: Rect, raw: &str) -> bool {
    let wide = Rect { x0: bbox.x0 - OFF, y0: bbox.y0 - OFF, x1: bbox.x1 + OFF, y1: bbox.y1 + OFF };
    let mut counts: BTreeMap<char, i32> = BTreeMap::new();
    for glyph in page.glyphs.iter().filter(|glyph| wide.contains(glyph.bbox.center())) {
        for character in page.text_of(glyph).chars() {
            *counts.entry(character).or_default() += 1;
        }
    }
    raw.chars().filter(|character| !character.is_whitespace()).all(|character| {
        let count = counts.entry(character).or_default();
        *count -= 1;
        *count >= 0
    })
}

#[test]
fn every_filled_field_names_its_cells_and_they_stand_there() {
    let mut failed = Vec::new();
    let (mut fields, mut cells) = (0_usize, 0_usize);
    for file in documents() {
        let bytes = fs::read(&file).expect("a document");
        let name = file.to_string_lossy().into_owned();
        let output = process(&Input { path: &name, bytes: &bytes }, &PipelineOptions::default());
        let printed = Printed::read(&file, &bytes);
        for item in &output.items {
            let mut fail =
                |field: &str, what: &str| failed.push(format!("{name} {} {field}: {what}", item.id));
            for field in filled_fields(item).iter().map(|field| field.name.as_str()) {
                fields += 1;
                let own = item.source.cells.get(field).map(Vec::as_slice).unwrap_or_default();
                if own.is_empty() {
                    fail(field, "no cells");
                }
                if own.iter().any(|cell| cell.rule.is_empty()) {
                    fail(field, "a cell without a rule");
                }
                match item.source.confidence.get(field) {
                    Some(confidence) if (0.0..=1.0).contains(confidence) => {}
                    other => fail(field, &format!("confidence {other:?}")),
                }
            }
            for (field, own) in &item.source.cells {
                for cell in own {
                    cells += 1;
                    if !printed.holds(&cell.place, &cell.raw) {
                        fail(field, &format!("{:?} does not stand at {:?}", cell.raw, cell.place));
                    }
                }
            }
            if let Some(missing) = heading_without_cell(item) {
                fail("paths", &format!("the heading {missing:?} stands in none of its cells"));
            }
        }
    }
    assert!(fields > 5_000 && cells > 5_000, "{fields} fields, {cells} cells");
    assert!(
        failed.is_empty(),
        "{} failed:\n{}",
        failed.len(),
        failed.get(..failed.len().min(40)).unwrap_or_default().join("\n")
    );
}

/// A heading whose title's characters are not printed in the cells of the paths: those of a vertical cell are, in the
/// order of its lines.
fn heading_without_cell(item: &Item) -> Option<String> {
    let cells: &[CellSource] = item.source.cells.get("paths").map(Vec::as_slice).unwrap_or_default();
    let printed: String = cells.iter().map(|cell| fold(&cell.raw)).collect();
    let titles = item.paths.iter().flatten().filter_map(|heading| heading.title.as_deref());
    let stands = |title: &String| {
        let mut left: Vec<char> = printed.chars().collect();
        title.chars().all(|character| {
            let at = left.iter().position(|other| *other == character);
            at.map(|at| left.swap_remove(at)).is_some()
        })
    };
    titles.map(fold).find(|title| !stands(title))
}

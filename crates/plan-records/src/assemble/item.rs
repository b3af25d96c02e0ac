//! A logical row to an item.

use std::collections::BTreeMap;

use document_model::{Diagnostic, Severity};
use japanese_normalize as japanese;
use sha2::{Digest, Sha256};

use super::fields::{Field, of_role, read_all_fields, shorten};
use super::footnotes::Defaults;
use super::full_width::{read_indicator_line, read_remark};
use super::headings::{PlacedHeading, Scheme, group_heading, join_heading, number_form, split_number};
use super::indicators::{RowIndicators, read_indicators, strip_repeated};
use super::parts::{PlanLayout, SlotPart};
use super::progress::{read_progress, read_years};
use super::rows::{Content, LogicalRow, Piece};
use crate::records::{CellSource, Heading, Indicator, Item, Progress, ProgressKind, Source};
use crate::roles::RoleKind;
use crate::roles::vocabulary::Vocabulary;

/// What surrounds a row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// Headings above the row, outermost first.
    pub headings: &'a [PlacedHeading],
    /// Defaults that notes set.
    pub defaults: &'a Defaults,
    /// The caption names KPIs.
    pub kpi_caption: bool,
    /// Ordinal of the table in the document, from 1.
    pub table: u32,
    /// The titles of the table begin with their numbers: `1-1 災害対応力の充実`.
    pub numbered_titles: bool,
    /// The words that stand before the numbers of headings.
    pub vocabulary: &'a Vocabulary,
}

/// Makes the item of a row; identity is added when the whole document is read.
#[must_use]
pub fn make_item(
    row: &LogicalRow<'_>,
    layout: &PlanLayout,
    headings: &[String],
    around: &Surroundings<'_>,
) -> (Item, Vec<Diagnostic>) {
    let fields = read_all_fields(row, layout, headings);
    let mut builder = Builder { cells: BTreeMap::new(), diagnostics: row.diagnostics.clone() };
    let (number, number_repeated) = builder.number(&fields);
    let (title, title_number, title_repeated) = builder.title(&fields, around.numbered_titles);
    let summary = builder.text("summary", &fields, RoleKind::Summary);
    let purpose = builder.text("purpose", &fields, RoleKind::Purpose);
    let mut departments = builder.departments(&fields);
    let title = title.map(|title| {
        let (title, behind) = builder.department_behind(&fields, title);
        departments.extend(behind);
        title
    });
    let indicators = read_indicators(&fields, around.defaults, around.kpi_caption, title.is_some());
    builder.trace_indicators(&fields, &indicators);
    let stated = builder.full_width(row, indicators.indicators.len());
    let progress = builder.progress(&fields);
    let mut others = builder.others(&fields, row, indicators.indicators.is_empty());
    builder.remarks(row, &mut others);
    let related = builder.related(&fields, &indicators);
    let paths = builder.paths(row, layout, &fields, around);
    builder.keep_unread(&fields, &mut others);
    let repeated = number_repeated || title_repeated || indicators.repeated;
    builder.trace_repeated([
        (number_repeated, "number"),
        (title_repeated, "title"),
        (indicators.repeated, "indicators.0.name"),
    ]);
    if number.is_none() && title_number.is_some() {
        builder.copy("title", "number");
    }
    let item = Item {
        id: String::new(),
        key: String::new(),
        document_id: String::new(),
        paths,
        number: number.or(title_number),
        title,
        repeated,
        summary,
        purpose,
        departments,
        indicators: indicators.indicators.into_iter().map(|traced| traced.indicator).chain(stated).collect(),
        progress,
        related_titles: related,
        others,
        source: source_of(row, around.table, builder.cells),
    };
    builder.diagnostics.extend(indicators.diagnostics);
    (item, builder.diagnostics)
}

/// The lines of a piece, as extracted.
pub(super) fn raw_of(piece: &Piece<'_>) -> String {
    piece.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn source_of(row: &LogicalRow<'_>, table: u32, cells: BTreeMap<String, Vec<CellSource>>) -> Source {
    Source {
        pages: row.pages.clone(),
        table,
        rows: row.rows.iter().filter_map(|at| u32::try_from(*at).ok()).collect(),
        cells,
        confidence: BTreeMap::new(),
        doubts: BTreeMap::new(),
        removed: BTreeMap::new(),
    }
}

/// Likeness from which on a text in brackets behind a title is taken for a department.
const DEPARTMENT_BEHIND: f64 = 0.8;

pub(super) struct Builder {
    pub(super) cells: BTreeMap<String, Vec<CellSource>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Builder {
    pub(super) fn trace(&mut self, name: impl Into<String>, field: &Field<'_, '_>) {
        let sources = field.sources();
        if !sources.is_empty() {
            self.cells.entry(name.into()).or_default().extend(sources);
        }
    }

    /// Traces a field to the cells of another: both were read from them.
    fn copy(&mut self, from: &str, to: &str) {
        if let Some(sources) = self.cells.get(from).cloned() {
            self.cells.insert(to.to_owned(), sources);
        }
    }

    /// Traces 再掲 to the field that it stands at.
    fn trace_repeated(&mut self, at: [(bool, &str); 3]) {
        if let Some((_, field)) = at.into_iter().find(|(stands, _)| *stands) {
            self.copy(field, "repeated");
        }
    }

    /// The number, and whether 再掲 stands in its place.
    fn number(&mut self, fields: &[Field<'_, '_>]) -> (Option<String>, bool) {
        let in_title = of_role(fields, RoleKind::Title)
            .find_map(|field| field.number.filter(|content| !content.is_empty()));
        let own = of_role(fields, RoleKind::Number).find(|field| !field.is_empty());
        let raw = match (own, in_title) {
            (Some(field), _) => field.raw(),
            (None, Some(content)) => content.raw(),
            (None, None) => return (None, false),
        };
        let source = own.or_else(|| of_role(fields, RoleKind::Title).find(|field| field.number.is_some()));
        if let Some(field) = source {
            self.trace("number", field);
        }
        let number = number_form(&raw);
        let bare = number.trim_matches(['(', ')', '[', ']', '【', '】']);
        if bare == "再掲" {
            return (None, true);
        }
        let (number, repeated) = match strip_repeated(&number) {
            Some(bare) => (bare, true),
            None => (number, false),
        };
        ((!number.is_empty() && !japanese::is_absent(&number)).then_some(number), repeated)
    }

    /// The title, a number before it, and whether (再掲) follows it.
    fn title(&mut self, fields: &[Field<'_, '_>], numbered: bool) -> (Option<String>, Option<String>, bool) {
        let Some(field) = of_role(fields, RoleKind::Title).find(|field| !field.is_empty()) else {
            return (None, None, false);
        };
        self.trace("title", field);
        let Some(mut title) = field.name() else { return (None, None, false) };
        let mut repeated = false;
        if let Some(bare) = strip_repeated(&title) {
            (title, repeated) = (bare, true);
        }
        let mut number = None;
        if numbered
            && let Some((found, rest)) = split_number(&field.raw())
            && !rest.is_empty()
        {
            number = Some(found);
            title = strip_repeated(&rest).unwrap_or(rest);
        }
        (Some(title), number, repeated)
    }

    /// The title, and the departments in brackets behind it (`空き家バンクの運営【都市部 景観課】`) where no column has them.
    fn department_behind(&mut self, fields: &[Field<'_, '_>], title: String) -> (String, Vec<Vec<String>>) {
        let field = of_role(fields, RoleKind::Title).find(|field| !field.is_empty());
        if of_role(fields, RoleKind::Department).next().is_some() {
            return (title, Vec::new());
        }
        let found = field.and_then(|field| split_department(&field.raw()));
        // A number before the title, and (再掲) behind it, are taken off already.
        let bare = found.as_ref().and_then(|(bare, _)| {
            let bare = japanese::normal_form(&super::fields::join_lines(bare));
            let start = bare.char_indices().map(|(at, _)| at);
            let mut ends = start.filter_map(|at| bare.get(at..)).filter(|end| title.starts_with(end));
            ends.next().map(str::to_owned)
        });
        let (Some(bare), Some((_, departments))) = (bare.filter(|bare| !bare.trim().is_empty()), found)
        else {
            return (title, Vec::new());
        };
        if let Some(field) = field {
            self.trace("departments", field);
        }
        (bare.trim().to_owned(), departments)
    }

    fn text(&mut self, name: &str, fields: &[Field<'_, '_>], role: RoleKind) -> Option<String> {
        let mut texts = Vec::new();
        for field in of_role(fields, role).filter(|field| !field.is_empty()) {
            if let Some(text) = field.text() {
                self.trace(name, field);
                texts.push(text);
            }
        }
        (!texts.is_empty()).then(|| texts.join("\n"))
    }

    fn departments(&mut self, fields: &[Field<'_, '_>]) -> Vec<Vec<String>> {
        let cells: Vec<&Field<'_, '_>> =
            of_role(fields, RoleKind::Department).filter(|field| !field.is_empty()).collect();
        let raws: Vec<String> = cells
            .iter()
            .flat_map(|field| {
                field.texts.iter().filter(|content| !content.is_empty()).map(|content| content.raw())
            })
            .collect();
        for field in &cells {
            self.trace("departments", field);
        }
        let raws: Vec<&String> = raws.iter().filter(|raw| !japanese::is_absent(raw)).collect();
        let mut paths = match raws.as_slice() {
            [] => return Vec::new(),
            [one] => japanese::departments(one),
            [upper, lower] if !sections_both(upper, lower) => japanese::join_departments(upper, lower),
            more => more.iter().flat_map(|raw| japanese::departments(raw)).collect(),
        };
        if paths.is_empty() {
            let raw = raws.iter().map(|raw| japanese::normal_form(raw)).collect::<Vec<_>>().join(" ");
            let ja = format!("担当部局の欄「{raw}」を部局名に分けられず、印字のまま入れました");
            let en = format!(
                "the department cell \"{raw}\" cannot be split into departments; it is kept as printed"
            );
            self.diagnostics
                .push(Diagnostic::new(Severity::Warning, "department-unread", ja, en).about("departments"));
            paths.push(vec![raw]);
        }
        self.diagnostics.extend(departments_partly_read(&raws));
        let mut distinct: Vec<Vec<String>> = Vec::new();
        for path in paths {
            if !distinct.contains(&path) {
                distinct.push(path);
            }
        }
        distinct
    }

    fn trace_indicators(&mut self, fields: &[Field<'_, '_>], row: &RowIndicators) {
        for (at, traced) in row.indicators.iter().enumerate() {
            let name = if traced.indicator.statement.is_some() { "statement" } else { "name" };
            if let Some(field) = traced.name_field.and_then(|field| fields.get(field)) {
                self.trace(format!("indicators.{at}.{name}"), field);
            }
            for (number, field) in traced.observation_fields.iter().enumerate() {
                if let Some(field) = fields.get(*field) {
                    self.trace(format!("indicators.{at}.observations.{number}"), field);
                }
            }
            for (number, field) in traced.evaluation_fields.iter().enumerate() {
                if let Some(field) = fields.get(*field) {
                    self.trace(format!("indicators.{at}.evaluations.{number}"), field);
                }
            }
            if traced.indicator.description.is_some()
                && let Some(field) = of_role(fields, RoleKind::Description).find(|field| !field.is_empty())
            {
                self.trace(format!("indicators.{at}.description"), field);
            }
            self.trace_of_name(at, &traced.indicator);
        }
    }

    /// Traces what the name or statement of an indicator says beside itself.
    fn trace_of_name(&mut self, at: usize, indicator: &Indicator) {
        let name = if indicator.statement.is_some() { "statement" } else { "name" };
        let from = format!("indicators.{at}.{name}");
        if indicator.name.is_some() && name == "statement" {
            self.copy(&from, &format!("indicators.{at}.name"));
        }
        for (field, filled) in
            [("kind", indicator.kind.is_some()), ("unit_hint", indicator.unit_hint.is_some())]
        {
            if filled {
                self.copy(&from, &format!("indicators.{at}.{field}"));
            }
        }
    }

    /// The indicators that lines over the whole width state; a line that states none is kept with a finding.
    fn full_width(&mut self, row: &LogicalRow<'_>, before: usize) -> Vec<Indicator> {
        let mut stated = Vec::new();
        for piece in &row.full_width {
            let raw = raw_of(piece);
            if read_remark(&raw).is_some() {
                continue;
            }
            let indicator = read_indicator_line(&raw, None).unwrap_or_else(|| {
                let ja = format!("行の幅いっぱいの文「{}」から値を読めず、文のまま入れました", shorten(&raw));
                let en = format!(
                    "no value is read from the line \"{}\"; it is kept as a statement",
                    shorten(&raw)
                );
                self.diagnostics.push(
                    Diagnostic::new(Severity::Warning, "indicator-line-unread", ja, en).at(piece.place),
                );
                statement_of(&raw)
            });
            let at = before + stated.len();
            let source = CellSource { place: piece.place, raw, rule: "full-width line".to_owned() };
            let name = if indicator.statement.is_some() { "statement" } else { "name" };
            self.cells.entry(format!("indicators.{at}.{name}")).or_default().push(source.clone());
            self.trace_of_name(at, &indicator);
            for number in 0..indicator.observations.len() {
                self.cells
                    .entry(format!("indicators.{at}.observations.{number}"))
                    .or_default()
                    .push(source.clone());
            }
            stated.push(indicator);
        }
        stated
    }

    fn progress(&mut self, fields: &[Field<'_, '_>]) -> Vec<Progress> {
        let mut progress = Vec::new();
        for field in fields.iter().filter(|field| field.role().is_progress() && !field.is_empty()) {
            let kind = match field.role() {
                RoleKind::ProgressActual => Some(ProgressKind::Actual),
                RoleKind::ProgressPlanned => Some(ProgressKind::Planned),
                _ => None,
            };
            let says_more = kind.is_none() || field.assigned.year.is_none();
            let label = field.label().filter(|_| says_more);
            let paragraphs = field.paragraphs();
            let read = match field.assigned.year {
                Some(_) => Vec::new(),
                // With its years apart, スケジュール says no more than the kind.
                None => read_years(&field.raw(), label.as_deref().filter(|_| kind.is_none()), kind),
            };
            let whole = || read_progress(&paragraphs, label.clone(), field.year(), kind);
            let read = if read.is_empty() { whole().into_iter().collect() } else { read };
            for read in read {
                self.trace(format!("progress.{}", progress.len()), field);
                progress.push(read);
            }
        }
        progress
    }

    fn related(&mut self, fields: &[Field<'_, '_>], indicators: &RowIndicators) -> Vec<String> {
        let mut related = indicators.related.clone();
        if !related.is_empty()
            && let Some(field) = of_role(fields, RoleKind::Indicator).next()
        {
            self.trace("related_titles", field);
        }
        for field in of_role(fields, RoleKind::Related).filter(|field| !field.is_empty()) {
            let titles: Vec<String> = field
                .paragraphs()
                .iter()
                .map(|paragraph| paragraph.text.trim().trim_start_matches('・').trim().to_owned())
                .collect();
            related
                .extend(titles.into_iter().filter(|title| !title.is_empty() && !japanese::is_absent(title)));
            self.trace("related_titles", field);
        }
        related
    }

    /// The headings above: one path, and one more for each row that only adds one.
    fn paths(
        &mut self,
        row: &LogicalRow<'_>,
        layout: &PlanLayout,
        fields: &[Field<'_, '_>],
        around: &Surroundings<'_>,
    ) -> Vec<Vec<Heading>> {
        let mut placed: Vec<&PlacedHeading> = around.headings.iter().chain(&row.headings).collect();
        if let Some(level) = grouped_level(layout, around.vocabulary) {
            let outside = |heading: &&PlacedHeading| !matches!(heading.numbered.scheme, Scheme::Word(other, _) if other >= level);
            placed.retain(outside);
        }
        let above: Vec<Heading> = placed.iter().map(|heading| heading.numbered.heading.clone()).collect();
        if !placed.is_empty() {
            self.cells
                .entry("paths".to_owned())
                .or_default()
                .extend(placed.iter().map(|heading| heading.source()));
        }
        let own: Vec<(usize, &Content<'_>)> = row.slots.iter().enumerate().collect();
        let mut paths = vec![with_groups(&above, layout, &own, around.vocabulary)];
        for further in &row.further_paths {
            let contents: Vec<(usize, &Content<'_>)> = row
                .slots
                .iter()
                .enumerate()
                .map(|(at, content)| {
                    (at, further.iter().find(|(slot, _)| *slot == at).map_or(content, |(_, further)| further))
                })
                .collect();
            paths.push(with_groups(&above, layout, &contents, around.vocabulary));
        }
        paths.retain(|path| !path.is_empty());
        for field in of_role(fields, RoleKind::Group).filter(|field| !field.is_empty()) {
            self.trace("paths", field);
            let unit = |slot: usize| {
                layout
                    .slots
                    .get(slot)
                    .and_then(|slot| layout.roles.get(slot.unit))
                    .is_some_and(|assigned| std::ptr::eq(assigned, field.assigned))
            };
            let further = row.further_paths.iter().flatten().filter(|(slot, _)| unit(*slot));
            let sources: Vec<CellSource> =
                further.flat_map(|(_, content)| field.content_sources(content)).collect();
            self.cells.entry("paths".to_owned()).or_default().extend(sources);
        }
        paths
    }
}

/// Takes departments in brackets off the end of a title: `…【こども部 保育課】【教育委員会 支援教育課】`, `…（担当：総務課）`.
fn split_department(title: &str) -> Option<(String, Vec<Vec<String>>)> {
    const PAIRS: [(char, char); 5] = [('【', '】'), ('（', '）'), ('(', ')'), ('〔', '〕'), ('[', ']')];
    const SAID: [&str; 8] = ["担当課", "担当部局", "担当", "所管課", "所管部局", "所管", "主管課", "主管"];
    let mut rest = title.trim_end();
    let mut found: Vec<Vec<Vec<String>>> = Vec::new();
    while let Some((open, _)) = PAIRS.iter().find(|(_, close)| rest.ends_with(*close)) {
        let Some(at) = rest.rfind(*open) else { break };
        let inside = rest.get(at..).unwrap_or_default();
        let inside = inside
            .trim_matches(|character| PAIRS.iter().any(|(open, close)| [*open, *close].contains(&character)));
        let said = SAID.iter().find_map(|word| inside.trim().strip_prefix(word));
        let said = said.and_then(|rest| rest.strip_prefix([':', '：', ' ', '\u{3000}', '/', '／']));
        let names = said.unwrap_or(inside).trim();
        let sections = names.ends_with(['課', '室', '局', '部', '係', '班']);
        if said.is_none() && !sections || japanese::department_likeness(names) < DEPARTMENT_BEHIND {
            break;
        }
        found.push(japanese::departments(names));
        rest = rest.get(..at).unwrap_or_default().trim_end();
    }
    let departments: Vec<Vec<String>> = found.into_iter().rev().flatten().collect();
    (!departments.is_empty() && !rest.is_empty()).then(|| (rest.to_owned(), departments))
}

/// The finding that department cells say more than departments: `企画課、観光協会`.
fn departments_partly_read(raws: &[&String]) -> Option<Diagnostic> {
    let beside: Vec<String> = raws.iter().flat_map(|raw| japanese::beside_departments(raw)).collect();
    let names = beside.join(", ");
    let ja = format!("担当部局の欄の「{names}」を部局名として読めませんでした");
    let en = format!("the department cell also says \"{names}\", which reads as no department");
    let found = Diagnostic::new(Severity::Warning, "department-partly-read", ja, en).about("departments");
    (!beside.is_empty()).then_some(found)
}

/// Do both cells hold sections, or paths to them (主担当課 and 関係課)? A section stands below no other section.
fn sections_both(upper: &str, lower: &str) -> bool {
    let section = |path: &Vec<String>| path.last().is_some_and(|name| name.ends_with(['課', '室']));
    let all = |raw: &str, wanted: &dyn Fn(&Vec<String>) -> bool| {
        let paths = japanese::departments(raw);
        !paths.is_empty() && paths.iter().all(wanted)
    };
    let alone = |path: &Vec<String>| path.len() == 1 && section(path);
    let whole = |path: &Vec<String>| path.len() > 1 && section(path);
    all(upper, &alone) && all(lower, &alone) || all(upper, &whole) && all(lower, &whole)
}

/// The level of the outermost heading column, where its head is a word that headings above the table have as well: its
/// cells stand in their place.
fn grouped_level(layout: &PlanLayout, vocabulary: &Vocabulary) -> Option<usize> {
    let group = layout.roles.iter().find(|assigned| assigned.role == RoleKind::Group)?;
    vocabulary.heading_level(&group.heading)
}

/// The headings above and those of the heading columns.
fn with_groups(
    above: &[Heading],
    layout: &PlanLayout,
    contents: &[(usize, &Content<'_>)],
    vocabulary: &Vocabulary,
) -> Vec<Heading> {
    let mut path = above.to_vec();
    for (unit, assigned) in
        layout.roles.iter().enumerate().filter(|(_, assigned)| assigned.role == RoleKind::Group)
    {
        let (mut number, mut text): (Option<String>, Option<String>) = (None, None);
        for (at, content) in contents.iter().filter(|(_, content)| !content.is_empty()) {
            let Some(slot) = layout.slots.get(*at).filter(|slot| slot.unit == unit) else { continue };
            let raw = content.raw();
            if slot.part == SlotPart::Number {
                number = Some(raw);
            } else {
                let joined = text.take().map_or_else(|| raw.clone(), |text: String| format!("{text} {raw}"));
                text = Some(join_heading(&separate_pieces(content, &joined), vocabulary));
            }
        }
        debug_assert_eq!(assigned.role, RoleKind::Group);
        path.extend(group_heading(number.as_deref(), text.as_deref(), vocabulary));
    }
    path
}

/// A number and its text that stood in two cells keep a blank between them.
fn separate_pieces(content: &Content<'_>, joined: &str) -> String {
    let cells: Vec<String> = content
        .pieces
        .iter()
        .map(|piece| piece.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n"))
        .collect();
    let same_row = content
        .pieces
        .windows(2)
        .all(|pair| pair.first().map(|piece| piece.row) == pair.last().map(|piece| piece.row));
    if cells.len() == 2 && same_row { cells.join(" ") } else { joined.to_owned() }
}

/// An indicator that is known by its words alone.
fn statement_of(raw: &str) -> Indicator {
    Indicator { statement: Some(japanese::normal_form(raw)), ..Indicator::default() }
}

/// Identity over editions: publisher, title and indicator names after folding.
#[must_use]
pub fn item_key(publisher: Option<&str>, item: &Item) -> String {
    let mut hash = Sha256::new();
    hash.update(japanese::fold(publisher.unwrap_or_default()).as_bytes());
    hash.update([0x1f]);
    hash.update(japanese::fold(item.title.as_deref().unwrap_or_default()).as_bytes());
    for indicator in &item.indicators {
        hash.update([0x1e]);
        let name = indicator.name.as_deref().or(indicator.statement.as_deref()).unwrap_or_default();
        hash.update(japanese::fold(name).as_bytes());
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

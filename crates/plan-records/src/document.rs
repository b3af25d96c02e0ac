//! A document's blocks to records: headings in prose, plan tables, notes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use document_model::{
    Block, CellLine, Diagnostic, Layout, PageNumber, Place, Prose, RowKind, Severity, SourceRange, Table,
};
use japanese_normalize::fold;
use rayon::prelude::*;

use crate::assemble::document::{describe_document, strip_paper_labels, title_of};
use crate::assemble::footnotes::is_note;
use crate::assemble::heading_stack::HeadingStack;
use crate::assemble::headings::{Numbered, PlacedHeading, Scheme, read_heading};
use crate::assemble::item::{Surroundings, item_key, make_item};
use crate::assemble::parts::Layouts;
use crate::assemble::rows::LogicalRow;
use crate::confidence::columns::out_of_order;
use crate::confidence::{Evidence, Model, note_columns, rate};
use crate::plans::{Plan, PlanRows, Print, find_plans, names_indicators, numbered_titles, read_all_rows};
use crate::records::{CellSource, Item, TableCell, TableRecord};
use crate::roles::RoleKind;
use crate::roles::assign::{Assigned, WEAK_MARGIN};
use crate::roles::vocabulary::Vocabulary;
use crate::validate::unnamed::{unnamed_table, unread_table};
use crate::{Account, DocumentIdentity, Options, Records, validate};

/// Reads a document.
pub(crate) fn read_document(layout: &Layout, identity: &DocumentIdentity, options: &Options) -> Records {
    let mut record = identity.record.clone();
    record.pages = layout.pages.max(1);
    let mut findings = describe_document(layout, &options.vocabulary, &mut record);
    findings.extend(validate::pages::check(layout));
    let plans = find_plans(layout, &options.vocabulary);
    let rows = read_all_rows(layout, &plans, &options.vocabulary);
    let mut reader = Reader {
        vocabulary: &options.vocabulary,
        plans: &plans,
        rows: &rows,
        stack: HeadingStack::default(),
        records: Records {
            document: record,
            items: Vec::new(),
            tables: Vec::new(),
            item_findings: BTreeMap::new(),
            findings,
            accounts: Vec::new(),
        },
        evidence: Evidence { recognised: layout.recognised.clone(), ..Evidence::default() },
        model: &options.confidence,
    };
    reader.read(layout);
    reader.finish(layout)
}

/// Walks the document in order, since what stands above a row depends on all before it; the rows of a
/// table become items in parallel.
struct Reader<'v> {
    vocabulary: &'v Vocabulary,
    /// Plan tables, by their place among the blocks.
    plans: &'v BTreeMap<usize, Plan>,
    /// Their rows, by the same place.
    rows: &'v BTreeMap<usize, PlanRows<'v>>,
    stack: HeadingStack,
    records: Records,
    evidence: Evidence,
    model: &'v Model,
}

impl Reader<'_> {
    fn read(&mut self, layout: &Layout) {
        let mut table_number = 0_u32;
        for (at, block) in layout.blocks.iter().enumerate() {
            match block {
                Block::Prose(prose) => self.read_prose(layout, at, prose),
                Block::Table(table) => {
                    table_number += 1;
                    match self.plans.get(&at).zip(self.rows.get(&at)) {
                        Some((plan, rows)) => self.read_plan(layout, at, table, table_number, (plan, rows)),
                        None => {
                            let unread = unnamed_table(table, self.vocabulary)
                                .or_else(|| unread_table(table, self.vocabulary));
                            self.records.findings.extend(unread);
                            self.keep_table(table, table_number, None);
                        }
                    }
                    self.stack.end_run();
                }
            }
        }
    }

    fn read_prose(&mut self, layout: &Layout, at: usize, prose: &Prose) {
        let account = if prose.furniture { Account::Furniture } else { Account::Text };
        self.records.accounts.extend(prose.line.ranges().map(|range| (range, account)));
        if prose.furniture || in_list(layout, at, self.vocabulary) || is_contents_line(&prose.line.text) {
            return;
        }
        match read_heading(strip_paper_labels(&prose.line.text), self.vocabulary) {
            Some(numbered) if numbered.scheme != Scheme::Unnumbered => {
                self.stack.enter(PlacedHeading {
                    numbered,
                    place: prose.place,
                    raw: prose.line.text.clone(),
                });
            }
            Some(_) => {}
            None => {
                let alone = prose.after_blank && prose.before_blank;
                if alone
                    && !is_note(&prose.line.text)
                    && title_of(&prose.line.text, self.vocabulary).is_some()
                {
                    self.stack.leave_lists();
                }
            }
        }
    }

    fn read_plan(
        &mut self,
        layout: &Layout,
        at: usize,
        table: &Table,
        number: u32,
        (plan, (rows, heading_rows)): (&Plan, &PlanRows<'_>),
    ) {
        if let Some(title) = &plan.list_title {
            self.stack.clear();
            self.stack.enter(title.clone());
        }
        let upright = plan.upright().unwrap_or(table);
        let first_item = self.records.items.len();
        let kpi_caption = names_indicators(layout, at);
        if kpi_caption {
            self.stack.leave_run();
        }
        let above = self.headings_above(rows, upright, &plan.layouts);
        let around = Surroundings {
            headings: &[],
            defaults: &plan.defaults,
            kpi_caption,
            table: number,
            numbered_titles: numbered_titles(rows, &plan.layouts),
            vocabulary: self.vocabulary,
        };
        let made: Vec<(Item, Vec<Diagnostic>)> = rows
            .par_iter()
            .zip(&above)
            .filter_map(|(row, headings)| {
                let layout = plan.layouts.layouts.get(row.layout)?;
                let part = plan.layouts.parts.get(row.part);
                let own = part.map(|part| part.headings.as_slice()).unwrap_or_default();
                Some(make_item(row, layout, own, &Surroundings { headings, ..around }))
            })
            .collect();
        let made = match &plan.print {
            Print::Unfolded(unfolded) => join_indicators(made, &unfolded.rows),
            _ => made,
        };
        for (item, diagnostics) in made {
            self.records.item_findings.insert(self.records.items.len(), diagnostics);
            self.records.items.push(item);
        }
        self.doubt_layouts(upright, &plan.layouts, plan.is_form());
        note_columns(number, &plan.layouts, plan.is_form(), &mut self.evidence.columns);
        if let Print::Unfolded(_) = &plan.print {
            self.keep_table(table, number, Some((&Layouts::default(), rows, heading_rows)));
        } else if plan.is_form() {
            self.join_form(first_item, table);
            self.title_by_heading(layout, at, first_item);
            self.keep_table(table, number, Some((&Layouts::default(), rows, heading_rows)));
        } else if plan.upright().is_some() {
            for item in self.records.items.get_mut(first_item..).unwrap_or_default() {
                item.source.rows = all_rows(table);
            }
            self.keep_table(table, number, Some((&Layouts::default(), rows, heading_rows)));
        } else {
            self.keep_table(table, number, Some((&plan.layouts, rows, heading_rows)));
        }
    }

    /// The headings that stand above each row, outermost first.
    fn headings_above(
        &mut self,
        rows: &[LogicalRow<'_>],
        table: &Table,
        layouts: &Layouts,
    ) -> Vec<Arc<[PlacedHeading]>> {
        let mut above: Vec<Arc<[PlacedHeading]>> = Vec::with_capacity(rows.len());
        let of_heads: Vec<Vec<PlacedHeading>> =
            layouts.parts.iter().map(|part| self.head_headings(table, &part.head)).collect();
        for row in rows {
            for heading in of_heads.get(row.part).into_iter().flatten() {
                if self.stack.last().map(|last| &last.numbered) != Some(&heading.numbered) {
                    self.stack.enter(heading.clone());
                }
            }
            let entries = self.stack.entries();
            let same = above.last().filter(|last| ***last == *entries).cloned();
            above.push(same.unwrap_or_else(|| entries.into()));
        }
        above
    }

    /// Numbered headings that a head of the table prints (変革1 県庁改革): they stand above its rows.
    fn head_headings(&self, table: &Table, head: &[usize]) -> Vec<PlacedHeading> {
        let cells = head.iter().filter_map(|at| table.rows.get(*at)).flat_map(|row| &row.cells);
        let headings = cells.filter(|cell| !cell.is_empty()).filter_map(|cell| {
            let raw = cell.raw();
            let weak = self.vocabulary.heading_evidence(&raw) < 0.6;
            let numbered = read_heading(&raw, self.vocabulary).filter(|_| weak)?;
            numbered.heading.number.is_some().then_some(PlacedHeading { numbered, place: cell.place, raw })
        });
        headings.collect()
    }

    /// A form is one item: what its further rows say are further indicators.
    fn join_form(&mut self, first: usize, table: &Table) {
        let mut further = self.records.items.split_off(first.min(self.records.items.len()));
        if further.is_empty() {
            return;
        }
        let mut item = further.remove(0);
        item.source.rows = all_rows(table);
        for other in further {
            add_row(&mut item, other);
        }
        let diagnostics: Vec<Diagnostic> =
            self.records.item_findings.split_off(&first).into_values().flatten().collect();
        self.records.item_findings.insert(first, diagnostics);
        self.records.items.push(item);
    }

    /// A form that prints no title of its own has that of the heading right above it.
    fn title_by_heading(&mut self, layout: &Layout, at: usize, item: usize) {
        let Some(heading) = self.stack.last().cloned() else { return };
        let above = layout.blocks.get(..at).unwrap_or_default().iter().rev();
        let mut above = above.map_while(|block| match block {
            Block::Prose(prose) => Some(prose),
            Block::Table(_) => None,
        });
        let stands = above.any(|prose| !prose.furniture && prose.line.text == heading.raw);
        let Some(item) = self.records.items.get_mut(item).filter(|item| stands && item.title.is_none())
        else {
            return;
        };
        let own = &heading.numbered.heading;
        if own.title.is_none() || !item.paths.iter().all(|path| path.last() == Some(own)) {
            return;
        }
        item.paths.iter_mut().for_each(|path| path.truncate(path.len().saturating_sub(1)));
        item.paths.retain(|path| !path.is_empty());
        item.title.clone_from(&own.title);
        item.source.cells.insert("title".to_owned(), vec![heading.source()]);
        if item.number.is_none() && own.number.is_some() {
            item.number.clone_from(&own.number);
            item.source.cells.insert("number".to_owned(), vec![heading.source()]);
        }
    }

    /// Says which columns' roles are in doubt; the columns of a form stand in any order.
    fn doubt_layouts(&mut self, table: &Table, layouts: &Layouts, form: bool) {
        for (at, layout) in layouts.layouts.iter().enumerate() {
            let part = layouts.parts.iter().find(|part| part.layout == at);
            let place = part
                .and_then(|part| part.head.first().or(part.body.first()))
                .and_then(|row| table.rows.get(*row))
                .map(|row| row.place);
            self.records.findings.extend(odd_order(&layout.roles, place, form));
            for assigned in &layout.roles {
                let empty = assigned.unit.labels.is_empty() && assigned.role == RoleKind::Other;
                if assigned.margin >= WEAK_MARGIN || empty {
                    continue;
                }
                let (heading, role) = (assigned.heading.replace('\n', " / "), assigned.role.name());
                let role_ja = assigned.role.ja();
                let ja = format!(
                    "見出し「{heading}」の列の意味（{role_ja}）は、次の候補と差が小さく確かではありません"
                );
                let en = format!(
                    "the meaning ({role}) of the column headed \"{heading}\" is in doubt: another is nearly as likely"
                );
                let mut diagnostic = Diagnostic::new(Severity::Warning, "weak-column-role", ja, en);
                diagnostic.place = place;
                self.records.findings.push(diagnostic);
            }
        }
    }

    fn keep_table(
        &mut self,
        table: &Table,
        number: u32,
        plan: Option<(&Layouts, &[LogicalRow<'_>], &[usize])>,
    ) {
        let gave_items = plan.is_some_and(|(_, rows, _)| !rows.is_empty());
        account_table(table, gave_items, &mut self.records.accounts);
        let role_at = |row: usize, column: u32| -> Option<String> {
            let (layouts, _, _) = plan.filter(|_| gave_items)?;
            let part = layouts.parts.iter().find(|part| part.body.contains(&row))?;
            let layout = layouts.layouts.get(part.layout)?;
            let column = usize::try_from(column).ok()?;
            layout.slots.iter().find(|slot| slot.column == column).map(|slot| slot.role.name().to_owned())
        };
        let mut cells = Vec::new();
        let mut pages: BTreeSet<PageNumber> = BTreeSet::new();
        for (at, row) in table.rows.iter().enumerate() {
            pages.insert(row.place.page);
            for cell in row.cells.iter().filter(|cell| !cell.is_empty()) {
                cells.push(TableCell {
                    row: u32::try_from(at).unwrap_or(u32::MAX),
                    column: cell.column,
                    row_span: cell.row_span,
                    column_span: cell.column_span,
                    header: row.kind.is_head(),
                    role: if row.kind == RowKind::Body { role_at(at, cell.column) } else { None },
                    page: cell.place.page,
                    bbox: cell.place.bbox,
                    text: cell.raw(),
                });
            }
        }
        self.records.tables.push(TableRecord {
            document_id: self.records.document.id.clone(),
            table: number,
            pages: pages.into_iter().collect(),
            rows: u32::try_from(table.rows.len()).unwrap_or(u32::MAX),
            columns: table.columns,
            plan: gave_items,
            cells,
        });
    }

    /// Gives the items their identity and checks their meaning.
    fn finish(mut self, layout: &Layout) -> Records {
        split_related(&mut self.records.items);
        let document = &self.records.document;
        let publisher = document.publisher.as_ref().map(|publisher| publisher.name.as_str());
        self.records.items.par_iter_mut().enumerate().for_each(|(at, item)| {
            item.document_id.clone_from(&document.id);
            item.id = format!("{}-{:04}", document.id, at + 1);
            item.key = item_key(publisher, item);
        });
        validate::check(&mut self.records);
        validate::check_print(&mut self.records, layout);
        rate(&mut self.records, &self.evidence, self.model);
        self.records
    }
}

/// Says which columns stand on the other side of others than plans print them.
fn odd_order(roles: &[Assigned], place: Option<Place>, form: bool) -> Option<Diagnostic> {
    let odd = out_of_order(roles, form);
    let heads: Vec<String> = odd
        .iter()
        .filter_map(|unit| roles.get(*unit))
        .map(|assigned| assigned.heading.replace('\n', " / "))
        .collect();
    if heads.is_empty() {
        return None;
    }
    let (ja, en) = (heads.join("」「"), heads.join("\", \""));
    let ja =
        format!("列「{ja}」の並びがふつうの計画と違います。見出しが入れ替わっていないか確かめてください");
    let en = format!("the columns \"{en}\" stand in an unusual order; their heads may be confused");
    let mut diagnostic = Diagnostic::new(Severity::Warning, "heads-out-of-order", ja, en);
    diagnostic.place = place;
    Some(diagnostic)
}

/// Joins the items that were made of one printed row, and names the printed rows.
fn join_indicators(made: Vec<(Item, Vec<Diagnostic>)>, printed: &[usize]) -> Vec<(Item, Vec<Diagnostic>)> {
    let mut joined: Vec<(Item, Vec<Diagnostic>)> = Vec::with_capacity(made.len());
    for (mut item, diagnostics) in made {
        let rows = item.source.rows.iter().filter_map(|row| printed.get(usize::try_from(*row).ok()?));
        item.source.rows = rows.filter_map(|row| u32::try_from(*row).ok()).collect();
        item.source.rows.dedup();
        match joined.last_mut().filter(|(last, _)| last.source.rows == item.source.rows) {
            Some((last, known)) => {
                let before = last.indicators.len();
                known.extend(diagnostics.into_iter().filter_map(|mut diagnostic| {
                    // What is said of fields that the rows have in common is said of the first.
                    if let Some(field) = &diagnostic.field {
                        diagnostic.field = Some(further_field(field, before)?);
                    }
                    Some(diagnostic)
                }));
                add_row(last, item);
            }
            None => joined.push((item, diagnostics)),
        }
    }
    joined
}

/// The name of a field of an indicator, where so many stand before it.
fn further_field(name: &str, before: usize) -> Option<String> {
    let (at, field) = name.strip_prefix("indicators.")?.split_once('.')?;
    Some(format!("indicators.{}.{field}", at.parse::<usize>().ok()? + before))
}

/// Adds what another row of the same item says, with its sources: indicators, and what has no field; what was printed
/// once for both rows is there already.
fn add_row(item: &mut Item, mut other: Item) {
    let taken_over = |cells: &Vec<CellSource>| cells.iter().all(|cell| cell.rule.ends_with(" (inherited)"));
    for (at, column) in other.others.into_iter().enumerate() {
        let cells = other.source.cells.remove(&format!("others.{at}"));
        if let Some(cells) = cells.filter(|cells| !taken_over(cells)) {
            item.source.cells.insert(format!("others.{}", item.others.len()), cells);
            item.others.push(column);
        }
    }
    let before = item.indicators.len();
    for (name, sources) in other.source.cells {
        if let Some(renamed) = further_field(&name, before) {
            item.source.cells.insert(renamed, sources);
        }
    }
    item.indicators.extend(other.indicators);
}

fn all_rows(table: &Table) -> Vec<u32> {
    (0..table.rows.len()).filter_map(|row| u32::try_from(row).ok()).collect()
}

/// Paints a table's characters.
fn account_table(table: &Table, gave_items: bool, accounts: &mut Vec<(SourceRange, Account)>) {
    for row in &table.rows {
        let account = match row.kind {
            RowKind::RepeatedHead | RowKind::Debris => Account::Furniture,
            _ if gave_items => Account::Items,
            _ => Account::Tables,
        };
        let lines = row.cells.iter().flat_map(|cell| &cell.lines);
        accounts.extend(lines.flat_map(CellLine::ranges).map(|range| (range, account)));
    }
}

/// Lines that stand together and are numbered alike are a list, and no headings.
fn in_list(layout: &Layout, at: usize, vocabulary: &Vocabulary) -> bool {
    let heading_at = |index: Option<usize>| -> Option<Numbered> {
        match layout.blocks.get(index?)? {
            Block::Prose(prose) => read_heading(&prose.line.text, vocabulary),
            Block::Table(_) => None,
        }
    };
    let Some(Block::Prose(prose)) = layout.blocks.get(at) else { return false };
    let Some(own) = heading_at(Some(at)) else { return false };
    let alike = |other: Option<Numbered>| other.is_some_and(|other| other.scheme == own.scheme);
    let above = !prose.after_blank && alike(heading_at(at.checked_sub(1)));
    let below = !prose.before_blank && alike(heading_at(at.checked_add(1)));
    above || below
}

/// `1 はじめに ………… 3`.
fn is_contents_line(text: &str) -> bool {
    let folded = fold(text);
    let bare = folded.trim_end_matches(|character: char| character.is_ascii_digit());
    let leaders = bare
        .chars()
        .rev()
        .take_while(|character| matches!(character, '.' | '…' | '・' | '‥' | '-' | '─' | '·'))
        .count();
    bare.len() < folded.len() && leaders >= 2
}

/// `【甲事業・乙事業】` names two items where both are titles of the document.
fn split_related(items: &mut [Item]) {
    let titles: BTreeSet<String> = items.iter().filter_map(|item| item.title.as_deref()).map(fold).collect();
    for item in items {
        let mut related = Vec::new();
        for title in &item.related_titles {
            let parts: Vec<&str> = title.split('・').map(str::trim).collect();
            let known = parts.iter().all(|part| titles.contains(&fold(part)));
            if parts.len() > 1 && known && !titles.contains(&fold(title)) {
                related.extend(parts.into_iter().map(str::to_owned));
            } else {
                related.push(title.clone());
            }
        }
        item.related_titles = related;
    }
}

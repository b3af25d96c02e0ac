//! Which tables of a document are plans, and what is known of each before its rows become items.

use std::collections::{BTreeMap, BTreeSet};

use document_model::{Block, Layout, Table};
use japanese_normalize::fold;
use rayon::prelude::*;

use crate::assemble::document::title_of;
use crate::assemble::footnotes::{Defaults, is_note, read_note};
use crate::assemble::forms::read_form;
use crate::assemble::groups::{Unfolded, unfold_groups};
use crate::assemble::headings::{Numbered, PlacedHeading, Scheme, split_number};
use crate::assemble::parts::{Layouts, MOST_COLUMNS, read_layouts};
use crate::assemble::rows::{LogicalRow, read_rows};
use crate::assemble::turned::turn;
use crate::records::Heading;
use crate::roles::RoleKind;
use crate::roles::shape::is_plan;
use crate::roles::vocabulary::Vocabulary;

/// Share of titles that begin with a number from which on the numbers are the items' own.
const NUMBERED_TITLES: f64 = 0.6;

/// Logical rows of a plan table, and the rows that became headings.
pub(crate) type PlanRows<'a> = (Vec<LogicalRow<'a>>, Vec<usize>);

/// How a plan table is printed.
pub(crate) enum Print {
    /// With its head above its rows.
    Upright,
    /// One sheet of labels and texts; the table that it stands for.
    Form(Table),
    /// With its head at the left of its columns; the table that it stands for.
    Turned(Table),
    /// With several indicators side by side; the table that has them below one another.
    Unfolded(Unfolded),
}

/// A plan table with what is known before its rows are read.
pub(crate) struct Plan {
    pub(crate) print: Print,
    pub(crate) layouts: Layouts,
    pub(crate) defaults: Defaults,
    pub(crate) list_title: Option<PlacedHeading>,
}

impl Plan {
    /// The table with its head above its rows, where the printed table is another.
    pub(crate) fn upright(&self) -> Option<&Table> {
        match &self.print {
            Print::Upright => None,
            Print::Form(table) | Print::Turned(table) => Some(table),
            Print::Unfolded(unfolded) => Some(&unfolded.table),
        }
    }

    /// Is the table one sheet?
    pub(crate) fn is_form(&self) -> bool {
        matches!(self.print, Print::Form(_))
    }
}

/// Finds the plan tables, the notes that set their defaults, and the titles of lists.
pub(crate) fn find_plans(layout: &Layout, vocabulary: &Vocabulary) -> BTreeMap<usize, Plan> {
    let mut plans = BTreeMap::new();
    let mut last_plan: Option<usize> = None;
    let read: Vec<Option<(Print, Layouts)>> = layout
        .blocks
        .par_iter()
        .map(|block| match block {
            Block::Table(table) => Some(read_table(table, vocabulary)),
            Block::Prose(_) => None,
        })
        .collect();
    // Notes before all tables, on what their heads mean.
    let mut front = Defaults::default();
    for (at, (block, read)) in layout.blocks.iter().zip(read).enumerate() {
        match block {
            Block::Table(_) => {
                last_plan = None;
                if let Some((print, layouts)) = read.filter(|(_, layouts)| gives_items(layouts)) {
                    plans.insert(
                        at,
                        Plan {
                            print,
                            layouts,
                            defaults: Defaults::default(),
                            list_title: list_title(layout, at, vocabulary),
                        },
                    );
                    last_plan = Some(at);
                }
            }
            Block::Prose(prose) if !prose.furniture => {
                if let Some(plan) = last_plan.and_then(|plan| plans.get_mut(&plan)) {
                    read_note(&prose.line.text, vocabulary, &mut plan.defaults);
                } else if plans.is_empty() {
                    read_note(&prose.line.text, vocabulary, &mut front);
                }
            }
            Block::Prose(_) => {}
        }
    }
    spread_last_notes(&mut plans);
    for plan in plans.values_mut() {
        for (head, year) in &front.heads {
            plan.defaults.heads.entry(head.clone()).or_insert(*year);
        }
    }
    keep_titles_of_lists(layout, &mut plans);
    plans
}

/// The logical rows of all plan tables, by their place among the blocks.
pub(crate) fn read_all_rows<'a>(
    layout: &'a Layout,
    plans: &'a BTreeMap<usize, Plan>,
    vocabulary: &Vocabulary,
) -> BTreeMap<usize, PlanRows<'a>> {
    let tables: Vec<(usize, &Plan, &Table)> = plans
        .iter()
        .filter_map(|(at, plan)| match layout.blocks.get(*at)? {
            Block::Table(table) => Some((*at, plan, plan.upright().unwrap_or(table))),
            Block::Prose(_) => None,
        })
        .collect();
    let rows: Vec<(usize, PlanRows<'a>)> = tables
        .into_par_iter()
        .map(|(at, plan, table)| (at, read_rows(table, &plan.layouts, vocabulary)))
        .collect();
    rows.into_iter().collect()
}

/// How a table is printed, and the layouts of the upright table.
fn read_table(table: &Table, vocabulary: &Vocabulary) -> (Print, Layouts) {
    if let Some(turned) = turn(table, vocabulary) {
        let mut layouts = read_layouts(&turned, vocabulary);
        (layouts.exact_grid, layouts.exact_rows) = (true, true);
        if gives_items(&layouts) {
            return (Print::Turned(turned), layouts);
        }
    }
    if let Some((form, layouts)) = read_form(table, vocabulary)
        && gives_items(&layouts)
    {
        return (Print::Form(form), layouts);
    }
    if let Some(unfolded) = unfold_groups(table, vocabulary) {
        let mut layouts = read_layouts(&unfolded.table, vocabulary);
        settle_common_grades(&mut layouts, &unfolded.common);
        if gives_items(&layouts) {
            return (Print::Unfolded(unfolded), layouts);
        }
    }
    (Print::Upright, read_layouts(table, vocabulary))
}

/// A grade outside the groups of indicators is one of the measure, and of none of them.
fn settle_common_grades(layouts: &mut Layouts, common: &[String]) {
    for layout in &mut layouts.layouts {
        for (unit, assigned) in layout.roles.iter_mut().enumerate() {
            if assigned.role == RoleKind::Grade
                && common.contains(&japanese_normalize::fold(&assigned.heading))
            {
                assigned.role = RoleKind::Other;
                layout
                    .slots
                    .iter_mut()
                    .filter(|slot| slot.unit == unit)
                    .for_each(|slot| slot.role = RoleKind::Other);
            }
        }
    }
}

/// Does most of the table look like a plan?
fn gives_items(layouts: &Layouts) -> bool {
    let rows = |plan: bool| -> usize {
        layouts
            .parts
            .iter()
            .filter(|part| {
                layouts.layouts.get(part.layout).is_some_and(|layout| is_plan(&layout.roles) == plan)
            })
            .map(|part| part.body.len())
            .sum()
    };
    let wide = layouts.layouts.iter().any(|layout| layout.width > MOST_COLUMNS);
    !wide && rows(true) > rows(false)
}

/// A default that only the notes below the last table set holds for the tables that have none.
fn spread_last_notes(plans: &mut BTreeMap<usize, Plan>) {
    let with_defaults = plans.values().filter(|plan| !plan.defaults.years.is_empty()).count();
    let last = plans.values().next_back().map(|plan| plan.defaults.years.clone()).unwrap_or_default();
    let marked = plans.values().next_back().map(|plan| plan.defaults.marked.clone()).unwrap_or_default();
    if !marked.is_empty() && plans.values().filter(|plan| !plan.defaults.marked.is_empty()).count() == 1 {
        for plan in plans.values_mut() {
            plan.defaults.marked.clone_from(&marked);
        }
    }
    if with_defaults != 1 || last.is_empty() {
        return;
    }
    for plan in plans.values_mut() {
        for (role, year) in &last {
            plan.defaults.years.entry(*role).or_insert(*year);
        }
    }
}

/// The title right above a table, captions aside.
fn list_title(layout: &Layout, table: usize, vocabulary: &Vocabulary) -> Option<PlacedHeading> {
    let above = layout.blocks.get(..table)?.iter().rev().map_while(|block| match block {
        Block::Prose(prose) => Some(prose),
        Block::Table(_) => None,
    });
    for prose in above.filter(|prose| !prose.furniture) {
        let text = prose.line.text.trim();
        if is_caption(text) || is_note(text) {
            continue;
        }
        let heading = Heading { number: None, title: Some(title_of(text, vocabulary)?) };
        let numbered = Numbered { scheme: Scheme::ListTitle, heading };
        return Some(PlacedHeading { numbered, place: prose.place, raw: text.to_owned() });
    }
    None
}

/// `【個別施策】`, `（単位：千円）`.
fn is_caption(text: &str) -> bool {
    let whole = |open: char, close: char| {
        text.starts_with(open) && text.ends_with(close) && text.matches(close).count() == 1
    };
    whole('【', '】') || whole('（', '）') || whole('(', ')') || whole('[', ']') || whole('〔', '〕')
}

/// Does the caption of a table speak of indicators?
pub(crate) fn names_indicators(layout: &Layout, table: usize) -> bool {
    caption(layout, table).is_some_and(|text| {
        let folded = fold(&text).to_uppercase();
        folded.contains("KPI") || folded.contains("指標")
    })
}

/// The nearest line above a table.
fn caption(layout: &Layout, table: usize) -> Option<String> {
    layout
        .blocks
        .get(..table)?
        .iter()
        .rev()
        .map_while(|block| match block {
            Block::Prose(prose) => Some(prose),
            Block::Table(_) => None,
        })
        .find(|prose| !prose.furniture && !is_note(&prose.line.text))
        .map(|prose| prose.line.text.clone())
}

/// Titles are headings where the document holds several lists, each with a title and numbers of its own.
fn keep_titles_of_lists(layout: &Layout, plans: &mut BTreeMap<usize, Plan>) {
    let numbered = |at: &usize, plan: &Plan| {
        let has_numbers = plan
            .layouts
            .layouts
            .iter()
            .any(|layout| layout.roles.iter().any(|assigned| assigned.role == RoleKind::Number));
        has_numbers && matches!(layout.blocks.get(*at), Some(Block::Table(_)))
    };
    let titles: BTreeSet<String> = plans
        .iter()
        .filter(|(at, plan)| numbered(at, plan))
        .filter_map(|(_, plan)| plan.list_title.as_ref()?.numbered.heading.title.clone())
        .collect();
    if titles.len() < 2 {
        for plan in plans.values_mut() {
            plan.list_title = None;
        }
    }
}

/// Do most titles of the table begin with a number of their own?
pub(crate) fn numbered_titles(rows: &[LogicalRow<'_>], layouts: &Layouts) -> bool {
    let (mut titles, mut numbered) = (0_u32, 0_u32);
    for row in rows {
        let Some(layout) = layouts.layouts.get(row.layout) else { continue };
        if layout.roles.iter().any(|assigned| assigned.role == RoleKind::Number) {
            return false;
        }
        let title = layout
            .slots
            .iter()
            .zip(&row.slots)
            .find(|(slot, content)| slot.role == RoleKind::Title && !content.is_empty());
        if let Some((_, content)) = title {
            titles += 1;
            numbered += u32::from(split_number(&content.raw()).is_some_and(|(_, rest)| !rest.is_empty()));
        }
    }
    titles > 0 && f64::from(numbered) >= NUMBERED_TITLES * f64::from(titles)
}

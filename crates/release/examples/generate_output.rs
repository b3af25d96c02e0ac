//! Writes an output folder of made-up records, for measuring what comes after `keikaku extract`.
//!
//! ```text
//! cargo run --release -p release --example generate_output -- FOLDER ITEMS [SEED]
//! ```
//!
//! The records are those that `extract` would write: checked by the same types, the same bytes for the same seed.
//! Item, indicators, values, progress and source cells have the sizes of those in `fixtures/plans`.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a tool that tells its user what went wrong")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use document_model::{PageNumber, Place, Severity};
use plan_records::records::{
    CellSource, Direction, DocumentRecord, Evaluation, Finding, Heading, Indicator, IndicatorKind, Item,
    Ledger, Observation, ObservationKind, OtherColumn, Progress, ProgressGroup, ProgressKind, Publisher,
    Relation, Role, Source, Status,
};
use rust_decimal::Decimal;
use schema_emit::json_lines::write_line;

/// Items of a document: as many as a long plan has.
const ITEMS_OF_DOCUMENT: usize = 500;

const SUBJECTS: [&str; 12] = [
    "オンライン申請",
    "防災訓練",
    "地域交通",
    "子育て支援",
    "森林整備",
    "観光誘客",
    "職員研修",
    "水道施設",
    "健康診査",
    "商店街",
    "河川改修",
    "移住相談",
];
const DEEDS: [&str; 8] = ["の拡大", "の推進", "の充実", "の支援", "の強化", "の実施", "の整備", "の見直し"];
const BUREAUS: [&str; 6] = ["総務部", "防災対策部", "環境生活部", "県土整備部", "農林水産部", "医療保健部"];
const SECTIONS: [&str; 6] =
    ["人事課", "災害対策推進課", "地域福祉課", "技術管理課", "森林・林業経営課", "健康推進課"];
const UNITS: [&str; 6] = ["件", "人", "%", "回", "団体", "世帯"];
const PUBLISHERS: [(&str, &str); 3] = [("三重県", "240001"), ("福島県", "070009"), ("宮城県", "040002")];

/// A generator of numbers (xorshift): small, and the same everywhere.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap()
    }

    fn pick(&mut self, of: &[&'static str]) -> &'static str {
        of[self.below(of.len())]
    }

    fn text(&mut self, sentences: usize) -> String {
        (0..sentences)
            .map(|_| {
                format!(
                    "{}{}に向けて、関係機関と連携しながら取組を進めます。",
                    self.pick(&SUBJECTS),
                    self.pick(&DEEDS)
                )
            })
            .collect()
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(items)) = (arguments.next(), arguments.next().and_then(|text| text.parse().ok()))
    else {
        eprintln!("generate_output FOLDER ITEMS [SEED]");
        std::process::exit(2);
    };
    let seed: u64 = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(1);
    write(Path::new(&folder), items, seed).unwrap();
}

fn write(folder: &Path, count: usize, seed: u64) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let create = |name: &str| File::create(folder.join(name)).map(BufWriter::new);
    let (mut documents, mut items) = (create("documents.jsonl")?, create("items.jsonl")?);
    let (mut findings, mut ledger) = (create("findings.jsonl")?, create("ledger.jsonl")?);
    create("tables.jsonl")?.flush()?;
    // Zero would stay zero.
    let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    for (number, first) in (0..count).step_by(ITEMS_OF_DOCUMENT).enumerate() {
        let document = document(number, seed);
        for ordinal in 1..=ITEMS_OF_DOCUMENT.min(count - first) {
            let item = item(&document, ordinal, &mut chance);
            write_line(&mut items, &item)?;
            if ordinal.is_multiple_of(20) {
                write_line(&mut findings, &finding(&document, &item))?;
            }
        }
        write_line(
            &mut ledger,
            &Ledger {
                document_id: document.id.clone(),
                characters: 1,
                items: 1,
                tables: 0,
                text: 0,
                furniture: 0,
                unaccounted: 0,
            },
        )?;
        write_line(&mut documents, &document)?;
    }
    for mut out in [documents, items, findings, ledger] {
        out.flush()?;
    }
    Ok(())
}

fn document(number: usize, seed: u64) -> DocumentRecord {
    let (name, code) = PUBLISHERS[number % PUBLISHERS.len()];
    let id = format!("{:012x}", (seed << 32).wrapping_add(number as u64) & 0xffff_ffff_ffff);
    DocumentRecord {
        sha256: format!("{id}{:052x}", number),
        id,
        path: format!("plans/plan-{number}.pdf"),
        bytes: 1_000_000 + number as u64,
        media_type: "application/pdf".to_owned(),
        pages: 120,
        title: Some(format!("{name}総合計画 第{}編", number + 1)),
        publisher: Some(Publisher { name: name.to_owned(), code: Some(code.to_owned()) }),
        fiscal_year: Some(2026),
        published: Some("2026-03".to_owned()),
        information: None,
        outline: Vec::new(),
        page_labels: Vec::new(),
        status: Status::Ok,
    }
}

fn item(document: &DocumentRecord, ordinal: usize, chance: &mut Chance) -> Item {
    let title = format!("{}{}（第{ordinal}号）", chance.pick(&SUBJECTS), chance.pick(&DEEDS));
    let indicators: Vec<Indicator> = (0..=chance.below(2)).map(|_| indicator(chance)).collect();
    let id = format!("{}-{ordinal:04}", document.id);
    let key = format!(
        "{:016x}",
        u64::from_str_radix(&document.id, 16).unwrap().wrapping_mul(31_337).wrapping_add(ordinal as u64)
    );
    let source = source(&title, &indicators, ordinal, chance);
    Item {
        id,
        key,
        document_id: document.id.clone(),
        paths: vec![vec![
            Heading { number: Some("1".to_owned()), title: Some("暮らしの安心".to_owned()) },
            Heading {
                number: Some(format!("({})", ordinal % 9 + 1)),
                title: Some(chance.pick(&SUBJECTS).to_owned()),
            },
        ]],
        number: Some(ordinal.to_string()),
        title: Some(title),
        repeated: ordinal.is_multiple_of(50),
        summary: Some(chance.text(2)),
        purpose: (ordinal.is_multiple_of(3)).then(|| chance.text(1)),
        departments: vec![vec![chance.pick(&BUREAUS).to_owned(), chance.pick(&SECTIONS).to_owned()]],
        indicators,
        progress: vec![progress(chance)],
        related_titles: if ordinal.is_multiple_of(10) {
            vec![chance.pick(&SUBJECTS).to_owned()]
        } else {
            Vec::new()
        },
        others: if ordinal.is_multiple_of(4) {
            vec![OtherColumn { heading: Some("課題".to_owned()), text: chance.text(1) }]
        } else {
            Vec::new()
        },
        source,
    }
}

fn indicator(chance: &mut Chance) -> Indicator {
    let unit = chance.pick(&UNITS);
    let base = chance.below(90_000);
    let observation = |role, fiscal_year, value: usize| Observation {
        role,
        fiscal_year: Some(fiscal_year),
        as_of: None,
        period: None,
        label: None,
        kind: ObservationKind::Number,
        value: Some(Decimal::new(i64::try_from(value).unwrap(), 1)),
        unit: Some(unit.to_owned()),
        relation: Some(Relation::Equal),
        approximate: false,
        raw: format!("{}.{}{unit}", value / 10, value % 10),
    };
    Indicator {
        name: Some(format!("{}の件数", chance.pick(&SUBJECTS))),
        kind: Some(IndicatorKind::Kpi),
        direction: Some(Direction::Up),
        observations: vec![
            observation(Role::Baseline, 2024, base),
            observation(Role::Actual, 2025, base + 11),
            observation(Role::Target, 2026, base + 25),
        ],
        evaluations: vec![Evaluation {
            fiscal_year: Some(2025),
            grade: chance.pick(&["A", "B", "C"]).to_owned(),
        }],
        ..Indicator::default()
    }
}

fn progress(chance: &mut Chance) -> Progress {
    let bullets: Vec<String> = (0..2).map(|_| chance.text(1)).collect();
    let heading = chance.pick(&SUBJECTS).to_owned();
    Progress {
        label: None,
        fiscal_year: Some(2025),
        kind: Some(ProgressKind::Actual),
        text: format!("○{heading}\n・{}", bullets.join("\n・")),
        groups: vec![ProgressGroup { heading: Some(heading), bullets }],
        events: Vec::new(),
    }
}

fn source(title: &str, indicators: &[Indicator], ordinal: usize, chance: &mut Chance) -> Source {
    let page = PageNumber(u32::try_from(ordinal / 5 + 1).unwrap());
    let mut cells = BTreeMap::new();
    let mut confidence = BTreeMap::new();
    let mut add = |field: String, raw: &str, rule: &str| {
        let top = chance.below(7000) as f64 / 10.0;
        let place =
            Place { page, bbox: Some([56.7, top, 310.2, top + 24.0].into()), line: None, column: None };
        cells.insert(field.clone(), vec![CellSource { place, raw: raw.to_owned(), rule: rule.to_owned() }]);
        confidence.insert(field, 0.99);
    };
    add("title".to_owned(), title, "title: 事業名");
    add("departments".to_owned(), "総務部 人事課", "department: 担当課");
    add("summary".to_owned(), "（概要の原文）", "summary: 概要");
    for (at, indicator) in indicators.iter().enumerate() {
        add(
            format!("indicators.{at}.name"),
            indicator.name.as_deref().unwrap_or_default(),
            "indicator: 指標名",
        );
        for (number, observation) in indicator.observations.iter().enumerate() {
            add(format!("indicators.{at}.observations.{number}"), &observation.raw, "target: 目標値");
        }
    }
    Source {
        pages: vec![page],
        table: 1,
        rows: vec![u32::try_from(ordinal).unwrap()],
        cells,
        confidence,
        doubts: BTreeMap::new(),
        removed: BTreeMap::new(),
    }
}

fn finding(document: &DocumentRecord, item: &Item) -> Finding {
    Finding {
        document_id: document.id.clone(),
        path: document.path.clone(),
        severity: Severity::Info,
        code: "year-assumed".to_owned(),
        item: Some(item.id.clone()),
        field: Some("indicators.0.observations.0".to_owned()),
        message: "年度を見出しから補いました".to_owned(),
        message_en: "the year was taken from the heading".to_owned(),
        place: None,
        answer: None,
    }
}

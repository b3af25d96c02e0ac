//! How well the confidences of the held-out trials hold.

use std::fmt::Write as _;

use plan_records::confidence::Model;

use super::damage::Kind;
use super::trial::{Observed, Trials};

/// Lower ends of the bins of the reliability table.
const BINS: [f64; 7] = [0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99];

/// A field is to be looked at below this.
const LOOK: f64 = 0.8;

/// A field is taken for right from here on.
const TRUST: f64 = 0.95;

/// Characters of a value that the list of wrong fields shows.
const SHOWN: usize = 120;

/// A field with its confidence.
type Rated<'o> = (&'o Observed, f64);

/// The tables of `docs/confidence.md`.
#[must_use]
pub fn tables(trials: &Trials, model: &Model) -> String {
    let rated: Vec<Rated<'_>> = trials
        .observed
        .iter()
        .filter(|field| field.held_out)
        .map(|field| (field, model.confidence(field.kind, &field.signs)))
        .collect();
    let mut out = String::new();
    aims(&rated, &mut out);
    bins(&rated, &mut out);
    by_damage(&rated, trials, &mut out);
    flood(trials, &mut out);
    by_kind(&rated, &mut out);
    out
}

fn count<'o>(rated: &[Rated<'o>], wanted: impl Fn(&Rated<'o>) -> bool) -> usize {
    rated.iter().filter(|field| wanted(field)).count()
}

#[expect(clippy::cast_precision_loss, reason = "counts of fields are far below 2^52")]
fn share(part: usize, whole: usize) -> String {
    if whole == 0 { "–".to_owned() } else { format!("{:.2} %", 100.0 * part as f64 / whole as f64) }
}

fn is_caught(field: &Rated<'_>) -> bool {
    field.0.named || field.1 < LOOK
}

fn aims(rated: &[Rated<'_>], out: &mut String) {
    let _ = writeln!(out, "| Aim | Held-out trials |\n|---|---|");
    let mut row = |what: &str, part: usize, whole: usize| {
        let _ = writeln!(out, "| {what} | {} ({part} of {whole}) |", share(part, whole));
    };
    let of = |wanted: &dyn Fn(&Rated<'_>) -> bool, part: &dyn Fn(&Rated<'_>) -> bool| {
        (count(rated, |field| wanted(field) && part(field)), count(rated, wanted))
    };
    let wrong = |field: &Rated<'_>| !field.0.right;
    let made = |field: &Rated<'_>| wrong(field) && !field.0.standing;
    let seen = |field: &Rated<'_>| made(field) && field.0.damage != Kind::DigitChanged;
    let clean = |field: &Rated<'_>| field.0.damage == Kind::Clean && field.0.right;
    let (part, whole) = of(&|field| field.1 >= TRUST, &|field| field.0.right);
    row(&format!("of fields at {TRUST} or more, right (aim: 99.5 %)"), part, whole);
    let (part, whole) = of(&wrong, &is_caught);
    row(&format!("of wrong fields, named by a finding or below {LOOK} (aim: 95 %)"), part, whole);
    let (part, whole) = of(&made, &is_caught);
    row("– of those that the damage made", part, whole);
    let (part, whole) = of(&seen, &is_caught);
    row("– of those that the damage made, without digits that became others", part, whole);
    let (part, whole) = of(&|field| wrong(field) && field.0.standing, &is_caught);
    row("– of those that are wrong without damage as well", part, whole);
    let (part, whole) = of(&clean, &|field| field.1 < LOOK);
    row(
        &format!("of right fields of documents without damage, below {LOOK} (aim: at most 3 %)"),
        part,
        whole,
    );
    out.push('\n');
}

fn bins(rated: &[Rated<'_>], out: &mut String) {
    let _ = writeln!(out, "| Confidence | Fields | Mean confidence | Right |\n|---|---:|---:|---:|");
    for (at, low) in BINS.iter().enumerate() {
        let high = BINS.get(at + 1).copied().unwrap_or(f64::INFINITY);
        let inside: Vec<Rated<'_>> =
            rated.iter().copied().filter(|field| (*low..high).contains(&field.1)).collect();
        #[expect(clippy::cast_precision_loss, reason = "counts of fields are far below 2^52")]
        let mean = if inside.is_empty() {
            0.0
        } else {
            inside.iter().map(|field| field.1).sum::<f64>() / inside.len() as f64
        };
        let right = count(&inside, |field| field.0.right);
        let shown =
            if high.is_finite() { format!("{low:.2}–{high:.2}") } else { format!("{low:.2} or more") };
        let _ = writeln!(out, "| {shown} | {} | {mean:.3} | {} |", inside.len(), share(right, inside.len()));
    }
    out.push('\n');
}

fn by_damage(rated: &[Rated<'_>], trials: &Trials, out: &mut String) {
    let _ = writeln!(
        out,
        "| Damage | Trials | Fields | Wrong | Wrong, caught | Made by the damage | Made, caught | Wrong at {TRUST} or more | Missing | Missing, told of |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
    );
    for kind in Kind::ALL {
        let own: Vec<Rated<'_>> = rated.iter().copied().filter(|field| field.0.damage == kind).collect();
        let readings =
            trials.readings.iter().filter(|reading| reading.damage == kind && reading.held_out).count();
        let wrong = count(&own, |field| !field.0.right);
        let caught = count(&own, |field| !field.0.right && is_caught(field));
        let made = count(&own, |field| !field.0.right && !field.0.standing);
        let made_caught = count(&own, |field| !field.0.right && !field.0.standing && is_caught(field));
        let trusted = count(&own, |field| !field.0.right && field.1 >= TRUST);
        let missing: Vec<_> =
            trials.missing.iter().filter(|value| value.damage == kind && value.held_out).collect();
        let named = missing.iter().filter(|value| value.named).count();
        let _ = writeln!(
            out,
            "| {} | {readings} | {} | {wrong} | {caught} ({}) | {made} | {made_caught} ({}) | {trusted} | {} | {named} ({}) |",
            kind.name(),
            own.len(),
            share(caught, wrong),
            share(made_caught, made),
            missing.len(),
            share(named, missing.len()),
        );
    }
    out.push('\n');
}

/// Findings to look through: too many of them and nobody looks.
fn flood(trials: &Trials, out: &mut String) {
    let _ = writeln!(
        out,
        "| Documents without damage | Readings | Items | Warnings to 100 items | Notes to 100 items |\n|---|---:|---:|---:|---:|"
    );
    let is_fixture = |document: &str| document.starts_with("plans/") || document.starts_with("pdf/");
    for (name, fixtures) in [("fixtures", true), ("layouts", false)] {
        let of_group = trials.readings.iter().filter(|reading| {
            reading.damage == Kind::Clean && reading.held_out && is_fixture(&reading.document) == fixtures
        });
        let (mut readings, mut items, mut warnings, mut notes) = (0, 0, 0, 0);
        for reading in of_group {
            readings += 1;
            items += reading.items;
            warnings += reading.warnings;
            notes += reading.notes;
        }
        let _ = writeln!(
            out,
            "| {name} | {readings} | {items} | {} | {} |",
            to_hundred(warnings, items),
            to_hundred(notes, items)
        );
    }
    out.push('\n');
}

#[expect(clippy::cast_precision_loss, reason = "counts of findings are far below 2^52")]
fn to_hundred(part: usize, whole: usize) -> String {
    format!("{:.1}", 100.0 * part as f64 / whole.max(1) as f64)
}

fn by_kind(rated: &[Rated<'_>], out: &mut String) {
    let _ = writeln!(
        out,
        "| Field | Fields | Wrong | Wrong, caught | Wrong at {TRUST} or more |\n|---|---:|---:|---:|---:|"
    );
    for kind in plan_records::confidence::FieldKind::ALL {
        let own: Vec<Rated<'_>> = rated.iter().copied().filter(|field| field.0.kind == kind).collect();
        if own.is_empty() {
            continue;
        }
        let wrong = count(&own, |field| !field.0.right);
        let caught = count(&own, |field| !field.0.right && is_caught(field));
        let trusted = count(&own, |field| !field.0.right && field.1 >= TRUST);
        let _ = writeln!(
            out,
            "| `{}` | {} | {wrong} | {caught} ({}) | {trusted} |",
            kind.name(),
            own.len(),
            share(caught, wrong)
        );
    }
    out.push('\n');
}

/// The wrong fields, and the values that are missing, of those seeds that are not held out: what to look into.
#[must_use]
pub fn escaped(trials: &Trials, model: &Model) -> String {
    let mut out = String::new();
    for field in trials.observed.iter().filter(|field| !field.held_out && !field.right) {
        let confidence = model.confidence(field.kind, &field.signs);
        let caught = field.named || confidence < LOOK;
        let signs: Vec<&str> = field.signs.iter().map(|sign| sign.name()).collect();
        let _ = writeln!(
            out,
            "{}\t{}\t{}\t{}\t{} {}\t{confidence:.3}\t{}\t{}\t{}\t{}",
            if caught { "caught" } else { "escaped" },
            if field.standing { "standing" } else { "made" },
            field.damage.name(),
            field.document,
            field.place.0,
            field.place.1,
            if field.named { "named" } else { "" },
            signs.join(" "),
            field.edited,
            format!("{} ← {}", field.values.join(" / "), field.raw)
                .replace(['\n', '\t'], " ")
                .chars()
                .take(SHOWN)
                .collect::<String>(),
        );
    }
    for value in trials.missing.iter().filter(|value| !value.held_out) {
        let _ = writeln!(
            out,
            "{}\tmissing\t{}\t{}\t{}\t{}\t{}",
            if value.named { "told" } else { "untold" },
            value.damage.name(),
            value.document,
            if value.paired { "in an item" } else { "item and all" },
            value.group,
            value.edited,
        );
    }
    out
}

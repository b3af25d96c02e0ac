//! New items and indicators, half of them much like what is there.

use plan_records::records::{Indicator, Item};

use super::change::Draft;
use super::random::Random;
use super::values::{scaled, set};
use super::words::Half;

/// For a thousand old items, how many new ones come.
const NEW: usize = 100;

/// Of a thousand items, how many get a further indicator that is like one of theirs.
const NEW_INDICATORS: usize = 80;

pub(super) fn add(drafts: &mut Vec<Draft>, old: &[Item], rest: &[Item], random: &mut Random, half: Half) {
    for draft in drafts.iter_mut() {
        if random.chance(NEW_INDICATORS)
            && let Some(other) =
                random.pick(&draft.item.indicators).cloned().and_then(|base| indicator(&base, random, half))
        {
            draft.item.indicators.push(other);
            draft.indicators.push((Vec::new(), Vec::new()));
        }
    }
    for _ in 0..(old.len() * NEW / 1000) {
        let like = if random.chance(500) {
            random.pick(old).and_then(|base| item(base, random, half))
        } else {
            None
        };
        let fresh = like.or_else(|| random.pick(rest).cloned());
        let Some(fresh) = fresh else { continue };
        // An item with the name of an old one would be that item.
        let taken = old
            .iter()
            .chain(drafts.iter().map(|draft| &draft.item))
            .any(|item| item.title == fresh.title && item.title.is_some());
        if !taken {
            let indicators = vec![(Vec::new(), Vec::new()); fresh.indicators.len()];
            let at = random.below(drafts.len());
            drafts.insert(at, Draft { item: fresh, from: Vec::new(), changes: Vec::new(), indicators });
        }
    }
}

/// Another item of the same 施策.
fn item(base: &Item, random: &mut Random, half: Half) -> Option<Item> {
    let title = base.title.as_deref()?;
    let mut other = base.clone();
    other.title = match changed(title, random, half) {
        Some(changed) => Some(changed),
        None => Some(format!("{title}{}", random.pick(half.extensions())?)),
    };
    other.summary = base.summary.as_deref().and_then(|summary| changed(summary, random, half));
    other.number = None;
    other.indicators = base.indicators.iter().filter_map(|base| indicator(base, random, half)).collect();
    Some(other)
}

/// Another indicator that is called much alike.
fn indicator(base: &Indicator, random: &mut Random, half: Half) -> Option<Indicator> {
    let name = changed(base.name.as_deref()?, random, half)?;
    let mut other = Indicator { name: Some(name), ..base.clone() };
    let thousandths = 200 + random.below(600);
    for value in other.observations.iter_mut().filter(|value| value.value.is_some()) {
        let number = scaled(value, thousandths);
        set(value, number);
    }
    // Two things that say the same of the same years would be one.
    (other.observations != base.observations).then_some(other)
}

/// The last word that makes another thing, replaced.
fn changed(text: &str, random: &mut Random, half: Half) -> Option<String> {
    let fitting: Vec<&(&str, &str)> = half.others().iter().filter(|(word, _)| text.contains(word)).collect();
    let (word, instead) = random.pick(&fitting)?;
    let at = text.rfind(word)?;
    let mut other = text.to_owned();
    other.replace_range(at..at + word.len(), instead);
    Some(other)
}

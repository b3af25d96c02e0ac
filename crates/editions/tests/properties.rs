//! What holds for any edition.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use common::{edition, indicator, item, value};
use editions::difference::{Difference, ItemChange};
use editions::{Edition, difference, link};
use plan_records::records::{Indicator, Item, Role};
use proptest::prelude::*;

/// Words of which titles are made: few, so that items are much alike.
const WORDS: [&str; 12] = [
    "防災",
    "情報",
    "観光",
    "農業",
    "子育て",
    "窓口",
    "研修",
    "の推進",
    "の整備",
    "の件数",
    "の割合",
    "（累計）",
];

fn name() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 1..5).prop_map(|words| words.concat())
}

fn indicators() -> impl Strategy<Value = Vec<Indicator>> {
    let one = (name(), 1..500_u32, prop::sample::select(&["件", "%", "人"][..])).prop_map(
        |(name, number, unit)| {
            let target = value(Role::Target, 2026, &(number * 2).to_string(), unit);
            indicator(&name, vec![value(Role::Baseline, 2022, &number.to_string(), unit), target])
        },
    );
    prop::collection::vec(one, 0..3)
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    let department = prop::sample::select(&["総務課", "農政課", "観光課"][..]);
    let one = (name(), department, indicators(), any::<bool>(), any::<bool>());
    let one = one.prop_map(|(title, department, indicators, titled, repeated)| {
        let made = item(&title, &["部", department], indicators);
        Item { title: made.title.clone().filter(|_| titled), repeated, ..made }
    });
    prop::collection::vec(one, 0..14)
}

/// The pairs of a difference, by the places of the items in their editions.
fn pairs(difference: &Difference) -> Vec<(String, String)> {
    let place = |id: &str| id.rsplit('-').next().unwrap().to_owned();
    let pair = |change: &ItemChange| (place(&change.old.id), place(&change.new.id));
    difference.changed.iter().map(pair).collect()
}

proptest! {
    #[test]
    fn an_edition_is_the_same_as_itself(items in items()) {
        let one = edition("a", 2022, items);
        let found = difference(&one, &one);
        prop_assert!(found.is_empty(), "{found:#?}");
        prop_assert_eq!(found.counts.unchanged, one.items.len());
    }

    #[test]
    fn what_is_the_same_does_not_depend_on_the_direction(one in items(), other in items()) {
        let (one, other) = (edition("a", 2022, one), edition("b", 2023, other));
        let (there, back) = (difference(&one, &other), difference(&other, &one));
        let mut turned: Vec<_> = pairs(&back).into_iter().map(|(old, new)| (new, old)).collect();
        turned.sort();
        let mut straight = pairs(&there);
        straight.sort();
        prop_assert_eq!(straight, turned);
        prop_assert_eq!(there.counts.unchanged, back.counts.unchanged);
        prop_assert_eq!(there.counts.added, back.counts.removed);
    }

    #[test]
    fn the_order_of_the_editions_does_not_matter(lists in prop::collection::vec(items(), 1..5), turn in any::<usize>()) {
        let editions: Vec<Edition> =
            (2020..).zip(lists).map(|(year, items)| edition(&format!("d{year}"), year, items)).collect();
        let mut turned = editions.clone();
        turned.rotate_left(turn % editions.len());
        turned.reverse();
        prop_assert_eq!(link(&editions).links, link(&turned).links);
    }

    #[test]
    fn every_indicator_is_in_one_series(lists in prop::collection::vec(items(), 1..4)) {
        let editions: Vec<Edition> =
            (2020..).zip(lists).map(|(year, items)| edition(&format!("d{year}"), year, items)).collect();
        let links = link(&editions);
        let mut places: Vec<_> = links.indicators.iter().flat_map(|thing| thing.mentions.clone()).collect();
        let all = places.len();
        places.sort();
        places.dedup();
        prop_assert_eq!(places.len(), all);
        let printed: usize = editions.iter().flat_map(|edition| &edition.items).map(|item| item.indicators.len()).sum();
        prop_assert_eq!(all, printed);
    }
}

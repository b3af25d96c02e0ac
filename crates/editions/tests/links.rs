//! The same things through several editions.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use common::{edition, indicator, item, plan, value};
use editions::links::{LinkChange, LinkKind, LinkRelation};
use editions::{Edition, Links, link};
use plan_records::records::{Item, Role};

fn relations(links: &Links, kind: LinkKind) -> Vec<(LinkRelation, &str, &str)> {
    let of_kind = links.links.iter().filter(|link| link.kind == kind);
    of_kind.map(|link| (link.relation, link.old.name.as_str(), link.new.name.as_str())).collect()
}

#[test]
fn an_edition_linked_with_itself_is_the_identity() {
    let links = link(&[edition("a", 2022, plan()), edition("b", 2023, plan())]);
    assert!(
        links.links.iter().all(|link| link.old.name == link.new.name && link.changes.is_empty()),
        "{links:#?}"
    );
    assert_eq!(links.links.len(), 7);
    assert!(links.links.iter().all(|link| link.score > 0.9 && !link.reasons.is_empty()));
    assert_eq!(links.findings, []);
    assert!(links.indicators.iter().all(|thing| thing.mentions.len() == 2));
}

#[test]
fn the_order_of_the_editions_does_not_matter() {
    let mut third = plan();
    third.swap(0, 3);
    third[1].title = Some("職員に対するデジタル研修の実施".into());
    let editions = [edition("c", 2024, third), edition("a", 2022, plan()), edition("b", 2023, plan())];
    let turned: Vec<Edition> = editions.iter().rev().cloned().collect();
    assert_eq!(link(&editions).links, link(&turned).links);
}

#[test]
fn the_number_of_threads_does_not_matter() {
    // More editions than are made comparable at once.
    let editions: Vec<Edition> = (0..70)
        .map(|year| {
            let mut items = plan();
            let count = items.len();
            items.swap(0, year % count);
            items[1].title = items[1].title.take().map(|title| format!("{title}（第{}期）", year / 3));
            edition(&format!("e{year:02}"), 2000 + i32::try_from(year).unwrap(), items)
        })
        .collect();
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| link(&editions))
    };
    let one = on(1);
    assert!(one.links.len() > 69 * 4);
    assert_eq!(one, on(2));
    assert_eq!(one, on(7));
}

#[test]
fn what_one_edition_leaves_out_is_found_again() {
    let mut without: Vec<Item> = plan();
    without.remove(0);
    let links = link(&[edition("a", 2022, plan()), edition("b", 2023, without), edition("c", 2024, plan())]);
    let again = links.links.iter().find(|link| {
        link.kind == LinkKind::Item && link.old.document_id == "a" && link.new.document_id == "c"
    });
    assert_eq!(again.unwrap().id, "a-1");
}

#[test]
fn a_revised_target_is_told_from_an_updated_actual() {
    let mut new = plan();
    new[0].indicators[0].observations[1] = value(Role::Target, 2026, "6000", "件");
    new[1].indicators[0].observations.push(value(Role::Actual, 2023, "120", "人"));
    new[3].indicators[0].observations.push(value(Role::Target, 2030, "50", "%"));
    let links = link(&[edition("a", 2022, plan()), edition("b", 2023, new)]);
    let changes: Vec<&[LinkChange]> = links
        .links
        .iter()
        .filter(|link| link.kind == LinkKind::Indicator)
        .map(|link| link.changes.as_slice())
        .collect();
    assert_eq!(
        changes,
        [&[LinkChange::TargetRevised][..], &[LinkChange::ActualUpdated], &[LinkChange::TargetAdded]]
    );
}

#[test]
fn a_summary_repeats_what_the_list_says() {
    let mut items = plan();
    let mut row = item("", &[], items[0].indicators.clone());
    row.title = None;
    row.related_titles = vec!["行政手続のオンライン化の推進".into()];
    items.push(row);
    let links = link(&[edition("a", 2022, items)]);
    let name = "オンライン申請件数";
    assert_eq!(relations(&links, LinkKind::Indicator), [(LinkRelation::Repeated, name, name)]);
    assert_eq!(
        relations(&links, LinkKind::Item),
        [(LinkRelation::Related, name, "行政手続のオンライン化の推進")]
    );
    assert_eq!(links.indicators[0].mentions.len(), 2);
}

#[test]
fn the_same_words_with_other_numbers_are_two_indicators() {
    let rate = |title: &str, value_of: &str| {
        item(title, &["総務部"], vec![indicator("実施率", vec![value(Role::Baseline, 2022, value_of, "%")])])
    };
    let items = || vec![rate("研修の充実", "31.4"), rate("点検の徹底", "77.8")];
    let links = link(&[edition("a", 2022, items()), edition("b", 2023, items())]);
    assert_eq!(links.indicators.len(), 2);
    assert!(
        relations(&links, LinkKind::Indicator).iter().all(|(relation, ..)| *relation == LinkRelation::Same)
    );
}

#[test]
fn renamed_departments_are_links() {
    let mut new = plan();
    for item in &mut new[..2] {
        item.departments[0][0] = "総務地域連携部".into();
    }
    let links = link(&[edition("a", 2022, plan()), edition("b", 2023, new)]);
    assert_eq!(
        relations(&links, LinkKind::Department),
        [(LinkRelation::Renamed, "総務部", "総務地域連携部")]
    );
}

#[test]
fn publishers_are_kept_apart() {
    let mut other = edition("b", 2023, plan());
    other.documents[0].publisher.as_mut().unwrap().code = Some("070009".into());
    assert_eq!(link(&[edition("a", 2022, plan()), other.clone()]).links, []);
    let mut unknown = edition("c", 2024, plan());
    unknown.documents[0].publisher = None;
    let links = link(&[edition("a", 2022, plan()), other, unknown]);
    assert_eq!((links.links.len(), links.findings[0].code.as_str()), (0, "unlinked-document"));
}

/// Both links of a whole title and its two parts, and what else there is.
fn merged(titles: [&str; 2], whole: &str) -> Vec<(LinkRelation, String, String)> {
    let plain = |title: &str| item(title, &["部", "課"], Vec::new());
    let mut old = plan();
    old.extend(titles.map(plain));
    let mut new = plan();
    new.push(plain(whole));
    let links = link(&[edition("a", 2022, old), edition("b", 2023, new)]);
    let of_whole = links.links.iter().filter(|link| link.new.name == whole);
    of_whole.map(|link| (link.relation, link.old.name.clone(), link.new.name.clone())).collect()
}

#[test]
fn long_titles_that_were_joined_are_a_merge_though_neither_is_much_like_the_whole() {
    let whole = "交通安全対策の推進及び消費生活の安全確保";
    let parts = ["交通安全対策の推進", "消費生活の安全確保"];
    let wanted = parts.map(|part| (LinkRelation::Merge, part.to_owned(), whole.to_owned()));
    assert_eq!(merged(parts, whole), wanted);
}

#[test]
fn a_title_that_holds_one_of_two_is_no_merge() {
    for parts in [["交通安全対策の推進", "食品表示の監視指導"], ["交通安全対策の推進", "交通安全対策の広報"]]
    {
        let found = merged(parts, "交通安全対策の推進及び消費生活の安全確保");
        assert!(found.iter().all(|(relation, ..)| *relation == LinkRelation::Same), "{found:?}");
        assert!(found.len() <= 1, "{found:?}");
    }
}

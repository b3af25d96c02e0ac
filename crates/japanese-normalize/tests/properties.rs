//! What holds for every text.

#![expect(clippy::expect_used, reason = "a test says what is missing")]

use japanese_normalize::*;
use proptest::prelude::*;

/// Parts of texts that the parsers know, between bars.
const KNOWN: &str = "令和|平成|R|H|元|5|12|３|年度|年|月|日|末|～|~|-|−|から|まで|.|/|第|①|②|千|万|億|件|人|%|％|約|以上|（累計）|(|)|\
（|）|【|】|・|○|※|部|課|総務部|デジタル|推進|、|。| |\u{3000}|\n|\t|I|C|T|A|の|に|㍻|㌫|ﾊ|ﾞ|ﾟ|か|\u{3099}|\
ー|－|⺠|⼾|㈱|半年|分の|対|一|二|十|▲|0|99999999999|,|ア|1)|(1)|県|三重県|\u{200b}|é|e\u{301}|Ａ|ｂ|\
等|及び|警察本部|🏯|\u{e0100}|津市|府中市|北区|札幌市中央区|池田町|広島県|郡|本県|当市|市";

/// Texts of characters that the parsers know, mixed with any others.
fn texts() -> impl Strategy<Value = String> {
    let known = prop::sample::select(KNOWN.split('|').collect::<Vec<_>>());
    let any = any::<char>().prop_map(String::from);
    prop::collection::vec(prop_oneof![9 => known.prop_map(str::to_owned), 1 => any], 0..40)
        .prop_map(|parts| parts.concat())
}

fn inside(text: &str, range: &std::ops::Range<usize>) -> bool {
    range.start <= range.end && text.get(range.clone()).is_some()
}

proptest! {

    #[test]
    fn normalizing_twice_equals_once(text in texts()) {
        let once = normal_form(&text);
        prop_assert_eq!(normal_form(&once), once);
    }

    #[test]
    fn folding_forgets_what_normalizing_does(text in texts()) {
        let key = fold(&text);
        prop_assert_eq!(fold(&key), key.clone());
    }

    #[test]
    fn ranges_of_the_normal_form_lie_in_the_source(text in texts()) {
        let normalized = normalize(&text);
        let normal = normalized.as_str();
        let mut last = 0..0;
        for (at, c) in normal.char_indices() {
            let range = normalized.source_range(at..at + c.len_utf8());
            prop_assert!(inside(&text, &range), "{:?}", range);
            prop_assert!(range.start < range.end, "{c:?} comes from nothing");
            prop_assert!(last.start <= range.start && last.end <= range.end, "{:?} behind {:?}", range, last);
            last = range;
        }
        let mut end = 0;
        for (part, source) in normalized.segments() {
            prop_assert!(part.start == end && part.end > part.start && inside(&text, &source), "{part:?} {source:?}");
            end = part.end;
        }
        prop_assert_eq!(end, normal.len());
        let whole = normalized.source_range(0..normal.len());
        prop_assert!(inside(&text, &whole) && whole.end >= last.end);
    }

    #[test]
    fn parsers_stay_in_the_text(text in texts()) {
        let refused = quantity_refusal(&text).is_some();
        prop_assert_eq!(refused, quantities(&text).is_empty() && quantity_cell(&text).is_none());
        for quantity in quantities(&text) {
            prop_assert!(inside(&text, &quantity.range) && inside(&text, &quantity.number_range));
        }
        let mut end = 0;
        for time in times(&text) {
            prop_assert!(inside(&text, &time.range) && time.range.start >= end);
            end = time.range.end;
        }
        for part in split_marks(&text) {
            prop_assert!(inside(&text, &part.range));
        }
        let own = publishers("三重県津市").remove(0).1;
        for (range, _) in publishers(&text).into_iter().chain(resolve_self(&text, &own)) {
            prop_assert!(inside(&text, &range));
        }
        if let Some((_, length)) = grade(&text) {
            prop_assert!(text.get(..length).is_some());
        }
        let likeness = department_likeness(&text);
        prop_assert!((0.0..=1.0).contains(&likeness));
        let _ = (quantity_cell(&text), leading_time(&text), fiscal_year(&text), is_unmeasured(&text), is_absent(&text));
        let _ = (departments(&text), join_departments(&text, &text), times_within(&text, 2023));
    }

    #[test]
    fn paragraphs_keep_every_character(text in texts()) {
        // A voiced mark at the start of one line would join the kana at the end of another.
        let text = text.replace(['ﾞ', 'ﾟ', '\u{3099}'], "");
        let found = paragraphs(&[Line { text: &text, breaks: true }, Line { text: &text, breaks: false }]);
        let joined: String = found.iter().map(|paragraph| paragraph.text.as_str()).collect();
        prop_assert_eq!(marks(&joined), marks(&normal_form(&format!("{text}{text}"))));
    }

    #[test]
    fn quantities_are_read_as_they_are_written(value in 0_u32..100_000_000, unit in prop::sample::select(vec!["件", "人", "市町村", "%"])) {
        let text = format!("{}{unit}", with_commas(value));
        let quantity = quantity_cell(&text).expect("a number with a unit is a quantity");
        prop_assert_eq!(quantity.value, rust_decimal::Decimal::from(value));
        prop_assert_eq!(quantity.unit.as_deref(), Some(unit));
    }

    #[test]
    fn dates_with_their_era_are_read_back(year in 1873_i32..2100, month in 1_u8..=12, day in 1_u8..=28) {
        for date in [
            Date { year, month: None, day: None },
            Date { year, month: Some(month), day: None },
            Date { year, month: Some(month), day: Some(day) },
        ] {
            let text = date.wareki().expect("the calendar is that of today");
            let read = times(&text);
            let from = read.first().and_then(|time| time.from).expect("it is a time");
            let same = from.year == year && (date.month.is_none() || from == date);
            prop_assert!(same && read.len() == 1 && read.iter().all(|time| time.problem.is_none()), "{text} {read:?}");
            prop_assert_eq!(times(&date.to_string()).first().and_then(|time| time.from).filter(|_| date.day.is_some()), date.day.map(|_| date));
        }
    }

    #[test]
    fn quantities_are_read_back(
        value in 0_i64..10_000_000,
        scale in 0_u32..3,
        more in prop::option::of(1_i64..1000),
        unit in prop::sample::select(vec!["件", "人", "%", "市町村", "t-CO2", "円/kg", "人・日"]),
        marks in 0_u8..16,
        bound in prop::sample::select(vec![Relation::Equal, Relation::AtLeast, Relation::AtMost, Relation::MoreThan, Relation::LessThan]),
    ) {
        let mut quantity = quantity_cell("1件").expect("it is a quantity");
        quantity.value = rust_decimal::Decimal::new(value, scale);
        quantity.upper = more.map(|more| quantity.value + rust_decimal::Decimal::from(more));
        quantity.unit = Some(unit.to_owned());
        (quantity.approximate, quantity.cumulative) = (marks & 1 > 0, marks & 2 > 0);
        quantity.relation = bound;
        quantity.change = (marks & 8 > 0).then_some(if marks & 4 > 0 { Change::Increase } else { Change::Decrease });
        let text = quantity.to_string();
        let read = quantities(&text);
        prop_assert_eq!(read.len(), 1, "{}", text);
        let key = |quantity: &Quantity| {
            let marks = (quantity.approximate, quantity.cumulative, quantity.relation, quantity.change);
            (quantity.value, quantity.upper, quantity.unit.clone(), marks)
        };
        prop_assert_eq!(key(&read[0]), key(&quantity), "{}", text);
    }

    #[test]
    fn numerals_are_read_alike_in_a_quantity_and_alone(text in "[一二三四五六七八九十百千万億兆]{1,12}") {
        // Behind a mark without width the general reader reads it, and alone the one for plain numerals.
        let general = number(&format!("\u{feff}{text}"));
        if let Some(value) = number(&text) {
            prop_assert_eq!(general, Some(value));
        }
    }

    #[test]
    fn days_are_read_as_they_are_written(year in 1990_i32..2060, month in 1_u8..=12, day in 1_u8..=28) {
        let text = format!("{year}年{month}月{day}日");
        let iso = Date { year, month: Some(month), day: Some(day) };
        prop_assert_eq!(times(&text).first().and_then(|time| time.from), Some(iso));
        if year > 2019 {
            let text = format!("R{}.{month}.{day}", year - 2018);
            prop_assert_eq!(times(&text).first().and_then(|time| time.from), Some(iso));
        }
    }
}

/// Letters and digits of a text, folded: what joining and cutting must not touch.
fn marks(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric() && *c != 'ー').collect()
}

fn with_commas(value: u32) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[test]
fn long_texts_take_linear_time() {
    let texts = [
        "9",
        "九",
        "R2.8-9 ",
        "(",
        "・",
        "①",
        "総務部",
        "総務部(",
        "1,",
        "令和",
        "1) ",
        "半",
        "1/",
        "～1",
        "○",
        "I ",
        "【",
        "ﾞ",
        "年間",
        "約",
    ];
    for part in texts {
        let start = std::time::Instant::now();
        let text = part.repeat(60_000 / part.len());
        let _ = (normal_form(&text), fold(&text), quantities(&text), times(&text), publishers(&text));
        let _ = (departments(&text), department_likeness(&text), quantity_cell(&text), split_marks(&text));
        let _ = (
            paragraphs(&[Line { text: &text, breaks: true }]),
            grade(&text),
            is_unmeasured(&text),
            is_absent(&text),
        );
        let _ = (leading_time(&text), fiscal_year(&text));
        // A quadratic parser takes minutes; a busy machine takes ten times as long as a quiet one.
        assert!(start.elapsed().as_secs() < 60, "{part}: {:?}", start.elapsed());
    }
}

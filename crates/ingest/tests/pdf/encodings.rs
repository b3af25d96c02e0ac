//! Every predefined encoding of Japanese, in fonts that are not embedded and have no ToUnicode.

use document_model::{PageNumber, UnicodeSource};
use ingest::Options;

const WHOLE: [&str; 6] = [
    "青森県保健医療計画（第８次）令和６年度〜令和１１年度",
    "在宅医療の体制構築に係る現状把握指標例と目標値",
    "①②③ⅠⅡⅢ㈱㎡％－―‖…“”’",
    "髙﨑辻祇園葛飾鯖江飴榊茨城岐阜",
    "ｱｲｳｴｵｶﾞｷﾞabcXYZ0123456789.,:;",
    "「指標」『目標値』【実績】〔参考〕〈注〉《出典》・、。ー々〆〇",
];

fn text_of(name: &str) -> (String, UnicodeSource) {
    let path = format!("{}/tests/data/un_{name}.pdf", env!("CARGO_MANIFEST_DIR"));
    let file = ingest::open_pdf(std::fs::read(path).unwrap(), &Options::default()).unwrap().value;
    let page = file.page(PageNumber(1)).value;
    (page.text.clone(), page.glyphs[0].unicode)
}

/// The two minus signs and the two wave dashes are one character in Shift_JIS.
fn folded(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '－' => '−',
            '～' => '〜',
            '―' => '—',
            other => other,
        })
        .filter(|character| !character.is_whitespace())
        .collect()
}

fn expect(name: &str, lines: &[&str], source: UnicodeSource) {
    let (text, found) = text_of(name);
    assert_eq!(folded(&text), folded(&lines.concat()), "{name}");
    assert_eq!(found, source, "{name}");
}

#[test]
fn shift_jis() {
    for name in [
        "HeiseiMin-W3_90ms-RKSJ-H",
        "HeiseiMin-W3_90ms-RKSJ-V",
        "HeiseiMin-W3_90msp-RKSJ-H",
        "HeiseiMin-W3_Ext-RKSJ-H",
        "HeiseiKakuGo-W5_90ms-RKSJ-H",
    ] {
        expect(name, &WHOLE, UnicodeSource::Collection);
    }
}

#[test]
fn unicode_maps() {
    let lines = WHOLE.map(|line| line.replace("鯖江飴", "鯖江噓飴"));
    let lines = lines.each_ref().map(String::as_str);
    for name in ["UCS2-H", "UCS2-V", "UCS2-HW-H", "UTF16-H", "UTF16-V"] {
        expect(&format!("HeiseiMin-W3_UniJIS-{name}"), &lines, UnicodeSource::UnicodeCMap);
    }
    expect("HeiseiMin-W3_UniJIS2004-UTF16-H", &lines, UnicodeSource::UnicodeCMap);
    for name in ["Identity-H", "Identity-V"] {
        expect(&format!("HeiseiMin-W3_{name}"), &lines, UnicodeSource::Collection);
    }
}

/// Without the characters that JIS X 0208 does not have.
#[test]
fn jis_and_euc() {
    let mut lines = WHOLE;
    lines[2] = "％―‖…“”’";
    lines[3] = "辻祇園葛飾鯖江飴榊茨城岐阜";
    for name in ["EUC-H", "EUC-V"] {
        expect(&format!("HeiseiMin-W3_{name}"), &lines, UnicodeSource::Collection);
    }
    lines[4] = "";
    for name in ["H", "V"] {
        expect(&format!("HeiseiMin-W3_{name}"), &lines, UnicodeSource::Collection);
    }
}

/// Codes that an encoding does not have stay in their place as U+FFFD; the others are read.
#[test]
fn codes_outside_the_encoding() {
    for name in ["HeiseiMin-W3_Add-RKSJ-H", "HeiseiMin-W3_90pv-RKSJ-H"] {
        let (text, _) = text_of(name);
        for line in [WHOLE[0], WHOLE[1], WHOLE[5]] {
            assert!(folded(&text).contains(&folded(line)), "{name}: {text}");
        }
    }
    let (text, _) = text_of("HeiseiMin-W3_Add-RKSJ-H");
    assert_eq!(text.matches('\u{fffd}').count(), 9);
}

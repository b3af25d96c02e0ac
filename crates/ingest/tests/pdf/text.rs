//! What strings say, and where their glyphs stand.

use document_model::{Point, Rgb, UnicodeSource, Vector, Visibility};
use ingest::Options;

use crate::builder::{Sheet, utf16};

#[test]
fn glyphs_stand_one_advance_apart() {
    let page = Sheet::new(format!(
        "BT /J1 10 Tf 2 Tc 50 Tz 10 50 Td {} Tj [{} -1000 {}] TJ ET",
        utf16("計画"),
        utf16("の"),
        utf16("表")
    ))
    .read();
    let places: Vec<f64> = page.glyphs.iter().map(|glyph| glyph.origin.x).collect();
    assert_eq!(places, [10.0, 16.0, 22.0, 33.0]);
    assert_eq!(page.glyphs[0].advance, Vector { x: 5.0, y: 0.0 });
    assert_eq!(page.glyphs[0].size, 10.0);
    assert_eq!(page.text, "計画の表");
}

#[test]
fn vertical_writing_runs_down() {
    let page = Sheet::new(format!("BT /V1 10 Tf 1 Tc 100 90 Td {} Tj ET", utf16("計画"))).read();
    let first = &page.glyphs[0];
    assert!((first.origin.x - 95.0).abs() < 1e-9 && (first.origin.y - 18.8).abs() < 1e-9, "{first:?}");
    assert!(
        (page.glyphs[1].origin.y - first.origin.y - 9.0).abs() < 1e-9,
        "Tc is added to a negative height"
    );
    assert_eq!((first.direction, first.vertical), (Vector { x: 0.0, y: 1.0 }, true));
    assert_eq!(<[f64; 4]>::from(first.bbox), [95.0, 10.0, 105.0, 20.0]);
}

#[test]
fn turned_text_keeps_its_size() {
    let page = Sheet::new("BT /F1 10 Tf 0 1 -1 0 50 20 Tm (AB) Tj ET").read();
    let glyph = &page.glyphs[0];
    assert_eq!((glyph.direction, glyph.size), (Vector { x: 0.0, y: -1.0 }, 10.0));
    assert_eq!(glyph.origin, Point { x: 50.0, y: 80.0 });
    assert!(glyph.bbox.height() > 6.0 && glyph.bbox.x0 < 50.0);
}

#[test]
fn bold_by_printing_twice_is_read_once() {
    let plan = utf16("計画");
    let page = Sheet::new(format!(
        "1 g BT /J1 10 Tf 10 50 Td {plan} Tj ET 0 g BT /J1 10 Tf 10.4 50 Td {plan} Tj ET BT /J1 10 Tf 2 Tr 10 20 Td {plan} Tj ET"
    ))
    .read();
    assert_eq!(page.text, "計画計画");
    assert_eq!(page.glyphs[0].fill, Rgb::default(), "the later print is seen");
    assert_eq!(page.glyphs[2].mode, 2);
}

#[test]
fn the_same_character_beside_itself_is_read_twice() {
    assert_eq!(Sheet::new("BT /F1 10 Tf 10 50 Td (ll..) Tj 0 -10 Td (ll) Tj ET").read().text, "ll..ll");
}

#[test]
fn ruby_is_marked() {
    let page = Sheet::new(format!(
        "BT /J1 10 Tf 10 50 Td {} Tj ET BT /J1 5 Tf 10 59.5 Td {} Tj ET BT /J1 5 Tf 100 30 Td {} Tj ET",
        utf16("計画の策定"),
        utf16("けいかく"),
        utf16("ちゅう")
    ))
    .read();
    let ruby: String =
        page.glyphs.iter().filter(|glyph| glyph.ruby).map(|glyph| page.text_of(glyph)).collect();
    assert_eq!(ruby, "けいかく");
}

#[test]
fn ruby_of_vertical_writing_is_marked() {
    let page = Sheet::new(format!(
        "BT /V1 10 Tf 100 90 Td {} Tj ET BT /V1 5 Tf 107.5 90 Td {} Tj ET",
        utf16("計画"),
        utf16("けいかく")
    ))
    .read();
    assert_eq!(page.glyphs.iter().filter(|glyph| glyph.ruby).count(), 4);
}

/// A line of small notes above a line of larger text is no ruby.
#[test]
fn notes_above_a_heading_are_no_ruby() {
    let page = Sheet::new(format!(
        "BT /J1 10 Tf 10 50 Td {} Tj ET BT /J1 5 Tf 10 60 Td {} Tj ET",
        utf16("計画"),
        utf16("これは注記")
    ))
    .read();
    assert!(page.glyphs.iter().all(|glyph| !glyph.ruby));
}

#[test]
fn replacement_text_stands_for_its_glyphs() {
    let page = Sheet::new(
        "/Span << /ActualText <FEFF7B2C> >> BDC BT /F1 10 Tf 10 50 Td (xy) Tj ET EMC \
         /Span << /ActualText (ab) /MCID 7 >> BDC BT /F1 10 Tf 50 50 Td (cd) Tj ET EMC \
         /Span << /ActualText (same  text) >> BDC BT /F1 10 Tf 10 20 Td (same text) Tj ET EMC",
    )
    .read();
    assert_eq!(page.text, "第absame text");
    let said: Vec<&str> = page.glyphs.iter().take(4).map(|glyph| page.text_of(glyph)).collect();
    assert_eq!(said, ["第", "", "a", "b"]);
    assert_eq!(page.glyphs[0].unicode, UnicodeSource::ActualText);
    assert_eq!((page.glyphs[0].marked_content, page.glyphs[2].marked_content), (None, Some(7)));
    assert_eq!(page.glyphs[4].unicode, UnicodeSource::Encoding);
}

/// A font with a ToUnicode map of these lines.
fn mapped(lines: &str, encoding: &str, show: &str) -> Sheet {
    let map = format!("begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange {lines} endcmap");
    Sheet::new(show)
        .only("/Font << /T 5 0 R >>")
        .object(format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Some-Bold /Encoding /{encoding} /ToUnicode 6 0 R /DescendantFonts \
             [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Some-Bold /CIDSystemInfo << /Registry (Adobe) /Ordering \
             (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /Ascent 0 /Descent 0 >> >>] >>"
        ))
        .stream("", map)
}

#[test]
fn ligatures_and_selectors_of_a_map() {
    let lines = "4 beginbfchar <0001> <00660069> <0002> <845BDB40DD00> <0003> <0000> <0004> <D842DFB7> endbfchar \
                 1 beginbfrange <0010> <0012> <3042> endbfrange";
    let sheet = mapped(lines, "Identity-H", "BT /T 10 Tf 10 50 Td <000100020003000400100012> Tj ET");
    let file = sheet.open(&Options::default());
    let read = file.page(document_model::PageNumber(1));
    let page = read.value;
    assert_eq!(page.text, "fi葛\u{fffd}𠮷あい");
    assert_eq!(page.text_of(&page.glyphs[0]), "fi");
    assert_eq!((page.fonts[0].name.as_str(), page.fonts[0].weight), ("Some-Bold", 700));
    assert!(page.glyphs[0].bbox.height() > 8.0, "ascent and descent of 0 are not believed");
    assert_eq!(read.diagnostics[0].code, "pdf-unmapped-characters");
}

#[test]
fn maps_to_private_characters_are_refused() {
    let lines = "1 beginbfrange <0001> <0040> <E000> endbfrange";
    let codes: String = (1..=30).map(|code| format!("{code:04X}")).collect();
    let sheet = mapped(lines, "Identity-H", &format!("BT /T 5 Tf 10 50 Td <{codes}> Tj ET"));
    let file = sheet.open(&Options::default());
    let read = file.page(document_model::PageNumber(1));
    assert_eq!(read.value.text, "\u{fffd}".repeat(30));
    assert!(read.value.glyphs.iter().all(|glyph| glyph.unicode == UnicodeSource::Unknown));
    assert_eq!(read.diagnostics.iter().map(|one| one.code).collect::<Vec<_>>(), ["pdf-unreadable-font"]);
}

#[test]
fn text_of_a_collection_that_is_all_rare_kanji_is_refused() {
    // CIDs of the second level of JIS X 0208, as glyph numbers of a subset taken for CIDs give them.
    let codes: String = (0..60).map(|index| format!("{:04X}", 4200 + index * 31)).collect();
    let font = "/Font << /R << /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font \
                /Subtype /CIDFontType2 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> >>] >> >>";
    let sheet = Sheet::new(format!("BT /R 2 Tf 10 50 Td <{codes}> Tj ET")).only(font);
    let file = sheet.open(&Options::default());
    let read = file.page(document_model::PageNumber(1));
    assert_eq!(read.value.text, "\u{fffd}".repeat(60));
}

#[test]
fn a_page_that_is_an_image_is_said_to_be_a_scan() {
    let image = "q 190 0 0 95 5 2 cm BI /W 1 /H 2 /BPC 8 /CS /G ID ab EI Q";
    let codes = |content: &str| Sheet::new(content).codes(&Options::default());
    assert_eq!(codes(image), ["scanned-page"]);
    assert_eq!(
        codes(&format!("{image} BT /F1 9 Tf 10 50 Td 3 Tr (recognised text) Tj ET")),
        ["recognised-layer"]
    );
    assert!(codes(&format!("{image} BT /F1 9 Tf 10 50 Td (text over an image) Tj ET")).is_empty());
}

#[test]
fn a_font_that_is_not_there_is_told() {
    assert_eq!(
        Sheet::new("BT /Nix 9 Tf 10 50 Td (lost) Tj ET").codes(&Options::default()),
        ["pdf-missing-font"]
    );
}

/// A page that a scanner made: a picture, and invisible text where the characters are.
#[test]
fn text_that_a_scanner_recognised_is_read() {
    let image = "/Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8";
    let scan = |content: String, entries: &str| {
        Sheet::new(content).resources("/XObject << /I 5 0 R >>").stream(entries, [0_u8])
    };
    let picture = "q 200 0 0 100 0 0 cm /I Do Q";
    let text = |mode: u8, length: usize| {
        let y = 50 + 10 * mode;
        format!("BT {mode} Tr /F1 9 Tf 10 {y} Td ({}) Tj ET", "abcdefghij".repeat(length))
    };
    // Over the picture without ink, or under it.
    for content in [format!("{picture} {}", text(3, 2)), format!("{} {picture}", text(0, 2))] {
        let sheet = scan(content, image);
        assert_eq!(sheet.codes(&Options::default()), ["recognised-layer"]);
        let page = sheet.read();
        assert_eq!(page.text, "abcdefghij".repeat(2));
        assert!(page.glyphs.iter().all(|glyph| glyph.visibility == Visibility::Visible));
        assert!(page.glyphs.iter().all(|glyph| glyph.unicode == UnicodeSource::Ocr));
    }
    // A line stamped on it stays what it is.
    let stamped = scan(format!("{picture} {} {}", text(3, 5), text(0, 1)), image);
    assert_eq!(stamped.codes(&Options::default()), ["recognised-layer"]);
    let sources: Vec<UnicodeSource> = stamped.read().glyphs.iter().map(|glyph| glyph.unicode).collect();
    assert_eq!((sources[0], sources[55]), (UnicodeSource::Ocr, UnicodeSource::Encoding));
    // Hidden text beside text that is seen is none, nor is text under a picture with a mask.
    let hidden = scan(format!("{picture} {} {}", text(0, 3), text(3, 3)), image);
    assert!(hidden.codes(&Options::default()).is_empty());
    assert_eq!(hidden.read().glyphs[40].visibility, Visibility::Invisible);
    let masked = scan(format!("{} {picture}", text(0, 2)), &format!("{image} /SMask 6 0 R"));
    assert!(masked.codes(&Options::default()).is_empty());
    assert_eq!(masked.read().glyphs[0].unicode, UnicodeSource::Encoding);
}

/// Fields whose values readers draw, since the file brings no appearance.
#[test]
fn values_of_fields_without_appearance_are_read() {
    let field = |rect: &str, entries: &str| format!("<< /Subtype /Widget /Rect [{rect}] {entries} >>");
    let fields = [
        field("10 60 110 80", "/FT /Tx /DA (/Helv 10 Tf 0 g) /V <FEFF76EE6A190031>"),
        field("10 10 110 50", "/Parent << /FT /Tx /Ff 4096 /DA (/Helv 8 Tf) /V (one\ntwo) >>"),
        field("120 60 190 80", "/FT /Ch /Q 2 /DA (/Helv 10 Tf) /V (B)"),
        field("120 10 190 30", "/FT /Btn /V /Yes"),
        field("120 30 190 50", "/FT /Tx /Ff 8192 /V (secret)"),
        field("120 30 190 50", "/F 2 /FT /Tx /V (hidden)"),
    ];
    let page = Sheet::new("").page(&format!("/Annots [{}]", fields.join(" "))).read();
    assert_eq!(page.text, "目標1onetwoB");
    let origins: Vec<Point> = page.glyphs.iter().map(|glyph| glyph.origin).collect();
    assert_eq!(origins[..3], [(12.0, 33.0), (22.0, 33.0), (32.0, 33.0)].map(|(x, y)| Point { x, y }));
    assert!((origins[6].y - origins[3].y - 9.6).abs() < 0.001, "{origins:?}");
    assert_eq!(origins[9].x, 183.0);
    assert!(page.glyphs.iter().all(|glyph| glyph.layer == document_model::Layer::Annotation));
    assert!((page.glyphs[0].size - 10.0).abs() < 1e-9 && page.glyphs[3].size < 8.01);
}

/// The map of a font gives letters with accents for glyphs as wide as kanji: it is wrong, also where it looks right.
#[test]
fn kana_that_are_mapped_to_letters_are_refused() {
    let font = |letters: &str, width: u32| {
        let kanji = "<0001> <000F> <4E00> <0010> <0010> <0031>";
        let map = format!(
            "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange \
             4 beginbfrange {kanji} {letters} endbfrange endcmap end"
        );
        let font = format!(
            "/Font << /R << /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 5 0 R /DescendantFonts \
             [<< /Type /Font /Subtype /CIDFontType2 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> \
             /DW 1000 /W [17 18 {width}] >>] >> >>"
        );
        let codes: String = (1..=18).map(|code| format!("{code:04X}")).collect();
        Sheet::new(format!("BT /R 8 Tf 10 50 Td <{codes}> Tj ET")).only(&font).stream("", map)
    };
    // û and ø, once as wide as kanji and once as letters are; × and ÷, which Japanese fonts draw wide.
    let wrong = font("<0011> <0011> <00FB> <0012> <0012> <00F8>", 1000);
    assert_eq!(wrong.codes(&Options::default()), ["pdf-unreadable-font"]);
    assert_eq!(wrong.read().text, "\u{fffd}".repeat(18));
    for (letters, width) in [
        ("<0011> <0011> <00FB> <0012> <0012> <00F8>", 500),
        ("<0011> <0011> <00D7> <0012> <0012> <00F7>", 1000),
    ] {
        assert!(font(letters, width).codes(&Options::default()).is_empty(), "{letters} {width}");
    }
}

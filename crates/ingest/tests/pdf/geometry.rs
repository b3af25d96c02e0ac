//! Places, lines, areas and images.

use document_model::{Layer, Page, PageNumber, Point, Rgb, Visibility};
use ingest::Options;

use crate::builder::{Sheet, utf16};

const BLACK: Rgb = Rgb { red: 0, green: 0, blue: 0 };
const RED: Rgb = Rgb { red: 255, green: 0, blue: 0 };

fn drawn(name: &str) -> Page {
    let path = format!("{}/tests/data/{name}.pdf", env!("CARGO_MANIFEST_DIR"));
    let file = ingest::open_pdf(std::fs::read(path).unwrap(), &Options::default()).unwrap().value;
    file.page(PageNumber(1)).value
}

/// Ends, width and colour of each ruling of the test page, rounded, upright.
const RULINGS: [([f64; 4], f64, Rgb, bool); 19] = [
    ([100.0, 142.0, 300.0, 142.0], 0.5, RED, false),
    ([100.0, 152.0, 300.0, 152.0], 0.0, BLACK, false),
    ([100.0, 161.76, 300.0, 161.76], 0.48, Rgb { red: 0, green: 0, blue: 255 }, false),
    ([100.0, 172.0, 300.0, 172.0], 0.0, BLACK, false),
    ([100.0, 242.0, 300.0, 242.0], 0.75, BLACK, false),
    ([300.0, 192.0, 300.0, 242.0], 0.75, BLACK, false),
    ([100.0, 192.0, 300.0, 192.0], 0.75, BLACK, false),
    ([100.0, 192.0, 100.0, 242.0], 0.75, BLACK, false),
    ([100.0, 302.0, 300.0, 302.0], 2.0, BLACK, false),
    ([300.0, 252.0, 300.0, 302.0], 2.0, BLACK, false),
    ([100.0, 252.0, 300.0, 252.0], 2.0, BLACK, false),
    ([100.0, 252.0, 100.0, 302.0], 2.0, BLACK, false),
    ([100.0, 342.0, 300.0, 342.0], 1.0, BLACK, false),
    ([100.0, 372.0, 300.0, 372.0], 1.0, BLACK, true),
    ([96.0, 386.0, 288.0, 386.0], 0.96, BLACK, false),
    ([30.0, 802.0, 190.0, 802.0], 2.0, BLACK, false),
    ([30.0, 781.7, 190.0, 781.7], 0.6, Rgb { red: 0x33, green: 0x66, blue: 0x99 }, false),
    ([100.0, 641.75, 300.0, 641.75], 0.5, BLACK, false),
    ([100.0, 652.0, 300.0, 652.0], 0.0, BLACK, false),
];

/// Every way of painting a line, on pages turned and cropped in every way.
#[test]
fn lines_are_the_same_however_the_page_is_turned() {
    for (name, turn) in [
        ("geo_rot0", 0),
        ("geo_rot0_crop", 0),
        ("geo_rot90", 90),
        ("geo_rot90_crop", 90),
        ("geo_rot180", 180),
        ("geo_rot270", 270),
    ] {
        let page = drawn(name);
        assert_eq!(page.rulings.len(), RULINGS.len(), "{name}");
        for (ruling, ([x0, y0, x1, y1], width, color, dashed)) in page.rulings.iter().zip(RULINGS) {
            let (from, to) = (turned(x0, y0, turn), turned(x1, y1, turn));
            let (from, to) = if (to.x, to.y) < (from.x, from.y) { (to, from) } else { (from, to) };
            let off =
                [ruling.from.x - from.x, ruling.from.y - from.y, ruling.to.x - to.x, ruling.to.y - to.y];
            assert!(off.iter().all(|off| off.abs() < 0.01), "{name}: {ruling:?} {from:?} {to:?}");
            assert!((ruling.width - width).abs() < 0.001, "{name}: {ruling:?}");
            assert_eq!((ruling.color, ruling.dashed), (color, dashed), "{name}: {ruling:?}");
        }
        assert_eq!(page.bands.len(), 2, "{name}");
        assert_eq!(page.bands[0].color, Rgb { red: 255, green: 255, blue: 0 });
        assert_eq!(
            page.images.iter().map(|image| (image.width, image.height)).collect::<Vec<_>>(),
            [(2, 2), (2, 2)]
        );
    }
}

/// A place on the upright page of 595 by 842 points, on the page turned clockwise.
fn turned(x: f64, y: f64, turn: u32) -> Point {
    let (x, y) = match turn {
        90 => (842.0 - y, x),
        180 => (595.0 - x, 842.0 - y),
        270 => (y, 595.0 - x),
        _ => (x, y),
    };
    Point { x, y }
}

#[test]
fn units_of_user_space_are_applied() {
    let page = Sheet::new("0 50 m 100 50 l S BT /F1 10 Tf 20 20 Td (A) Tj ET").page("/UserUnit 2").read();
    assert_eq!((page.width, page.height), (400.0, 200.0));
    assert_eq!((page.rulings[0].to.x, page.rulings[0].width), (200.0, 2.0));
    assert_eq!((page.glyphs[0].origin, page.glyphs[0].size), (Point { x: 40.0, y: 160.0 }, 20.0));
}

#[test]
fn lines_are_cut_at_the_clip() {
    let page =
        Sheet::new("q 50 20 50 50 re W n 0 30 m 200 30 l 0 90 m 200 90 l S Q 0 10 m 300 10 l S").read();
    let ends: Vec<(f64, f64)> = page.rulings.iter().map(|ruling| (ruling.from.x, ruling.to.x)).collect();
    assert_eq!(ends, [(50.0, 100.0), (0.0, 200.0)]);
}

#[test]
fn a_frame_between_two_rectangles_is_four_lines() {
    let page = Sheet::new("10 10 100 50 re 11 11 98 48 re f*").read();
    assert!(page.bands.is_empty());
    assert_eq!(page.rulings.len(), 4);
    assert!(page.rulings.iter().all(|ruling| (ruling.width - 1.0).abs() < 1e-9));
}

#[test]
fn corners_of_borders_are_lines_and_dots_of_codes_are_none() {
    let page = Sheet::new(
        "10 10 0.5 0.5 re f 20 10 1.1 1.1 re f 30 10 1.1 9 re f 40 10 2.5 30 re f 50 10 2.5 9 re f",
    )
    .read();
    let lines: Vec<f64> = page.rulings.iter().map(|ruling| ruling.width).collect();
    assert_eq!((lines.len(), page.bands.len()), (3, 2));
}

#[test]
fn transparent_and_hidden_lines_are_none() {
    let sheet = Sheet::new(
        "q /G0 gs 0 50 m 200 50 l S Q /OC /L1 BDC 0 60 m 200 60 l S EMC /OC /L2 BDC 0 70 m 200 70 l S EMC",
    )
    .resources("/ExtGState << /G0 << /CA 0 /ca 0 >> >> /Properties << /L1 5 0 R /L2 6 0 R >>")
    .catalogue("/OCProperties << /OCGs [5 0 R 6 0 R] /D << /OFF [5 0 R] >> >>")
    .object("<< /Type /OCG /Name (off) >>")
    .object("<< /Type /OCG /Name (on) >>");
    let heights: Vec<f64> = sheet.read().rulings.iter().map(|ruling| ruling.from.y).collect();
    assert_eq!(heights, [30.0]);
}

#[test]
fn colours_of_every_space() {
    let page = Sheet::new(
        "0 0 1 0 k 0 0 50 20 re f /Cs1 cs 1 0 0 sc 50 0 50 20 re f /Sep cs 1 scn 100 0 50 20 re f /Ix cs 1 sc 150 0 50 20 re f",
    )
    .resources(
        "/ColorSpace << /Cs1 [/ICCBased 5 0 R] /Sep [/Separation /Spot /DeviceRGB << /FunctionType 2 /Domain [0 1] /C0 [1 1 1] \
         /C1 [0 0.2 0.4] /N 1 >>] /Ix [/Indexed /DeviceRGB 1 <000000336699>] >>",
    )
    .stream("/N 3", "")
    .read();
    let colors: Vec<[u8; 3]> =
        page.bands.iter().map(|band| [band.color.red, band.color.green, band.color.blue]).collect();
    assert_eq!(colors, [[255, 255, 0], [255, 0, 0], [0, 51, 102], [51, 102, 153]]);
}

#[test]
fn forms_lie_where_their_matrix_puts_them() {
    let page = Sheet::new("q 2 0 0 2 0 0 cm /Fm Do Q")
        .resources("/XObject << /Fm 5 0 R >>")
        .stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 50 20] /Matrix [1 0 0 1 10 5]",
            "0 10 m 80 10 l S BT /F1 5 Tf 1 1 Td (in) Tj ET",
        )
        .read();
    let ruling = page.rulings[0];
    assert_eq!((ruling.from, ruling.to), (Point { x: 20.0, y: 70.0 }, Point { x: 120.0, y: 70.0 }));
    assert_eq!((ruling.width, ruling.layer), (2.0, Layer::Form));
    assert_eq!((page.text.as_str(), page.glyphs[0].size), ("in", 10.0));
}

#[test]
fn appearances_of_annotations_lie_in_their_rectangles() {
    let page = Sheet::new("")
        .page(
            "/Annots [<< /Subtype /FreeText /Rect [100 50 200 70] /AP << /N 5 0 R >> >> \
               << /Subtype /FreeText /F 2 /Rect [0 0 10 10] /AP << /N 5 0 R >> >>]",
        )
        .stream(
            &format!(
                "/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << {} >>",
                crate::builder::FONTS
            ),
            format!("BT /J1 10 Tf 5 5 Td {} Tj ET", utf16("注記")),
        )
        .read();
    assert_eq!(page.text, "注記");
    assert_eq!(
        (page.glyphs[0].origin, page.glyphs[0].layer),
        (Point { x: 105.0, y: 45.0 }, Layer::Annotation)
    );
}

#[test]
fn tells_what_a_reader_does_not_see() {
    let sheet = Sheet::new(
        "BT /F1 10 Tf 10 50 Td (a) Tj 3 Tr (b) Tj 0 Tr ET q /G0 gs BT /F1 10 Tf 10 30 Td (c) Tj ET Q \
         BT /F1 10 Tf 300 50 Td (d) Tj ET q 0 0 10 10 re W n BT /F1 10 Tf 50 50 Td (e) Tj ET Q \
         /OC /L1 BDC BT /F1 10 Tf 10 10 Td (f) Tj ET EMC",
    )
    .resources("/ExtGState << /G0 << /ca 0 >> >> /Properties << /L1 5 0 R >>")
    .catalogue("/OCProperties << /OCGs [5 0 R] /D << /BaseState /OFF >> >>")
    .object("<< /Type /OCG /Name (off) >>");
    let seen: Vec<Visibility> = sheet.read().glyphs.iter().map(|glyph| glyph.visibility).collect();
    use Visibility::{Clipped, Invisible, OffPage, SwitchedOff, Visible};
    assert_eq!(seen, [Visible, Invisible, Invisible, OffPage, Clipped, SwitchedOff]);
}

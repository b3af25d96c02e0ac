//! The plan texts of the repository, read whole.

mod common;

use common::{cells, check_account, outline, read, rows};
use document_model::TextBlock;

const NAMES: [&str; 5] = [
    "fukushima-dx-r5-initiatives",
    "mie-committee-2022-10",
    "mie-digital-plan-r5-results",
    "mie-smart-reform-r2",
    "miyagi-dx-policy-2025",
];

fn fixture(name: &str) -> String {
    let path = format!("{}/../../fixtures/plans/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("a fixture of the repository")
}

#[test]
fn every_character_has_one_place() {
    for name in NAMES {
        check_account(&read(&fixture(name)));
    }
}

#[test]
fn no_remnant_of_html_stays_in_the_text() {
    for name in NAMES {
        let source = read(&fixture(name));
        for line in common::lines(&source) {
            for tag in ["<p>", "</p>", "<ul", "</ul", "<li>", "<u>", "</u>", "\t"] {
                assert!(!line.text.contains(tag), "{name}: {}", line.text);
            }
        }
    }
}

#[test]
fn words_in_angle_brackets_stay() {
    let source = read(&fixture("mie-committee-2022-10"));
    for word in ["<参考>", "<施策>", "<政策>", "<DXの背景を学ぶ>"] {
        assert!(common::lines(&source).iter().any(|line| line.text.contains(word)), "{word}");
    }
}

#[test]
fn the_pipe_table_in_a_list_is_read() {
    let source = read(&fixture("mie-committee-2022-10"));
    let at = rows(&source).iter().position(|row| row.header).expect("a header row");
    let cells = cells(&source);
    assert_eq!(cells[at], ["", ""]);
    assert_eq!(cells[at + 1], ["・誰一人取り残さないための方法", "・業務のサイロ化からの脱却"]);
    assert_eq!(cells[at + 3], ["・会議等の適正な開催", "・ペーパーレス化"]);
}

#[test]
fn columns_of_tab_rows_are_kept() {
    let source = read(&fixture("mie-digital-plan-r5-results"));
    let rows = rows(&source);
    assert!(rows.iter().take(3).all(|row| row.cells.len() == 9), "{:?}", &outline(&source)[..8]);
    assert_eq!(rows[0].cells[0].lines[0].text, "番号");
    assert_eq!(rows[0].number, 5);
    let achievements = &rows[3].cells[6].lines;
    assert_eq!(achievements[0].text, "○AIを活用した、幅広い災害情報の早期収集");
    assert!(!achievements[0].breaks);
    assert!(achievements[1].breaks && achievements[1].text.starts_with("・AIにより"));
}

#[test]
fn lines_and_blanks_alternate_as_printed() {
    let source = read(&fixture("miyagi-dx-policy-2025"));
    let blanks = source.blocks.iter().filter(|block| matches!(block, TextBlock::Blank)).count();
    assert!(blanks > 50);
    assert!(!source.blocks.windows(2).any(|pair| matches!(pair, [TextBlock::Blank, TextBlock::Blank])));
    assert_eq!((source.encoding, source.pages), ("UTF-8", 1));
}

//! Speed of reading text, by shape: run with `cargo bench -p ingest`.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use ingest::{Options, read_text};

const SIZE: usize = 4 << 20;

fn main() {
    divan::main();
}

fn repeated(piece: &str) -> Vec<u8> {
    piece.repeat(SIZE / piece.len()).into_bytes()
}

fn run(bencher: Bencher<'_, '_>, bytes: &[u8]) {
    let options = Options::default();
    bencher.counter(BytesCount::of_slice(bytes)).bench(|| read_text(black_box(bytes), &options));
}

#[divan::bench]
fn tab_rows(bencher: Bencher<'_, '_>) {
    run(
        bencher,
        &repeated("12\tデジタルを活用した防災対策\tアクセス数\t3,375 千件\t\tA 4,563 千件\t防災対策部\n"),
    );
}

#[divan::bench]
fn tab_rows_of_one_character(bencher: Bencher<'_, '_>) {
    run(bencher, &repeated("1\t2\t3\t4\t5\t6\t7\t8\n"));
}

#[divan::bench]
fn cells_with_remnants(bencher: Bencher<'_, '_>) {
    run(
        bencher,
        &repeated(
            "1\t<p>○災害情報の早期収集</p> <ul style=\"list-style-type: none\"> ・迅速な災害対応に活用 \tA\n",
        ),
    );
}

#[divan::bench]
fn prose(bencher: Bencher<'_, '_>) {
    run(
        bencher,
        &repeated("取組方針に基づいて、個別施策と主な重要業績評価指標（KPI）を設定しています。\n\n"),
    );
}

#[divan::bench]
fn pipe_rows(bencher: Bencher<'_, '_>) {
    run(bencher, &repeated("| ・誰一人取り残さないための方法 | ・業務のサイロ化からの脱却 | 3 |\n"));
}

#[divan::bench]
fn html_document(bencher: Bencher<'_, '_>) {
    let rows = "<tr><td>1</td><td>行政手続のオンライン化</td><td><ul><li>80%</li></ul></td></tr>\n"
        .repeat(SIZE / 110);
    run(bencher, format!("<html><body><table>{rows}</table></body></html>").as_bytes());
}

#[divan::bench]
fn shift_jis_rows(bencher: Bencher<'_, '_>) {
    let text = String::from_utf8(repeated("12\tデジタルを活用した防災対策\tアクセス数\t3,375 千件\n"))
        .unwrap_or_default();
    run(bencher, &encoding_rs::SHIFT_JIS.encode(&text).0);
}

//! The functions on plan text, with bytes per second.
//!
//! The text is what plans hold: running Japanese with marks, full-width digits, blanks in numbers.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use japanese_normalize::{
    Line, departments, fold, normal_form, normalize, paragraphs, publishers, quantities, quantity_cell, times,
};

fn main() {
    divan::main();
}

const RUNNING: &str = "○デジタルを活用した防災対策 ・令和５年度に県内10会場でＩＣＴ活用工事等に関する説明会を実施（8回、\
延べ 1,347 名が参加）。約14万8千件の手続のうち、デジタル化が完了した割合は31%（R6.12月末）であり、R9年度末までに\
100％をめざす。 ・総務部 行政経営課及び企画部デジタルみやぎ 推進課と連携し、I C T を活用したデータ連携基盤を整備 ";
const DEPARTMENTS: &str = "医療保健部 (健康推進課) 子ども・福祉部(子どもの育ち支援課、家庭福祉・施設整備課)";
const CELL: &str = "3,375 千件";

fn megabyte() -> String {
    RUNNING.repeat(1_000_000 / RUNNING.len() + 1)
}

fn over(bencher: Bencher<'_, '_>, run: impl Fn(&str) + Sync) {
    let text = megabyte();
    bencher.counter(BytesCount::of_str(&text)).bench(|| run(black_box(&text)));
}

#[divan::bench]
fn normalizes_with_map(bencher: Bencher<'_, '_>) {
    over(bencher, |text| drop(black_box(normalize(text))));
}

#[divan::bench]
fn normal_form_only(bencher: Bencher<'_, '_>) {
    over(bencher, |text| drop(black_box(normal_form(text))));
}

#[divan::bench]
fn folds(bencher: Bencher<'_, '_>) {
    over(bencher, |text| drop(black_box(fold(text))));
}

#[divan::bench]
fn finds_quantities(bencher: Bencher<'_, '_>) {
    over(bencher, |text| drop(black_box(quantities(text))));
}

#[divan::bench]
fn finds_times(bencher: Bencher<'_, '_>) {
    over(bencher, |text| drop(black_box(times(text))));
}

#[divan::bench]
fn finds_publishers(bencher: Bencher<'_, '_>) {
    over(bencher, |text| drop(black_box(publishers(text))));
}

#[divan::bench]
fn makes_paragraphs(bencher: Bencher<'_, '_>) {
    over(bencher, |text| drop(black_box(paragraphs(&[Line { text, breaks: true }]))));
}

#[divan::bench]
fn reads_a_department_cell(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::of_str(DEPARTMENTS)).bench(|| departments(black_box(DEPARTMENTS)));
}

#[divan::bench]
fn reads_a_quantity_cell(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::of_str(CELL)).bench(|| quantity_cell(black_box(CELL)));
}

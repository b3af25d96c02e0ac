//! What the records were read from, and how sure they are.

use super::shared::{
    CONFIDENCE, DOCUMENT_ID, ITEM_ID, ORDINAL, TO_DOCUMENT, TO_ITEM, choice, column, integer, text,
};
use crate::columns::choices::{ANSWER, SEVERITY};
use crate::columns::{Kind, Table};

pub(super) const FINDINGS: Table = Table {
    name: "findings",
    ja: "確認事項",
    en: "Findings",
    about_ja: "推定・補正・疑わしい箇所 1 件に 1 行",
    about_en: "A row for each thing that was inferred, repaired or is doubtful",
    columns: &[
        ORDINAL,
        DOCUMENT_ID.required(),
        ITEM_ID,
        text("field", ("欄", "Field"), ("items.jsonl の欄の名前", "Name of the field in items.jsonl")),
        choice("severity", SEVERITY, ("重さ", "Severity"), ("どれだけ重いか", "How grave it is")).required(),
        column(
            "code",
            Kind::Code("^[a-z0-9-]+$"),
            ("種類", "Code"),
            ("確認事項の種類", "Stable name of its kind"),
        )
        .required(),
        text(
            "message",
            ("説明", "Message (ja)"),
            ("何が見つかり、何を期待したか", "What was found and expected, in Japanese"),
        )
        .required(),
        text("message_en", ("説明（英語）", "Message (en)"), ("同じことを英語で", "The same in English"))
            .required(),
        choice(
            "answer",
            ANSWER,
            ("回答", "Answer"),
            ("人の判断。まだなければ空", "What a person decided; empty as long as nobody has"),
        ),
        integer("page", ("ページ", "Page"), ("元の文書のページ", "Page of the source")),
        integer("line", ("行", "Line"), ("テキストの行（1 から）", "Line of a text, from 1")),
        integer(
            "character",
            ("文字位置", "Character"),
            ("行の中の文字（1 から）", "Character in the line, from 1"),
        ),
    ],
    key: &["ordinal"],
    links: &[TO_DOCUMENT, TO_ITEM],
    in_workbook: true,
};

pub(super) const SOURCES: Table = Table {
    name: "sources",
    ja: "根拠のセル",
    en: "Source cells",
    about_ja: "項目の欄の元になったセル 1 つに 1 行。ブックには入れない（行数が多いため）",
    about_en: "A row for each cell that a field was made of; not in the workbook, for its many rows",
    columns: &[
        ITEM_ID.required(),
        text("field", ("欄", "Field"), ("items.jsonl の欄の名前", "Name of the field in items.jsonl"))
            .required(),
        ORDINAL,
        integer("page", ("ページ", "Page"), ("元の文書のページ", "Page of the source")).required(),
        integer("line", ("行", "Line"), ("テキストの行（1 から）", "Line of a text, from 1")),
        integer(
            "character",
            ("文字位置", "Character"),
            ("行の中の文字（1 から）", "Character in the line, from 1"),
        ),
        column(
            "x0",
            Kind::Number,
            ("左（ポイント）", "Left (points)"),
            ("ページの左端から、ポイント", "From the left edge of the page, points"),
        ),
        column(
            "y0",
            Kind::Number,
            ("上（ポイント）", "Top (points)"),
            ("ページの上端から、ポイント", "From the top edge of the page, points"),
        ),
        column(
            "x1",
            Kind::Number,
            ("右（ポイント）", "Right (points)"),
            ("ページの左端から、ポイント", "From the left edge of the page, points"),
        ),
        column(
            "y1",
            Kind::Number,
            ("下（ポイント）", "Bottom (points)"),
            ("ページの上端から、ポイント", "From the top edge of the page, points"),
        ),
        text("raw", ("原文", "As extracted"), ("セルの文", "The text as extracted")),
        text("rule", ("判断の理由", "Rule"), ("値を作った規則", "The rule that made the value of it")),
    ],
    key: &["item_id", "field", "ordinal"],
    links: &[TO_ITEM],
    in_workbook: false,
};

pub(super) const CONFIDENCES: Table = Table {
    name: "confidences",
    ja: "確からしさ",
    en: "Confidences",
    about_ja: "項目の欄の確からしさ 1 つに 1 行。ブックには入れない（行数が多いため）",
    about_en: "A row for the confidence of each field; not in the workbook, for its many rows",
    columns: &[
        ITEM_ID.required(),
        text("field", ("欄", "Field"), ("items.jsonl の欄の名前", "Name of the field in items.jsonl"))
            .required(),
        CONFIDENCE.required(),
    ],
    key: &["item_id", "field"],
    links: &[TO_ITEM],
    in_workbook: false,
};

pub(super) const DOUBTS: Table = Table {
    name: "doubts",
    ja: "疑わしい点",
    en: "Doubts",
    about_ja: "欄の確からしさを下げる徴候 1 つに 1 行",
    about_en: "A row for each sign that lowers the confidence of a field",
    columns: &[
        ITEM_ID.required(),
        text("field", ("欄", "Field"), ("items.jsonl の欄の名前", "Name of the field in items.jsonl"))
            .required(),
        ORDINAL,
        text("sign", ("徴候", "Sign"), ("徴候の名前（重い順）", "Name of the sign, gravest first")),
    ],
    key: &["item_id", "field", "ordinal"],
    links: &[TO_ITEM],
    in_workbook: true,
};
